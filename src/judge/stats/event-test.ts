import type { EventClasses, EventModel } from './event-classes.ts'
import { eventsP, minP } from './saddlepoint.ts'
import { growthVariance } from './variance.ts'

/** What the event test says of one item under one model. */
export interface EventTest {
  /** One-sided p-value of the growth (`eventsP`). */
  readonly p: number
  /** Smallest p-value that as many events could give (`minP`). */
  readonly minP: number
  /** Variance of the growth that sampling explains (`growthVariance`), in the squared unit of the weights. */
  readonly variance: number
}

export function eventTest(classes: EventClasses, model: EventModel = {}): EventTest {
  return { p: eventsP(classes, model), minP: minP(classes, model), variance: growthVariance(classes, model) }
}
