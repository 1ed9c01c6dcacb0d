import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventTest } from '../../../src/judge/stats/event-test.ts'
import { deltaInterval } from '../../../src/judge/stats/interval.ts'
import { mixtureTest, runsOf } from '../../../src/judge/stats/mixture.ts'
import { type RunClasses, summed } from '../../../src/judge/stats/run-classes.ts'
import { classesOf, modelOf } from './vectors.ts'

/** Events of two runs against one, of two classes. */
const twoAgainstOne: RunClasses = {
  baseline: [Float64Array.of(5, 1), Float64Array.of(4, 3)],
  candidate: [Float64Array.of(11, 7)],
  weight: Float64Array.of(524_288, 262_144),
  chance: Float64Array.of(0.001, 0.3),
}

/** The reference that made the decision vectors, with scipy 1.17.1: events_p, min_p, delta_interval, and phi sum w^2 m rho / (kA kB), for runs that are no integers too. */
const REFERENCE = [
  {
    ...{ kA: 2, kB: 1, kappa: 1, phi: 1, a: [9, 4], b: [11, 7], w: [524_288, 262_144], p: [0.001, 0.3] },
    ...{ out: 0.006749723467510874, min_p: 1.6189785832062786e-15, V: 3126736191488 },
    interval: [1133666.4707213058, 8303517.529278694],
  },
  {
    ...{ kA: 2, kB: 1, kappa: 0, phi: 1, a: [9, 4], b: [11, 7], w: [524_288, 262_144], p: [0.001, 0.3] },
    ...{ out: 0.005972296025189071, min_p: 3.137829259408929e-17, V: 3010600275804.16 },
    interval: [1200873.6306955116, 8236310.369304488],
  },
  {
    ...{ kA: 1.75, kB: 2.5, kappa: 1, phi: 2, a: [40, 3], b: [95, 9], w: [1e7, 1e7], p: [1e-12, 1e-12] },
    ...{ out: 0.020455174743519114, min_p: 1.1534646217719499e-17, V: 6720000000000000 },
    interval: [8527183.23636818, 332044245.3350604],
  },
  {
    ...{ kA: 0.37, kB: 3.1, kappa: 0, phi: 1, a: [6, 2], b: [121, 31], w: [64, 4096], p: [0.01, 0.6] },
    ...{ out: 0.037319613809486424, min_p: 3.011649832775068e-22, V: 193525929.62510902 },
    interval: [-7712.260800480519, 48271.63307598182],
  },
  {
    ...{ kA: 1, kB: 3, kappa: 1, phi: 1, a: [5], b: [40], w: [1], p: [0.5] },
    ...{ out: 0.017897006301209648, min_p: 2.3864747990995273e-6, V: 15 },
    interval: [0.5755723897658349, 16.091094276900833],
  },
]

describe('a mixture of runs', () => {
  test.each(REFERENCE)('of $kA against $kB runs agrees with the reference, kappa $kappa', (row) => {
    const { p, minP, variance } = eventTest(classesOf(row), modelOf(row))
    const { low, high } = deltaInterval(classesOf(row), modelOf(row))
    const ratios = [p / row.out, minP / row.min_p, variance / row.V, low / Number(row.interval[0])]
    for (const ratio of [...ratios, high / Number(row.interval[1])]) expect(ratio).toBeCloseTo(1, 9)
  })

  test('is the event test of all its events', () => {
    const [reference] = REFERENCE
    expect(mixtureTest(twoAgainstOne).p / Number(reference?.out)).toBeCloseTo(1, 9)
    expect(summed(twoAgainstOne)).toMatchObject({
      baseline: Float64Array.of(9, 4),
      candidate: Float64Array.of(11, 7),
    })
  })

  test('counts each run by its exposure', () => {
    const exposures = { baseline: Float64Array.of(0.5, 1.25), candidate: Float64Array.of(2) }
    expect(runsOf(twoAgainstOne)).toEqual({ runsBaseline: 2, runsCandidate: 1 })
    expect(runsOf(twoAgainstOne, exposures)).toEqual({ runsBaseline: 1.75, runsCandidate: 2 })
    const model = { kappa: 0, dispersion: 2 } as const
    const expected = eventTest(summed(twoAgainstOne), { ...model, runsBaseline: 1.75, runsCandidate: 2 })
    expect(mixtureTest(twoAgainstOne, { ...model, exposures })).toEqual(expected)
  })

  test('does not depend on the unit of exposure', () => {
    const positive = fc.double({ min: 0.1, max: 10, noNaN: true })
    fc.assert(
      fc.property(positive, positive, fc.constantFrom<0 | 1>(0, 1), (unit, share, kappa) => {
        const scaled = (factor: number) => ({
          baseline: Float64Array.of(factor, factor * share),
          candidate: Float64Array.of(factor * 1.1),
        })
        const one = mixtureTest(twoAgainstOne, { kappa, exposures: scaled(1) })
        const other = mixtureTest(twoAgainstOne, { kappa, exposures: scaled(unit) })
        expect(other.p / one.p).toBeCloseTo(1, 9)
        expect(other.minP / one.minP).toBeCloseTo(1, 9)
        expect((other.variance * unit * unit) / one.variance).toBeCloseTo(1, 9)
      }),
    )
  })

  test('refuses a run without a cell for each class', () => {
    expect(() => summed({ ...twoAgainstOne, candidate: [Float64Array.of(1)] })).toThrow(/1 cells for 2 classes/)
  })
})
