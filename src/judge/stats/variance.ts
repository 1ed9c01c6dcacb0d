import type { EventClasses, EventModel } from './event-classes.ts'
import { thinning } from './thinning.ts'

/**
 * Variance of an item's growth (candidate minus baseline, means per run) if nothing changed:
 * dispersion x sum of weight^2 (a + b) rho / (runsBaseline runsCandidate), in squared units of the weights.
 */
export function growthVariance(classes: EventClasses, model: EventModel = {}): number {
  const { runsBaseline = 1, runsCandidate = 1, dispersion = 1 } = model
  const { baseline, candidate, weight } = classes
  const rho = thinning(classes, model)
  let sum = 0
  for (let j = 0; j < rho.length; j++) sum += weight[j]! ** 2 * (baseline[j]! + candidate[j]!) * rho[j]!
  return (dispersion * sum) / (runsBaseline * runsCandidate)
}

/** Sampling variance of the item's value in one baseline run, dispersion x sum of weight^2 a rho per run: for `detectableGrowth`. */
export function baselineRunVariance(classes: EventClasses, model: EventModel = {}): number {
  const { runsBaseline = 1, dispersion = 1 } = model
  const rho = thinning(classes, model)
  let sum = 0
  for (let j = 0; j < rho.length; j++) sum += classes.weight[j]! ** 2 * classes.baseline[j]! * rho[j]!
  return (dispersion * sum) / runsBaseline
}
