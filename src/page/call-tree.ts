/**
 * The call tree of both sides in typed arrays, in preorder: a parent stands before its children, and the nodes below
 * node `i` are those from `i + 1` to `end[i] - 1`. Node 0 is the root, whose frame and parent are -1.
 */
export interface CallTree {
  readonly size: number
  readonly parent: Int32Array
  readonly end: Int32Array
  readonly depth: Int32Array
  readonly frame: Int32Array
  /** What a node itself stands for. */
  readonly self: SideColumns
  /** With all nodes below it. */
  readonly total: SideColumns
}

/** A column for each side, in the unit of the metric. */
export interface SideColumns {
  readonly baseline: Float64Array
  readonly candidate: Float64Array
}

export interface SideValue {
  readonly baseline: number
  readonly candidate: number
}

export interface TreeColumns {
  readonly parent: ArrayLike<number>
  readonly frame: ArrayLike<number>
  readonly baseline: ArrayLike<number>
  readonly candidate: ArrayLike<number>
}

export const ROOT = 0
export const NO_NODE = -1
export const NO_FRAME = -1

export function callTree(columns: TreeColumns): CallTree {
  const parent = Int32Array.from(columns.parent)
  const self = { baseline: Float64Array.from(columns.baseline), candidate: Float64Array.from(columns.candidate) }
  const total = { baseline: self.baseline.slice(), candidate: self.candidate.slice() }
  const size = parent.length
  const end = new Int32Array(size)
  const depth = new Int32Array(size)
  for (let node = 1; node < size; node++) depth[node] = depth[parent[node]!]! + 1
  for (let node = size - 1; node >= 0; node--) {
    end[node] = Math.max(end[node]!, node + 1)
    if (node === ROOT) break
    const above = parent[node]!
    end[above] = Math.max(end[above]!, end[node]!)
    total.baseline[above]! += total.baseline[node]!
    total.candidate[above]! += total.candidate[node]!
  }
  return { size, parent, end, depth, frame: Int32Array.from(columns.frame), self, total }
}

export function sideColumns(length: number): SideColumns {
  return { baseline: new Float64Array(length), candidate: new Float64Array(length) }
}

export function sideValue(columns: SideColumns, at: number): SideValue {
  return { baseline: columns.baseline[at] ?? 0, candidate: columns.candidate[at] ?? 0 }
}

export function addTo(sums: SideColumns, at: number, columns: SideColumns, from: number): void {
  sums.baseline[at]! += columns.baseline[from]!
  sums.candidate[at]! += columns.candidate[from]!
}

export function childrenOf(tree: CallTree, node: number): readonly number[] {
  const children: number[] = []
  for (let child = node + 1; child < tree.end[node]!; child = tree.end[child]!) children.push(child)
  return children
}

/** From the root to the node, both included. */
export function pathTo(tree: CallTree, node: number): readonly number[] {
  const path: number[] = []
  for (let at = node; at !== NO_NODE; at = tree.parent[at]!) path.push(at)
  return path.reverse()
}
