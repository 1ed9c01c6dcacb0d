import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { multiRunTests } from '../../../src/judge/stats/multi-run.ts'
import { runDesign } from '../../../src/judge/stats/run-design.ts'
import { type Counts, DECISIVE, modelled, only, sampled } from './runs.ts'

describe('runs of unequal exposure', () => {
  const counts: Counts = {
    baseline: [
      [40, 10, 3],
      [45, 14, 3],
      [38, 9, 3],
    ],
    candidate: [
      [70, 11, 3],
      [66, 15, 3],
    ],
  }

  test('are runs when all exposures are 1', () => {
    const exposures = { baseline: Float64Array.of(1, 1, 1), candidate: Float64Array.of(1, 1) }
    expect(only(sampled(counts, exposures), { ...DECISIVE, exposures })).toEqual(only(sampled(counts), DECISIVE))
  })

  test.each([1, 2])(
    'have the variance of their events: weight^2 events / exposure^2, at dispersion %d',
    (dispersion) => {
      const exposures = { baseline: Float64Array.of(1, 2), candidate: Float64Array.of(4, 4) }
      const runs: Counts = {
        baseline: [
          [25, 0, 0],
          [50, 0, 0],
        ],
        candidate: [
          [100, 0, 0],
          [100, 0, 0],
        ],
      }
      const { variance, isOverDispersed, delta } = only(sampled(runs, exposures), {
        ...DECISIVE,
        exposures,
        dispersion,
      })
      expect({ isOverDispersed, delta }).toEqual({ isOverDispersed: false, delta: 0 })
      // counts that fit their exposure are fixed: only the sampling, 1 - chance, is random
      const baseline = (25 / 1 ** 2 + 50 / 2 ** 2) / 2 ** 2
      const candidate = (100 / 4 ** 2 + 100 / 4 ** 2) / 2 ** 2
      expect(variance / (1000 ** 2 * 0.999 * dispersion * (baseline + candidate))).toBeCloseTo(1, 12)
    },
  )

  test('are expected to vary by the mean of 1 / exposure within their side', () => {
    const exposures = { baseline: Float64Array.of(0.5, 1, 2), candidate: Float64Array.of(4, 4) }
    const design = { runsBaseline: 3, runsCandidate: 2, exposures }
    expect(runDesign({ ...design, pool: false }).spreadPerV).toBeCloseTo((2 * (3.5 / 3) + 0.25) / 3, 14)
    expect(runDesign({ ...design, pool: true }).spreadPerV).toBeCloseTo(3.5 / 3, 14)
  })

  test('do not depend on the unit of exposure', () => {
    const positive = fc.double({ min: 0.01, max: 100, noNaN: true })
    fc.assert(
      fc.property(positive, modelled, (unit, options) => {
        const test = (factor: number) => {
          const exposures = {
            baseline: Float64Array.of(factor, 1.2 * factor, 0.9 * factor),
            candidate: Float64Array.of(2 * factor, 1.7 * factor),
          }
          return only(sampled(counts, exposures), { ...options, exposures })
        }
        const [one, other] = [test(1), test(unit)]
        expect(other.p / one.p).toBeCloseTo(1, 8)
        expect(other.minP / one.minP).toBeCloseTo(1, 8)
        expect((other.standardError * unit) / one.standardError).toBeCloseTo(1, 8)
      }),
    )
  })

  test('raise no false alarm beyond their level, and still find growth', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    const poisson = (mean: number) => {
      let count = -1
      for (let sum = 0; sum < mean; count++) sum -= Math.log(random())
      return count
    }
    const exposures = { baseline: Float64Array.of(0.5, 1, 2, 1), candidate: Float64Array.of(3, 4, 2) }
    const options = { ...DECISIVE, exposures, tau: 0 }
    const items = (factor: number) => {
      const run = (exposure: number, grown: number) => [poisson(30 * exposure * grown), 0, 0]
      const counted = Array.from({ length: 1000 }, () => ({
        baseline: Array.from(exposures.baseline, (exposure) => run(exposure, 1)),
        candidate: Array.from(exposures.candidate, (exposure) => run(exposure, factor)),
      }))
      return counted.map((runs) => sampled(runs, exposures))
    }
    const found = (factor: number) => multiRunTests(items(factor), options).filter(({ p }) => p <= 0.05).length
    expect(found(1)).toBeLessThan(70)
    expect(found(1)).toBeGreaterThan(15)
    expect(found(1.5)).toBeGreaterThan(700)
  })
})
