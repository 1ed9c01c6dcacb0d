import { describe, expect, test } from 'vitest'
import { markdownPen, PLAIN } from '../../src/report/pen.ts'
import { counted, delta, limitQuantity, type Measure, pair, quantity } from '../../src/report/quantity.ts'
import { relative, share, signedPercent } from '../../src/report/relative.ts'
import type { Amount } from '../../src/result/result.ts'

const BYTES: Measure = { unit: 'bytes', per: 'none' }
const TIME: Measure = { unit: 'nanoseconds', per: 'none' }
const COUNT: Measure = { unit: 'count', per: 'none' }
const SECONDS: Measure = { unit: 'sec/op', per: 'none' }
const WIDGETS: Measure = { unit: 'widgets', per: 'none' }
const MARKDOWN = markdownPen('this PR')

describe('a quantity', () => {
  test.each<[Amount, Measure, string]>([
    [0, BYTES, '0 B'],
    [1, BYTES, '1 B'],
    [1023, BYTES, '1,023 B'],
    [1024, BYTES, '1.0 KiB'],
    [1536, BYTES, '1.5 KiB'],
    [102_400, BYTES, '100 KiB'],
    [2 ** 20 - 1, BYTES, '1.0 MiB'],
    [67_423_437, BYTES, '64.3 MiB'],
    [2 ** 50 * 3, BYTES, '3.0 PiB'],
    [-1_258_291, BYTES, '-1.2 MiB'],
    [999, TIME, '999 ns'],
    [1500, TIME, '1.5 µs'],
    [530e6, TIME, '530 ms'],
    [2.44e9, TIME, '2.4 s'],
    [90e9, TIME, '1.5 min'],
    [278, COUNT, '278'],
    [9999, COUNT, '9,999'],
    [10_000, COUNT, '10.0 k'],
    [5_210_000, COUNT, '5.2 M'],
    [38.4, COUNT, '38.4'],
    [0.01, COUNT, '<0.1'],
    [2.315e-7, SECONDS, '232 ns/op'],
    [16, { unit: 'B/op', per: 'none' }, '16 B/op'],
    [3, { unit: 'count', per: 'op' }, '3/op'],
    [2048, { unit: 'bytes', per: 'second' }, '2.0 KiB/s'],
    [1234567, WIDGETS, '1234567 widgets'],
    [0.123456, WIDGETS, '0.1235 widgets'],
    ['9007199254740993', WIDGETS, '9007199254740993 widgets'],
    ['-9007199254740993', WIDGETS, '-9007199254740993 widgets'],
    ['9007199254740993', BYTES, '8.0 PiB'],
    [Number.NaN, WIDGETS, '? widgets'],
    ['1; rm', WIDGETS, '? widgets'],
  ])('%s in %o is %s', (amount, measure, text) => {
    expect(quantity(amount, measure, PLAIN)).toBe(text)
  })

  test('keeps number and unit together in Markdown, with a real minus', () => {
    expect(quantity(-1_258_291, BYTES, MARKDOWN)).toBe('−1.2\u00a0MiB')
  })

  test('puts a unit that is no word into code', () => {
    expect(quantity(3, { unit: '<b>|', per: 'none' }, MARKDOWN)).toBe('3\u00a0<code>&#60;b&#62;&#124;</code>')
  })

  test('as a limit has no decimals that are zero', () => {
    expect([4 * 2 ** 20, 1.5 * 2 ** 20, 0].map((bytes) => limitQuantity(bytes, BYTES, PLAIN))).toEqual([
      '4 MiB',
      '1.5 MiB',
      '0 B',
    ])
    expect(limitQuantity(10, COUNT, PLAIN)).toBe('10')
  })

  test('as a plain count has commas', () => {
    expect([0, 999, 41984, 1_000_000, 0.5].map(counted)).toEqual(['0', '999', '41,984', '1,000,000', '0.5'])
  })
})

describe('a delta', () => {
  test.each<[Amount, Measure, string]>([
    [24_222_105, BYTES, '+23.1 MiB'],
    [-1_258_291, BYTES, '-1.2 MiB'],
    [0, BYTES, '±0'],
    [240, COUNT, '+240'],
    ['-9007199254740993', WIDGETS, '-9007199254740993 widgets'],
  ])('of %s in %o is %s', (amount, measure, text) => {
    expect(delta(amount, measure, PLAIN)).toBe(text)
  })
})

describe('a pair', () => {
  test.each<[Amount, Amount, Measure, string]>([
    [43_201_331, 67_423_437, BYTES, '41.2 → 64.3 MiB'],
    [0, 3_670_016, BYTES, '0 → 3.5 MiB'],
    [38, 278, COUNT, '38 → 278'],
    [410e6, 530e6, TIME, '410 → 530 ms'],
    [2310e6, 2440e6, TIME, '2.31 → 2.44 s'],
    [812 * 2 ** 20, 815 * 2 ** 20, BYTES, '812.0 → 815.0 MiB'],
    [812 * 2 ** 20, 829 * 2 ** 20, BYTES, '812 → 829 MiB'],
    [5, 5, BYTES, '5 → 5 B'],
    [-2048, 1024, BYTES, '-2.0 → 1.0 KiB'],
    ['9007199254740993', '9007199254740995', WIDGETS, '9007199254740993 → 9007199254740995 widgets'],
  ])('of %s and %s in %o is %s', (baseline, candidate, measure, text) => {
    expect(pair(baseline, candidate, measure, PLAIN)).toBe(text)
  })
})

describe('a relative change', () => {
  const of = (baseline: number, candidate: number, unit = 'bytes') =>
    relative({ baseline, candidate, percent: baseline === 0 ? null : (candidate / baseline - 1) * 100 }, unit, PLAIN)

  test.each<[number, number, string]>([
    [100, 100, '±0%'],
    [0, 0, '±0%'],
    [0, 5, 'new'],
    [5, 0, 'gone'],
    [1000, 1561, '+56%'],
    [1000, 971, '-2.9%'],
    [1000, 1099, '+9.9%'],
    [1000, 1100, '+10%'],
    [1_000_000, 1_000_100, '<+0.1%'],
    [1_000_000, 999_900, '>-0.1%'],
    [1000, 2994, '+199%'],
    [1000, 2995, '3×'],
    [1000, 4430, '4.4×'],
    [1, 241, '241×'],
    [1, 12_345, '12,345×'],
    [-5, 10, ''],
    [10, -5, ''],
  ])('from %d to %d is %s', (baseline, candidate, text) => {
    expect(of(baseline, candidate)).toBe(text)
  })

  test('of a few things is left out: one more of three is no 33%', () => {
    expect(of(3, 4, 'count')).toBe('')
    expect(of(3, 40, 'count')).toBe('13.3×')
  })

  test('has a sign that fits the surface', () => {
    expect(signedPercent(-12, MARKDOWN)).toBe('−12%')
  })

  test('as a share is never 0% of something', () => {
    expect([0.623, 1, 0.001, 0].map(share)).toEqual(['62%', '100%', '<1%', '0%'])
  })
})
