import { selectSamples } from '../diff/selection.ts'
import type { Rule } from '../policy/policy.ts'
import { groupEvents, totalEvents } from './item-events.ts'
import { type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import type { EventClasses } from './stats/event-classes.ts'

/** The sampling events behind each item of a check; keys are numbers of groups, or `TOTAL`. */
export interface Events {
  /** As the profiles have them. */
  measured(key: number): EventClasses
  /** Less what is accepted. */
  judged(key: number): EventClasses
}

/** Null where the pair has no events. */
export function eventsOf(data: MetricPair, rule: Rule, measurement: Measurement): Events | null {
  if (data.pairModel.model.kind !== 'events') return null
  const { grouping, by, maskOf, unaccepted, groups } = measurement
  const total = totalEvents(data, maskOf, null)
  if (rule.of.kind === 'total') {
    const judged = unaccepted === null ? total : totalEvents(data, maskOf, unaccepted)
    return { measured: () => total, judged: () => judged }
  }
  // Of all groups, also those that the rule does not look at: cost may have moved from there.
  const byGroup = groupEvents(data, { grouping, by, maskOf: (frames) => selectSamples(frames, rule) })
  const shareLeft = new Map<number, number>()
  for (const { row, values, covered } of groups) {
    if (covered > 0) shareLeft.set(row.group, Math.max(0, 1 - covered / Number(values.candidate)))
  }
  const measured = (key: number) => (key === TOTAL ? total : byGroup.ofGroup(key))
  return {
    measured,
    judged: (key) => {
      const share = shareLeft.get(key)
      return share === undefined ? measured(key) : scaledCandidate(measured(key), share)
    },
  }
}

function scaledCandidate(classes: EventClasses, share: number): EventClasses {
  return { ...classes, candidate: classes.candidate.map((count) => count * share) }
}
