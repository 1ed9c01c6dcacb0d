import type { Frames } from './frames.ts'

/** Most groups that a key can hold beside its parent in one exact double. */
const GROUP_SPAN = 2 ** 24

/**
 * The call tree of both sides of a comparison: a node is a stack of groups from the root, so equal stacks have equal
 * node numbers whatever file they come from. Node 0 is the root.
 */
export class Stacks {
  readonly parent: number[] = [-1]
  /** Group of each node; -1 at the root. */
  readonly group: number[] = [-1]
  private readonly children = new Map<number, number>()

  get count(): number {
    return this.parent.length
  }

  /** The node of each sample: its whole stack, leaf included. */
  assign(frames: Frames, groupOfFrame: Int32Array): Uint32Array {
    const { samples } = frames.profile
    const nodes = new Uint32Array(samples.count)
    for (let sample = 0; sample < samples.count; sample++) {
      let node = 0
      for (let at = samples.stackStart[sample + 1]! - 1; at >= samples.stackStart[sample]!; at--) {
        const location = samples.stack[at]!
        for (let frame = frames.start[location + 1]! - 1; frame >= frames.start[location]!; frame--) {
          node = this.child(node, groupOfFrame[frame]!)
        }
      }
      nodes[sample] = node
    }
    return nodes
  }

  child(node: number, group: number): number {
    const key = node * GROUP_SPAN + group
    const known = this.children.get(key)
    if (known !== undefined) return known
    const id = this.parent.length
    this.parent.push(node)
    this.group.push(group)
    this.children.set(key, id)
    return id
  }
}
