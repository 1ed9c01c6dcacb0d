import type { Manifest } from '../../load/manifest.ts'
import { visible } from '../../policy/visible.ts'
import { type Environment, programOutput } from './program-output.ts'
import { PROGRAM_LIMIT_MS, type Surroundings } from './surroundings.ts'

/** What the action knows of a measurement by itself; null is what it could not find out. */
export type ManifestFacts = Omit<Manifest, 'version' | 'operations'>

/** Longest text that a manifest may have. */
const TEXT_LENGTH = 256

/** @param commit the tree that was measured */
export async function collectFacts(surroundings: Surroundings, commit: string | null): Promise<ManifestFacts> {
  const { environment, cpus } = surroundings
  const [go, goos, goarch] = await goFacts(surroundings)
  return {
    commit,
    go: told(go),
    goos: told(goos),
    goarch: told(goarch),
    cpu: told(cpus[0]?.model),
    runner: runnerOf(environment),
    gogc: told(environment['GOGC']),
    cores: cpus.length > 0 ? cpus.length : null,
  }
}

/**
 * Version and platform of the installed Go. A go.mod may ask for another toolchain, which Go would load and start: the
 * installed one answers for itself.
 */
async function goFacts({ workspace, temporaryFolder, environment, limitMs = PROGRAM_LIMIT_MS }: Surroundings) {
  const output = await programOutput({
    file: 'go',
    args: ['-C', workspace, 'env', 'GOVERSION', 'GOOS', 'GOARCH'],
    folder: temporaryFolder,
    environment,
    settings: { GOTOOLCHAIN: 'local', GOPROXY: 'off' },
    limitMs,
  })
  return output?.split(/\r?\n/) ?? []
}

/** Image of a hosted runner with its version; else operating system and architecture. */
function runnerOf(environment: Environment): string | null {
  const image = [environment['ImageOS'], environment['ImageVersion']]
  const machine = [environment['RUNNER_OS'], environment['RUNNER_ARCH']]
  const parts = image.every((part) => told(part) !== null) ? image : machine
  return told(parts.filter((part) => told(part) !== null).join(' '))
}

/** Text as a manifest may hold it; null for none. */
function told(text: string | undefined): string | null {
  const shown = visible((text ?? '').trim()).slice(0, TEXT_LENGTH)
  return shown === '' ? null : shown
}
