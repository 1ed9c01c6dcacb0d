import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/load/crc32.ts'
import { DEFAULT_BOUNDS, type LoadBounds } from '../../src/load/load-bounds.ts'
import type { LoadedSide } from '../../src/load/loaded.ts'
import { readSide } from '../../src/load/side.ts'
import { listZip } from '../../src/load/zip.ts'
import { contentOf, contents, folderOf, temporaryFolder, write } from './temporary-folder.ts'
import { type MadeEnd, type MadeEntry, zipOf, zipOfFolder } from './zip-writer.ts'

const root = temporaryFolder()
let written = 0

function sideOf(bytes: Uint8Array, bounds: LoadBounds = DEFAULT_BOUNDS): LoadedSide {
  const path = join(root, `${written++ % 8}.zip`)
  writeFileSync(path, bytes)
  return readSide(path, bounds)
}

const made = (entries: readonly MadeEntry[], end?: MadeEnd) => folderOf(sideOf(zipOf(entries, end)))
const codeOf = (side: LoadedSide): string =>
  side.kind === 'error' ? [side.reason.code, ...Object.values(side.reason.args).slice(1)].join(' ') : side.kind
const LONG = 'the quick brown fox '.repeat(500)
const PLAIN: readonly MadeEntry[] = [
  { name: 'heap.pb.gz', data: LONG },
  { name: 'a/cpu.pb.gz', data: 'cpu' },
]
const READ = { 'a/cpu.pb.gz': 'cpu', 'heap.pb.gz': LONG }

describe('a zip', () => {
  test.each<[string, Partial<MadeEntry>, MadeEnd]>([
    ['deflated', {}, {}],
    ['stored', { isStored: true }, {}],
    ['with data descriptors', { hasDescriptor: true }, {}],
    ['stored, with data descriptors', { hasDescriptor: true, isStored: true }, {}],
    ['of 64 bits', { is64: true }, { is64: true }],
    ['of 64 bits, with data descriptors', { is64: true, hasDescriptor: true }, { is64: true }],
    ['with a comment', {}, { comment: 'x'.repeat(0xffff) }],
    ['with a comment that looks like an end', {}, { comment: `${zipOf([]).toString('latin1').repeat(3)}.` }],
    ['with UTF-8 names', { flags: 1 << 11 }, {}],
    ['made on Unix', { mode: 0o100644 }, {}],
    ['made on Unix without a type', { mode: 0o600 }, {}],
    ['with a gap before its directory', {}, { gap: new Uint8Array(100) }],
  ])('%s is read as the folder that was packed', (_what, change, end) => {
    const side = made(
      PLAIN.map((entry) => ({ ...entry, ...change })),
      end,
    )
    expect(contents(side.files)).toEqual(READ)
    expect({ ...side, files: [] }).toEqual({
      kind: 'folder',
      path: side.path,
      ...{ files: [], manifest: null, unread: [], notices: [], isZip: true },
      extent: { entries: 3, totalBytes: LONG.length + 'cpu'.length },
    })
  })

  test('is recognised by its content, whatever its name is', () => {
    for (const name of ['artifact', 'heap.pb.gz', 'x.tar']) {
      writeFileSync(join(root, name), zipOf(PLAIN))
      expect(contents(folderOf(readSide(join(root, name))).files)).toEqual(READ)
    }
  })

  test.skipIf(process.platform === 'win32')('may be named by a link', () => {
    writeFileSync(join(root, 'target.zip'), zipOf(PLAIN))
    symlinkSync('target.zip', join(root, 'latest.zip'))
    expect(contents(folderOf(readSide(join(root, 'latest.zip'))).files)).toEqual(READ)
  })

  test('gives the bytes of an entry each time anew, as plain arrays', () => {
    const [file] = made([{ name: 'x', data: 'abc' }]).files
    expect(file?.read()).toEqual({ kind: 'bytes', bytes: new TextEncoder().encode('abc') })
    expect(file?.read()).toEqual(file?.read())
  })

  test.each([0, 1, 2, 100, 65_535, 65_536, 3_000_000])('gives an entry of %i bytes', (sizeBytes) => {
    const data = Uint8Array.from({ length: sizeBytes }, (_, at) => (at * at) >> 5)
    const { files } = made([
      { name: 'deflated', data },
      { name: 'stored', data, isStored: true },
    ])
    for (const file of files) {
      const content = file.read()
      expect(content.kind === 'bytes' && Buffer.compare(content.bytes, data)).toBe(0)
    }
  })

  test('without entries is an empty folder', () => {
    const side = made([])
    expect(side.files).toEqual([])
    expect(side.notices).toEqual([{ code: 'empty-folder', args: { path: side.path, refused: 0 } }])
  })

  test('with its manifest alone is an empty folder too, and keeps it apart', () => {
    const side = made([{ name: 'profile-gate.json', data: '{}' }])
    expect(side.manifest === null ? null : contentOf(side.manifest)).toBe('{}')
    expect(side.notices).toMatchObject([{ code: 'empty-folder', args: { refused: 0 } }])
  })

  test('inside a folder or a zip is a file like any other', () => {
    const inner = zipOf(PLAIN)
    const folder = write(join(root, 'outer'), {})
    writeFileSync(join(folder, 'inner.zip'), inner)
    expect(folderOf(readSide(folder)).files.map((file) => file.path)).toEqual(['inner.zip'])
    expect(made([{ name: 'inner.zip', data: inner, isStored: true }]).files.map((file) => file.path)).toEqual([
      'inner.zip',
    ])
  })

  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['three bytes', Buffer.from('PK\x03')],
    ['something in front', Buffer.concat([Buffer.from('#!/bin/sh\n'), zipOf(PLAIN)])],
    ['the mark of a split zip in front', Buffer.concat([Buffer.from('PK\x07\x08'), zipOf(PLAIN)])],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
  ])('is not what begins otherwise: %s', (_what, bytes) => {
    expect(sideOf(bytes).kind).toBe('file')
  })

  test('lists its files as the folder does: order, depth, lengths, folders named like profiles', () => {
    const files = {
      'B.pb.gz': 'B',
      'a-b.pb.gz': '-',
      'a/b.pb.gz': '/',
      'a/b/c/d/far': 'far',
      'a/b/c/near': 'near',
      'full.pb.gz/x': 'x',
      'ä.pb.gz': 'ä',
      'äääääääää.pb.gz': 'long',
      'öööööööööö/x': 'hidden',
    }
    const folder = write(join(root, 'twin'), files)
    mkdirSync(join(folder, 'empty.pb.gz'))
    const bounds = { ...DEFAULT_BOUNDS, depth: 4, pathBytes: 19 }
    const expected = folderOf(readSide(folder, bounds))
    const entries = Object.entries(files).map(([name, data]) => ({ name, data }))
    const side = folderOf(sideOf(zipOf([...entries.toReversed(), { name: 'empty.pb.gz/' }]), bounds))
    expect(contents(side.files)).toEqual(contents(expected.files))
    expect(side.files.map((file) => file.path)).toEqual(expected.files.map((file) => file.path))
    expect(side.unread).toEqual(expected.unread)
    expect(side.unread.map(({ reason }) => reason.code)).toEqual(['too-deep', 'path-too-long'])
  })
})

describe('the names in a zip', () => {
  test.each([
    ['a/b.pb.gz', 'a/b.pb.gz'],
    ['a\\b.pb.gz', 'a/b.pb.gz'],
    ['./a.pb.gz', 'a.pb.gz'],
    ['a/./b/.c', 'a/b/.c'],
    ['...', '...'],
    ['a b\n\u001b[31m', 'a b\n\u001b[31m'],
    ['x:y', 'x:y', false],
    ['\ufeffheap.pb.gz', '\ufeffheap.pb.gz'],
    ['__proto__', '__proto__'],
  ])('%j is read as %j', (name, path, isSafe = true) => {
    const side = sideOf(zipOf([{ name, data: 'x' }]))
    if (isSafe) expect(folderOf(side).files.map((file) => file.path)).toEqual([path])
    else expect(codeOf(side)).toBe(`zip-unsafe-name ${name}`)
  })

  test.each([
    '/etc/passwd',
    '\\windows',
    '//server/share',
    'C:heap.pb.gz',
    'c:/heap.pb.gz',
    '..',
    '../evil',
    'a/../../evil',
    'a\\..\\evil',
    'a//b',
    'a/b//',
    '/',
    '.',
    'a\0b',
    '',
  ])('refuse the whole zip where one is unsafe: %j', (name) => {
    expect(sideOf(zipOf([...PLAIN, { name, data: 'x' }]))).toMatchObject({
      kind: 'error',
      reason: { code: 'zip-unsafe-name', args: { name } },
    })
  })

  test('are shortened where they are shown', () => {
    const side = sideOf(zipOf([{ name: `/${'x'.repeat(4000)}` }]))
    expect(codeOf(side)).toBe(`zip-unsafe-name /${'x'.repeat(255)}`)
    expect(codeOf(sideOf(zipOf([{ name: 'x'.repeat(4097) }])))).toBe('zip-damaged directory')
  })

  test.each<[string, string, string?]>([
    ['heap.pb.gz', 'heap.pb.gz'],
    ['a/b', 'a\\b', 'a/b'],
    ['./a', 'a', 'a'],
    ['a', 'a/b', 'a'],
    ['a/b/c', 'a/b', 'a/b'],
    ['a', 'a/', 'a'],
  ])('refuse the whole zip where one is there twice: %s and %s', (first, second, name = first) => {
    const side = sideOf(zipOf([{ name: first }, { name: second }]))
    expect(codeOf(side)).toBe(`zip-duplicate-name ${name}`)
  })

  test('of folders are no files, however often they are there', () => {
    const side = made([{ name: './' }, { name: 'a/' }, { name: 'a/' }, { name: 'a/x', data: 'x' }, { name: 'b\\' }])
    expect(contents(side.files)).toEqual({ 'a/x': 'x' })
  })

  test('that are no UTF-8 cannot be told exactly', () => {
    const latin = (name: string) => ({ name: Buffer.from(name, 'latin1'), data: 'x' })
    const side = made([latin('caf\xe9.pb.gz'), latin('caf\xe8.pb.gz'), { name: 'heap.pb.gz', data: 'heap' }])
    expect(side.files.map((file) => [file.path, contentOf(file)])).toEqual([
      ['caf\ufffd.pb.gz', '<name-not-utf8>'],
      ['caf\ufffd.pb.gz', '<name-not-utf8>'],
      ['heap.pb.gz', 'heap'],
    ])
    expect(codeOf(sideOf(zipOf([latin('../\xe9')])))).toBe('zip-unsafe-name ../\ufffd')
  })

  test.each([
    ['link', 0o120777],
    ['unknown-entry', 0o010644],
    ['unknown-entry', 0o020644],
    ['unknown-entry', 0o140644],
    ['unknown-entry', 0o040755],
  ])('of what is no regular file are refused: %s, mode %i', (code, mode) => {
    const side = made([{ name: 'heap.pb.gz', data: '/etc/passwd', mode }])
    expect(contents(side.files)).toEqual({ 'heap.pb.gz': `<${code}>` })
    expect(side.notices).toMatchObject([{ code: 'empty-folder', args: { refused: 1 } }])
  })
})

describe('the bounds of a zip', () => {
  test('are those of a folder: entries, counted before any is read', () => {
    const many = zipOf(Array.from({ length: 20_001 }, (_, at) => ({ name: `${at}`, isStored: true })))
    expect(codeOf(sideOf(many))).toBe('too-many-files 20000')
    const enough = zipOf(Array.from({ length: 20_000 }, (_, at) => ({ name: `${at}`, isStored: true })))
    expect(folderOf(sideOf(enough)).files).toHaveLength(20_000)
    expect(codeOf(sideOf(zipOf(PLAIN, { is64: true, lies: { entries: 2 ** 60 } })))).toBe('too-many-files 20000')
  })

  test('are those of a folder: entries, with the folders that no entry stands for', () => {
    const zip = zipOf([{ name: 'a/1' }, { name: 'a/2' }, { name: 'b/c/3' }, { name: 'b/' }])
    expect(sideOf(zip, { ...DEFAULT_BOUNDS, entries: 6 }).kind).toBe('folder')
    expect(codeOf(sideOf(zip, { ...DEFAULT_BOUNDS, entries: 5 }))).toBe('too-many-files 5')
  })

  test('are those of a folder: all bytes together, as stated', () => {
    expect(sideOf(zipOf(PLAIN), { ...DEFAULT_BOUNDS, totalBytes: LONG.length + 3 }).kind).toBe('folder')
    const limitBytes = LONG.length + 2
    expect(codeOf(sideOf(zipOf(PLAIN), { ...DEFAULT_BOUNDS, totalBytes: limitBytes }))).toBe(
      `folder-too-large ${limitBytes}`,
    )
    expect(codeOf(sideOf(zipOf([{ name: 'x', is64: true, lies: { sizeBytes: 2 ** 62 } }])))).toBe(
      `folder-too-large ${DEFAULT_BOUNDS.totalBytes}`,
    )
  })

  test('are those of a folder: bytes of one file, packed or unpacked', () => {
    const bounds = { ...DEFAULT_BOUNDS, fileBytes: 4 }
    const side = folderOf(sideOf(zipOf([{ name: 'x', data: '12345' }]), bounds))
    expect(side.files[0]?.read()).toMatchObject({ reason: { code: 'file-too-large', args: { limitBytes: 4 } } })
    const lie = folderOf(sideOf(zipOf([{ name: 'x', data: '12345', lies: { sizeBytes: 1 } }]), bounds))
    expect(contents(lie.files)).toEqual({ x: '<file-too-large>' })
  })

  test('hold against a bomb: nothing is unpacked to more than it states, nor to more than may be read', () => {
    const data = Buffer.alloc(64 * 2 ** 20)
    const bomb = { name: 'bomb', data }
    const zip = zipOf([
      { ...bomb, name: 'a', lies: { sizeBytes: 1000 } },
      { ...bomb, name: 'b', lies: { sizeBytes: 0 } },
      { name: 'c', data: 'x', lies: { sizeBytes: 2 ** 30 } },
    ])
    const before = process.memoryUsage.rss()
    const { files } = folderOf(sideOf(zip))
    expect(contents(files)).toEqual({ a: '<zip-entry-damaged>', b: '<zip-entry-damaged>', c: '<zip-entry-damaged>' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 25)
    const honest = folderOf(sideOf(zipOf([bomb]), { ...DEFAULT_BOUNDS, fileBytes: data.length - 1 }))
    expect(contents(honest.files)).toEqual({ bomb: '<file-too-large>' })
  })
})

describe('a zip that contradicts itself', () => {
  test.each<[string, Partial<MadeEntry>]>([
    ['wrong CRC', { lies: { crc: 1 } }],
    ['wrong CRC, stored', { isStored: true, lies: { crc: 1 } }],
    ['wrong CRC, with a data descriptor', { hasDescriptor: true, lies: { crc: 1 } }],
    ['one byte more than there are', { lies: { sizeBytes: LONG.length + 1 } }],
    ['one byte less than there are', { lies: { sizeBytes: LONG.length - 1 } }],
    ['one byte more than there are, stored', { isStored: true, lies: { sizeBytes: LONG.length + 1 } }],
    ['one byte less than there are, stored', { isStored: true, lies: { sizeBytes: LONG.length - 1 } }],
    ['deflate data that end early', { lies: { compressedBytes: 20 } }],
    ['stored data that are said to be deflated', { isStored: true, lies: { method: 8 } }],
  ])('about one entry loses that entry alone: %s', (_what, change) => {
    const side = made([
      { name: 'heap.pb.gz', data: LONG, ...change },
      { name: 'cpu.pb.gz', data: 'cpu' },
    ])
    expect(contents(side.files)).toEqual({ 'cpu.pb.gz': 'cpu', 'heap.pb.gz': '<zip-entry-damaged>' })
  })

  test('and a method that is not read loses that entry alone, by number', () => {
    const side = made([{ name: 'heap.pb.gz', data: LONG, lies: { method: 14 } }])
    expect(side.files[0]?.read()).toEqual({ kind: 'refused', reason: { code: 'zip-method', args: { method: 14 } } })
  })

  const [first, second] = [PLAIN[0] as MadeEntry, PLAIN[1] as MadeEntry]
  const whole = zipOf(PLAIN)
  const sizeOf = (entry: MadeEntry): number => deflateRawSync(Buffer.from(entry.data ?? '')).length
  test.each<[string, Uint8Array, string]>([
    ['bytes in front of it', Buffer.concat([zipOf(PLAIN).subarray(0, 40), whole]), 'zip-damaged directory'],
    ['bytes behind it', Buffer.concat([whole, Buffer.from('\n')]), 'zip-damaged trailing-bytes'],
    ['too many bytes behind it', Buffer.concat([whole, Buffer.alloc(70_000)]), 'zip-cut-off'],
    ['fewer entries than told', zipOf(PLAIN, { lies: { entries: 3 } }), 'zip-damaged directory'],
    ['more entries than told', zipOf(PLAIN, { lies: { entries: 1 } }), 'zip-damaged directory'],
    ['no entries by its end', zipOf(PLAIN, { lies: { entries: 0 } }), 'zip-damaged directory'],
    ['a directory elsewhere', zipOf(PLAIN, { lies: { directoryOffset: 7 } }), 'zip-damaged directory'],
    ['a directory beyond its end', zipOf(PLAIN, { lies: { directoryOffset: 2 ** 31 } }), 'zip-damaged directory'],
    ['a longer directory', zipOf(PLAIN, { lies: { directoryBytes: 9999 } }), 'zip-damaged directory'],
    ['another zip64 directory', zipOf(PLAIN, { is64: true, lies: { directoryOffset: 7 } }), 'zip-damaged directory'],
    [
      'a zip64 offset of 2^63',
      zipOf(PLAIN, { is64: true, lies: { directoryOffset: 2 ** 63 } }),
      'zip-damaged directory',
    ],
    ['another disk', zipOf(PLAIN, { lies: { disk: 1 } }), 'zip-damaged split'],
    ['entries on other disks', zipOf(PLAIN, { lies: { entriesHere: 1 } }), 'zip-damaged split'],
    ['an entry on another disk', zipOf([{ ...first, lies: { disk: 1 } }]), 'zip-damaged split'],
    ['an entry elsewhere', zipOf([{ ...first, lies: { headerOffset: 3 } }]), 'zip-damaged entry'],
    ['an entry beyond the end', zipOf([{ ...first, lies: { headerOffset: 2 ** 31 } }]), 'zip-damaged entry'],
    [
      'a zip64 entry beyond all',
      zipOf([{ ...first, is64: true, lies: { headerOffset: 2 ** 63 } }]),
      'zip-damaged entry',
    ],
    [
      'an entry of 4 GiB without zip64',
      zipOf([{ ...first, lies: { sizeBytes: 2 ** 32 - 1 } }]),
      'zip-damaged directory',
    ],
    ['another name in the header', zipOf([{ ...first, headerLies: { name: 'help.pb.gz' } }]), 'zip-damaged entry'],
    ['another method in the header', zipOf([{ ...first, headerLies: { method: 0 } }]), 'zip-damaged entry'],
    ['two entries in one place', zipOf([first, { ...first, lies: { headerOffset: 0 } }]), 'zip-damaged overlap'],
    [
      'data that reach into the next entry',
      zipOf([{ ...first, lies: { compressedBytes: sizeOf(first) + 1 } }, second]),
      'zip-damaged overlap',
    ],
    [
      'an extra field that reaches into the next entry',
      zipOf([{ ...first, headerLies: { extraBytes: 1 } }, second]),
      'zip-damaged overlap',
    ],
    [
      'data that reach into the directory',
      zipOf([first, { ...second, lies: { compressedBytes: sizeOf(second) + 1 } }]),
      'zip-damaged overlap',
    ],
    ['an encrypted entry', zipOf([first, { ...second, flags: 1 }]), 'zip-encrypted'],
    ['a strongly encrypted entry', zipOf([{ ...first, flags: 0x41 }]), 'zip-encrypted'],
    ['a masked directory', zipOf([{ ...first, flags: 1 << 13 }]), 'zip-encrypted'],
  ])('is refused whole: %s', (_what, bytes, code) => {
    expect(codeOf(sideOf(bytes))).toBe(code)
  })

  test('by overlapping files, as a better zip bomb does, is refused whole', () => {
    const bomb = overlappingBomb(50)
    expect(inflateRawSync(bomb.subarray(32, bomb.indexOf('PK\x01\x02')))).toHaveLength(100_000 + 49 * 32)
    expect(codeOf(sideOf(overlappingBomb(1)))).toBe('folder')
    expect(codeOf(sideOf(bomb))).toBe('zip-damaged overlap')
  })

  test('is refused whole where it is cut off, at any byte', () => {
    for (const bytes of [whole, zipOf(PLAIN, { comment: 'a comment', is64: true }), zipOf([])]) {
      for (let length = 4; length < bytes.length; length++) {
        expect(codeOf(sideOf(bytes.subarray(0, length))), `${length} bytes`).toBe('zip-cut-off')
      }
    }
  })

  test('is refused whole where it is cut off, even with a zip in it', () => {
    const bytes = zipOf([{ name: 'inner.zip', data: whole, isStored: true }])
    for (let length = 4; length < bytes.length; length++) {
      expect(codeOf(sideOf(bytes.subarray(0, length)))).toMatch(/^zip-(cut-off|damaged directory)$/)
    }
  })

  test('whatever bytes are flipped, gives an answer, and never bytes that were not packed', () => {
    const entries: readonly MadeEntry[] = [...PLAIN, { name: 'b/x', data: 'stored', isStored: true }, { name: 'b/' }]
    const zips = [
      zipOf(entries),
      zipOf(entries, { is64: true, comment: 'comment' }),
      zipOf(entries.map((entry) => ({ ...entry, is64: true, hasDescriptor: true, mode: 0o100644 }))),
    ]
    const packed = new Set(entries.map(({ data }) => data ?? ''))
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.constantFrom(...zips), flips, (zip, changes) => {
        const bytes = Uint8Array.from(zip)
        for (const [at, bits] of changes) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits
        const side = sideOf(bytes)
        if (side.kind !== 'folder') return
        for (const file of side.files) {
          const content = file.read()
          if (content.kind === 'bytes') expect(packed).toContain(new TextDecoder().decode(content.bytes))
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('in any bytes that begin like a zip, gives an answer', () => {
    const parts = ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07'].map((text) =>
      Buffer.from(text),
    )
    const part = fc.oneof(fc.constantFrom(...parts), fc.uint8Array({ maxLength: 60 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (between) => {
        const side = sideOf(Buffer.concat([Buffer.from('PK\x03\x04'), ...between]))
        expect(side.kind).toBe('error')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a zip that changes', () => {
  test.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['cut off', (path) => truncateSync(path, 50)],
    ['written on', (path) => writeFileSync(path, 'more', { flag: 'a' })],
    ['written anew', (path) => writeFileSync(path, zipOf(PLAIN))],
  ])('after it was listed has files that changed: %s', (_what, change) => {
    const path = join(root, 'changing.zip')
    writeFileSync(path, zipOf(PLAIN))
    utimesSync(path, 1000, 1000)
    const { files } = folderOf(readSide(path))
    change(path)
    expect(contents(files)).toEqual({ 'a/cpu.pb.gz': '<changed-while-read>', 'heap.pb.gz': '<changed-while-read>' })
  })

  test('while it is listed cannot be used', () => {
    const location = join(root, 'written.zip')
    writeFileSync(location, zipOf(PLAIN))
    const stats = statSync(location, { bigint: true })
    truncateSync(location, 50)
    const file = { path: 'written.zip', location, stats, mayBeLink: true, limitBytes: 0 }
    expect(listZip(file, DEFAULT_BOUNDS)).toEqual({ kind: 'error', reason: { code: 'changed-while-read', args: {} } })
  })
})

describe('a zip of another program', () => {
  const hasZip = spawnSync('zip', ['-v']).status === 0
  const hasPython = spawnSync('python3', ['-c', 'import zipfile']).status === 0
  const folder = write(join(root, 'packed'), { 'heap.pb.gz': LONG, 'a/cpu.pb.gz': 'cpu', 'a/ä.pb.gz': '', 'e/x': 'x' })
  const expected = contents(folderOf(readSide(folder)).files)

  test.skipIf(!hasZip)('is read: zip, also to a pipe, where it does not know sizes before (needs zip)', () => {
    const path = join(root, 'info.zip')
    execFileSync('zip', ['-qr', path, '.'], { cwd: folder })
    expect(contents(folderOf(readSide(path)).files)).toEqual(expected)
    writeFileSync(path, execFileSync('zip', ['-qr', '-', '.'], { cwd: folder }))
    expect(contents(folderOf(readSide(path)).files)).toEqual(expected)
  })

  test.skipIf(!hasPython)('is read: zipfile of Python (needs python3)', () => {
    const path = join(root, 'python.zip')
    execFileSync('python3', ['-m', 'zipfile', '-c', path, 'heap.pb.gz', 'a', 'e'], { cwd: folder })
    expect(contents(folderOf(readSide(path)).files)).toEqual(expected)
  })

  test.skipIf(!hasPython)('is written by the writer of these tests as others read it (needs python3)', () => {
    for (const change of [{}, { isStored: true }, { hasDescriptor: true }, { is64: true, mode: 0o100644 }]) {
      const path = join(root, 'ours.zip')
      writeFileSync(path, zipOfFolder(folder, null, change))
      execFileSync('python3', ['-m', 'zipfile', '-t', path])
      expect(contents(folderOf(readSide(path)).files)).toEqual(expected)
    }
  })
})

test('CRC-32 is that of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})

/**
 * Files that share one kernel of zeros: the data of each begin with a stored block that holds the header of the next,
 * go on with its data, and so end in the kernel.
 */
function overlappingBomb(files: number): Buffer {
  const kernel = Buffer.alloc(100_000)
  const packed = deflateRawSync(kernel)
  const header = zipOf([{ name: '00', data: kernel }]).subarray(0, 32)
  const quote = Buffer.from([0, header.length, 0, ~header.length & 0xff, 0xff])
  let body = Buffer.concat([header, packed])
  const fromEnd = [body.length]
  while (fromEnd.length < files) {
    const named = Buffer.concat([header.subarray(0, 30), Buffer.from(String(fromEnd.length).padStart(2, '0'))])
    body = Buffer.concat([named, quote, body])
    fromEnd.push(body.length)
  }
  const entries = fromEnd.map((length, at): MadeEntry => {
    const lies = {
      headerOffset: body.length - length,
      compressedBytes: length - header.length,
      sizeBytes: 100_000 + at * 32,
    }
    return { name: String(at).padStart(2, '0'), lies }
  })
  const records = zipOf(entries, { lies: { directoryOffset: body.length } })
  return Buffer.concat([body, records.subarray(records.indexOf('PK\x01\x02'))])
}
