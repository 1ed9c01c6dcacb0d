import type { FrameGrouping } from '../model/grouping.ts'
import { type Blame, blameOf } from './blame.ts'
import { type Frames, OWN } from './frames.ts'
import type { GroupIndex } from './group-index.ts'
import { Groups } from './groups.ts'
import { largestOfGroup } from './largest-place.ts'
import type { OwnCode } from './own.ts'
import { Places, type SourcePlace } from './places.ts'
import type { FrameMembers, IntSums } from './sums.ts'

/** Frames of one profile as numbers that both sides share. */
export class AssignedFrames {
  readonly groups: Int32Array
  readonly places: Int32Array
  private readonly frames: Frames
  private readonly ownCode: OwnCode

  constructor(frames: Frames, numbers: { readonly groups: Int32Array; readonly places: Int32Array }, ownCode: OwnCode) {
    this.frames = frames
    this.groups = numbers.groups
    this.places = numbers.places
    this.ownCode = ownCode
  }

  /** By flat and cum nobody asks. */
  get blame(): Blame {
    return blameOf(this.frames, this.ownCode)
  }
}

/** Groups that frames are in. */
export class FrameIndex implements GroupIndex {
  readonly groups: Groups
  private readonly placeNumbers = new Places()
  private readonly ownCode: OwnCode
  private readonly assigned = new Map<Frames, AssignedFrames>()
  private readonly groupOfPlace: number[] = []
  private ownGroups: ReadonlySet<number> | null = null

  constructor(of: FrameGrouping, ownCode: OwnCode, identity?: (functionName: string) => string) {
    this.groups = new Groups(of, identity)
    this.ownCode = ownCode
  }

  get placeCount(): number {
    return this.placeNumbers.count
  }

  assign(frames: Frames): AssignedFrames {
    const known = this.assigned.get(frames)
    if (known !== undefined) return known
    const groups = this.groups.assign(frames)
    const places = this.placeNumbers.assign(frames)
    for (let frame = 0; frame < frames.count; frame++) this.groupOfPlace[places[frame]!] = groups[frame]!
    const assigned = new AssignedFrames(frames, { groups, places }, this.ownCode)
    this.assigned.set(frames, assigned)
    this.ownGroups = null
    return assigned
  }

  members(frames: Frames): { readonly groups: FrameMembers; readonly places: FrameMembers } {
    const assigned = this.assign(frames)
    const of = (groupOfFrame: Int32Array, groupCount: number): FrameMembers => {
      const { start } = frames
      return {
        ...{ kind: 'frames', start, groupOfFrame, groupCount },
        get blamed() {
          return assigned.blame.blamed
        },
      }
    }
    return { groups: of(assigned.groups, this.groups.count), places: of(assigned.places, this.placeCount) }
  }

  isOwn(group: number): boolean {
    this.ownGroups ??= this.findOwnGroups()
    return this.ownGroups.has(group)
  }

  largestPlaces(values: IntSums): (group: number) => SourcePlace {
    const best = largestOfGroup(this.groupOfPlace, values)
    return (group) => this.source(best[group] ?? -1)
  }

  /** A place by its number; nowhere if there is none. */
  source(place: number): SourcePlace {
    return this.placeNumbers.source(place)
  }

  private findOwnGroups(): ReadonlySet<number> {
    const own = new Set<number>()
    for (const { groups, blame } of this.assigned.values()) {
      const { owners } = blame
      for (let frame = 0; frame < groups.length; frame++) if (owners[frame] === OWN) own.add(groups[frame]!)
    }
    return own
  }
}
