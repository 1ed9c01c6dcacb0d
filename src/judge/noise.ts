import type { Noise, Side } from '../result/result.ts'
import type { Events } from './events.ts'
import type { Alphas } from './findings.ts'
import type { GrowthVerdict } from './growth.ts'
import { type ItemTest, type TestedValues, testedValues, testItems } from './item-tests.ts'
import { type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { detectablePercents } from './power.ts'
import type { SlopeVerdict } from './slopes.ts'
import { summed } from './stats/run-classes.ts'
import { mean } from './stats/run-variance.ts'
import { baselineRunVariance } from './stats/variance.ts'

/** What is said of the noise of a check that could not be compared. */
export const NO_NOISE: Noise = {
  method: 'none',
  deltaLow: null,
  deltaHigh: null,
  pValue: null,
  detectable: [],
  events: { baseline: null, candidate: null },
}

export interface NoiseRequest {
  readonly data: MetricPair
  readonly measurement: Measurement
  readonly events: Events | null
  /** Whether both sides have a run to compare. */
  readonly isCompared: boolean
  /** Null where the rule has no growth limits that could be judged. */
  readonly growth: GrowthVerdict | null
  readonly alphas: Alphas
  readonly ofTotal: boolean
  /** Null where the rule asks for no slopes. */
  readonly slopes: SlopeVerdict | null
}

/** How noisy a check's total is, and what the check could have seen. */
export function noiseOf(request: NoiseRequest): Noise {
  const { data, events, isCompared, slopes } = request
  if (slopes !== null && slopes.series.size > 0) return noiseOfSeries(slopes, eventCounts(data, events))
  const { method } = data
  if (method === 'exact' || method === 'none') return { ...NO_NOISE, method }
  const noise: Noise = { ...NO_NOISE, method, events: eventCounts(data, events) }
  return isCompared ? { ...noise, ...noiseOfTotal(request) } : noise
}

/** Of the item that grew fastest: what its slope may be, per snapshot. */
function noiseOfSeries({ series }: SlopeVerdict, events: Noise['events']): Noise {
  const [fastest] = [...series.values()]
    .map(({ test }) => test)
    .sort((a, b) => a.p - b.p || b.slopeDelta - a.slopeDelta)
  if (fastest === undefined) return { ...NO_NOISE, method: 'series', events }
  const { slopeLow: deltaLow, slopeHigh: deltaHigh, p: pValue } = fastest
  return { ...NO_NOISE, method: 'series', deltaLow, deltaHigh, pValue, events }
}

function eventCounts(data: MetricPair, events: Events | null): Noise['events'] {
  if (events === null) return NO_NOISE.events
  const classes = summed(events.measured(TOTAL))
  const countOf = (side: Side) =>
    data.runCount[side] === 0 ? null : classes[side].reduce((sum, count) => sum + count, 0)
  return { baseline: countOf('baseline'), candidate: countOf('candidate') }
}

function noiseOfTotal(request: NoiseRequest): Pick<Noise, 'deltaLow' | 'deltaHigh' | 'pValue' | 'detectable'> {
  const { data, measurement, events, growth, alphas, ofTotal } = request
  const tested = testedValues(data, measurement, events)(TOTAL)
  const test = growth?.tests.get(TOTAL) ?? testItems(data, [tested])[0]
  const { low = null, high = null } = test?.fail.interval() ?? {}
  const known = { deltaLow: low, deltaHigh: high, pValue: test?.fail.p ?? null }
  if (growth === null || test === undefined || data.method === 'rank') return { ...known, detectable: [] }
  const { baseline: runsBaseline, candidate: runsCandidate } = data.exposure
  const { tau } = data
  const power = { alpha: alphas.alpha, tested: growth.tested, ofTotal, runsBaseline, runsCandidate, tau }
  const noise = runNoiseOf(data, tested, test.fail)
  // A total that never varied says nothing of groups, between which it may move.
  if (noise.variance === 0 && !ofTotal) return { ...known, detectable: [] }
  return { ...known, detectable: detectablePercents(noise, power) }
}

/** What an item comes to in one run of the baseline, in the metric's unit, and the variance of that. */
export interface RunNoise {
  readonly baseline: number
  readonly variance: number
}

/** With several runs the test says how much a run varies; with one its sampling does. */
export function runNoiseOf(data: MetricPair, { values, events }: TestedValues, test: ItemTest): RunNoise {
  const { exposure, counts } = data
  const { baseline: runsBaseline, candidate: runsCandidate } = exposure
  const variance =
    data.method === 'events' && events !== null
      ? baselineRunVariance(summed(events.measured), {
          runsBaseline,
          dispersion: counts.samplingDispersion * counts.pairDispersion,
        })
      : test.variance / (1 / runsBaseline + 1 / runsCandidate)
  return { baseline: mean(values.baseline), variance }
}
