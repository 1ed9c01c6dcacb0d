import type { Brand } from '../model/brand.ts'
import type { Frames } from './frames.ts'
import { packageOf } from './package.ts'

/** Number of a group; the same on both sides of a diff, for both share one `Groups`. */
export type GroupId = Brand<number, 'GroupId'>

export const GROUPINGS = ['function', 'package', 'file', 'line'] as const

/** What samples are added up by. */
export type Grouping = (typeof GROUPINGS)[number]

/** The grouping of that name; null if values cannot be added up by it from stacks alone. */
export function groupingOf(name: string): Grouping | null {
  return GROUPINGS.find((known) => known === name) ?? null
}

/**
 * The groups of a diff, numbered as they are met. Identity is that of pprof's nodes at the same granularity: a function
 * is its name, a line is its name, file and line number, and what has no name goes by its binary.
 */
export class Groups {
  readonly grouping: Grouping
  /** Printed name of each group: that of the frame it was first met with. */
  readonly names: string[] = []
  private readonly idOfKey = new Map<string, GroupId>()
  private readonly identity: (functionName: string) => string

  /** @param identity Functions with the same identity are one; the default is pprof's, the printed name. */
  constructor(grouping: Grouping, identity: (functionName: string) => string = (name) => name) {
    this.grouping = grouping
    this.identity = identity
  }

  get count(): number {
    return this.names.length
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

  private intern(name: string): GroupId {
    const key = this.grouping === 'function' ? this.identity(name) : name
    const known = this.idOfKey.get(key)
    if (known !== undefined) return known
    const id = this.names.length as GroupId
    this.names.push(name)
    this.idOfKey.set(key, id)
    return id
  }
}
