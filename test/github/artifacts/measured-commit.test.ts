import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measuredCommit } from '../../../src/github/artifacts/measured-commit.ts'
import type { Surroundings } from '../../../src/github/artifacts/surroundings.ts'
import { temporaryFolder, write } from '../../load/temporary-folder.ts'

const root = temporaryFolder()
const onPosix = test.skipIf(process.platform === 'win32')
const surroundings = (workspace: string, changes: Partial<Surroundings> = {}): Surroundings => {
  return { workspace, temporaryFolder: root, environment: process.env, cpus: [], ...changes }
}

function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}

function repository(name: string, ...options: readonly string[]): string {
  const folder = write(join(root, name), { 'inside/file': 'x' })
  git(folder, 'init', '-q', ...options)
  git(folder, 'add', '.')
  git(folder, 'commit', '-q', '-m', 'first')
  return folder
}

test.each(['sha1', 'sha256'])('is the checked out one, by %s', async (format) => {
  const folder = repository(format, `--object-format=${format}`)
  expect(await measuredCommit(surroundings(folder))).toBe(git(folder, 'rev-parse', 'HEAD'))
})

test('is unknown without a repository, also inside the folder of one', async () => {
  const folder = repository('around')
  expect(await measuredCommit(surroundings(join(folder, 'inside')))).toBeNull()
  expect(await measuredCommit(surroundings(join(root, 'missing')))).toBeNull()
})

test('is unknown before the first commit', async () => {
  const folder = write(join(root, 'unborn'), { file: 'x' })
  git(folder, 'init', '-q')
  expect(await measuredCommit(surroundings(folder))).toBeNull()
})

test('is unknown without git', async () => {
  const folder = repository('no-git')
  expect(await measuredCommit(surroundings(folder, { environment: { PATH: folder } }))).toBeNull()
})

onPosix('runs nothing that the repository configures', async () => {
  const folder = repository('hostile')
  const trap = join(write(join(root, 'trap'), { trap: `#!/bin/sh\ntouch ${join(root, 'sprung')}\n` }), 'trap')
  chmodSync(trap, 0o755)
  const keys = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'alias.rev-parse', 'diff.external']
  for (const key of keys) git(folder, 'config', key, trap)
  git(folder, 'config', 'core.hooksPath', join(root, 'trap'))
  expect(await measuredCommit(surroundings(folder))).toMatch(/^[0-9a-f]{40}$/)
  expect(existsSync(join(root, 'sprung'))).toBe(false)
})

onPosix('shows git no token of the job', async () => {
  const folder = write(join(root, 'git-curious'), {
    git: `#!/bin/sh\nenv | grep -q TOKEN && exit 1\necho ${'a'.repeat(40)}\n`,
  })
  chmodSync(join(folder, 'git'), 0o755)
  const environment = { PATH: `${folder}:/usr/bin:/bin`, INPUT_TOKEN: 's', ACTIONS_RUNTIME_TOKEN: 's', GIT_TOKEN: 's' }
  expect(await measuredCommit(surroundings(folder, { environment }))).toBe('a'.repeat(40))
})

onPosix.each([
  ['says something else', 'echo main'],
  ['hangs', 'sleep 30'],
])('is unknown if git %s', async (name, script) => {
  const folder = write(join(root, `git-${name}`), { git: `#!/bin/sh\n${script}\n` })
  chmodSync(join(folder, 'git'), 0o755)
  const environment = { PATH: `${folder}:/usr/bin:/bin` }
  expect(await measuredCommit(surroundings(folder, { environment, limitMs: 300 }))).toBeNull()
})

test.skipIf(process.getuid?.() !== 0)('is known where the checkout belongs to another user', async () => {
  const folder = repository('foreign')
  const commit = git(folder, 'rev-parse', 'HEAD')
  for (const path of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, path), 12_345, 12_345)
  }
  expect(() => git(folder, 'rev-parse', 'HEAD')).toThrow()
  expect(await measuredCommit(surroundings(folder))).toBe(commit)
})
