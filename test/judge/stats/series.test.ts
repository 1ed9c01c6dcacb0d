import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { walkP } from '../../../src/judge/stats/random-walk.ts'
import { afterWarmUp, meanColumns, type SeriesColumns, seriesTest } from '../../../src/judge/stats/series.ts'
import { theilSenReaches } from '../../../src/judge/stats/theil-sen.ts'

const exact = (values: readonly number[]): SeriesColumns => ({ values: Float64Array.from(values), events: null })

const sampled = (events: readonly number[], weight = 512): SeriesColumns => ({
  values: Float64Array.from(events, (n) => n * weight),
  events: Float64Array.from(events),
})

const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 15 })

const closeTo = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-9)

describe('the series test', () => {
  test('finds a leak beside a flat baseline', () => {
    const leak = sampled([50, 60, 71, 80, 88, 101])
    const { p, slope, guards } = seriesTest({ candidate: leak, baseline: sampled([50, 52, 51, 49, 50, 51]) }, 1024)
    expect(p).toBeLessThan(1e-4)
    expect(slope / 512).toBeCloseTo(174 / 17.5, 12)
    expect(Object.values(guards)).toEqual([true, true, true, true, true, true, true])
  })

  test.each([
    { what: 'fills up', values: [10, 40, 60, 66, 68, 69], guard: 'keepsPace' },
    { what: 'jumps once', values: [10, 11, 12, 40, 41, 42], guard: 'noJump' },
    { what: 'falls back', values: [10, 30, 50, 9, 30, 60], guard: 'floorRises' },
    { what: 'grows by three', values: [1, 1, 2, 2, 3, 4], guard: 'enoughEvents' },
    { what: 'is a ripple on a lake', values: [1000, 1001, 1002, 1003, 1004, 1005], guard: 'isRelevant' },
    { what: 'grows less than allowed', values: [100, 101, 102, 103, 104, 106], guard: 'theilSen' },
  ] as const)('does not call a leak what $what', ({ values, guard }) => {
    expect(seriesTest({ candidate: exact(values), baseline: null }, 1.5).guards[guard]).toBe(false)
    expect(seriesTest({ candidate: sampled(values, 1), baseline: null }, 1.5).guards[guard]).toBe(false)
  })

  test('compares with the slope of the baseline, not with 0', () => {
    const rising = exact([10, 20, 31, 39, 50, 61])
    const alone = seriesTest({ candidate: rising, baseline: null }, 2)
    const beside = seriesTest({ candidate: rising, baseline: exact([50, 61, 70, 81, 90, 99]) }, 2)
    expect(alone).toMatchObject({ slopeDelta: alone.slope, guards: { delta: true } })
    expect(beside.guards).toMatchObject({ delta: false, theilSen: true })
    expect(beside.slope).toBe(alone.slope)
  })

  test('knows exact values without a model of events', () => {
    const values = [5, 9, 13, 17, 21]
    const line = seriesTest({ candidate: exact(values), baseline: null }, 1)
    expect(line).toMatchObject({ p: 0, minP: 0, slope: 4, slopeLow: 4, slopeHigh: 4 })
    const { p, minP } = seriesTest({ candidate: sampled(values), baseline: null }, 1)
    expect(p).toBeCloseTo(2 ** -16, 15)
    expect(minP).toBe(2 ** -21)
    const against = { candidate: sampled(values), baseline: exact([5, 9, 8, 11, 9]) }
    expect(seriesTest(against, 1).minP).toBe(0)
  })

  test('takes sides of unequal length', () => {
    const { slopeDelta } = seriesTest(
      { candidate: exact([0, 3, 6, 9, 12]), baseline: exact([5, 6, 7, 8, 9, 10, 11]) },
      1,
    )
    expect(slopeDelta).toBeCloseTo(2, 12)
  })

  test('has an interval that excludes 0 exactly where exact values are significant', () => {
    fc.assert(
      fc.property(counts, counts, (candidate, baseline) => {
        const { p, slopeDelta, slopeLow, slopeHigh } = seriesTest(
          { candidate: exact(candidate), baseline: exact(baseline) },
          1,
        )
        expect(slopeLow <= slopeDelta && slopeDelta <= slopeHigh).toBe(true)
        if (Math.abs(p - 0.025) > 1e-9) expect(slopeLow > 0).toBe(p < 0.025)
      }),
    )
  })

  test('does not depend on the unit, and turns round with the sides', () => {
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 1, max: 2 ** 20 }), (candidate, baseline, unit) => {
        const one = seriesTest({ candidate: sampled(candidate, 1), baseline: sampled(baseline, 1) }, 3)
        const other = seriesTest({ candidate: sampled(candidate, unit), baseline: sampled(baseline, unit) }, 3 * unit)
        closeTo(other.p, one.p)
        expect(other.minP).toBe(one.minP)
        closeTo(other.slopeLow / unit, one.slopeLow)
        const turned = seriesTest({ candidate: sampled(baseline, 1), baseline: sampled(candidate, 1) }, 3)
        closeTo(turned.slopeDelta, -one.slopeDelta)
        closeTo(turned.slopeLow, -one.slopeHigh)
        expect(one.p + turned.p).toBeGreaterThan(1 - 1e-9)
      }),
    )
  })

  test('grows surer with a leak on top', () => {
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 0, max: 50 }), (candidate, baseline, leak) => {
        const leaking = candidate.map((x, i) => x + leak * i)
        const one = seriesTest({ candidate: exact(candidate), baseline: exact(baseline) }, 1)
        const other = seriesTest({ candidate: exact(leaking), baseline: exact(baseline) }, 1)
        closeTo(other.slopeDelta, one.slopeDelta + leak)
        expect(other.p).toBeLessThanOrEqual(one.p + 1e-9)
      }),
    )
  })

  test('refuses a side of two snapshots, or of unequal columns', () => {
    expect(() => seriesTest({ candidate: exact([1, 2]), baseline: null }, 1)).toThrow(/at least 3 snapshots/)
    expect(() => seriesTest({ candidate: exact([1, 2, 3]), baseline: exact([1]) }, 1)).toThrow(RangeError)
    const torn = { values: Float64Array.of(1, 2, 3), events: Float64Array.of(1, 2) }
    expect(() => seriesTest({ candidate: torn, baseline: null }, 1)).toThrow(/3 values and 2 events/)
  })
})

describe('columns of a series', () => {
  test('lose their warm-up where they are long enough', () => {
    const long = sampled([1, 2, 3, 4, 5, 6, 7, 8], 1)
    expect([...afterWarmUp(long, 2).values]).toEqual([3, 4, 5, 6, 7, 8])
    expect([...(afterWarmUp(long, 2).events ?? [])]).toEqual([3, 4, 5, 6, 7, 8])
    expect(afterWarmUp(exact([1, 2, 3, 4, 5, 6, 7, 8]), 3)).toEqual(exact([4, 5, 6, 7, 8]))
    const short = sampled([1, 2, 3, 4, 5, 6, 7])
    expect(afterWarmUp(short, 2)).toBe(short)
  })

  test('are averaged snapshot by snapshot, up to the end of the shortest', () => {
    const mean = meanColumns([sampled([2, 4, 6], 10), sampled([4, 4, 4, 4], 10)])
    expect(mean).toEqual({ values: Float64Array.of(30, 40, 50), events: Float64Array.of(3, 4, 5) })
    expect(meanColumns([sampled([2, 4, 6], 1), exact([4, 4, 4])]).events).toBeNull()
    expect(() => meanColumns([])).toThrow(RangeError)
  })
})

describe('the random walk', () => {
  test('is sure of growth in every step only', () => {
    expect(walkP({ candidate: [0, 2, 5, 10], baseline: null })).toBeCloseTo(2 ** -10, 15)
    expect(walkP({ candidate: [0, 8, 4, 10], baseline: null })).toBeGreaterThan(0.01)
    expect(walkP({ candidate: [0, 2, 5, 10], baseline: [20, 16, 12, 10] })).toBeCloseTo(2 ** -20, 15)
    expect(walkP({ candidate: [0, 2, 5, 10], baseline: [0, 2, 5, 10] })).toBe(1)
    expect(walkP({ candidate: [5, 5, 5], baseline: null })).toBe(1)
  })
})

describe('the median slope', () => {
  test('reaches a limit exactly where the sorted slopes have their median there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 9 }), (values) => {
        const slopes: number[] = []
        for (let i = 0; i < values.length; i++)
          for (let j = i + 1; j < values.length; j++) slopes.push(((values[j] ?? 0) - (values[i] ?? 0)) / (j - i))
        slopes.sort((x, y) => x - y)
        const upper = slopes[slopes.length >> 1] ?? Number.NaN
        const middle = slopes.length % 2 === 1 ? upper : ((slopes[(slopes.length >> 1) - 1] ?? Number.NaN) + upper) / 2
        const column = Float64Array.from(values)
        expect(theilSenReaches(column, middle)).toBe(true)
        expect(theilSenReaches(column, middle - 1e-9)).toBe(true)
        expect(theilSenReaches(column, middle + 1e-9)).toBe(false)
      }),
    )
  })
})
