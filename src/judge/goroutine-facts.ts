import type { GroupIndex } from '../diff/group-index.ts'
import type { ProfileKind } from '../model/kind.ts'
import { groupLister } from './group-lister.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'

/** Where most of the goroutines that a group gained wait, and what started most of them; null where nobody knows. */
export interface GoroutineFacts {
  readonly waiting: string | null
  readonly creator: string | null
}

const NOTHING: GoroutineFacts = { waiting: null, creator: null }

const GOROUTINE_KINDS: readonly ProfileKind[] = ['goroutine', 'goroutineleak']

/** States of goroutines that wait for nothing. */
const AT_WORK: readonly string[] = ['running', 'runnable']

/** Facts about groups of a check; nothing where it is not about goroutines. */
export function goroutineFacts(
  data: MetricPair,
  measurement: Measurement,
  groups: ReadonlySet<number>,
): (group: number, name: string) => GoroutineFacts {
  if (!GOROUTINE_KINDS.includes(data.kind) || groups.size === 0) return () => NOTHING
  const largest = (grouping: 'state' | 'creator') => largestInside(data, measurement, groups, grouping)
  const [stateOf, creatorOf] = [largest('state'), largest('creator')]
  return (group, name) => {
    const [state, creator] = [stateOf(group), creatorOf(group)]
    return {
      waiting: state === name || AT_WORK.includes(state ?? '') ? null : state,
      creator: creator === name ? null : creator,
    }
  }
}

/** For each of the groups that group of the other grouping in which it grew most; of equals the first by name. */
function largestInside(
  data: MetricPair,
  { grouping, by, maskOf }: Measurement,
  groups: ReadonlySet<number>,
  inside: 'state' | 'creator',
): (group: number) => string | null {
  const index = data.comparison.index(grouping)
  const insideIndex: GroupIndex = data.comparison.index(inside)
  const growth = new Map<number, Map<number, number>>()
  for (const side of ['baseline', 'candidate'] as const) {
    const sign = (side === 'candidate' ? 1 : -1) / data[side].length
    for (const { frames, metric } of data[side]) {
      const values = frames.profile.samples.values[metric.column]!
      const mask = maskOf(frames)
      const groupsOf = groupLister(frames, index, by)
      const insideOf = groupLister(frames, insideIndex, by)
      for (let sample = 0; sample < values.length; sample++) {
        if (mask !== null && mask[sample] === 0) continue
        for (const group of groupsOf(sample)) {
          if (!groups.has(group)) continue
          const parts = growth.get(group) ?? new Map<number, number>()
          growth.set(group, parts)
          for (const part of insideOf(sample)) {
            parts.set(part, (parts.get(part) ?? 0) + sign * Number(values[sample]!))
          }
        }
      }
    }
  }
  const nameOf = (part: number) => insideIndex.groups.names[part]!
  return (group) => {
    const parts = [...(growth.get(group) ?? [])].map(([part, delta]) => ({ name: nameOf(part), delta }))
    parts.sort((a, b) => b.delta - a.delta || (a.name < b.name ? -1 : 1))
    const [first] = parts
    return first === undefined || first.name === `(no ${inside})` ? null : first.name
  }
}
