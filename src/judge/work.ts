import type { ProfileKind } from '../model/kind.ts'
import type { Metric } from '../model/metric.ts'
import type { Profile } from '../model/profile.ts'
import type { Side } from '../result/result.ts'
import { isSeries } from './judged-profile.ts'
import type { Operations } from './operations.ts'
import type { PairOutline } from './outline.ts'
import { isCumulative } from './runs.ts'

/** How much work the two sides were measured doing, where that differs. */
export interface WorkDifference {
  readonly what: 'iterations' | 'seconds' | 'snapshots'
  readonly baseline: number
  readonly candidate: number
}

/** Two sides did the same work if it differs by no more than this part: what two runs differ by anyway. */
const SAME_WORK = 0.05
const NANOSECONDS_A_SECOND = 1e9

/**
 * Whether one side was measured doing more: then its sums are larger for that alone. Only for metrics that add up over
 * the run. Null where it is the same, or nobody knows.
 */
export function workDifference(
  pair: PairOutline,
  kind: ProfileKind,
  metric: Metric,
  operations: Operations,
): WorkDifference | null {
  const isTimed = kind === 'cpu' || kind === 'wall'
  const isAddedUp = isCumulative(kind, metric.name)
  if (!isTimed && !isAddedUp) return null
  // What is added up in a series is that of its steps; a single profile has all since its program began.
  const steps = isAddedUp && isSeries(pair) ? differing('snapshots', (side) => snapshotCounts(pair, side)) : null
  if (steps !== null && steps !== 'unknown') return steps
  const iterations = differing('iterations', (side) => operations.of(pair, side))
  if (iterations !== 'unknown') return iterations
  const seconds = isTimed ? differing('seconds', (side) => durationsOf(pair, side)) : 'unknown'
  return seconds === 'unknown' ? null : seconds
}

function differing(
  what: WorkDifference['what'],
  of: (side: Side) => readonly number[] | null,
): WorkDifference | 'unknown' | null {
  const [baseline, candidate] = [meanOf(of('baseline')), meanOf(of('candidate'))]
  if (baseline === null || candidate === null) return 'unknown'
  return Math.abs(candidate - baseline) > SAME_WORK * baseline ? { what, baseline, candidate } : null
}

function snapshotCounts(pair: PairOutline, side: Side): readonly number[] | null {
  const decoded = pair[side]
  return decoded.kind === 'read' ? decoded.snapshots.map(({ length }) => length) : null
}

/** How long a profile says that it was recorded; 0 where it does not. */
export function secondsOf({ durationNs }: Pick<Profile, 'durationNs'>): number {
  return Number(durationNs) / NANOSECONDS_A_SECOND
}

function durationsOf(pair: PairOutline, side: Side): readonly number[] | null {
  const decoded = pair[side]
  return decoded.kind === 'read' ? decoded.runs.map(secondsOf) : null
}

function meanOf(values: readonly number[] | null): number | null {
  if (values === null || values.length === 0 || values.some((value) => !(value > 0))) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
