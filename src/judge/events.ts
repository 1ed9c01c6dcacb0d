import { selectSamples } from '../diff/selection.ts'
import type { Rule } from '../policy/policy.ts'
import { partLeft } from './accepted-total.ts'
import { type EventSource, EventTable, type ItemClasses, type MaskOf, type SharesOfSide } from './event-table.ts'
import { groupLister } from './group-lister.ts'
import { type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'

/** The sampling events behind each item of a check; keys are numbers of groups, or `TOTAL`. */
export interface Events {
  /** As the profiles have them. */
  measured(key: number): ItemClasses
  /** Less what is accepted. */
  judged(key: number): ItemClasses
}

/** Null where the pair has no events. */
export function eventsOf(data: MetricPair, rule: Rule, measurement: Measurement): Events | null {
  const { source } = data
  if (source === null) return null
  const { grouping, by, maskOf, unaccepted, groups } = measurement
  const total = totalOf(source, maskOf, null)
  if (rule.of.kind === 'total') {
    const judged = unaccepted === null ? total : totalOf(source, maskOf, unaccepted)
    return { measured: () => total, judged: () => judged }
  }
  const index = data.comparison.index(grouping)
  // Of all groups, also those that the rule does not look at: cost may have moved from there.
  const byGroup = new EventTable(source, {
    itemsOf: (frames) => groupLister(frames, index, by),
    maskOf: (frames) => selectSamples(frames, rule),
    shares: null,
  })
  const shares = new Map<number, number>()
  for (const { row, values, covered } of groups) {
    if (covered > 0) shares.set(row.group, partLeft(covered, Number(values.candidate)))
  }
  const measured = (key: number) => (key === TOTAL ? total : byGroup.classesOf(key))
  return {
    measured,
    judged: (key) => {
      const share = shares.get(key)
      return share === undefined ? measured(key) : scaledCandidate(measured(key), share)
    },
  }
}

/** The samples that the mask keeps, all together. */
export function totalOf(source: EventSource, maskOf: MaskOf, shares: SharesOfSide | null): ItemClasses {
  const runs = [...source.runs.baseline, ...source.runs.candidate]
  if (shares === null && runs.every(({ frames }) => maskOf(frames) === null)) return source.total
  return new EventTable(source, { itemsOf: () => () => TOTAL_ALONE, maskOf, shares }).classesOf(TOTAL)
}

const TOTAL_ALONE: readonly number[] = [TOTAL]

function scaledCandidate(classes: ItemClasses, share: number): ItemClasses {
  return { ...classes, candidate: classes.candidate.map((run) => run.map((count) => count * share)) }
}
