/**
 * The classes of one item as columns of equal length. A class is one (stack, object size) pair: all its events weigh the same and
 * were sampled with the same chance. Order does not matter; classes without events are allowed.
 */
export interface EventClasses {
  /** Sampling events of the baseline, summed over its runs. */
  readonly baseline: Float64Array
  /** Sampling events of the candidate, summed over its runs. */
  readonly candidate: Float64Array
  /** What one event stands for, in the metric's base unit (bytes, objects, nanoseconds). Never negative. */
  readonly weight: Float64Array
  /** Probability that one object of the class is sampled, 0..1; 0 where counts vary of themselves (CPU). */
  readonly chance: Float64Array
}

/**
 * How random the counts are: 1, the true counts vary from run to run like Poisson counts; 0, they are fixed and only the sampling
 * is random. One value for all classes, or 0 or 1 for each.
 */
export type Kappa = 0 | 1 | Uint8Array

/** How the events of an item came about. What is left out is the usual case: one run a side, kappa 1, no dispersion. */
export interface EventModel {
  readonly kappa?: Kappa
  /** Number of profiles summed in the baseline column; default 1. */
  readonly runsBaseline?: number
  /** Number of profiles summed in the candidate column; default 1. */
  readonly runsCandidate?: number
  /** phi >= 1: variance of the counts relative to what the model says; 2 for CPU, or from `pairDispersion`. Default 1. */
  readonly dispersion?: number
}

/** Mean value of an item per run, in the unit of the weights. */
export interface SideValues {
  readonly baseline: number
  readonly candidate: number
}

/** Values of both sides: sum of weight x events over the classes, divided by the runs of the side. */
export function sideValues(classes: EventClasses, model: EventModel = {}): SideValues {
  const { runsBaseline = 1, runsCandidate = 1 } = model
  let baseline = 0
  let candidate = 0
  for (let j = 0; j < classes.weight.length; j++) {
    baseline += classes.weight[j]! * classes.baseline[j]!
    candidate += classes.weight[j]! * classes.candidate[j]!
  }
  return { baseline: baseline / runsBaseline, candidate: candidate / runsCandidate }
}

/** Number of classes. @throws {RangeError} if the columns differ in length, for a missing cell would silently become NaN. */
export function classCount({ baseline, candidate, weight, chance }: EventClasses): number {
  const count = weight.length
  if (baseline.length !== count || candidate.length !== count || chance.length !== count) {
    const lengths = [baseline, candidate, weight, chance].map((column) => column.length).join(', ')
    throw new RangeError(
      `event classes: columns of unequal length (${lengths}); give every class a cell in each column`,
    )
  }
  return count
}
