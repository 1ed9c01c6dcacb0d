import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../src/load/manifest.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const read = (value: unknown) => readManifest(encode(JSON.stringify(value)))

const SAYS_NOTHING = {
  version: 1,
  commit: null,
  go: null,
  goos: null,
  goarch: null,
  cpu: null,
  runner: null,
  gogc: null,
  cores: null,
  operations: null,
}

test('a full manifest is read as it is', () => {
  const full = {
    version: 1,
    commit: '8f3c1d2',
    go: 'go1.26.8',
    goos: 'linux',
    goarch: 'amd64',
    cpu: 'AMD EPYC 7763',
    runner: 'ubuntu-24.04',
    gogc: '100',
    cores: 4,
    operations: 1000,
  }
  expect(read(full)).toEqual({ kind: 'manifest', manifest: full })
})

test('the recorded ones are read', () => {
  const bytes = readFileSync(new URL('../fixtures/session-cache/baseline/profile-gate.json', import.meta.url))
  expect(readManifest(bytes)).toMatchObject({ manifest: { commit: 'session-cache-baseline', gogc: '100', cpu: null } })
})

test.each([
  ['missing keys', { version: 1 }, {}],
  ['null', { version: 1, cpu: null, cores: null, operations: null }, {}],
  ['unknown keys', { version: 1, 'x-mine': [1, 2], __proto__: 1, note: 'é' }, {}],
  ['GOGC as a number', { version: 1, gogc: 50 }, { gogc: '50' }],
  ['GOGC off', { version: 1, gogc: 'off' }, { gogc: 'off' }],
  ['no operations by path', { version: 1, operations: {} }, { operations: new Map() }],
  [
    'operations by path',
    { version: 1, operations: { 'a/heap.pb.gz': 5, constructor: 2 } },
    {
      operations: new Map([
        ['a/heap.pb.gz', 5],
        ['constructor', 2],
      ]),
    },
  ],
])('it may have %s', (_, value, expected) => {
  expect(read(value)).toEqual({ kind: 'manifest', manifest: { ...SAYS_NOTHING, ...expected } })
})

test('a byte order mark and white space do not matter', () => {
  expect(readManifest(encode('\ufeff\r\n{ "version": 1 }\n'))).toEqual({ kind: 'manifest', manifest: SAYS_NOTHING })
})

describe('it is refused', () => {
  test.each([
    ['no JSON', encode('version: 1')],
    ['cut off', encode('{"version":1')],
    ['nothing', encode('')],
    ['an array', encode('[1]')],
    ['null', encode('null')],
    ['not UTF-8', Uint8Array.from([...encode('{"version":1,"go":"'), 0xe9, ...encode('"}')])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['nested without end', encode('['.repeat(2 ** 19))],
  ])('as %s', (_, bytes) => {
    expect(readManifest(bytes)).toEqual({ kind: 'refused', reason: { code: 'manifest-not-json', args: {} } })
  })

  test.each([
    [{ version: 2 }, '2'],
    [{ version: '1' }, '"1"'],
    [{}, ''],
    [{ version: null }, 'null'],
  ])('for its version: %j', (value, version) => {
    expect(read(value)).toEqual({ kind: 'refused', reason: { code: 'manifest-version', args: { version } } })
  })

  test.each([
    ['go', 1.26, 'text', 'number'],
    ['commit', ['a'], 'text', 'array'],
    ['cpu', 'x'.repeat(257), 'text', 'string'],
    ['gogc', 1.5, 'text', 'number'],
    ['cores', '4', 'count', 'string'],
    ['cores', 0, 'count', 'number'],
    ['cores', 1.5, 'count', 'number'],
    ['operations', 0, 'operations', 'number'],
    ['operations', -1, 'operations', 'number'],
    ['operations', '1000', 'operations', 'string'],
    ['operations', [1], 'operations', 'array'],
    ['operations', { a: 1, b: 0 }, 'operations', 'object'],
    ['operations', true, 'operations', 'boolean'],
  ])('for its %s: %j', (key, value, expected, found) => {
    expect(read({ version: 1, [key]: value })).toEqual({
      kind: 'refused',
      reason: { code: 'manifest-invalid', args: { key, expected, found } },
    })
  })

  test('if it is larger than any manifest', () => {
    const bytes = encode(JSON.stringify({ version: 1, x: 'y'.repeat(2 ** 20) }))
    expect(readManifest(bytes)).toEqual({
      kind: 'refused',
      reason: { code: 'manifest-too-large', args: { sizeBytes: bytes.length, limitBytes: 2 ** 20 } },
    })
  })
})

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readManifest(bytes).kind === 'refused'))
  fc.assert(fc.property(fc.json(), (json) => ['manifest', 'refused'].includes(readManifest(encode(json)).kind)))
})
