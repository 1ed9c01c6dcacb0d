import { dispersionItem, pairDispersion } from './stats/dispersion.ts'
import type { EventClasses } from './stats/event-classes.ts'
import { type EventTest, eventTest } from './stats/event-test.ts'
import { type PairLevels, type PairVerdict, pairVerdict } from './stats/pair-verdict.ts'

/** How many events of a profile may make up the family's smallest items: those below this share are not tested. */
export const SMALLEST_SHARE = 0.001

/** An item with sampling events: its values with acceptances taken off, and both of its tests. */
export interface TestedItem {
  readonly baseline: number
  readonly candidate: number
  readonly fail: EventTest
  readonly inconclusive: EventTest
}

/** What is asked of the counts of one pair of profiles. */
export interface PairCounts {
  /** In-use metrics: the true counts may be the same in every run. */
  readonly retained: boolean
  /** Of the kind's sampling itself; 2 for timers. */
  readonly samplingDispersion: number
  /** Seen among the functions of this pair, beyond that of sampling. */
  readonly pairDispersion: number
}

/**
 * Tests one item for both questions. `fail` takes the true counts as varying (one run cannot show that they do not) and
 * the pair's own dispersion; `inconclusive` takes retained counts as fixed and leaves that dispersion out.
 */
export function testItem(
  classes: EventClasses,
  values: { readonly baseline: number; readonly candidate: number },
  counts: PairCounts,
): TestedItem {
  return {
    ...values,
    fail: eventTest(classes, { kappa: 1, dispersion: counts.samplingDispersion * counts.pairDispersion }),
    inconclusive: eventTest(classes, { kappa: counts.retained ? 0 : 1, dispersion: counts.samplingDispersion }),
  }
}

/** Dispersion that the functions of a pair show among themselves, beyond sampling; at least 1. */
export function dispersionOf(functions: readonly EventClasses[], samplingDispersion: number): number {
  return pairDispersion(functions.map((classes) => dispersionItem(classes, { dispersion: samplingDispersion })))
}

/** The verdict of one level over the family of a check; `exceeds` says which items are above the level's limits. */
export function verdictOf(items: readonly TestedItem[], exceeds: readonly boolean[], levels: PairLevels): PairVerdict {
  return pairVerdict(
    items.map((item, at) => ({ ...item, exceeds: exceeds[at]! })),
    levels,
  )
}
