import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import { WireReader } from '../../src/decode/wire.ts'
import type { Int } from '../../src/model/int64.ts'
import { delimited, type Field, fixed32, fixed64, message, packed, raw, varint } from '../support/wire-writer.ts'

/** The numbers of a message's fields, each as int64, in the order of the file; `runs` are those that may be packed. */
function numbers(...fields: readonly Field[]): readonly string[] {
  const reader = new WireReader(message(...fields))
  const found: string[] = []
  while (reader.next()) {
    const { field } = reader
    if (!reader.packed) found.push(`${field}=${reader.scalar()}`)
    else {
      const outer = reader.enter()
      const run: Int[] = []
      while (reader.pos < reader.len) run.push(reader.int())
      reader.leave(outer)
      found.push(`${field}=[${run.join(' ')}]`)
    }
  }
  return found
}

/** The numbers of those fields that are left when every field of this number or above is stepped over. */
function known(below: number, ...fields: readonly Field[]): readonly string[] {
  const reader = new WireReader(message(...fields))
  const found: string[] = []
  while (reader.next()) {
    if (reader.field >= below) reader.pass()
    else found.push(`${reader.field}=${reader.scalar()}`)
  }
  return found
}

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof DecodeError) {
      const { detail, field, offset } = error.reason.args
      return `${error.reason.code} ${detail} ${field} ${offset}`
    }
    throw error
  }
  return 'read'
}

describe('varints', () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

  test('are exact as int64 and as uint64', () => {
    const sizes = fc.bigInt({ min: 0n, max: 63n }).chain((bits) => fc.bigInt({ min: 0n, max: 2n ** (bits + 1n) - 1n }))
    fc.assert(
      fc.property(fc.oneof(int64, sizes), (value) => {
        const signed = BigInt.asIntN(64, value)
        expect(numbers(varint(1, value), packed(2, [value]))).toEqual([`1=${signed}`, `2=[${signed}]`])
        const reader = new WireReader(message(varint(1, value)))
        reader.next()
        const id = reader.unsignedScalar()
        expect(BigInt(id)).toBe(BigInt.asUintN(64, value))
        expect(typeof id).toBe(BigInt(id) < 2n ** 53n ? 'number' : 'bigint')
      }),
      { numRuns: 500 },
    )
  })

  test.each<[name: string, bytes: readonly number[], value: string]>([
    ['the smallest of each length: 2 bytes', [0x80, 0x01], '128'],
    ['4 bytes', [0xff, 0xff, 0xff, 0x7f], '268435455'],
    ['5 bytes', [0x80, 0x80, 0x80, 0x80, 0x01], '268435456'],
    ['2^53 - 1, the last double', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f], '9007199254740991'],
    ['2^53', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10], '9007199254740992'],
    ['MaxInt64 in nine bytes', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], '9223372036854775807'],
    ['MinInt64 in ten', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], '-9223372036854775808'],
    ['-1', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], '-1'],
    ['bits beyond the 64th are dropped', [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7e], '1'],
    ['a number longer than it needs to be', [0x81, 0x80, 0x80, 0x00], '1'],
    ['zero in ten bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], '0'],
  ])('%s', (_name, bytes, value) => {
    expect(numbers(raw(0x08, ...bytes))).toEqual([`1=${value}`])
  })

  test('of eleven bytes are refused', () => {
    expect(refusal(() => numbers(varint(1, 1), raw(0x08, ...Array(10).fill(0x80), 0x00)))).toBe(
      'malformed long-varint Profile.sample_type 3',
    )
  })

  test('that the data end in are refused, whatever their length', () => {
    for (let length = 1; length <= 9; length++) {
      const cut = raw(0x10, ...Array(length).fill(0x80))
      expect(refusal(() => numbers(cut))).toBe(`malformed truncated-varint Profile.sample ${length + 1}`)
    }
  })
})

describe('tags', () => {
  test.each([1, 15, 16, 2047, 2048, 262_143, 262_144, 2 ** 25, 2 ** 29 - 1])('of field %i are read', (field) => {
    const tag = raw(...message((writer) => writer.uint32(field * 8)))
    expect(numbers(tag, raw(7), varint(1, 8))).toEqual([`${field}=7`, '1=8'])
  })

  test.each<[name: string, tag: readonly number[], found: readonly string[]]>([
    ['field 0 is an unknown one', [0x00], ['0=5']],
    ['field 1 may have a tag longer than it needs to be', [0x88, 0x80, 0x00], ['1=5']],
    ['field 2^29 is unknown, though protobuf does not allow it', [0x80, 0x80, 0x80, 0x80, 0x10], []],
    ['field 2^32 + 1 is not taken for field 1', [0x88, 0x80, 0x80, 0x80, 0x80, 0x01], []],
    ['field 2^60 is an unknown one', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], ['0=5']],
  ])('%s', (_name, tag, found) => {
    expect(known(3, raw(...tag, 5), varint(2, 9))).toEqual([...found, '2=9'])
  })
})

describe('repeated numbers', () => {
  test('may be packed, not packed, or both in several runs', () => {
    expect(
      numbers(varint(1, 1), packed(1, [2, -3]), varint(2, 9), packed(1, []), varint(1, 2n ** 63n), packed(1, [4])),
    ).toEqual(['1=1', '1=[2 -3]', '2=9', '1=[]', '1=-9223372036854775808', '1=[4]'])
  })

  test('must not end inside a number', () => {
    expect(refusal(() => numbers(delimited(2, Uint8Array.of(1, 0x80)), varint(1, 1)))).toBe(
      'malformed truncated-varint Profile.sample 4',
    )
  })

  test.each([fixed64, fixed32])('are no fixed-width fields', (fixed) => {
    expect(refusal(() => numbers(fixed(2)))).toBe('malformed wire-type Profile.sample 1')
  })
})

describe('unknown fields', () => {
  test('of every wire type are stepped over', () => {
    const unknown = [
      varint(100, 2n ** 64n - 1n),
      fixed64(101),
      delimited(102, 'text'),
      delimited(103, ''),
      fixed32(104),
    ]
    expect(known(100, varint(1, 1), ...unknown, varint(2, 2))).toEqual(['1=1', '2=2'])
  })

  test.each<[name: string, bytes: readonly number[], reason: string]>([
    ['a group start', [0xa3, 0x06, 0xa4, 0x06], 'wire-type Profile.#100 2'],
    ['a group end', [0xa4, 0x06], 'wire-type Profile.#100 2'],
    ['wire type 6', [0xa6, 0x06], 'wire-type Profile.#100 2'],
    ['wire type 7', [0xa7, 0x06], 'wire-type Profile.#100 2'],
    ['a fixed64 of seven bytes', [0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7], 'truncated-field Profile.#100 2'],
    ['a fixed32 of three bytes', [0xa5, 0x06, 1, 2, 3], 'truncated-field Profile.#100 2'],
    ['a text longer than the data', [0xa2, 0x06, 3, 1, 2], 'length-beyond-end Profile.#100 2'],
    ['a text of 2^64 - 1 bytes', [0xa2, 0x06, ...Array(9).fill(0xff), 0x01], 'length-beyond-end Profile.#100 2'],
    ['a tag without a field', [0xa0, 0x06], 'truncated-varint Profile.#100 2'],
  ])('%s is refused', (_name, bytes, reason) => {
    expect(refusal(() => known(100, raw(...bytes)))).toBe(`malformed ${reason}`)
  })
})

describe('nested messages', () => {
  const inner = (length: number, ...bytes: readonly number[]) => raw(0x1a, length, ...bytes)

  function readNested(...fields: readonly Field[]): readonly string[] {
    const reader = new WireReader(message(...fields))
    const found: string[] = []
    while (reader.next()) {
      const outer = reader.enter()
      while (reader.next()) found.push(`${reader.field}=${reader.scalar()}`)
      reader.leave(outer)
      found.push('end')
    }
    return found
  }

  test('end where their length says', () => {
    expect(readNested(inner(2, 0x08, 1), inner(0), inner(4, 0x10, 2, 0x18, 3))).toEqual([
      '1=1',
      'end',
      'end',
      '2=2',
      '3=3',
      'end',
    ])
  })

  test.each<[name: string, field: Field, reason: string]>([
    ['a number must not reach beyond its message', inner(2, 0x08, 0x80), 'truncated-varint Profile.sample_type 4'],
    ['a tag must not', inner(1, 0x80), 'truncated-varint Profile.mapping 3'],
    ['a message must not reach beyond the data', inner(5, 0x08, 1), 'length-beyond-end Profile.mapping 1'],
    ['a scalar is no message', varint(3, 1), 'wire-type Profile.mapping 1'],
  ])('%s', (_name, field, reason) => {
    // A message behind it holds bytes that must not be taken for a part of the broken one.
    const behind = reason.startsWith('length') ? [] : [inner(2, 0x08, 1)]
    expect(refusal(() => readNested(field, ...behind))).toBe(`malformed ${reason}`)
  })

  test('inside each other are bounded by the innermost', () => {
    const reader = new WireReader(message(inner(6, 0x1a, 5, 0x08, 1, 0x08, 2), varint(1, 1)))
    reader.next()
    reader.enter()
    reader.next()
    expect(refusal(() => reader.enter())).toBe('malformed length-beyond-end Profile.mapping 3')
  })
})
