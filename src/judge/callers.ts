import { selectSamples } from '../diff/selection.ts'
import type { LimitLevel } from '../policy/policy.ts'
import { EventTable, type EventTableRequest, type MaskOf } from './event-table.ts'
import type { Events } from './events.ts'
import { groupLister } from './group-lister.ts'
import type { Item } from './item.ts'
import { exceedsGrowth } from './limits.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'

export interface CallersRequest {
  readonly data: MetricPair
  readonly measurement: Measurement
  /** Null where the pair has none. */
  readonly events: Events | null
  readonly level: LimitLevel
}

/**
 * By cum a function has the cost of all that it calls, so that the callers of a cause are over their limits as well. Those
 * whose growth is within the limits without that of such callees are left out: the deepest cause speaks.
 */
export function withoutExplained(items: readonly Item[], request: CallersRequest): readonly Item[] {
  const { measurement, events } = request
  if (measurement.by !== 'cum' || measurement.grouping !== 'function' || items.length < 2) return items
  const keys = new Set(items.map(({ key }) => key))
  const classesOf = events === null ? countedClasses(request) : events.judged
  return items.filter((item) => !isExplained(item, keys, { ...request, classesOf }))
}

/** Values that are no samples are counted as they are. */
function countedClasses({ data, measurement }: CallersRequest): Events['judged'] {
  const index = data.comparison.index('function')
  const itemsOf: EventTableRequest['itemsOf'] = (frames) => groupLister(frames, index, 'cum')
  const maskOf: MaskOf = (frames) => selectSamples(frames, measurement.selection)
  const table = new EventTable(data.stackSource, { itemsOf, maskOf, shares: null })
  return (key) => table.classesOf(key)
}

function isExplained(
  item: Item,
  keys: ReadonlySet<number>,
  request: CallersRequest & { readonly classesOf: Events['judged'] },
): boolean {
  const { data, level } = request
  const { exposure, stackSource } = data
  const { parent, group } = data.comparison.stacks
  const classes = request.classesOf(item.key)
  let left = 0
  for (let row = 0; row < classes.weight.length; row++) {
    let node = stackSource.node[classes.ids[row]!]!
    // The innermost of the groups in question is the deepest cause.
    while (node > 0 && !keys.has(group[node]!)) node = parent[node]!
    if (group[node] !== item.key) continue
    const before = sumOf(classes.baseline, row) / exposure.baseline
    const after = sumOf(classes.candidate, row) / exposure.candidate
    left += classes.weight[row]! * (after - before)
  }
  const { baseline } = item.measured
  return !exceedsGrowth(item.levels[level], { baseline, candidate: baseline + left, growth: left })
}

function sumOf(runs: readonly Float64Array[], row: number): number {
  return runs.reduce((sum, run) => sum + run[row]!, 0)
}
