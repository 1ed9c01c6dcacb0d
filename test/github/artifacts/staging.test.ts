import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ReadableSide, stageSide } from '../../../src/github/artifacts/staging.ts'
import type { LoadedFile } from '../../../src/load/loaded.ts'
import { readSide } from '../../../src/load/side.ts'
import { temporaryFolder, write } from '../../load/temporary-folder.ts'
import { zipOf } from '../../load/zip-writer.ts'

const root = temporaryFolder()
const parent = join(root, 'staged')
mkdirSync(parent)
const onPosix = test.skipIf(process.platform === 'win32')

function sideAt(path: string): ReadableSide {
  const side = readSide(path)
  if (side.kind === 'error') throw new Error(`a side was expected: ${JSON.stringify(side)}`)
  return side
}

/** What is stored of a path: texts by path, as they lie in the folder, and what is left out. */
function staged(side: ReadableSide) {
  const { folder, files, leftOut, bytes } = stageSide(side, { workspace: root, temporaryFolder: parent })
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const found = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  expect(found.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/')).sort()).toEqual([...files].sort())
  expect(entries.every((entry) => entry.isDirectory() || entry.isFile())).toBe(true)
  const texts = Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  const reasons = Object.fromEntries(leftOut.map(({ path, why }) => [path, typeof why === 'string' ? why : why.code]))
  return { texts, reasons, bytes }
}

test('a folder is copied with its folders', () => {
  const folder = write(join(root, 'plain'), { 'heap.pb.gz': 'one', 'services/api/bench.txt': 'three', empty: '' })
  const texts = { empty: '', 'heap.pb.gz': 'one', 'services/api/bench.txt': 'three' }
  expect(staged(sideAt(folder))).toEqual({ texts, reasons: {}, bytes: 8 })
})

test('the manifest is not copied: it is written by another', () => {
  const folder = write(join(root, 'with-manifest'), { 'heap.pb.gz': 'x', 'profile-gate.json': '{"version":1}' })
  expect(staged(sideAt(folder))).toEqual({ texts: { 'heap.pb.gz': 'x' }, reasons: {}, bytes: 1 })
})

test('a single file becomes a folder with that file', () => {
  const folder = write(join(root, 'single'), { 'heap.pb.gz': 'profile', 'other.pb.gz': 'other' })
  expect(staged(sideAt(join(folder, 'heap.pb.gz')))).toEqual({
    texts: { 'heap.pb.gz': 'profile' },
    reasons: {},
    bytes: 7,
  })
})

test('a zip is stored as what is in it', () => {
  writeFileSync(join(root, 'profiles.zip'), zipOf([{ name: 'a/heap.pb.gz', data: 'zipped' }]))
  expect(staged(sideAt(join(root, 'profiles.zip'))).texts).toEqual({ 'a/heap.pb.gz': 'zipped' })
})

describe('never stored is', () => {
  onPosix('what a link leads to', () => {
    const checkout = write(join(root, 'checkout'), { '.git/config': 'TOKEN', 'profiles/heap.pb.gz': 'x' })
    symlinkSync('../.git/config', join(checkout, 'profiles/config.pb.gz'))
    symlinkSync('../.git', join(checkout, 'profiles/git.prof'))
    expect(staged(sideAt(join(checkout, 'profiles')))).toEqual({
      texts: { 'heap.pb.gz': 'x' },
      reasons: { 'config.pb.gz': 'link', 'git.prof': 'link' },
      bytes: 1,
    })
  })

  onPosix.each([
    ['the folder itself', 'profiles', '.git'],
    ['the file itself', 'heap.pb.gz', '.git/config'],
    ['a folder around it', 'profiles', '.git/modules/x'],
  ])('what lies in .git, where %s is a link to it', (_, name, target) => {
    const checkout = write(join(root, `linked-${target.replaceAll('/', '-')}`), {
      '.git/config': 'TOKEN',
      '.git/modules/x/heap.pb.gz': 'TOKEN',
    })
    symlinkSync(target, join(checkout, name))
    const { texts, reasons } = staged(sideAt(join(checkout, name)))
    expect(texts).toEqual({})
    expect(new Set(Object.values(reasons))).toEqual(new Set(['hidden']))
  })

  onPosix('what lies in .git, where the side is named as the workflow names it', () => {
    write(join(root, 'relative'), { '.git/config': 'TOKEN' })
    symlinkSync('.git', join(root, 'relative/profiles'))
    const side = { ...sideAt(join(root, 'relative/profiles')), path: 'relative/profiles' }
    expect(staged(side)).toEqual({ texts: {}, reasons: { config: 'hidden' }, bytes: 0 })
  })

  onPosix('a pipe, which nobody waits for', () => {
    const folder = write(join(root, 'piped'), { 'heap.pb.gz': 'x' })
    execFileSync('mkfifo', [join(folder, 'cpu.pb.gz')])
    expect(staged(sideAt(folder))).toEqual({ texts: { 'heap.pb.gz': 'x' }, reasons: { 'cpu.pb.gz': 'fifo' }, bytes: 1 })
  })

  test('what changed since it was listed', () => {
    const folder = write(join(root, 'changing'), { 'heap.pb.gz': 'x', 'cpu.pb.gz': 'before' })
    const side = sideAt(folder)
    writeFileSync(join(folder, 'cpu.pb.gz'), 'and after')
    expect(staged(side).reasons).toEqual({ 'cpu.pb.gz': 'changed-while-read' })
  })

  onPosix('a folder in which nobody can look', () => {
    const deep = Array.from({ length: 40 }, (_, level) => `level-${level}`).join('/')
    const folder = write(join(root, 'deep'), { 'heap.pb.gz': 'x', [`${deep}/heap.pb.gz`]: 'y' })
    expect(Object.values(staged(sideAt(folder)).reasons)).toEqual(['too-deep'])
  })
})

describe('names with a dot in front', () => {
  const files = {
    'heap.pb.gz': 'a',
    '.env': 'SECRET',
    '.cache/notes.txt': 'b',
    '.cache/cpu.pprof': 'c',
    '.hidden.pb.gz': 'd',
    'deep/.git/heap.pb.gz': 'e',
    '.GIT/heap.pb.gz': 'f',
    '.github/bench.out': 'g',
  }

  test('are hidden, unless they are named like a profile, and never in .git', () => {
    const { texts, reasons } = staged(sideAt(write(join(root, 'hidden'), files)))
    expect(Object.keys(texts)).toEqual(['.cache/cpu.pprof', '.github/bench.out', '.hidden.pb.gz', 'heap.pb.gz'])
    expect(reasons).toEqual({
      '.GIT/heap.pb.gz': 'hidden',
      '.cache/notes.txt': 'hidden',
      '.env': 'hidden',
      'deep/.git/heap.pb.gz': 'hidden',
    })
  })

  test('are meant where the user named the file', () => {
    const folder = write(join(root, 'hidden-single'), { '.bench': 'x' })
    expect(staged(sideAt(join(folder, '.bench'))).texts).toEqual({ '.bench': 'x' })
  })
})

describe('a name that artifacts cannot hold', () => {
  const file = (path: string): LoadedFile => ({ path, read: () => ({ kind: 'bytes', bytes: Buffer.from('x') }) })
  const names = ['a:b', 'a"b', 'a<b', 'a>b', 'a|b', 'a*b', 'a?b', 'a\rb', 'a\nb', 'a\\b', '..\\b', 'dir:1/heap.pb.gz']
  const unsafe = ['../heap.pb.gz', './heap.pb.gz', '/heap.pb.gz', 'a/../../b', 'a//b', 'Profile-Gate.JSON']

  test.each([...names, ...unsafe])('is left out: %j', (name) => {
    const files = [file('heap.pb.gz'), file(name)]
    const side: ReadableSide = { kind: 'folder', path: 'artifact:x', files, manifest: null, unread: [], notices: [] }
    expect(staged(side)).toEqual({ texts: { 'heap.pb.gz': 'x' }, reasons: { [name]: 'name' }, bytes: 1 })
  })

  test('is also that of the manifest, for a single file', () => {
    const folder = write(join(root, 'only-manifest'), { 'profile-gate.json': '{}' })
    expect(staged(sideAt(join(folder, 'profile-gate.json'))).reasons).toEqual({ 'profile-gate.json': 'name' })
  })
})
