import { describe, expect, test } from 'vitest'
import type { ManifestFacts } from '../../../src/github/artifacts/manifest-facts.ts'
import { fillManifest } from '../../../src/github/artifacts/manifest-file.ts'
import { readManifest } from '../../../src/load/manifest.ts'

const facts: ManifestFacts = {
  commit: 'a'.repeat(40),
  go: 'go1.26.8',
  goos: 'linux',
  goarch: 'amd64',
  cpu: 'AMD EPYC 7763',
  runner: 'ubuntu24 20261109.1',
  gogc: null,
  cores: 4,
}
const { gogc: _, ...told } = facts
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test.each([
  ['nothing', null, { version: 1, ...told }],
  ['an empty object', '{}', { version: 1, ...told }],
  ['a version', '{"version":1}', { version: 1, ...told }],
  ['operations without a version', '{"operations":1000}', { operations: 1000, version: 1, ...told }],
  [
    'another commit and toolchain',
    '{"version":1,"commit":"b","go":"go1.20"}',
    { version: 1, ...told, commit: 'b', go: 'go1.20' },
  ],
  ['a null', '{"version":1,"cpu":null}', { version: 1, ...told, cpu: null }],
  [
    'keys that nobody knows',
    '{"x":{"y":[1]},"__proto__":{"cpu":"z"}}',
    JSON.parse(`{"x":{"y":[1]},"__proto__":{"cpu":"z"},"version":1,${JSON.stringify(told).slice(1)}`),
  ],
  ['a byte order mark', '\ufeff{"version":1}', { version: 1, ...told }],
])('%s of the user is kept, and what is missing is filled in', (_name, own, expected) => {
  const { bytes, reason } = fillManifest(own === null ? null : encode(own), facts)
  expect(JSON.parse(decode(bytes))).toEqual(expected)
  expect(reason).toBeNull()
  expect(readManifest(bytes).kind).toBe('manifest')
})

test('one that says all stays byte for byte', () => {
  const own = encode(`{ "version" : 1, "gogc":"off", ${JSON.stringify(told).slice(1)}\n\n`)
  expect(fillManifest(own, facts)).toEqual({ bytes: own, reason: null })
})

describe('a broken one stays byte for byte, and the reason is told', () => {
  test.each([
    ['no JSON', 'version: 1', 'manifest-not-json'],
    ['no object', '[1]', 'manifest-not-json'],
    ['another version', '{"version":2}', 'manifest-version'],
    ['a null for the version', '{"version":null}', 'manifest-version'],
    ['a wrong type', '{"version":1,"cores":"4"}', 'manifest-invalid'],
    ['a wrong type and no version', '{"operations":-1}', 'manifest-invalid'],
    ['a megabyte', `{"version":1,"x":"${'x'.repeat(2 ** 20)}"}`, 'manifest-too-large'],
    ['too little room', `{"version":1,"x":"${'x'.repeat(2 ** 20 - 60)}"}`, 'manifest-too-large'],
  ])('%s', (_name, own, code) => {
    const bytes = encode(own)
    const filled = fillManifest(bytes, facts)
    expect(decode(filled.bytes)).toBe(own)
    expect(filled.reason?.code).toBe(code)
  })
})
