import { chmodSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectFacts } from '../../../src/github/artifacts/manifest-facts.ts'
import type { Surroundings } from '../../../src/github/artifacts/surroundings.ts'
import { temporaryFolder, write } from '../../load/temporary-folder.ts'

const root = temporaryFolder()
const onPosix = test.skipIf(process.platform === 'win32')

/** A machine without Go, but with a shell, where `go` is the script. */
function surroundings(name: string, script: string | null, changes: Partial<Surroundings> = {}): Surroundings {
  const folder = write(join(root, name), script === null ? {} : { go: `#!/bin/sh\n${script}\n` })
  if (script !== null) chmodSync(join(folder, 'go'), 0o755)
  const path = script === null ? folder : `${folder}${delimiter}/usr/bin${delimiter}/bin`
  return { workspace: folder, temporaryFolder: folder, environment: { PATH: path }, cpus: [], ...changes }
}

const nothing = {
  commit: null,
  go: null,
  goos: null,
  goarch: null,
  cpu: null,
  runner: null,
  gogc: null,
  cores: null,
}

test('a machine that says nothing leaves all open', async () => {
  expect(await collectFacts(surroundings('bare', null), null)).toEqual(nothing)
})

describe('Go', () => {
  onPosix('is asked in the workspace, and downloads nothing', async () => {
    const script = '[ "$GOPROXY" = off ] && [ "$1" = -C ] && printf "go1.26.8\\nlinux\\narm64\\n" && echo "$2" >&2'
    const facts = await collectFacts(surroundings('asked', script), 'a'.repeat(40))
    expect(facts).toEqual({ ...nothing, commit: 'a'.repeat(40), go: 'go1.26.8', goos: 'linux', goarch: 'arm64' })
  })

  onPosix('answers for the installed one, whatever toolchain go.mod asks for', async () => {
    const script = '[ "$GOTOOLCHAIN" = local ] || exit 1; printf "go1.25.1\\nlinux\\namd64\\n"'
    const asked = surroundings('local', script)
    const environment = { ...asked.environment, GOTOOLCHAIN: 'go1.99.0' }
    expect((await collectFacts({ ...asked, environment }, null)).go).toBe('go1.25.1')
  })

  onPosix('sees nothing of the step but what programs need', async () => {
    const asked = surroundings('curious', 'env | sort | cut -d= -f1 | tr "\\n" " "')
    const environment = {
      ...asked.environment,
      ...{ HOME: '/home/runner', USER: 'runner', LANG: 'C', TMPDIR: '/tmp', GOROOT: '/go', GOARCH: 'arm64' },
      ...{ INPUT_TOKEN: 's', ACTIONS_RUNTIME_TOKEN: 's', GITHUB_TOKEN: 's', GOOGLE_CREDENTIALS: 's', GOAUTH: 's' },
      ...{ GIT_CONFIG_VALUE_0: 's', GIT_TOKEN: 's', GOPROXY: 'https://user:s@proxy', NODE_OPTIONS: 's', AWS_KEY: 's' },
    }
    const { go } = await collectFacts({ ...asked, environment }, null)
    expect(go).toBe('GOARCH GOPROXY GOROOT GOTOOLCHAIN HOME LANG PATH PWD TMPDIR USER')
  })

  onPosix.each([
    ['fails', 'exit 1'],
    ['prints nothing', 'exit 0'],
    ['prints without end', 'yes go1.26.8'],
  ])('that %s leaves open what it would tell', async (name, script) => {
    expect(await collectFacts(surroundings(`wrong-${name}`, script), null)).toEqual(nothing)
  })

  onPosix('that hangs is not waited for, nor are its children', async () => {
    const startMs = Date.now()
    const facts = await collectFacts(surroundings('hangs', 'sleep 30; echo go1', { limitMs: 300 }), null)
    expect(facts.go).toBeNull()
    expect(Date.now() - startMs).toBeLessThan(10_000)
  })
})

describe('the environment', () => {
  const factsOf = (environment: Surroundings['environment'], cpus: Surroundings['cpus'] = []) =>
    collectFacts({ workspace: root, temporaryFolder: root, environment: { PATH: root, ...environment }, cpus }, null)

  test.each([
    [{ ImageOS: 'ubuntu24', ImageVersion: '20261109.1.0', RUNNER_OS: 'Linux' }, 'ubuntu24 20261109.1.0'],
    [{ ImageOS: 'ubuntu24', RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' }, 'Linux X64'],
    [{ RUNNER_OS: 'Linux' }, 'Linux'],
    [{ ImageOS: ' ', ImageVersion: '1' }, null],
    [{}, null],
  ])('%j names the runner %s', async (environment, runner) => {
    expect((await factsOf(environment)).runner).toBe(runner)
  })

  test('tells GOGC and the processors', async () => {
    const cpus = [{ model: ' AMD EPYC 7763 ' }, { model: 'AMD EPYC 7763' }]
    expect(await factsOf({ GOGC: 'off' }, cpus)).toMatchObject({ gogc: 'off', cpu: 'AMD EPYC 7763', cores: 2 })
  })

  test('cannot make a manifest invalid', async () => {
    const facts = await factsOf({ GOGC: 'x'.repeat(1000) }, [{ model: 'a\nb' }])
    expect(facts).toMatchObject({ gogc: 'x'.repeat(256), cpu: 'a<U+000A>b' })
  })
})
