import type { EventClasses } from './event-classes.ts'

/** The classes of one item with the events of each run: `EventClasses` with one column of events per run instead of their sum. */
export interface RunClasses {
  /** Sampling events, one column per run of the baseline. */
  readonly baseline: readonly Float64Array[]
  /** Sampling events, one column per run of the candidate. */
  readonly candidate: readonly Float64Array[]
  /** What one event stands for, in the metric's base unit, as in `EventClasses`. */
  readonly weight: Float64Array
  /** Probability that one object of the class is sampled, as in `EventClasses`. */
  readonly chance: Float64Array
}

/** How much each run counts: its operations, seconds, ... relative to one reference run. As long as there are runs; all above 0. */
export interface Exposures {
  readonly baseline: Float64Array
  readonly candidate: Float64Array
}

/** Events of all runs of a side together. @throws {RangeError} if a column of events has not one cell per class. */
export function summed(classes: RunClasses): EventClasses {
  const { baseline, candidate, weight, chance } = classes
  return { baseline: total(baseline, weight.length), candidate: total(candidate, weight.length), weight, chance }
}

function total(runs: readonly Float64Array[], classCount: number): Float64Array {
  const [only] = runs
  if (only !== undefined && runs.length === 1 && only.length === classCount) return only
  const sum = new Float64Array(classCount)
  for (const events of runs) {
    if (events.length !== classCount) {
      throw new RangeError(
        `run classes: a run with ${events.length} cells for ${classCount} classes; give every class a cell in each run`,
      )
    }
    for (let j = 0; j < classCount; j++) sum[j]! += events[j]!
  }
  return sum
}
