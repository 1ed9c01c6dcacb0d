import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { multiRunTests, type RunItem } from '../../../src/judge/stats/multi-run.ts'
import { normalSf } from '../../../src/judge/stats/normal.ts'
import { studentPpf, studentSf } from '../../../src/judge/stats/student-t.ts'
import { type Counts, DECISIVE, measured, modelled, only, sampled } from './runs.ts'

const value = fc.integer({ min: 0, max: 5000 })
const runsOf = (count: number) => fc.array(value, { minLength: count, maxLength: count })
const sides = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }))
  .chain(([a, b]) => fc.record({ baseline: runsOf(a), candidate: runsOf(b) }))

const events = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 400 }))
const eventRuns = (runs: number) => fc.array(fc.tuple(events, events, events), { minLength: runs, maxLength: runs })
const sampledItems = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([a, b]) =>
    fc.array(fc.record({ baseline: eventRuns(a), candidate: eventRuns(b) }), { minLength: 1, maxLength: 8 }),
  )
describe('several runs a side', () => {
  test('without a model are the two-sample t test', () => {
    fc.assert(
      fc.property(sides, ({ baseline, candidate }) => {
        const average = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
        const squares = (values: number[]) => values.reduce((sum, x) => sum + (x - average(values)) ** 2, 0)
        const degrees = baseline.length + candidate.length - 2
        const spread = (squares(baseline) + squares(candidate)) / degrees
        fc.pre(spread > 0)
        const error = Math.sqrt(spread * (1 / baseline.length + 1 / candidate.length))
        const delta = average(candidate) - average(baseline)
        const result = only(measured(baseline, candidate), { ...DECISIVE, tau: 0 })
        expect(result).toMatchObject({ isOverDispersed: true, degrees, minP: 0 })
        expect(result.p).toBeCloseTo(studentSf(delta / error, degrees), 9)
        expect(result.standardError / error).toBeCloseTo(1, 9)
        expect(result.high - result.low).toBeCloseTo(2 * studentPpf(0.975, degrees) * error, 6)
      }),
    )
  })

  test('of a pool vary as the baseline does, however the candidate varies', () => {
    const options = { pool: true, optimistic: false, tau: 0 }
    const one = only(measured([100, 104, 96, 100], [120]), options)
    const error = Math.sqrt((32 / 3) * (1 / 4 + 1))
    expect(one.p).toBeCloseTo(studentSf(20 / error, 3), 12)
    const two = only(measured([100, 104, 96, 100], [20, 220]), options)
    expect(two.variance).toBeCloseTo((32 / 3) * (1 / 4 + 1 / 2), 9)
  })

  test('that never differ show growth beyond the drift between them only', () => {
    const same = (percent: number) =>
      only(measured([1000, 1000, 1000], [10 * percent, 10 * percent, 10 * percent]), DECISIVE)
    expect(same(100).p).toBe(0.5)
    expect(same(102).p).toBeCloseTo(normalSf(20 / (1010 * 0.02 * Math.sqrt(2 / 3))), 12)
    expect(same(120).p).toBeLessThan(1e-15)
    expect(same(120)).toMatchObject({ variance: 0, low: 200, high: 200, degrees: Number.POSITIVE_INFINITY })
    const exact = (candidate: number) => only(measured([7, 7], [candidate, candidate]), { ...DECISIVE, tau: 0 }).p
    expect([exact(6), exact(7), exact(8)]).toEqual([1, 1, 0])
  })

  test('grow surer when the candidate grows in all of them alike', () => {
    fc.assert(
      fc.property(sides, value, ({ baseline, candidate }, more) => {
        const grown = candidate.map((x) => x + more)
        const before = only(measured(baseline, candidate), DECISIVE)
        const after = only(measured(baseline, grown), DECISIVE)
        expect(after.p).toBeLessThanOrEqual(before.p * (1 + 1e-9))
        expect(after.delta).toBeCloseTo(before.delta + more, 6)
      }),
    )
  })

  test('say the opposite when the sides are exchanged', () => {
    fc.assert(
      fc.property(sides, ({ baseline, candidate }) => {
        const one = only(measured(baseline, candidate), DECISIVE)
        const other = only(measured(candidate, baseline), DECISIVE)
        fc.pre(one.variance > 0)
        expect(one.p + other.p).toBeCloseTo(1, 9)
        expect(one.delta + other.delta).toBeCloseTo(0, 9)
        expect(one.low + other.high).toBeCloseTo(0, 6)
      }),
    )
  })

  test('do not depend on the unit, or on the order of runs and items', () => {
    fc.assert(
      fc.property(sampledItems, modelled, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (counts, options, unit) => {
        const scaled = ({ baseline, candidate, classes }: RunItem): RunItem => ({
          baseline: baseline.map((x) => x * unit),
          candidate: candidate.map((x) => x * unit),
          classes: classes && { ...classes, weight: classes.weight.map((w) => w * unit) },
        })
        const turned = counts.toReversed().map(({ baseline, candidate }) => {
          return sampled({ baseline: baseline.toReversed(), candidate: candidate.toReversed() })
        })
        const items = counts.map((runs) => sampled(runs))
        const expected = multiRunTests(items, options)
        const inUnit = multiRunTests(items.map(scaled), options)
        const inOrder = multiRunTests(turned, options).toReversed()
        for (const [i, { p, minP, delta, isOverDispersed }] of expected.entries()) {
          // at exactly no growth, rounding decides between 0.5 and 1
          if (Math.abs(delta) < 1e-9) continue
          for (const other of [inUnit[i], inOrder[i]]) {
            expect(other?.isOverDispersed).toBe(isOverDispersed)
            expect(Math.abs((other?.p ?? Number.NaN) - p)).toBeLessThanOrEqual(1e-8 * p + 1e-300)
            expect(Math.abs((other?.minP ?? Number.NaN) - minP)).toBeLessThanOrEqual(1e-8 * minP + 1e-300)
          }
          expect(Math.abs((inUnit[i]?.delta ?? Number.NaN) / unit - delta)).toBeLessThan(1e-9 * Math.abs(delta) + 1e-9)
        }
      }),
    )
  })

  test('are never surer than the event test of all their events, nor than drift allows', () => {
    fc.assert(
      fc.property(sampledItems, modelled, (counts, options) => {
        const items = counts.map((runs) => sampled(runs))
        const without = multiRunTests(items, { ...options, tau: 0 })
        for (const [i, { p }] of multiRunTests(items, { ...options, tau: 0.02 }).entries()) {
          if ((without[i]?.delta ?? 0) > 0) expect(p).toBeGreaterThanOrEqual((without[i]?.p ?? 1) * (1 - 1e-9))
        }
        const between = multiRunTests(items, { ...options, lazyAbove: -1 })
        for (const [i, { p }] of multiRunTests(items, options).entries()) {
          expect(p).toBeGreaterThanOrEqual(between[i]?.p ?? 1)
        }
      }),
    )
  })

  test('give the same p wherever it is not above the lazy level', () => {
    const level = fc.double({ min: 1e-4, max: 1, noNaN: true })
    fc.assert(
      fc.property(sampledItems, modelled, level, (counts, options, lazyAbove) => {
        const items = counts.map((runs) => sampled(runs))
        const eager = multiRunTests(items, options)
        const lazy = multiRunTests(items, { ...options, lazyAbove })
        for (const [i, { p, ...rest }] of lazy.entries()) {
          if ((eager[i]?.p ?? 1) <= lazyAbove || p <= lazyAbove) expect(p).toBe(eager[i]?.p)
          expect(eager[i]).toMatchObject(rest)
        }
      }),
    )
  })

  test('of items that all vary alike share one dispersion', () => {
    const noisy = (centre: number): Counts => {
      const run = (n: number) => [n, 0, 0]
      return {
        baseline: [centre - 30, centre + 30, centre].map(run),
        candidate: [centre - 25, centre + 35, centre + 2].map(run),
      }
    }
    const centres = [100, 110, 120, 130, 140]
    const together = multiRunTests(
      centres.map((centre) => sampled(noisy(centre))),
      { ...DECISIVE, tau: 0 },
    )
    const alone = only(sampled(noisy(100)), { ...DECISIVE, tau: 0 })
    expect(alone.isOverDispersed).toBe(true)
    expect(together.map((row) => row.isOverDispersed)).toEqual([false, false, false, false, false])
    expect(together[0]?.standardError).toBeGreaterThan(1.5 * 1000 * Math.sqrt((2 / 3) * 100))
  })

  test('without items have no tests', () => {
    expect(multiRunTests([], DECISIVE)).toEqual([])
  })

  test.each([
    { what: 'one run a side', items: [measured([1], [2])], options: DECISIVE, message: /no variation between runs/ },
    {
      what: 'a pool of one',
      items: [measured([1], [2, 3])],
      options: { ...DECISIVE, pool: true },
      message: /no variation/,
    },
    {
      what: 'items of unequal runs',
      items: [measured([1, 2], [2, 3]), measured([1, 2], [2])],
      options: DECISIVE,
      message: /without 2 baseline and 2 candidate runs/,
    },
    {
      what: 'exposures of other runs',
      items: [measured([1, 2], [2, 3])],
      options: { ...DECISIVE, exposures: { baseline: Float64Array.of(1, 1), candidate: Float64Array.of(1) } },
      message: /2 and 1 exposures for 2 and 2 runs/,
    },
  ])('refuse $what', ({ items, options, message }) => {
    expect(() => multiRunTests(items, options)).toThrow(message)
  })
})
