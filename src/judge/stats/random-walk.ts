import { eventsP } from './saddlepoint.ts'

/** Raw sampling events of each snapshot; baseline null: no series of the baseline. */
export interface EventSeries {
  readonly candidate: ArrayLike<number>
  readonly baseline: ArrayLike<number> | null
}

/**
 * One-sided p-value of the net growth of events against a random walk of births and deaths. Objects that are sampled stay from one
 * snapshot to the next, so the residuals of a line are not independent, but the steps are: of all events that came or went, on both
 * sides, as many would be for growth of the candidate as against it. 1 without net growth.
 */
export function walkP({ candidate, baseline }: EventSeries): number {
  const own = steps(candidate)
  const other = baseline ? steps(baseline) : { up: 0, down: 0 }
  const growth = own.up + other.down
  const decline = own.down + other.up
  if (growth <= decline) return 1
  return eventsP({
    baseline: Float64Array.of(decline),
    candidate: Float64Array.of(growth),
    weight: Float64Array.of(1),
    chance: Float64Array.of(0),
  })
}

/** Sums of the rises and of the falls from each snapshot to the next. */
function steps(events: ArrayLike<number>): { readonly up: number; readonly down: number } {
  let up = 0
  let down = 0
  for (let i = 1; i < events.length; i++) {
    const step = events[i]! - events[i - 1]!
    if (step > 0) up += step
    else down -= step
  }
  return { up, down }
}
