import { describe, expect, test } from 'vitest'
import { autocorrelationFactor } from '../../../src/judge/stats/autocorrelation.ts'
import { detectableGrowth } from '../../../src/judge/stats/detectable.ts'
import { pairDispersion } from '../../../src/judge/stats/dispersion.ts'
import { zTau } from '../../../src/judge/stats/drift.ts'
import { sideValues } from '../../../src/judge/stats/event-classes.ts'
import { eventTest } from '../../../src/judge/stats/event-test.ts'
import { cpuEvents, heapEvents } from '../../../src/judge/stats/events.ts'
import { taroneHolm } from '../../../src/judge/stats/family.ts'
import { fixedCounts } from '../../../src/judge/stats/fixed-counts.ts'
import { deltaInterval } from '../../../src/judge/stats/interval.ts'
import { commonDispersion, multiRunTests, runSpread } from '../../../src/judge/stats/multi-run.ts'
import { pairVerdict } from '../../../src/judge/stats/pair-verdict.ts'
import { walkP } from '../../../src/judge/stats/random-walk.ts'
import { runDesign } from '../../../src/judge/stats/run-design.ts'
import { eventsP, minP } from '../../../src/judge/stats/saddlepoint.ts'
import { afterWarmUp, type SeriesColumns, seriesTest } from '../../../src/judge/stats/series.ts'
import { fitLine, slopeDifference } from '../../../src/judge/stats/slope.ts'
import { studentPpf, studentSf } from '../../../src/judge/stats/student-t.ts'
import { theilSenReaches } from '../../../src/judge/stats/theil-sen.ts'
import { thinning } from '../../../src/judge/stats/thinning.ts'
import {
  classesOf,
  disagreement,
  groups,
  groupsRead,
  modelOf,
  type RunVector,
  runClassesOf,
  type Tolerance,
  tolerance,
  vectors,
} from './vectors.ts'

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

  const runCase = ({ MA, MB, optimistic, tau }: RunVector) =>
    `${MA.length} against ${MB.length} runs, ${optimistic ? 'optimistic' : 'decisive'}, drift ${tau}`
  const runCases = [...vectors.repeats, ...vectors.pool].map((vector) => ({ name: runCase(vector), vector }))

  test.each(runCases)('$name: variances, dispersion and tests of the items', ({ vector }) => {
    const { pool, optimistic, tau, out } = vector
    const items = vector.items.map((item) => {
      const classes = runClassesOf(vector, item)
      const values = (runs: readonly Float64Array[]) =>
        Float64Array.from(runs, (events) => events.reduce((sum, n, j) => sum + n * (classes.weight[j] ?? 0), 0))
      return { baseline: values(classes.baseline), candidate: values(classes.candidate), classes }
    })
    const column = <T>(rows: readonly T[], pick: (row: T) => number) => rows.map(pick)

    const everyClass = runClassesOf(vector, [...vector.w.keys()])
    const fixed = fixedCounts(everyClass, { pool })
    if (!optimistic) expect([...fixed]).toEqual(out.kappa.map((kappa) => 1 - kappa))

    const design = runDesign({ runsBaseline: vector.MA.length, runsCandidate: vector.MB.length, pool })
    const spreads = items.map((item) => runSpread(item, design, { pool, optimistic }))
    expectAllClose(
      column(spreads, (row) => row.baseline),
      out.A,
    )
    expectAllClose(
      column(spreads, (row) => row.candidate),
      out.B,
    )
    expectAllClose(
      column(spreads, (row) => row.measured),
      out.s2,
    )
    expectAllClose(
      column(spreads, (row) => row.ofSampling),
      out.Vfix,
    )
    expectAllClose(
      column(spreads, (row) => row.ofModel),
      out.V,
    )
    expectClose(commonDispersion(spreads, design), out.phi0)
    const pEvents = spreads.map(({ total }) => (total ? eventsP(total.classes, total.model) : Number.NaN))
    expectAllClose(pEvents, out.p_events, tolerance.p_values)

    const tests = multiRunTests(items, { pool, optimistic, tau })
    expect(tests.map((row) => row.isOverDispersed)).toEqual(out.over)
    expect(tests.map((row) => row.degrees)).toEqual(out.df.map((df) => (df === 'inf' ? Number.POSITIVE_INFINITY : df)))
    expectAllClose(
      column(tests, (row) => row.delta),
      out.delta,
    )
    expectAllClose(
      column(tests, (row) => row.standardError),
      out.se,
    )
    expectAllClose(
      column(tests, (row) => Math.sqrt(row.variance)),
      out.se,
    )
    expectAllClose(
      column(tests, (row) => row.low),
      out.lo,
    )
    expectAllClose(
      column(tests, (row) => row.high),
      out.hi,
    )
    expectAllClose(
      column(tests, (row) => row.p),
      out.p,
      tolerance.p_values,
    )
    expectAllClose(
      column(tests, (row) => row.minP),
      out.min_p,
      tolerance.p_values,
    )
    // lazy from 0 on: only the test between the runs is left
    const between = multiRunTests(items, { pool, optimistic, tau, lazyAbove: -1 })
    expectAllClose(
      column(between, (row) => row.p),
      out.p_dispersion,
      tolerance.t_and_chi2,
    )
  })

  test.each(vectors.series)('series from $eA to $eB at $limit per snapshot', (vector) => {
    const { w, limit, out } = vector
    const columnsOf = (events: readonly number[]): SeriesColumns =>
      afterWarmUp({ values: Float64Array.from(events, (n) => n * w), events: Float64Array.from(events) }, 2)
    const candidate = columnsOf(vector.eB)
    const baseline = vector.eA && columnsOf(vector.eA)
    const result = seriesTest({ candidate, baseline }, limit)
    expectClose(result.p, out.p, tolerance.p_values)
    expectClose(result.minP, out.min_p)
    expectClose(result.slopeDelta, out.slope.delta)
    const { theilSen: theil_sen, keepsPace, noJump, floorRises, enoughEvents, isRelevant, delta } = result.guards
    expect({
      theil_sen,
      decel: keepsPace,
      jump: noJump,
      floor: floorRises,
      events: enoughEvents,
      relative: isRelevant,
      delta,
    }).toEqual(out.detail)
    expect(Object.values(result.guards).every(Boolean)).toBe(out.guards)

    const lines = [candidate, ...(baseline ? [baseline] : [])].map(({ values }) => fitLine(values))
    const [line, baselineLine = null] = lines
    if (line === undefined) throw new Error('no line')
    const difference = slopeDifference(baselineLine, line)
    expect(difference.degrees).toBe(out.slope.df)
    expectClose(result.slope, line.slope)
    expectClose(walkP({ candidate: candidate.events ?? [], baseline: baseline?.events ?? null }), vector.walk_p)
    const margin = tolerance.rel * Math.abs(vector.theil_sen) + tolerance.abs
    expect(theilSenReaches(candidate.values, vector.theil_sen - margin)).toBe(true)
    expect(theilSenReaches(candidate.values, vector.theil_sen + margin)).toBe(false)
    if (out.slope.t === null) {
      expect([difference.standardError, result.slopeLow, result.slopeHigh]).toEqual([
        0,
        difference.delta,
        difference.delta,
      ])
      return
    }
    const t = difference.delta / difference.standardError
    expectClose(t, out.slope.t)
    expectClose(studentSf(t, difference.degrees), out.slope.p, tolerance.t_and_chi2)
    const factor = Math.sqrt(Math.max(...lines.map(autocorrelationFactor)))
    expectClose(studentSf(t / factor, difference.degrees), vector.ar1_p, tolerance.t_and_chi2)
    const reach = studentPpf(0.975, difference.degrees) * difference.standardError * factor
    expectAllClose([result.slopeLow, result.slopeHigh], [difference.delta - reach, difference.delta + reach])
  })

  test('are all read', () => {
    expect([...groupsRead].sort()).toEqual([...groups].sort())
  })
})
