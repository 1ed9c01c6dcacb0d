import type { EventClasses, EventModel } from './event-classes.ts'
import { eventsP, minP } from './saddlepoint.ts'
import { growthVariance } from './variance.ts'

/** What the event test says of one item under one model; of thousands of items few are asked everything. */
export interface EventTest {
  /** One-sided p-value of the growth (`eventsP`). */
  readonly p: number
  /** Smallest p-value that as many events could give (`minP`). */
  readonly minP: number
  /** Variance of the growth that sampling explains (`growthVariance`), in the squared unit of the weights. */
  readonly variance: number
}

/** Each figure is worked out when it is asked for, once. */
export function eventTest(classes: EventClasses, model: EventModel = {}): EventTest {
  const known: { p?: number; minP?: number; variance?: number } = {}
  return {
    get p() {
      known.p ??= eventsP(classes, model)
      return known.p
    },
    get minP() {
      known.minP ??= minP(classes, model)
      return known.minP
    },
    get variance() {
      known.variance ??= growthVariance(classes, model)
      return known.variance
    },
  }
}
