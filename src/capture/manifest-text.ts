import { execFile } from 'node:child_process'
import { arch, availableParallelism, cpus, platform } from 'node:os'
import { isHere } from './service-address.ts'

/** Node's names of systems and processors as Go has them; others are the same, or unknown. */
const GO_SYSTEM: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' }
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', arm64: 'arm64', arm: 'arm' }

/**
 * The text of `profile-gate.json`: what is known of the measurement for certain. A service on this machine shares its
 * system and processor; of another one only what its metrics tell is known.
 */
export function manifestText(address: URL, commit: string | null, prometheus: string | null): string {
  const goArch = GO_ARCH[arch()]
  const machine = isHere(address)
    ? {
        goos: GO_SYSTEM[platform()] ?? platform(),
        ...(goArch === undefined ? {} : { goarch: goArch }),
        ...(cpus()[0] === undefined ? {} : { cpu: cpus()[0]?.model.trim() }),
        cores: availableParallelism(),
      }
    : {}
  const told = (name: string, pattern: RegExp) => {
    const value = pattern.exec(prometheus ?? '')?.[1]
    return value === undefined ? {} : { [name]: value }
  }
  const facts = {
    version: 1,
    ...(commit === null ? {} : { commit }),
    // As the collector of the Go client names them (prometheus/client_golang).
    ...told('go', /^go_info\{[^}]*version="(go[\w.-]{1,60})"/m),
    ...machine,
    ...told('gogc', /^go_gc_gogc_percent (\d{1,9})$/m),
  }
  return `${JSON.stringify(facts, null, 2)}\n`
}

const GIT_LIMIT_MS = 5000

/** The commit that is checked out in a folder; null where there is none, or no git. */
export function headCommit(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['rev-parse', '--verify', 'HEAD'], { cwd: folder, timeout: GIT_LIMIT_MS }, (error, out) => {
      resolve(error === null && /^[0-9a-f]{40,64}\s*$/.test(out) ? out.trim() : null)
    })
  })
}
