import { addTo, type CallTree, callTree, NO_FRAME, NO_NODE, ROOT, sideColumns } from './call-tree.ts'

/**
 * The tree of the frames that are kept: what another node itself stands for moves to its nearest kept caller, and
 * children of one function become one. Sums stay what they were; children keep the order in which they were first met.
 */
export function foldTree(tree: CallTree, isKept: (frame: number) => boolean): CallTree {
  const kept = new KeptNodes(tree.size)
  const nodeOf = new Int32Array(tree.size)
  const frames = tree.frame.reduce((most, frame) => Math.max(most, frame + 1), 0)
  const known = new Map<number, number>()
  const self = sideColumns(tree.size)
  for (let node = 0; node < tree.size; node++) {
    const frame = tree.frame[node]!
    if (node === ROOT) kept.add(NO_NODE, NO_FRAME)
    else {
      const caller = nodeOf[tree.parent[node]!]!
      if (!isKept(frame)) nodeOf[node] = caller
      else {
        // Fits a double: both are below 2^26.
        const key = caller * frames + frame
        const same = known.get(key) ?? kept.add(caller, frame)
        known.set(key, same)
        nodeOf[node] = same
      }
    }
    addTo(self, nodeOf[node]!, tree.self, node)
  }
  const order = kept.preorder()
  const placeOf = new Int32Array(order.length)
  for (const [place, node] of order.entries()) placeOf[node] = place
  return callTree({
    parent: order.map((node) => (node === ROOT ? NO_NODE : placeOf[kept.parent[node]!]!)),
    frame: order.map((node) => kept.frame[node]!),
    baseline: Float64Array.from(order, (node) => self.baseline[node]!),
    candidate: Float64Array.from(order, (node) => self.candidate[node]!),
  })
}

/** Nodes in the order in which they are met, which is no preorder: children of one function meet from several places. */
class KeptNodes {
  readonly parent: Int32Array
  readonly frame: Int32Array
  private readonly firstChild: Int32Array
  private readonly lastChild: Int32Array
  private readonly nextSibling: Int32Array
  private count = 0

  constructor(capacity: number) {
    const column = () => new Int32Array(capacity).fill(NO_NODE)
    this.parent = column()
    this.frame = column()
    this.firstChild = column()
    this.lastChild = column()
    this.nextSibling = column()
  }

  add(parent: number, frame: number): number {
    const node = this.count++
    this.parent[node] = parent
    this.frame[node] = frame
    if (parent === NO_NODE) return node
    const last = this.lastChild[parent]!
    if (last === NO_NODE) this.firstChild[parent] = node
    else this.nextSibling[last] = node
    this.lastChild[parent] = node
    return node
  }

  preorder(): Int32Array {
    const order = new Int32Array(this.count)
    let node = ROOT
    for (let place = 0; place < this.count; place++) {
      order[place] = node
      if (this.firstChild[node] !== NO_NODE) {
        node = this.firstChild[node]!
        continue
      }
      while (node !== ROOT && this.nextSibling[node] === NO_NODE) node = this.parent[node]!
      if (node !== ROOT) node = this.nextSibling[node]!
    }
    return order
  }
}
