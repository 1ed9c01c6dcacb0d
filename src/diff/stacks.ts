import type { Frames } from './frames.ts'
import { PairNumbers } from './pair-numbers.ts'

/**
 * The call tree of both sides of a comparison: a node is a stack of groups from the root, so equal stacks have equal
 * node numbers whatever file they come from. Node 0 is the root.
 */
export class Stacks {
  /** Pairs of a parent and a group. */
  private readonly nodes = new PairNumbers()

  constructor() {
    this.nodes.number(-1, -1)
  }

  get count(): number {
    return this.nodes.count
  }

  /** -1 for the root. */
  get parent(): Int32Array {
    return this.nodes.firsts
  }

  /** Group of each node; -1 at the root. */
  get group(): Int32Array {
    return this.nodes.seconds
  }

  /** The node of each sample: its whole stack, leaf included. */
  assign({ profile, start }: Frames, groupOfFrame: Int32Array): Uint32Array {
    const { count, stack, stackStart } = profile.samples
    const nodes = new Uint32Array(count)
    // The node after each location of the sample before, from the root: neighbours often have their roots in common.
    const path: number[] = []
    let before = 0
    for (let sample = 0; sample < count; sample++) {
      const first = stackStart[sample]!
      const end = stackStart[sample + 1]!
      const depth = end - first
      let shared = 0
      while (shared < depth && shared < path.length && stack[end - 1 - shared] === stack[before - 1 - shared]) shared++
      let node = shared === 0 ? 0 : path[shared - 1]!
      path.length = shared
      for (let at = end - 1 - shared; at >= first; at--) {
        const location = stack[at]!
        for (let frame = start[location + 1]! - 1; frame >= start[location]!; frame--) {
          node = this.child(node, groupOfFrame[frame]!)
        }
        path.push(node)
      }
      before = end
      nodes[sample] = node
    }
    return nodes
  }

  child(node: number, group: number): number {
    return this.nodes.number(node, group)
  }
}
