import { describe, expect, test } from 'vitest'
import { detectableGrowth } from '../../../src/judge/stats/detectable.ts'
import { pairDispersion } from '../../../src/judge/stats/dispersion.ts'
import { zTau } from '../../../src/judge/stats/drift.ts'
import { sideValues } from '../../../src/judge/stats/event-classes.ts'
import { eventTest } from '../../../src/judge/stats/event-test.ts'
import { cpuEvents, heapEvents } from '../../../src/judge/stats/events.ts'
import { taroneHolm } from '../../../src/judge/stats/family.ts'
import { deltaInterval } from '../../../src/judge/stats/interval.ts'
import { pairVerdict } from '../../../src/judge/stats/pair-verdict.ts'
import { eventsP, minP } from '../../../src/judge/stats/saddlepoint.ts'
import { thinning } from '../../../src/judge/stats/thinning.ts'
import { classesOf, disagreement, modelOf, type Tolerance, tolerance, vectors } from './vectors.ts'

function expectClose(actual: number, expected: number, within: Tolerance = tolerance): void {
  expect(disagreement(actual, expected, within)).toBeUndefined()
}

function expectAllClose(actual: ArrayLike<number>, expected: readonly number[], within?: Tolerance): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries()) expectClose(actual[i] ?? Number.NaN, value, within)
}

describe('the decision vectors', () => {
  test.each(vectors.heap_events)('raw heap events of $objects objects of $size bytes at period $period', (vector) => {
    const { objects, size, period, bytes, out } = vector
    const sample = { objects, sizeBytes: size ?? undefined, periodBytes: period, bytes: bytes ?? undefined }
    const { chance, events, weightBytes, weightObjects } = heapEvents(sample)
    expect(events).toBe(out.n)
    expectAllClose([chance, weightBytes, weightObjects], [out.p, out.w_bytes, out.w_objects], tolerance.heap_events)
  })

  test.each(vectors.cpu_events)('CPU events of $samples samples worth $value', ({ samples, value, out }) => {
    expect(cpuEvents(samples, value)).toEqual({ events: out.n, weight: out.w })
  })

  test.each(vectors.thinning)('thinning of $a and $b events at chance $p, kappa $kappa', (vector) => {
    expectAllClose(thinning(classesOf(vector), modelOf(vector)), vector.out)
  })

  test.each(vectors.events_p)('p-value of $a against $b events, kappa $kappa, dispersion $phi', (vector) => {
    expectClose(eventsP(classesOf(vector), modelOf(vector)), vector.out, tolerance.p_values)
    expectClose(minP(classesOf(vector), modelOf(vector)), vector.min_p, tolerance.p_values)
  })

  test.each(vectors.tarone_holm)('family of p-values $p with bounds $min_p at $alpha', (vector) => {
    expect(taroneHolm(vector.p, vector.min_p, vector.alpha)).toEqual({ rejected: vector.rejected, tested: vector.M })
  })

  test.each(vectors.z_tau)('z of p = $p under a drift of $tau', ({ p, A, B, V, tau, out }) => {
    const expected = out === 'inf' ? Number.POSITIVE_INFINITY : out === '-inf' ? Number.NEGATIVE_INFINITY : out
    expectClose(zTau({ p, baseline: A, candidate: B, variance: V, tau }), expected)
  })

  test.each(vectors.detectable)('growth of $A that shows at $alpha with variance $v1', (vector) => {
    const { A, v1, alpha, kA, kB, tau, power, out } = vector
    const input = { baseline: A, variance: v1, alpha, runsBaseline: kA, runsCandidate: kB, tau, power }
    const growth = detectableGrowth(input)
    if (out === null) expect(growth).toBeNull()
    else expectClose(growth ?? Number.NaN, out)
  })

  test.each(vectors.delta_interval)('interval of the growth from $a to $b events', (vector) => {
    const { low, high } = deltaInterval(classesOf(vector), modelOf(vector))
    expectAllClose([low, high], vector.out)
  })

  test.each(vectors.pair_dispersion)('dispersion $out of the items of one pair', ({ A, B, V, events, out }) => {
    const column = (values: readonly number[], i: number) => values[i] ?? Number.NaN
    const items = A.map((baseline, i) => ({
      baseline,
      candidate: column(B, i),
      variance: column(V, i),
      events: column(events, i),
    }))
    expectClose(pairDispersion(items), out)
  })

  test.each(vectors.pair)('one profile a side of $metric, $a against $b events: $verdict', (vector) => {
    const items = vector.items.map((item, i) => {
      const classes = classesOf(vector, item)
      const { baseline, candidate } = sideValues(classes)
      const growth = candidate - baseline
      const exceeds = growth > vector.absolute && growth > (vector.percent / 100) * baseline
      const fail = eventTest(classes)
      const inconclusive = eventTest(classes, { kappa: vector.metric === 'inuse' ? 0 : 1 })
      expect(exceeds).toBe(vector.exceeds[i])
      return { exceeds, baseline, candidate, fail, inconclusive }
    })
    const column = <T>(pick: (item: (typeof items)[number]) => T) => items.map(pick)
    expectAllClose(
      column((item) => item.baseline),
      vector.fail.A,
    )
    expectAllClose(
      column((item) => item.candidate),
      vector.fail.B,
    )
    for (const kind of ['fail', 'inconclusive'] as const) {
      expectAllClose(
        column((item) => item[kind].p),
        vector[kind].p,
        tolerance.p_values,
      )
      expectAllClose(
        column((item) => item[kind].minP),
        vector[kind].min_p,
        tolerance.p_values,
      )
      expectAllClose(
        column((item) => item[kind].variance),
        vector[kind].V,
      )
    }
    const { alpha, alpha_inc: alphaInconclusive, tau } = vector
    const { outcome, flagged } = pairVerdict(items, { alpha, alphaInconclusive, tau })
    expect({ outcome, flagged }).toEqual({ outcome: vector.verdict, flagged: vector.flagged })
  })
})
