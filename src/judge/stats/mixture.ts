import type { EventModel } from './event-classes.ts'
import { type EventTest, eventTest } from './event-test.ts'
import { type Exposures, type RunClasses, summed } from './run-classes.ts'

/** How the events of a mixture came about; the runs speak for themselves. */
export interface MixtureModel extends Pick<EventModel, 'kappa' | 'dispersion'> {
  readonly exposures?: Exposures
}

/**
 * The event test on all events of both sides, for numbers of runs that do not show how runs vary: two against one, one against
 * three. A run counts by its exposure, 1 where none is given.
 */
export function mixtureTest(classes: RunClasses, { exposures, ...model }: MixtureModel = {}): EventTest {
  return eventTest(summed(classes), { ...model, ...runsOf(classes, exposures) })
}

/** The runs of an `EventModel`: how many there are, or the sum of their exposures. For the interval and power of a mixture too. */
export function runsOf(
  classes: RunClasses,
  exposures?: Exposures,
): Required<Pick<EventModel, 'runsBaseline' | 'runsCandidate'>> {
  const sum = (values: Float64Array) => values.reduce((total, exposure) => total + exposure, 0)
  return {
    runsBaseline: exposures ? sum(exposures.baseline) : classes.baseline.length,
    runsCandidate: exposures ? sum(exposures.candidate) : classes.candidate.length,
  }
}
