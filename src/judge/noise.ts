import type { Noise } from '../result/result.ts'
import type { Alphas, GrowthVerdict } from './growth.ts'
import { TOTAL } from './growth.ts'
import type { EventRun, ItemEvents, PairModel } from './item-events.ts'
import { detectablePercents } from './power.ts'
import { testItem } from './significance.ts'
import { sideValues } from './stats/event-classes.ts'
import { deltaInterval } from './stats/interval.ts'

/** What surfaces say of the noise of a check that could not be compared. */
export const NO_NOISE: Noise = {
  method: 'none',
  deltaLow: null,
  deltaHigh: null,
  pValue: null,
  detectable: [],
  events: { baseline: null, candidate: null },
}

/** How noisy a check's total is, and what the check could have seen. `growth` is null where it was not judged. */
export function noiseOf(
  { model, baseline, candidate }: PairModel,
  events: ItemEvents | null,
  growth: { readonly verdict: GrowthVerdict; readonly dispersion: number } | null,
  { alphas, ofTotal }: { readonly alphas: Alphas; readonly ofTotal: boolean },
): Noise {
  if (model.kind === 'exact') return { ...NO_NOISE, method: 'exact' }
  if (model.kind !== 'events' || events === null) return NO_NOISE
  const counts = { baseline: eventCount(baseline), candidate: eventCount(candidate) }
  if (growth === null) return { ...NO_NOISE, method: 'events', events: counts }
  const classes = events.all
  const values = sideValues(classes)
  const dispersion = model.dispersion * growth.dispersion
  const test =
    growth.verdict.tests.get(TOTAL) ??
    testItem(classes, values, {
      retained: model.retained,
      samplingDispersion: model.dispersion,
      pairDispersion: growth.dispersion,
    })
  const { low, high } = deltaInterval(classes, { kappa: 1, dispersion })
  const tested = Math.max(1, growth.verdict.tested)
  return {
    method: 'events',
    deltaLow: low,
    deltaHigh: high,
    pValue: test.fail.p,
    detectable: detectablePercents(
      { baseline: values.baseline, classes },
      { alpha: alphas.alpha, tested, dispersion, ofTotal },
    ),
    events: counts,
  }
}

function eventCount(runs: readonly EventRun[]): number {
  let count = 0
  for (const { events } of runs) for (const value of events.count) count += value
  return count
}
