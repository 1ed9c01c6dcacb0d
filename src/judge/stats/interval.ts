import { type EventClasses, type EventModel, sideValues } from './event-classes.ts'
import { normalIsf } from './normal.ts'
import { thinning } from './thinning.ts'

/** Two-sided 95 %: 2.5 % beyond either end. */
const Z_95 = normalIsf(0.025)

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * 95 % interval of an item's growth (candidate minus baseline, per run), for reports: Wald with one pseudo event added on each
 * side, so that few events do not claim certainty. A pseudo event weighs w1 = sum w^2 m / sum w m and is thinned like the others.
 */
export function deltaInterval(classes: EventClasses, model: EventModel = {}): Interval {
  const { runsBaseline = 1, runsCandidate = 1, dispersion = 1 } = model
  const { baseline, candidate, weight } = classes
  const rho = thinning(classes, model)
  const value = sideValues(classes, model)
  const growth = value.candidate - value.baseline
  let first = 0
  let second = 0
  let thinned = 0
  for (let j = 0; j < rho.length; j++) {
    const mass = weight[j]! * (baseline[j]! + candidate[j]!)
    first += mass
    second += weight[j]! * mass
    thinned += weight[j]! * mass * rho[j]!
  }
  if (!(first > 0)) return { low: growth, high: growth }
  const pseudoWeight = second / first
  const pseudo = 2 * pseudoWeight * pseudoWeight * (thinned / second)
  const reach = Z_95 * Math.sqrt((dispersion * (thinned + pseudo)) / (runsBaseline * runsCandidate))
  return { low: growth - reach, high: growth + reach }
}

/**
 * 95 % sampling error of the candidate's own value (per run), in the unit of the weights; a budget fails when the value less this
 * error is above it. Only `candidate`, `weight` and `chance` are looked at.
 *
 * The true counts are taken as fixed (kappa 0: the budget asks about this very run), so an event of the class has variance
 * weight^2 (1 - chance). Two-sided, the same z as `deltaInterval`: the figure is printed as "value +- error" and one number must
 * serve both; as a one-sided test of the budget it errs in 2.5 %. No pseudo event: it repairs the upper end of few events, while a
 * budget asks about the lower one, which is wide enough.
 */
export function budgetError95(
  classes: EventClasses,
  { runsCandidate = 1, dispersion = 1 }: Pick<EventModel, 'runsCandidate' | 'dispersion'> = {},
): number {
  let sum = 0
  for (let j = 0; j < classes.weight.length; j++) {
    sum += classes.weight[j]! ** 2 * classes.candidate[j]! * (1 - classes.chance[j]!)
  }
  return (Z_95 * Math.sqrt(dispersion * sum)) / runsCandidate
}
