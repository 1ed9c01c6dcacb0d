import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  absInt,
  addInt,
  compareInt,
  IndexColumnBuilder,
  type Int,
  IntColumnBuilder,
  intOf,
  multiplyInt,
  subtractInt,
} from '../../src/model/int64.ts'

const SAFE = Number.MAX_SAFE_INTEGER

/** int64 with many values at the edges of a double's exact range. */
const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -5, max: 5 }).map((near) => 2n ** 53n + BigInt(near)),
  fc.integer({ min: -5, max: 5 }).map((near) => -(2n ** 53n) + BigInt(near)),
  fc.integer({ min: -100, max: 100 }).map(BigInt),
)

/** What an `Int` must be for each whole number: a number inside the safe range, a bigint beyond. */
function expectExactly(actual: Int, expected: bigint): void {
  expect(BigInt(actual)).toBe(expected)
  expect(typeof actual).toBe(Number.isSafeInteger(Number(expected)) ? 'number' : 'bigint')
}

describe('arithmetic of 64-bit integers', () => {
  test('is exact, whatever the size', () => {
    fc.assert(
      fc.property(int64, int64, fc.constantFrom(1, 1000, 1024, 2 ** 20, 1e9), (a, b, factor) => {
        expectExactly(intOf(a), a)
        expectExactly(addInt(intOf(a), intOf(b)), a + b)
        expectExactly(subtractInt(intOf(a), intOf(b)), a - b)
        expectExactly(multiplyInt(intOf(a), factor), a * BigInt(factor))
        expectExactly(absInt(intOf(a)), a < 0n ? -a : a)
        expect(Math.sign(compareInt(intOf(a), intOf(b)))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  test.each<[name: string, actual: Int, expected: Int]>([
    ['the largest safe number plus one is a bigint', addInt(SAFE, 1), 2n ** 53n],
    ['a bigint minus one can be a number again', subtractInt(2n ** 53n, 1), SAFE],
    ['the absolute value of MinInt64 does not wrap', absInt(-(2n ** 63n)), 2n ** 63n],
    ['a mean stays a double', addInt(0.5, 1), 1.5],
    ['a mean and a huge number make a double', subtractInt(2n ** 60n, 0.5), 2 ** 60],
    ['two means that round to a huge whole number make a double', addInt(0.5, SAFE), 2 ** 53],
    ['a mean can be scaled', multiplyInt(2 ** 51 + 0.5, 1024), 2 ** 61 + 512],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected)
  })
})

describe('a column', () => {
  test('of fractions and huge numbers is of doubles, in whatever order they come', () => {
    for (const values of [
      [1.5, 2n ** 60n, 3],
      [2n ** 60n, 3, 1.5],
      [2n ** 60n, 1.5, 2n ** 61n],
    ] as const) {
      const builder = new IntColumnBuilder(1)
      for (const value of values) builder.push(value)
      expect(builder.build()).toEqual(Float64Array.from(values, Number))
    }
  })

  test('holds what was pushed, also if it turns wide at any place', () => {
    fc.assert(
      fc.property(fc.array(int64, { maxLength: 80 }), (values) => {
        const column = new IntColumnBuilder()
        for (const value of values) column.push(intOf(value))
        expect(Array.from(column.build() as ArrayLike<Int>, BigInt)).toEqual(values)
      }),
    )
  })

  test('turns wide after exactly as many values as it has room for', () => {
    for (const narrow of [0, 1, 15, 16, 17, 31, 32, 33]) {
      const column = new IntColumnBuilder()
      for (let at = 0; at < narrow; at++) column.push(at)
      column.push(2n ** 62n)
      column.push(-1)
      const built = column.build()
      expect(built).toBeInstanceOf(BigInt64Array)
      expect(built.length).toBe(narrow + 2)
      expect(built[narrow]).toBe(2n ** 62n)
      expect(built[narrow + 1]).toBe(-1n)
    }
  })

  test('of narrow values is one of doubles', () => {
    const column = new IntColumnBuilder()
    column.push(SAFE)
    expect(column.build()).toEqual(Float64Array.of(SAFE))
  })

  test('of indexes grows', () => {
    const column = new IndexColumnBuilder()
    const values = Array.from({ length: 1000 }, (_, at) => at * 7)
    for (const value of values) column.push(value)
    expect([...column.build()]).toEqual(values)
  })
})
