import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { gitChanges } from '../../../src/github/changes/git-changes.ts'
import { temporaryFolder, write } from '../../load/temporary-folder.ts'

const twenty = (changed: Readonly<Record<number, string | null>> = {}) =>
  Array.from({ length: 20 }, (_, at) => (changed[at + 1] === undefined ? `line ${at + 1}\n` : changed[at + 1])).join('')

const environment = { PATH: process.env['PATH'], HOME: temporaryFolder(), SECRET_TOKEN: 'ghs_secret' }

let folder: string
let base: string
let head: string

function git(...args: readonly string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8' }).trim()
}

function commit(message: string): string {
  git('add', '--all')
  git('commit', '--quiet', '-m', message)
  return git('rev-parse', 'HEAD')
}

beforeAll(() => {
  folder = write(join(temporaryFolder(), 'work'), {
    'same.go': twenty(),
    'changed.go': twenty(),
    'old name.go': twenty(),
    'gone.go': 'package gone\n',
    'café.go': twenty(),
    'windows.go': twenty().replaceAll('\n', '\r\n'),
    'hidden.go': twenty(),
    'p.bin': '\0\u0001',
    '.gitattributes': 'hidden.go -diff\n',
  })
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'core.autocrlf', 'false')
  base = commit('base')
  git('rm', '--quiet', 'gone.go')
  git('mv', 'old name.go', 'new name.go')
  write(folder, {
    'changed.go': twenty({ 3: 'x\n', 9: null, 20: 'last' }),
    'new name.go': twenty({ 5: 'x\ny\n' }),
    'café.go': twenty({ 1: 'x\n' }),
    'windows.go': twenty({ 7: 'x\n' }).replaceAll('\n', '\r\n'),
    'hidden.go': twenty({ 1: 'x\n' }),
    'p.bin': '\0\u0002',
    'added.go': 'package a\n',
  })
  head = commit('head')
})

function changes(from: string, to: string) {
  return gitChanges(from, to, { workspace: folder, temporaryFolder: temporaryFolder(), environment, cpus: [] })
}

const at = (...added: readonly (readonly [number, number])[]) => added.map(([first, last]) => ({ first, last }))

const expected = [
  { path: 'added.go', change: { kind: 'whole' } },
  { path: 'café.go', change: { kind: 'lines', added: at([1, 1]), cuts: [] } },
  { path: 'changed.go', change: { kind: 'lines', added: at([3, 3], [19, 19]), cuts: [8] } },
  { path: 'hidden.go', change: { kind: 'unknown' } },
  { path: 'new name.go', change: { kind: 'lines', added: at([5, 6]), cuts: [] } },
  { path: 'p.bin', change: { kind: 'unknown' } },
  { path: 'windows.go', change: { kind: 'lines', added: at([7, 7]), cuts: [] } },
]

describe('what a commit changes, by git', () => {
  test('is the lines that it has and its base has not', async () => {
    const found = await changes(base, head)
    expect(found?.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(expected)
  })

  test('is nothing of what the base got meanwhile', async () => {
    git('checkout', '--quiet', '-b', 'meanwhile', base)
    write(folder, { 'same.go': twenty({ 2: 'theirs\n' }) })
    const moved = commit('meanwhile')
    git('checkout', '--quiet', 'main')
    expect((await changes(moved, head))?.map(({ path }) => path)).not.toContain('same.go')
  })

  test('is the same whatever the checkout has configured, and runs none of its programs', async () => {
    const ran = join(temporaryFolder(), 'ran')
    const program = `touch ${ran}; env >> ${ran}; echo`
    const settings = {
      'diff.external': program,
      'diff.evil.command': program,
      'diff.evil.textconv': program,
      'core.pager': program,
      'core.fsmonitor': program,
      'core.attributesFile': join(write(temporaryFolder(), { attributes: '*.go diff=evil\n' }), 'attributes'),
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.context': '9',
      'diff.interHunkContext': '50',
      'diff.renames': 'false',
      'color.ui': 'always',
      'core.quotePath': 'false',
    }
    for (const [key, value] of Object.entries(settings)) git('config', key, value)
    const found = await changes(base, head)
    expect(found?.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(expected)
    expect(existsSync(ran)).toBe(false)
  })

  test.each([
    ['a commit that the checkout does not have', () => changes('0'.repeat(40), head)],
    [
      'no repository',
      () =>
        gitChanges(base, head, {
          workspace: temporaryFolder(),
          temporaryFolder: temporaryFolder(),
          environment,
          cpus: [],
        }),
    ],
    [
      'no git',
      () =>
        gitChanges(base, head, {
          workspace: folder,
          temporaryFolder: temporaryFolder(),
          environment: { PATH: '' },
          cpus: [],
        }),
    ],
  ])('is not known with %s', async (_, ask) => {
    expect(await ask()).toBeNull()
  })
})
