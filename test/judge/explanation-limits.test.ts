import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainLimit, identicalLimits } from '../../src/judge/explanation-limits.ts'
import { finerClasses } from '../../src/judge/explanation-rate.ts'
import type { Reach } from '../../src/judge/explanation-reach.ts'
import { sensibleAmount, sensiblePercent } from '../../src/judge/sensible-number.ts'
import { sideValues } from '../../src/judge/stats/event-classes.ts'
import { baselineRunVariance } from '../../src/judge/stats/variance.ts'
import type { GrowthLimit } from '../../src/policy/policy.ts'

/** A large function that may seem to grow by 10 %, and a small one by 50 %. */
const REACHES: readonly Reach[] = [
  { key: 1, baseline: 1000, growth: 100 },
  { key: 2, baseline: 60, growth: 30 },
]

function explained(percent: number | null, growth: number | null, seen: number | null = null) {
  const limit: GrowthLimit = { kind: 'growth', percent, growth }
  const item = (key: number) => {
    const whole = { baseline: 0, candidate: 0 }
    return { key, name: '', whole, measured: { ...whole, growth: 0 }, levels: { fail: [limit], warn: [] } }
  }
  const checked = { level: 'fail', percent, growth, above: null, perSnapshot: null, exceeded: false } as const
  const { identical, passes, supported } = explainLimit(checked, {
    items: [item(1), item(2)],
    growth: REACHES,
    slopes: null,
    seen: seen === null ? null : { percent: seen, baseline: 500 },
  })
  return [identical?.percent, identical?.growth, passes, supported]
}

describe('a limit', () => {
  test.each([
    ['of a percentage must be above that of every group', 49, null, [50, null, false, null]],
    ['of an amount above that of every group', null, 99, [null, 100, false, null]],
    ['of both is passed by either: small groups by the amount', 9, 30, [10, 100, false, null]],
    ['large ones by the percentage', 10, 30, [10, 30, true, null]],
    ['or all by the amount alone', 1, 100, [0, 100, true, null]],
  ] as const)('%s', (_, percent, growth, expected) => {
    expect(explained(percent, growth)).toEqual(expected)
  })

  test.each([
    ['nothing that could hide', 10, 30, 25, 25],
    ['not what the amount shows already', 10, 125, 25, 0],
    ['in its own unit', null, 100, 25, 125],
    ['nothing that identical code would exceed', 50, null, 25, 50],
  ])('supports %s', (_, percent, growth, seen, expected) => {
    expect(explained(percent, growth, seen)[3]).toBe(expected)
  })

  test('of one part that identical code would pass is that of the worst group', () => {
    expect(identicalLimits({ growth: REACHES, slopes: null })).toEqual({ percent: 50, growth: 100, perSnapshot: null })
  })
})

describe('a finer rate', () => {
  const arbitraryClass = fc.record({
    baseline: fc.integer({ min: 0, max: 500 }),
    candidate: fc.integer({ min: 0, max: 500 }),
    size: fc.integer({ min: 8, max: 2 ** 24 }),
  })
  const classesOf = (rows: readonly { baseline: number; candidate: number; size: number }[], rate: number) => {
    const chance = Float64Array.from(rows, ({ size }) => -Math.expm1(-size / rate))
    return {
      baseline: Float64Array.from(rows, ({ baseline }) => baseline),
      candidate: Float64Array.from(rows, ({ candidate }) => candidate),
      weight: Float64Array.from(rows, ({ size }, at) => size / (chance[at] ?? 1)),
      chance,
    }
  }

  test('leaves every value, gives each object the chance that it has there, and never more variance', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryClass, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 2, max: 512 }),
        (rows, ratio) => {
          const rate = 512 * 1024
          const now = classesOf(rows, rate)
          const finer = finerClasses(now, ratio)
          const there = classesOf(rows, rate / ratio)
          for (let at = 0; at < rows.length; at++) expect(finer.chance[at]).toBeCloseTo(there.chance[at] ?? 0, 9)
          for (let at = 0; at < rows.length; at++) {
            expect((finer.weight[at] ?? 0) / (there.weight[at] ?? 1)).toBeCloseTo(1, 6)
          }
          const [value, same] = [sideValues(now), sideValues(finer)]
          expect(same.baseline).toBeCloseTo(value.baseline, 3)
          expect(same.candidate).toBeCloseTo(value.candidate, 3)
          expect(baselineRunVariance(finer)).toBeLessThanOrEqual(baselineRunVariance(now) * (1 + 1e-9))
        },
      ),
    )
  })

  test('divides the variance of small objects by the ratio, and leaves that of huge ones', () => {
    const row = (size: number) => classesOf([{ baseline: 100, candidate: 0, size }], 512 * 1024)
    const factor = (size: number) => baselineRunVariance(finerClasses(row(size), 128)) / baselineRunVariance(row(size))
    expect(factor(16) * 128).toBeCloseTo(1, 1)
    expect(factor(2 ** 24)).toBeCloseTo(1, 9)
  })
})

describe('a number that an author would write', () => {
  test.each([
    [0.2, 1],
    [1, 1],
    [1.1, 2],
    [7.3, 8],
    [8.01, 10],
    [12, 12],
    [12.4, 15],
    [99, 100],
    [210, 250],
  ])('%d percent is %d', (percent, expected) => {
    expect(sensiblePercent(percent)).toBe(expected)
  })

  test.each([
    [1, 'bytes', 1024],
    [3 * 2 ** 20, 'bytes', 4 * 2 ** 20],
    [4 * 2 ** 20, 'bytes', 4 * 2 ** 20],
    [4.2, 'count', 5],
    [61e6, 'nanoseconds', 80e6],
    [0.0013, 'sec/op', 0.0015],
  ])('%d %s is %d', (amount, unit, expected) => {
    expect(sensibleAmount(amount, unit)).toBe(expected)
  })

  test('is never less', () => {
    const positive = fc.double({ min: 1e-9, max: 1e15, noNaN: true })
    fc.assert(fc.property(positive, (value) => sensiblePercent(value) >= value))
    fc.assert(
      fc.property(
        positive,
        fc.constantFrom('bytes', 'count', 'sec/op'),
        (value, unit) => sensibleAmount(value, unit) >= value,
      ),
    )
  })
})
