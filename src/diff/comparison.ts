import { type FrameGrouping, type Grouping, isFrameGrouping } from '../model/grouping.ts'
import type { Profile } from '../model/profile.ts'
import { canonicalName } from './canonical-name.ts'
import { FrameIndex } from './frame-index.ts'
import { Frames } from './frames.ts'
import type { GroupIndex } from './group-index.ts'
import type { OwnCode } from './own.ts'
import { SampleIndex } from './sample-index.ts'
import { Stacks } from './stacks.ts'

/**
 * Both sides of one profile, ready to be asked by any number of rules: frames, groups and stacks are made once and
 * numbered together. Functions are the same if their canonical names are. A side without runs is an absent one.
 */
export class Comparison {
  readonly baseline: readonly Frames[]
  readonly candidate: readonly Frames[]
  readonly ownCode: OwnCode
  readonly stacks = new Stacks()
  private readonly indexes = new Map<Grouping, GroupIndex>()
  private readonly nodes = new Map<Frames, Uint32Array>()

  constructor(baseline: readonly Profile[], candidate: readonly Profile[], ownCode: OwnCode) {
    this.baseline = baseline.map((profile) => new Frames(profile))
    this.candidate = candidate.map((profile) => new Frames(profile))
    this.ownCode = ownCode
  }

  index(grouping: FrameGrouping): FrameIndex
  index(grouping: Grouping): GroupIndex
  index(grouping: Grouping): GroupIndex {
    let index = this.indexes.get(grouping)
    if (index === undefined) {
      index = isFrameGrouping(grouping)
        ? new FrameIndex(grouping, this.ownCode, canonicalName)
        : new SampleIndex(grouping, this.index('function'), canonicalName)
      for (const frames of [...this.candidate, ...this.baseline]) index.members(frames)
      this.indexes.set(grouping, index)
    }
    return index
  }

  /** The stack of each sample as a node of `stacks`, whose groups are functions. */
  stackNodes(frames: Frames): Uint32Array {
    let nodes = this.nodes.get(frames)
    if (nodes === undefined) {
      nodes = this.stacks.assign(frames, this.index('function').assign(frames).groups)
      this.nodes.set(frames, nodes)
    }
    return nodes
  }
}
