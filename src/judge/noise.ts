import type { Noise } from '../result/result.ts'
import type { Events } from './events.ts'
import type { Alphas, GrowthVerdict } from './growth.ts'
import { TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { detectablePercents } from './power.ts'
import { testItem } from './significance.ts'
import { sideValues } from './stats/event-classes.ts'
import { deltaInterval } from './stats/interval.ts'

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
  readonly events: Events | null
  /** Whether both sides have a run to compare. */
  readonly isCompared: boolean
  /** Null where the rule has no growth limits that could be judged. */
  readonly growth: GrowthVerdict | null
  readonly alphas: Alphas
  readonly ofTotal: boolean
}

/** How noisy a check's total is, and what the check could have seen. */
export function noiseOf({ data, events, isCompared, growth, alphas, ofTotal }: NoiseRequest): Noise {
  const { model } = data.pairModel
  if (model.kind === 'exact') return { ...NO_NOISE, method: 'exact' }
  if (model.kind !== 'events' || events === null) return NO_NOISE
  const classes = events.measured(TOTAL)
  const countOf = (side: 'baseline' | 'candidate') =>
    data[side].length === 0 ? null : classes[side].reduce((sum, count) => sum + count, 0)
  const noise: Noise = {
    ...NO_NOISE,
    method: 'events',
    events: { baseline: countOf('baseline'), candidate: countOf('candidate') },
  }
  if (!isCompared) return noise
  const judged = events.judged(TOTAL)
  const values = sideValues(judged)
  const dispersion = data.counts.samplingDispersion * data.counts.pairDispersion
  const { low, high } = deltaInterval(classes, { kappa: 1, dispersion })
  const test = growth?.tests.get(TOTAL) ?? testItem({ measured: classes, judged }, values, data.counts)
  const power = { alpha: alphas.alpha, tested: growth?.tested ?? 1, dispersion, ofTotal }
  return {
    ...noise,
    deltaLow: low,
    deltaHigh: high,
    pValue: test.fail.p,
    detectable: growth === null ? [] : detectablePercents({ baseline: values.baseline, classes }, power),
  }
}
