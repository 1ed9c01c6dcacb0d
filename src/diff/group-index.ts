import type { Frames } from './frames.ts'
import type { SourcePlace } from './places.ts'
import type { IntSums, Members } from './sums.ts'

/** The groups of a comparison and the places (function, file, line) inside them, numbered for both sides. */
export interface GroupIndex {
  readonly groups: { readonly names: readonly string[]; readonly count: number }
  readonly placeCount: number
  /**
   * How the samples of a profile fall into groups, and into places. Names come from the profile that is asked for first,
   * so ask for the candidate's before the baseline's.
   */
  members(frames: Frames): { readonly groups: Members; readonly places: Members }
  /** Whether the group holds any of the user's own code, or has no code at all. */
  isOwn(group: number): boolean
  /** For each group the place with the largest |value|; of equals the one that was met first. */
  largestPlaces(values: IntSums): (group: number) => SourcePlace
}
