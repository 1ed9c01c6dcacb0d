import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_BOUNDS } from '../../src/load/load-bounds.ts'
import { readSide } from '../../src/load/side.ts'
import { contentOf, contents, folderOf, temporaryFolder, write } from './temporary-folder.ts'

const root = temporaryFolder()
const hasFifos = spawnSync('mkfifo', ['--version']).error === undefined
const isWindows = process.platform === 'win32'

describe('a file', () => {
  test('is read under its base name, wherever it lies', () => {
    const folder = write(join(root, 'one'), { 'a/heap.pb.gz': 'heap' })
    const side = readSide(join(folder, 'a/heap.pb.gz'))
    if (side.kind !== 'file') throw new Error(side.kind)
    expect(side.file.path).toBe('heap.pb.gz')
    expect(contentOf(side.file)).toBe('heap')
    expect(contentOf(side.file)).toBe('heap')
  })

  test('may be empty', () => {
    const folder = write(join(root, 'nothing'), { 'heap.pb.gz': '' })
    expect(contents(folderOf(readSide(folder)).files)).toEqual({ 'heap.pb.gz': '' })
  })

  test('larger than the bound is refused with both sizes', () => {
    const folder = write(join(root, 'large'), { 'heap.pb.gz': '12345', 'cpu.pb.gz': '1234' })
    const side = folderOf(readSide(folder, { ...DEFAULT_BOUNDS, fileBytes: 4 }))
    expect(side.files.map((file) => file.read())).toEqual([
      { kind: 'bytes', bytes: new TextEncoder().encode('1234') },
      { kind: 'refused', reason: { code: 'file-too-large', args: { sizeBytes: 5, limitBytes: 4 } } },
    ])
  })

  test.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['replaced by another of the same size and time', (path) => replace(path, () => writeFileSync(path, 'paeh'))],
    ['written over', (path) => writeFileSync(path, 'paeh')],
    ['written on', (path) => writeFileSync(path, 'more', { flag: 'a' })],
    ['cut off', (path) => writeFileSync(path, 'hea')],
    ['replaced by a folder', (path) => replace(path, () => mkdirSync(path))],
  ])('that was %s since it was listed is refused', (name, change) => {
    const folder = write(join(root, 'changing'), { 'heap.pb.gz': 'heap' })
    const path = join(folder, 'heap.pb.gz')
    utimesSync(path, 1000, 1000)
    const { files } = folderOf(readSide(folder))
    change(path)
    if (name.endsWith('and time')) utimesSync(path, 1000, 1000)
    expect(contents(files)).toEqual({ 'heap.pb.gz': '<changed-while-read>' })
    rmSync(folder, { recursive: true })
  })

  test.skipIf(isWindows)('that became a link since it was listed is not followed', () => {
    const folder = write(join(root, 'swapped'), { 'heap.pb.gz': 'heap' })
    write(root, { secret: 'heap' })
    const { files } = folderOf(readSide(folder))
    replace(join(folder, 'heap.pb.gz'), () => symlinkSync('../secret', join(folder, 'heap.pb.gz')))
    expect(contents(files)).toEqual({ 'heap.pb.gz': '<link>' })
  })

  test.skipIf(!hasFifos)('that became a FIFO since it was listed does not hang (needs mkfifo)', () => {
    const folder = write(join(root, 'piped'), { 'heap.pb.gz': 'heap' })
    const { files } = folderOf(readSide(folder))
    replace(join(folder, 'heap.pb.gz'), () => execFileSync('mkfifo', [join(folder, 'heap.pb.gz')]))
    expect(contents(files)).toEqual({ 'heap.pb.gz': '<fifo>' })
  })
})

describe('a folder', () => {
  test('is walked, in the byte order of paths whatever the folders', () => {
    const paths = [
      'a.pb.gz',
      'a/b.pb.gz',
      'a/b/c.pb.gz',
      'B.pb.gz',
      'a-b.pb.gz',
      '\u{1f600}.pb.gz',
      '\uff21.pb.gz',
      'ä.pb.gz',
    ]
    const folder = write(join(root, 'ordered'), Object.fromEntries(paths.map((path) => [path, path])))
    const { files } = folderOf(readSide(folder))
    const byBytes = paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(files.map((file) => file.path)).toEqual(byBytes)
    expect(files.map(contentOf)).toEqual(byBytes)
  })

  test('may be named with a slash at its end', () => {
    const folder = write(join(root, 'slash'), { 'x/heap.pb.gz': 'heap' })
    expect(contents(folderOf(readSide(`${folder}/`)).files)).toEqual({ 'x/heap.pb.gz': 'heap' })
  })

  test.skipIf(isWindows)('keeps names with control characters, spaces and backslashes exactly', () => {
    const names = [
      'a\nb.pb.gz',
      'tab\t.pb.gz',
      '\u001b[31mred.pb.gz',
      ' .pb.gz',
      'a\\b.pb.gz',
      '--help',
      '*',
      '\u202egz.bp',
    ]
    const folder = write(join(root, 'odd'), Object.fromEntries(names.map((name) => [name, name])))
    expect(contents(folderOf(readSide(folder)).files)).toEqual(Object.fromEntries(names.map((name) => [name, name])))
  })

  test.skipIf(process.platform !== 'linux')('refuses names that are no UTF-8, for it could not tell them', () => {
    const folder = write(join(root, 'latin'), { 'heap.pb.gz': 'heap' })
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.pb.gz')]), 'x')
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/d`), Buffer.from([0xe9])]))
    const side = folderOf(readSide(folder))
    expect(contents(side.files)).toEqual({ 'caf\ufffd.pb.gz': '<name-not-utf8>', 'heap.pb.gz': 'heap' })
    expect(side.unread).toEqual([{ path: 'd\ufffd', reason: { code: 'name-not-utf8', args: {} } }])
  })

  test('of 3,000 files is listed whole', () => {
    const names = Array.from({ length: 3000 }, (_, at) => `run-${at}/heap.pb.gz`)
    const folder = write(join(root, 'many'), Object.fromEntries(names.map((name) => [name, name])))
    const { files } = folderOf(readSide(folder))
    expect(files).toHaveLength(3000)
    expect(files.every((file) => contentOf(file) === file.path)).toBe(true)
  })

  test('with more entries than the bound is refused whole, folders counted', () => {
    const folder = write(join(root, 'crowd'), { 'a/1': '', 'a/2': '', 'b/3': '' })
    expect(readSide(folder, { ...DEFAULT_BOUNDS, entries: 5 }).kind).toBe('folder')
    expect(readSide(folder, { ...DEFAULT_BOUNDS, entries: 4 })).toEqual({
      kind: 'error',
      path: folder,
      reason: { code: 'too-many-files', args: { path: folder, limit: 4 } },
    })
  })

  test('with more bytes than the bound is refused whole', () => {
    const folder = write(join(root, 'heavy'), { a: '123', 'b/c': '45' })
    expect(readSide(folder, { ...DEFAULT_BOUNDS, totalBytes: 5 }).kind).toBe('folder')
    expect(readSide(folder, { ...DEFAULT_BOUNDS, totalBytes: 4 })).toMatchObject({
      reason: { code: 'folder-too-large', args: { path: folder, limitBytes: 4 } },
    })
  })

  test('deeper than the bound is walked as far as it reaches and says where it stopped', () => {
    const folder = write(join(root, 'deep'), { '1/2/near': 'near', '1/2/3/far': 'far' })
    expect(contents(folderOf(readSide(folder)).files)).toEqual({ '1/2/3/far': 'far', '1/2/near': 'near' })
    const cut = folderOf(readSide(folder, { ...DEFAULT_BOUNDS, depth: 3 }))
    expect(contents(cut.files)).toEqual({ '1/2/near': 'near' })
    expect(cut.unread).toEqual([{ path: '1/2/3', reason: { code: 'too-deep', args: { limit: 3 } } }])
  })

  test('stops at the default depth in a very deep one', () => {
    const deep = Array.from({ length: 300 }, () => 'd').join('/')
    const side = folderOf(readSide(write(join(root, 'abyss'), { [`${deep}/heap.pb.gz`]: 'heap' })))
    expect(side.files).toEqual([])
    expect(side.unread).toMatchObject([{ reason: { code: 'too-deep', args: { limit: DEFAULT_BOUNDS.depth } } }])
  })

  test('refuses paths that are too long, in bytes, of files and of folders', () => {
    const folder = write(join(root, 'long'), { ääää: 'no', abcdef: 'yes', 'abcdefg/x': 'hidden' })
    const side = folderOf(readSide(folder, { ...DEFAULT_BOUNDS, pathBytes: 6 }))
    expect(contents(side.files)).toEqual({ abcdef: 'yes', ääää: '<path-too-long>' })
    expect(side.unread).toEqual([
      { path: 'abcdefg', reason: { code: 'path-too-long', args: { sizeBytes: 7, limitBytes: 6 } } },
    ])
  })

  test('keeps its manifest apart, but only that of the root', () => {
    const folder = write(join(root, 'told'), { 'profile-gate.json': '{}', 'a/profile-gate.json': 'inner' })
    const side = folderOf(readSide(folder))
    expect(contents(side.files)).toEqual({ 'a/profile-gate.json': 'inner' })
    expect(side.manifest === null ? null : contentOf(side.manifest)).toBe('{}')
  })

  test.each([
    ['nothing', {}, 1],
    ['its manifest alone', { 'profile-gate.json': '{}' }, 1],
    ['a file', { 'README.md': '' }, 0],
  ])('with %s in it: %o, empty-folder is said %i times', (name, files, times) => {
    const folder = write(join(root, 'empty', name.replaceAll(' ', '-')), files)
    const said = folderOf(readSide(folder)).notices
    expect(said).toEqual(times === 0 ? [] : [{ code: 'empty-folder', args: { path: folder, refused: 0 } }])
  })
})

describe('what is no regular file', () => {
  test.skipIf(isWindows)('is not opened inside a folder: links, to files, folders and nowhere', () => {
    const folder = write(join(root, 'linked'), { 'heap.pb.gz': 'heap' })
    symlinkSync('heap.pb.gz', join(folder, 'same.pb.gz'))
    symlinkSync('/', join(folder, 'everything'))
    symlinkSync('.', join(folder, 'loop'))
    symlinkSync('nowhere', join(folder, 'dangling.pb.gz'))
    symlinkSync('heap.pb.gz', join(folder, 'profile-gate.json'))
    const side = folderOf(readSide(folder))
    expect(contents(side.files)).toEqual({
      'dangling.pb.gz': '<link>',
      everything: '<link>',
      'heap.pb.gz': 'heap',
      loop: '<link>',
      'same.pb.gz': '<link>',
    })
    expect(side.manifest?.read()).toEqual({ kind: 'refused', reason: { code: 'link', args: {} } })
    expect(side.unread).toEqual([])
  })

  test.skipIf(isWindows)('is followed where the user names the link himself', () => {
    const folder = write(join(root, 'target'), { 'heap.pb.gz': 'heap' })
    symlinkSync('target', join(root, 'to-folder'))
    symlinkSync('target/heap.pb.gz', join(root, 'latest.pb.gz'))
    expect(contents(folderOf(readSide(join(root, 'to-folder'))).files)).toEqual(
      contents(folderOf(readSide(folder)).files),
    )
    const side = readSide(join(root, 'latest.pb.gz'))
    expect(side.kind === 'file' ? contents([side.file]) : side).toEqual({ 'latest.pb.gz': 'heap' })
  })

  test.skipIf(isWindows)('is an error of its own where the named link leads nowhere', () => {
    const path = join(root, 'broken.pb.gz')
    symlinkSync('nowhere', path)
    expect(readSide(path)).toEqual({ kind: 'error', path, reason: { code: 'broken-link', args: { path } } })
    const circle = join(root, 'circle')
    symlinkSync('circle', circle)
    expect(readSide(circle)).toMatchObject({ reason: { code: 'broken-link' } })
  })

  test.skipIf(!hasFifos)('does not hang: a FIFO in a folder or named (needs mkfifo)', () => {
    const folder = write(join(root, 'pipes'), { 'cpu.pb.gz': 'cpu' })
    execFileSync('mkfifo', [join(folder, 'heap.pb.gz')])
    expect(contents(folderOf(readSide(folder)).files)).toEqual({ 'cpu.pb.gz': 'cpu', 'heap.pb.gz': '<fifo>' })
    const side = readSide(join(folder, 'heap.pb.gz'))
    expect(side.kind === 'file' ? contents([side.file]) : side).toEqual({ 'heap.pb.gz': '<fifo>' })
  })

  test.skipIf(isWindows)('is refused: sockets and devices', async () => {
    const folder = write(join(root, 's'), {})
    const server = createServer()
    await new Promise<void>((done) => server.listen(join(folder, 'heap.pb.gz'), done))
    const side = folderOf(readSide(folder))
    expect(contents(side.files)).toEqual({ 'heap.pb.gz': '<socket>' })
    expect(side.notices).toMatchObject([{ code: 'empty-folder', args: { refused: 1 } }])
    await new Promise((done) => server.close(done))
    const device = readSide('/dev/null')
    expect(device.kind === 'file' ? contents([device.file]) : device).toEqual({ null: '<device>' })
  })
})

describe('a folder that is named like a profile', () => {
  test('is refused where it is named as one, with a file of it as the way out', () => {
    const folder = write(join(root, 'downloads/heap.pb.gz'), { README: '', 'heap.pb.gz': 'heap' })
    expect(readSide(folder)).toEqual({
      kind: 'error',
      path: folder,
      reason: { code: 'directory', args: { path: folder, first: 'heap.pb.gz' } },
    })
    expect(contents(folderOf(readSide(`${folder}/`)).files)).toEqual({ README: '', 'heap.pb.gz': 'heap' })
  })

  test('is refused without one where it is empty', () => {
    const path = join(root, 'void.pprof')
    mkdirSync(path)
    expect(readSide(path)).toMatchObject({ reason: { code: 'directory', args: { path } } })
  })

  test('is walked inside another folder, and refused there only if no file is in it or below', () => {
    const folder = write(join(root, 'nested'), { 'full.pb.gz/inner/heap.pb.gz': 'heap', 'plain/x': '' })
    mkdirSync(join(folder, 'empty.pb.gz/still/empty.prof'), { recursive: true })
    mkdirSync(join(folder, 'nothing'))
    expect(contents(folderOf(readSide(folder)).files)).toEqual({
      'empty.pb.gz': '<directory>',
      'empty.pb.gz/still/empty.prof': '<directory>',
      'full.pb.gz/inner/heap.pb.gz': 'heap',
      'plain/x': '',
    })
  })
})

describe('a path that does not exist', () => {
  const folder = write(join(root, 'existing'), {
    'profiles/heap.pb.gz': '',
    'profiles/cpu.pprof': '',
    'profiles/mutex.1.pb.gz': '',
    'profiles/mutex.2.pb.gz': '',
  })
  test.each([
    ['profiles/heaps.pb.gz', 'profiles/heap.pb.gz'],
    ['profiles/Heap.pb.gz', 'profiles/heap.pb.gz'],
    ['profiles/heap', 'profiles/heap.pb.gz'],
    ['profiles/cpu.pb.gz', 'profiles/cpu.pprof'],
    ['profiles/mutex.pb.gz', 'profiles/mutex.1.pb.gz'],
    ['profile/heap.pb.gz', 'profiles'],
    ['profiles/heap.pb.gz/', 'profiles/heap.pb.gz'],
    ['profiles/heap.pb.gz/inner', 'profiles/heap.pb.gz'],
    ['profiles/goroutine.pb.gz', null],
    ['nowhere/at/all', null],
  ])('%s is not found; the hint is %s', (path, nearest) => {
    const missing = `${folder}/${path}`
    const expected = nearest === null ? { path: missing } : { path: missing, nearest: join(folder, nearest) }
    // A name in another case exists on file systems that do not tell cases apart.
    if (readSide(missing).kind === 'error') {
      expect(readSide(missing)).toEqual({ kind: 'error', path: missing, reason: { code: 'not-found', args: expected } })
    } else expect(path).toContain('Heap')
  })

  test('may be no path at all', () => {
    expect(readSide('')).toMatchObject({ reason: { code: 'not-found', args: { path: '' } } })
    expect(readSide('a\0b')).toMatchObject({ reason: { code: 'read-failed' } })
  })
})

describe.skipIf(isWindows || process.geteuid === undefined)('what may not be read', () => {
  test('is refused as such: a file, a folder inside, the folder itself', () => {
    chmodSync(root, 0o755)
    const folder = write(join(root, 'guarded'), { 'heap.pb.gz': 'heap', 'open.pb.gz': 'open', 'shut/x.pb.gz': '' })
    chmodSync(join(folder, 'heap.pb.gz'), 0)
    chmodSync(join(folder, 'shut'), 0)
    asNobody(() => {
      const side = folderOf(readSide(folder))
      expect(contents(side.files)).toEqual({ 'heap.pb.gz': '<not-permitted>', 'open.pb.gz': 'open' })
      expect(side.unread).toEqual([{ path: 'shut', reason: { code: 'not-permitted', args: {} } }])
      const shut = join(folder, 'shut')
      expect(readSide(shut)).toEqual({
        kind: 'error',
        path: shut,
        reason: { code: 'not-permitted', args: { path: shut } },
      })
      expect(readSide(join(shut, 'x.pb.gz'))).toMatchObject({ reason: { code: 'not-permitted' } })
    })
    chmodSync(join(folder, 'shut'), 0o700)
  })
})

/** Nothing is closed to root, which containers run tests as. */
function asNobody(act: () => void): void {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

/** Keeps the old file, so that the new one has another inode. */
function replace(path: string, make: () => void): void {
  renameSync(path, `${path}.old`)
  make()
}
