import type { SampleGrouping } from '../model/grouping.ts'
import type { FrameIndex } from './frame-index.ts'
import { type Frames, OWN } from './frames.ts'
import type { GroupIndex } from './group-index.ts'
import { GroupNames, same } from './groups.ts'
import { largestOfGroup } from './largest-place.ts'
import { PairNumbers } from './pair-numbers.ts'
import type { SourcePlace } from './places.ts'
import { sampleGroups } from './sample-groups.ts'
import type { IntSums, SampleMembers } from './sums.ts'

const NOWHERE = -1

/** Groups that whole samples are in. A place of one is where its own code stands: the frame that a stack is blamed on. */
export class SampleIndex implements GroupIndex {
  readonly groups: GroupNames
  private readonly grouping: SampleGrouping
  /** Of functions: it knows places, and whose code a frame is. */
  private readonly functions: FrameIndex
  private readonly known = new Map<Frames, { readonly groups: Uint32Array; readonly places: Uint32Array }>()
  /** Pairs of a group and a place of functions. */
  private readonly placeNumbers = new PairNumbers()
  private readonly ownGroups = new Set<number>()
  private readonly foreignGroups = new Set<number>()

  /** @param identity Of functions, which creators are. */
  constructor(of: SampleGrouping, functions: FrameIndex, identity: (functionName: string) => string) {
    this.grouping = of
    this.groups = new GroupNames(of === 'creator' ? identity : same)
    this.functions = functions
  }

  get placeCount(): number {
    return this.placeNumbers.count
  }

  members(frames: Frames): { readonly groups: SampleMembers; readonly places: SampleMembers } {
    const known = this.known.get(frames) ?? this.assign(frames)
    this.known.set(frames, known)
    return {
      groups: { kind: 'samples', groupOfSample: known.groups, groupCount: this.groups.count },
      places: { kind: 'samples', groupOfSample: known.places, groupCount: this.placeCount },
    }
  }

  isOwn(group: number): boolean {
    return this.ownGroups.has(group) || !this.foreignGroups.has(group)
  }

  largestPlaces(values: IntSums): (group: number) => SourcePlace {
    const { firsts, seconds, count } = this.placeNumbers
    const best = largestOfGroup(firsts.subarray(0, count), values)
    return (group) => this.functions.source(seconds[best[group] ?? -1] ?? NOWHERE)
  }

  private assign(frames: Frames) {
    const { count } = frames.profile.samples
    const { places: placeOfFrame, blame } = this.functions.assign(frames)
    const nameOf = sampleGroups(frames, this.grouping)
    const groups = new Uint32Array(count)
    const places = new Uint32Array(count)
    for (let sample = 0; sample < count; sample++) {
      const group = this.groups.intern(nameOf(sample))
      const blamed = blame.blamed[sample]!
      groups[sample] = group
      places[sample] = this.placeNumbers.number(group, blamed === -1 ? NOWHERE : placeOfFrame[blamed]!)
      // What is measured of a benchmark is measured of all that it calls.
      if (blamed === -1 || this.grouping === 'benchmark') continue
      if (blame.owners[blamed] === OWN) this.ownGroups.add(group)
      else this.foreignGroups.add(group)
    }
    return { groups, places }
  }
}
