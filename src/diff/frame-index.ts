import type { FrameGrouping } from '../model/grouping.ts'
import type { Int } from '../model/int64.ts'
import { type Frames, OWN } from './frames.ts'
import type { GroupIndex } from './group-index.ts'
import { Groups } from './groups.ts'
import { largestOfGroup } from './largest-place.ts'
import type { OwnCode } from './own.ts'
import { Places, type SourcePlace } from './places.ts'
import type { FrameMembers } from './sums.ts'

/** Frames of one profile as numbers that both sides share. */
export interface AssignedFrames {
  readonly groups: Int32Array
  readonly places: Int32Array
  readonly owners: Uint8Array
}

/** Groups that frames are in. */
export class FrameIndex implements GroupIndex {
  readonly groups: Groups
  private readonly placeNumbers = new Places()
  private readonly ownCode: OwnCode
  private readonly assigned = new Map<Frames, AssignedFrames>()
  private readonly groupOfPlace: number[] = []
  private readonly ownGroups = new Set<number>()

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
    const owners = frames.ownership(this.ownCode)
    for (let frame = 0; frame < frames.count; frame++) {
      const place = places[frame]!
      if (owners[frame] === OWN) this.ownGroups.add(groups[frame]!)
      this.groupOfPlace[place] = groups[frame]!
    }
    const assigned = { groups, places, owners }
    this.assigned.set(frames, assigned)
    return assigned
  }

  members(frames: Frames): { readonly groups: FrameMembers; readonly places: FrameMembers } {
    const { groups, places, owners } = this.assign(frames)
    const common = { kind: 'frames', start: frames.start, owners } as const
    return {
      groups: { ...common, groupOfFrame: groups, groupCount: this.groups.count },
      places: { ...common, groupOfFrame: places, groupCount: this.placeCount },
    }
  }

  isOwn(group: number): boolean {
    return this.ownGroups.has(group)
  }

  largestPlaces(values: readonly Int[]): (group: number) => SourcePlace {
    const best = largestOfGroup(this.groupOfPlace, values)
    return (group) => this.source(best[group] ?? -1)
  }

  /** A place by its number; nowhere if there is none. */
  source(place: number): SourcePlace {
    return this.placeNumbers.source(place)
  }
}
