import type { DecodedPair } from '../decode/decode-pair.ts'
import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import type { Side } from '../result/result.ts'

/** A decoded pair, ready to be compared. */
export interface JudgedProfile extends DecodedPair {
  /** Of all snapshots of all runs, one after the other (`snapshotsOf`). */
  readonly comparison: Comparison
}

/** The snapshots of each run of a side; one each where the profile is no series. */
export function snapshotsOf(pair: JudgedProfile, side: Side): readonly (readonly Frames[])[] {
  const decoded = pair[side]
  if (decoded.kind !== 'read') return []
  let start = 0
  return decoded.snapshots.map(({ length }) => {
    start += length
    return pair.comparison[side].slice(start - length, start)
  })
}

/** What of a side tells whether it is a series. */
type SideShape =
  | { readonly kind: 'absent' | 'unreadable' }
  | { readonly kind: 'read'; readonly snapshots: readonly (readonly unknown[])[] }

export function isSeries({ baseline, candidate }: Readonly<Record<Side, SideShape>>): boolean {
  return [baseline, candidate].some((side) => side.kind === 'read' && side.snapshots.some((run) => run.length > 1))
}
