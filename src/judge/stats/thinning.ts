import { classCount, type EventClasses, type EventModel } from './event-classes.ts'

/**
 * rho of every class, 0..1: variance of the side an event falls on, relative to Poisson counts. In the event test it is the
 * probability that an event is free to lie on either side at all.
 *
 * kappa 1: rho = 1. kappa 0: N objects exist on each side and only the sampling is random, rho = N k chance (1 - chance) / m with
 * m events in k runs. N is the estimate m / (k chance), but at least the events seen on one side, for objects that were sampled
 * exist; so rho = (1 - chance) max(1, k chance x events of the fuller side / m), at most 1.
 */
export function thinning(classes: EventClasses, model: EventModel = {}): Float64Array {
  const { kappa = 1, runsBaseline = 1, runsCandidate = 1 } = model
  const runs = runsBaseline + runsCandidate
  const rho = new Float64Array(classCount(classes))
  if (kappa === 1) return rho.fill(1)
  for (let j = 0; j < rho.length; j++) {
    const a = classes.baseline[j]!
    const b = classes.candidate[j]!
    const random = typeof kappa === 'number' ? kappa : kappa[j]
    if (random === 1) rho[j] = 1
    else if (a + b > 0)
      rho[j] = fixedRho(Math.max(a / runsBaseline, b / runsCandidate), a + b, runs, classes.chance[j]!)
  }
  return rho
}

/** rho of a class whose true counts are fixed (kappa 0); fuller = events per run of the side that has more. */
export function fixedRho(fuller: number, events: number, runs: number, chance: number): number {
  return Math.min(1, (1 - chance) * Math.max(1, (runs * chance * fuller) / events))
}
