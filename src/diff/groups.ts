import type { Brand } from '../model/brand.ts'
import type { FrameGrouping } from '../model/grouping.ts'
import type { Frames } from './frames.ts'
import { packageOf } from './package.ts'

/** Number of a group; the same on both sides of a diff, for both share one `Groups`. */
export type GroupId = Brand<number, 'GroupId'>

/** Groups as they are met. */
export class GroupNames {
  /** Printed name of each group: that which it was first met with. */
  readonly names: string[] = []
  private readonly idOfName = new Map<string, GroupId>()
  private readonly idOfKey = new Map<string, GroupId>()
  private readonly identity: (name: string) => string

  /** @param identity Names with the same identity are one group. */
  constructor(identity: (name: string) => string) {
    this.identity = identity
  }

  get count(): number {
    return this.names.length
  }

  intern(name: string): GroupId {
    const known = this.idOfName.get(name)
    if (known !== undefined) return known
    const key = this.identity(name)
    const id = this.idOfKey.get(key) ?? (this.names.length as GroupId)
    if (id === this.names.length) {
      this.names.push(name)
      this.idOfKey.set(key, id)
    }
    this.idOfName.set(name, id)
    return id
  }
}

export const same = (name: string): string => name

/**
 * The groups of frames, numbered as they are met. Identity is that of pprof's nodes at the same granularity: a function
 * is its name, a line is its name, file and line number, and what has no name goes by its binary.
 */
export class Groups extends GroupNames {
  readonly grouping: FrameGrouping

  /** @param identity Functions with the same identity are one; the default is pprof's, the printed name. */
  constructor(grouping: FrameGrouping, identity: (functionName: string) => string = same) {
    super(grouping === 'function' ? identity : same)
    this.grouping = grouping
  }

  /** The group of each frame. */
  assign(frames: Frames): Int32Array {
    const groupOfFrame = new Int32Array(frames.count)
    // All frames of a function are in one group, unless groups are lines.
    const groupOfFunction = new Int32Array(this.grouping === 'line' ? 0 : frames.profile.functions.count).fill(-1)
    for (let frame = 0; frame < frames.count; frame++) {
      const id = frames.functionOf[frame]!
      const known = id === -1 ? -1 : (groupOfFunction[id] ?? -1)
      if (known !== -1) {
        groupOfFrame[frame] = known
        continue
      }
      const name = this.nameOf(frames, frame)
      groupOfFrame[frame] = this.intern(name)
      // A function that goes by its binary may be in several.
      if (id !== -1 && name !== frames.binary(frame)) groupOfFunction[id] = groupOfFrame[frame]!
    }
    return groupOfFrame
  }

  private nameOf(frames: Frames, frame: number): string {
    const name = frames.name(frame)
    switch (this.grouping) {
      case 'function':
        return name
      case 'package':
        return packageOf(name) || name
      case 'file':
        return frames.file(frame) || frames.binary(frame)
      case 'line': {
        const file = frames.file(frame)
        const line = frames.line(frame)
        const place = line !== 0 ? `${file}:${line}` : file
        if (place === '') return name
        return frames.isNameless(frame) ? place : `${name} ${place}`
      }
    }
  }
}
