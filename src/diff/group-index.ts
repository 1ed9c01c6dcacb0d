import { absInt, type Int } from '../model/int64.ts'
import { type Frames, OWN } from './frames.ts'
import { type Grouping, Groups } from './groups.ts'
import type { OwnCode } from './own.ts'
import { Places, type SourcePlace } from './places.ts'

/** Frames of one profile as numbers that both sides share. */
export interface AssignedFrames {
  readonly groups: Int32Array
  readonly places: Int32Array
  readonly owners: Uint8Array
}

/** Groups of a comparison and the places (function, file, line) inside them, numbered for both sides. */
export class GroupIndex {
  readonly groups: Groups
  private readonly places = new Places()
  private readonly ownCode: OwnCode
  private readonly assigned = new Map<Frames, AssignedFrames>()
  private readonly groupOfPlace: number[] = []
  private readonly ownGroups = new Set<number>()

  constructor(of: Grouping, ownCode: OwnCode, identity?: (functionName: string) => string) {
    this.groups = new Groups(of, identity)
    this.ownCode = ownCode
  }

  get placeCount(): number {
    return this.places.count
  }

  /** Names come from the frames that are assigned first, so give the candidate's before the baseline's. */
  assign(frames: Frames): AssignedFrames {
    const known = this.assigned.get(frames)
    if (known !== undefined) return known
    const groups = this.groups.assign(frames)
    const places = this.places.assign(frames)
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

  /** Whether the group holds any of the user's own code. */
  isOwn(group: number): boolean {
    return this.ownGroups.has(group)
  }

  /** For each group the place with the largest |value|; of equals the one that was met first. */
  largestPlaces(values: readonly Int[]): (group: number) => SourcePlace {
    const best: number[] = []
    for (let place = 0; place < this.placeCount; place++) {
      const group = this.groupOfPlace[place]!
      const known = best[group]
      if (known === undefined || absInt(values[place] ?? 0) > absInt(values[known] ?? 0)) best[group] = place
    }
    return (group) => this.places.source(best[group] ?? -1)
  }
}
