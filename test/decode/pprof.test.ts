import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import type { Profile } from '../../src/model/profile.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainProfile } from '../support/encode-profile.ts'
import { textProfileBytes } from '../support/text-profile.ts'
import { delimited, message, nested, packed, varint } from '../support/wire-writer.ts'

const MAX = 2n ** 63n - 1n
const MIN = -(2n ** 63n)

/** Every sample with all that hangs on it, as text: what a profile says, whatever its ids and tables look like. */
function contentOf(profile: Profile): readonly string[] {
  const { samples, locations, functions, mappings, strings } = profile
  const line = (row: number) => {
    const id = locations.lineFunction[row]!
    const [name, systemName, file] = [functions.name, functions.systemName, functions.fileName].map((column) =>
      strings.text(column[id]!),
    )
    return `${name}|${systemName}|${file}:${locations.lineNumber[row]}`
  }
  const location = (row: number) => {
    const rows = range(locations.lineStart[row]!, locations.lineStart[row + 1]!)
    return `${mappings[locations.mapping[row]!]?.fileName ?? 'none'} ${rows.map(line).join(' > ')}`
  }
  const label = (row: number) => {
    const { key, text, number, unit } = samples.labels
    return `${strings.text(key[row]!)}=${strings.text(text[row]!)}${number[row]}${strings.text(unit[row]!)}`
  }
  return range(0, samples.count).map((sample) => {
    const stack = range(samples.stackStart[sample]!, samples.stackStart[sample + 1]!)
    const labels = range(samples.labelStart[sample]!, samples.labelStart[sample + 1]!)
    return [
      stack.map((at) => location(samples.stack[at]!)).join('; '),
      samples.values.map((column) => column[sample]).join(' '),
      labels.map(label).join(' '),
    ].join(' # ')
  })
}

/** The same, of what was to be encoded. */
function contentOfPlain(plain: PlainProfile): readonly string[] {
  const byId = <Row extends { readonly id: number | bigint }>(rows: readonly Row[] = []) =>
    new Map(rows.map((row) => [BigInt(row.id), row]))
  const [mappings, functions, locations] = [byId(plain.mappings), byId(plain.functions), byId(plain.locations)]
  return (plain.samples ?? []).map((sample) => {
    const stack = sample.locations.map((id) => {
      const { mapping = 0, lines = [] } = locations.get(BigInt(id)) ?? {}
      const frames = lines.map((line) => {
        const { name = '', systemName = name, file = '' } = functions.get(BigInt(line.function)) ?? {}
        return `${name}|${systemName}|${file}:${line.line}`
      })
      const known = mappings.get(BigInt(mapping))
      return `${known === undefined ? 'none' : (known.file ?? '')} ${frames.join(' > ')}`
    })
    // A text wins over a number; of neither there is nothing.
    const labels = (sample.labels ?? [])
      .filter(({ text, number = 0, unit = '' }) => text !== undefined || BigInt(number) !== 0n || unit !== '')
      .map(({ key, text, number = 0, unit = '' }) =>
        text === undefined ? `${key}=${number}${unit}` : `${key}=${text}0`,
      )
    return [stack.join('; '), sample.values.join(' '), labels.join(' ')].join(' # ')
  })
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

describe('a profile that was encoded', () => {
  test('says the same when it is decoded', () => {
    fc.assert(
      fc.property(arbitraryProfile({ largest: MAX, nameless: true }), (plain) => {
        const profile = decodeProfile(encodeProfile(plain))
        expect(contentOf(profile)).toEqual(contentOfPlain(plain))
        expect(profile.sampleTypes.map(({ type, unit }) => [type, unit])).toEqual(plain.sampleTypes)
        expect(profile.defaultSampleType).toBe(plain.defaultSampleType)
      }),
      { numRuns: 300 },
    )
  })

  test('has an exact header', () => {
    const profile = decodeProfile(
      encodeProfile({
        timeNs: MAX,
        durationNs: MIN,
        period: 2n ** 53n + 1n,
        periodType: ['space', 'bytes'],
        dropFrames: 'drop.*',
        keepFrames: 'keep.*',
        comments: ['first', 'second'],
        docUrl: 'https://example.com',
        mappings: [{ id: 9, file: '/bin/shop', buildId: 'abc' }],
      }),
    )
    expect(profile).toMatchObject({
      timeNs: MAX,
      durationNs: MIN,
      period: 2n ** 53n + 1n,
      periodType: { type: 'space', unit: 'bytes' },
      dropFrames: 'drop.*',
      keepFrames: 'keep.*',
      comments: ['first', 'second'],
      docUrl: 'https://example.com',
      mappings: [{ fileName: '/bin/shop', buildId: 'abc' }],
    })
  })
})

describe('int64', () => {
  const edges = [0n, 1n, -1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 62n + 1n, MAX, MIN]

  test.each(edges)('%s is exact as value, label, line and time', (value) => {
    const profile = decodeProfile(
      encodeProfile({
        sampleTypes: [
          ['narrow', 'count'],
          ['wide', 'count'],
        ],
        functions: [{ id: 1, name: 'main.main', startLine: value }],
        locations: [{ id: 1, lines: [{ function: 1, line: value }] }],
        samples: [{ locations: [1], values: [7, value], labels: [{ key: 'bytes', number: value, unit: 'b' }] }],
        timeNs: value,
      }),
    )
    expect(profile.samples.values[0]).toEqual(Float64Array.of(7))
    const exact = [
      profile.samples.values[1]?.[0],
      profile.samples.labels.number[0],
      profile.locations.lineNumber[0],
      profile.functions.startLine[0],
      profile.timeNs,
    ]
    expect(exact.map((found) => BigInt(found ?? 99))).toEqual(Array(5).fill(value))
  })

  test('a column may turn wide in its middle', () => {
    const values = [...range(0, 16), 2n ** 60n + 1n, -5, ...range(0, 40)]
    const samples = values.map((value) => ({ locations: [], values: [value] }))
    const profile = decodeProfile(encodeProfile({ sampleTypes: [['space', 'bytes']], samples }))
    expect(Array.from(profile.samples.values[0] as BigInt64Array)).toEqual(values.map(BigInt))
  })
})

describe('fields', () => {
  const text = ['', 'space', 'bytes', 'main.main', 'main.go'].map((each) => delimited(6, each))
  const tables = [
    nested(5, varint(1, 1), varint(2, 3), varint(3, 3), varint(4, 4)),
    nested(4, varint(1, 1), nested(4, varint(1, 1), varint(2, 8))),
  ]
  const type = nested(1, varint(1, 1), varint(2, 2))
  const sample = nested(2, varint(2, 5), varint(1, 1))
  const content = [' main.main|main.main|main.go:8 # 5 # '].map((line) => `none${line}`)

  test.each([
    ['as protobuf numbers them', [type, sample, ...tables, ...text]],
    ['with the strings first', [...text, type, ...tables, sample]],
    ['with the sample type last', [sample, ...tables, ...text, type]],
    [
      'with strings scattered',
      text.flatMap((each, at) => [each, ...[tables, [sample], [type]].flat().slice(at, at + 1)]),
    ],
  ])('may come in any order: %s', (_name, fields) => {
    expect(contentOf(decodeProfile(message(...fields)))).toEqual(content)
  })

  test('that are given twice count as the last of them, but for lists', () => {
    const twice = [varint(10, 1), varint(10, 2), varint(12, 3), varint(12, 4), varint(14, 1), varint(14, 2)]
    const types = [nested(11, varint(1, 1), varint(2, 2)), nested(11, varint(2, 1))]
    const lines = [nested(4, varint(1, 1), varint(2, 8), varint(2, 9))]
    const location = nested(4, varint(1, 7), varint(1, 1), ...lines)
    const profile = decodeProfile(message(type, sample, tables[0]!, location, ...twice, ...types, ...text))
    expect(contentOf(profile)).toEqual(content.map((line) => line.replace(':8', ':9')))
    expect(profile).toMatchObject({ durationNs: 2, period: 4, defaultSampleType: 'bytes' })
    // A message that is given twice is not merged, but replaced.
    expect(profile.periodType).toEqual({ type: '', unit: 'space' })
  })

  test('of labels: text wins over number, and a key alone is no label', () => {
    const labels = [
      nested(3, varint(1, 1), varint(2, 2), varint(3, 7), varint(4, 3)),
      nested(3, varint(1, 1)),
      nested(3, varint(1, 1), varint(3, -7)),
      nested(3, varint(1, 2), varint(4, 3)),
    ]
    const profile = decodeProfile(message(type, nested(2, packed(2, [5]), ...labels), ...tables, ...text))
    expect(contentOf(profile)).toEqual([' # 5 # space=bytes0 space=-7 bytes=0main.main'])
  })

  test('of names: a byte order mark is a part of one', () => {
    const marked = [...text.slice(0, 3), delimited(6, '\ufeffmain.main'), text[4]!]
    expect(contentOf(decodeProfile(message(type, sample, ...tables, ...marked)))[0]).toContain('\ufeffmain.main')
  })

  test('of names: bytes that are no UTF-8 are kept apart from good ones, and do not stop the reading', () => {
    const broken = [...text.slice(0, 3), delimited(6, Uint8Array.of(0x6d, 0xff, 0x6e)), text[4]!]
    expect(contentOf(decodeProfile(message(type, sample, ...tables, ...broken)))[0]).toContain('m\ufffdn')
  })
})

describe('whatever the bytes', () => {
  const fixture = 'test/fixtures/ticker/baseline/block.pb.gz'
  const small = textProfileBytes(`
    inuse_space/bytes alloc_space/bytes
    main.main@main.go:1;lib.grow > lib.alloc@lib.go:9 512 1024
    main.main@main.go:1;[libc.so.6] 1 -1
    - 9007199254740993 3
  `)

  /** Nothing but a DecodeError may come out of it; what is decoded fits together. */
  function read(bytes: Uint8Array): Profile | null {
    try {
      const profile = decodeProfile(bytes, { inflatedBytes: 2 ** 24 })
      contentOf(profile)
      return profile
    } catch (error) {
      if (error instanceof DecodeError) return null
      throw error
    }
  }

  test('every profile that was cut off is refused, if its strings come last', () => {
    for (const whole of [small, new Uint8Array(gunzipSync(readFileSync(fixture)))]) {
      expect(read(whole)).not.toBeNull()
      for (let length = 0; length < whole.length; length++)
        expect(read(whole.subarray(0, length)), `${length}`).toBeNull()
    }
  })

  test('every compressed profile that was cut off is refused', () => {
    const whole = new Uint8Array(readFileSync(fixture))
    for (let length = 0; length < whole.length; length++)
      expect(read(whole.subarray(0, length)), `${length}`).toBeNull()
  })

  test('bytes at random are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        read(bytes)
      }),
      { numRuns: 2000 },
    )
  })

  test('a profile with bytes changed, removed or inserted is read or refused', () => {
    const change = fc.record({ at: fc.nat(), remove: fc.nat(3), insert: fc.uint8Array({ maxLength: 3 }) })
    let readable = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, compressed) => {
        let bytes: Uint8Array = compressed ? new Uint8Array(gzipSync(small)) : small
        for (const { at, remove, insert } of changes) {
          const place = at % (bytes.length + 1)
          bytes = new Uint8Array(Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]))
        }
        if (read(bytes) !== null) readable++
      }),
      { numRuns: 3000 },
    )
    // Otherwise the check of what was decoded would check nothing.
    expect(readable).toBeGreaterThan(30)
  })

  test('an empty file is called empty', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(gzipSync(''))]) {
      expect(() => decodeProfile(bytes)).toThrow('empty {}')
    }
  })

  test('more bytes than the limit are refused, compressed or not', () => {
    const limits = { inflatedBytes: small.length - 1 }
    for (const bytes of [small, new Uint8Array(gzipSync(small))]) {
      expect(() => decodeProfile(bytes, limits)).toThrow(`too-large {"limitBytes":${small.length - 1}}`)
    }
    expect(decodeProfile(small, { inflatedBytes: small.length }).samples.count).toBe(3)
  })
})
