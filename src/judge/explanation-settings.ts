import type { PercentAtShare, Setting } from '../result/explanation.ts'
import type { Check } from '../result/result.ts'
import type { Evidence, FoundEvidence } from './evidence.ts'
import { finerClasses } from './explanation-rate.ts'
import { testable } from './explanation-reach.ts'
import { LEAST_TIMES } from './findings.ts'
import { type TestedValues, testedValues, testItems } from './item-tests.ts'
import { type JudgedProfile, snapshotsOf } from './judged-profile.ts'
import { TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { type RunNoise, runNoiseOf } from './noise.ts'
import { detectablePercents, type PowerRequest, weakness } from './power.ts'
import { isCumulative } from './runs.ts'
import { ADVISED_RUNS, ADVISED_TIMES, isCoarseHeap, SHARP_RATE_BYTES } from './settlers.ts'
import type { EventModel } from './stats/event-classes.ts'
import { smallestRankSumP } from './stats/rank-sum.ts'
import { summed } from './stats/run-classes.ts'
import { minP } from './stats/saddlepoint.ts'
import { baselineRunVariance } from './stats/variance.ts'

/** A trend of so many snapshots shows (decision rule, 6). */
const ADVISED_SNAPSHOTS = 10
/** Half the noise, where nothing more is asked for. */
const MORE_WORK = 4
/** More work than this is asked of nobody. */
const MOST_WORK = 64

/** Ways to measure that would sharpen a check, the cheapest first, with the growth that it would see then. */
export function settingsOf({ planned, alphas, found }: Evidence, check: Check): readonly Setting[] {
  const { data } = planned
  if (found === null) return []
  if (found.slopes !== null) return moreSnapshots(planned.pair)
  if (found.growth === null || data.method === 'exact') return []
  if (data.method === 'rank') return moreTimes(data, alphas.alpha / Math.max(1, found.growth.tests.size))
  const total = testedValues(data, found.measurement, found.events)(TOTAL)
  const test = found.growth.tests.get(TOTAL) ?? testItems(data, [total])[0]
  if (test === undefined || data.method === 'none') return runsWanted(data) ? [runs([])] : []
  const noise = runNoiseOf(data, total, test.fail)
  if (noise.variance === 0) return []
  const power: PowerRequest = {
    ...{ alpha: alphas.alpha, tested: found.growth.tested, ofTotal: planned.rule.of.kind === 'total' },
    ...{ runsBaseline: data.exposure.baseline, runsCandidate: data.exposure.candidate, tau: data.tau },
  }
  return [
    ...finerRate(data, found, total, noise, power),
    ...(runsWanted(data) ? [runs(detectablePercents(noise, withRuns(data, power)))] : []),
    ...moreWork(check, data, noise, power),
  ]
}

/** As many measured times a side as could be significant at all. */
export function timesNeeded(level: number): number {
  let times = LEAST_TIMES
  while (smallestRankSumP(times, times) > level) times++
  return times
}

function runs(detectable: readonly PercentAtShare[]): Setting {
  return { setting: 'runs', value: ADVISED_RUNS, detectable }
}

function runsWanted({ runCount }: MetricPair): boolean {
  return Math.min(runCount.baseline, runCount.candidate) < ADVISED_RUNS
}

function withRuns({ runCount, exposure }: MetricPair, power: PowerRequest): PowerRequest {
  const of = (side: 'baseline' | 'candidate') => (exposure[side] / runCount[side]) * ADVISED_RUNS
  return { ...power, runsBaseline: of('baseline'), runsCandidate: of('candidate') }
}

function moreTimes({ runCount }: MetricPair, level: number): readonly Setting[] {
  const needed = Math.max(ADVISED_TIMES, timesNeeded(level))
  const isShort = Math.min(runCount.baseline, runCount.candidate) < needed
  return isShort ? [{ setting: 'runs', value: needed, detectable: [] }] : []
}

function moreSnapshots(pair: JudgedProfile): readonly Setting[] {
  const isShort = snapshotsOf(pair, 'candidate').every(({ length }) => length < ADVISED_SNAPSHOTS)
  return isShort ? [{ setting: 'snapshots', value: ADVISED_SNAPSHOTS, detectable: [] }] : []
}

/**
 * What sampling explains of the variance is that of the same objects sampled at the finer rate; what runs differ by beyond that
 * stays. With more events more items can be significant, which share alpha then.
 */
function finerRate(
  data: MetricPair,
  { events, growth }: FoundEvidence,
  total: TestedValues,
  { baseline, variance }: RunNoise,
  power: PowerRequest,
): readonly Setting[] {
  const period = Number(data.baseline[0]?.frames.profile.period ?? 0)
  if (!isCoarseHeap(data) || period <= SHARP_RATE_BYTES || total.events === null || events === null) return []
  const ratio = period / SHARP_RATE_BYTES
  const model: EventModel = {
    // Several runs show fixed counts where they are; one is judged as if all varied.
    kappa: data.method === 'events' ? 1 : 0,
    runsBaseline: data.exposure.baseline,
    runsCandidate: data.exposure.candidate,
  }
  const now = summed(total.events.measured)
  const sampled = baselineRunVariance(now, model)
  const finer = baselineRunVariance(finerClasses(now, ratio), model)
  const tests = new Map(
    [...(growth?.tests ?? [])].map(([key, { fail }]) => {
      const least = minP(finerClasses(summed(events.measured(key)), ratio), { ...model, kappa: 1 })
      return [key, { p: 1, minP: Math.min(least, fail.minP) }]
    }),
  )
  const tested = Math.max(1, testable(tests, power.alpha).length)
  const noise = { baseline, variance: Math.max(0, variance - sampled) + finer }
  const detectable = detectablePercents(noise, { ...power, tested })
  return [{ setting: 'memprofilerate', value: SHARP_RATE_BYTES, detectable }]
}

/** Work adds events to what is added up or timed: n times as many, and their relative variance is one n-th. */
function moreWork(
  check: Check,
  { kind, metric, per }: MetricPair,
  noise: RunNoise,
  power: PowerRequest,
): readonly Setting[] {
  if (kind !== 'cpu' && kind !== 'wall' && !isCumulative(kind, metric.name)) return []
  const after = (times: number) =>
    detectablePercents({ baseline: noise.baseline, variance: noise.variance / times }, power)
  const now = Number(check.total.baseline)
  // What `per` divides stays as large as it is.
  const isWeak = (times: number) =>
    weakness(check.limits, { ...check.noise, detectable: after(times) }, per === 'none' ? now * times : now) !== null
  let times = isWeak(1) ? 2 : MORE_WORK
  while (isWeak(times) && times < MOST_WORK) times *= 2
  if (isWeak(times)) times = MORE_WORK
  return [{ setting: 'work', value: times, detectable: after(times) }]
}
