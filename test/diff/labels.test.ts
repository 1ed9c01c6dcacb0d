import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainLabel, type PlainSample } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'
import { topText } from '../support/text-table.ts'

/** A profile with a sample of value 1 for each list of labels. */
function labelled(...labels: readonly (readonly PlainLabel[])[]) {
  const plain = plainProfile(`samples/count\n${labels.map((_, at) => `main.f${at} 1`).join('\n')}`)
  const samples = (plain.samples ?? []).map((sample, at): PlainSample => ({ ...sample, labels: labels[at] ?? [] }))
  return decodeProfile(encodeProfile({ ...plain, samples }))
}

/** Names of the groups, as they come. */
function groups(key: string, ...labels: readonly (readonly PlainLabel[])[]): readonly string[] {
  return topText(labelled(...labels), { of: `label:${key}` }).map((row) => row.replace(/^(\S+ ){3}/, ''))
}

describe('a group of a label', () => {
  test('is its text; what has no such label is in a group of its own', () => {
    const tenant = (text: string) => [{ key: 'tenant', text }]
    const profile = labelled(tenant('acme'), [], tenant('bolt'), tenant('acme'), [{ key: 'other', text: 'acme' }])
    expect(topText(profile, { of: 'label:tenant' })).toEqual(['2 2 2 (no tenant)', '2 2 2 acme', '1 1 1 bolt'])
  })

  test('holds all values of a sample, texts before numbers', () => {
    const [a, b, n] = [
      { key: 'x', text: 'a' },
      { key: 'x', text: 'b' },
      { key: 'x', number: 3, unit: 'kb' },
    ]
    expect(groups('x', [n, b, a], [a, b, n])).toEqual(['a,b,3kB', 'b,a,3kB'])
  })

  test.each([
    ['bytes', 4096, undefined, '4kB'],
    ['bytes', 1536, undefined, '1.50kB'],
    ['bytes', 0, 'bytes', '0'],
    ['bytes', -4096, undefined, '-4kB'],
    ['request', 2 ** 21, undefined, '2MB'],
    ['shard', 7, undefined, '7'],
    ['shard', 7, 'slots', '7'],
    ['wait', 1500, 'microseconds', '1.50ms'],
    ['wait', 90, 'seconds', '90s'],
    ['work', 2500, 'milliGCU', '2.50GCU'],
  ])('of the number %s = %d %s is %s', (key, number, unit, expected) => {
    expect(groups(key, [unit === undefined ? { key, number } : { key, number, unit }])).toEqual([expected])
  })

  test('has the unit that any number of the key has', () => {
    expect(groups('size', [{ key: 'size', number: 2048 }], [{ key: 'size', number: 4096, unit: 'bytes' }])).toEqual([
      '2kB',
      '4kB',
    ])
  })

  test('may have colons in its key', () => {
    expect(groups('a:b', [{ key: 'a:b', text: 'x' }])).toEqual(['x'])
  })
})
