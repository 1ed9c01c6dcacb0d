import { dispersionItem, pairDispersion } from './stats/dispersion.ts'
import type { EventClasses } from './stats/event-classes.ts'
import { type EventTest, eventTest } from './stats/event-test.ts'
import { type PairLevels, type PairVerdict, pairVerdict } from './stats/pair-verdict.ts'
import { minP } from './stats/saddlepoint.ts'

/** Items below this share of the total on both sides are not tested (decision rule, 3). */
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

/** Events of an item as the profiles have them, and less what is accepted; usually the same. */
export interface ItemClasses {
  readonly measured: EventClasses
  readonly judged: EventClasses
}

/**
 * Tests one item for both questions. `fail` takes the true counts as varying (one run cannot show that they do not) and
 * the pair's own dispersion; `inconclusive` takes retained counts as fixed and leaves that dispersion out.
 */
export function testItem(
  { measured, judged }: ItemClasses,
  { baseline, candidate }: { readonly baseline: number; readonly candidate: number },
  counts: PairCounts,
): TestedItem {
  const fail = { kappa: 1, dispersion: counts.samplingDispersion * counts.pairDispersion } as const
  const inconclusive = { kappa: counts.retained ? 0 : 1, dispersion: counts.samplingDispersion } as const
  const test = (model: typeof fail | typeof inconclusive): EventTest => {
    const result = eventTest(judged, model)
    // What an item could have shown decides who shares alpha; an acceptance is not to change that for the others.
    return measured === judged ? result : { ...result, minP: minP(measured, model) }
  }
  return { baseline, candidate, fail: test(fail), inconclusive: test(inconclusive) }
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
