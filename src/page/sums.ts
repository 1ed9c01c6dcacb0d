import { OWN_CODE, RUNTIME_CODE } from '../graph/graph-data.ts'
import { addTo, type CallTree, NO_FRAME, NO_NODE, ROOT, type SideColumns, sideColumns } from './call-tree.ts'

/** What each function stands for, by its frame: flat and cum are those of pprof, own is the product's blame. */
export interface FunctionSums {
  /** In the function itself. */
  readonly flat: SideColumns
  /** With what it calls; a stack counts once, however often the function calls itself. */
  readonly cum: SideColumns
  /** Blamed on it: it is the innermost frame of the user's code. */
  readonly own: SideColumns
  /** In how many nodes it is. */
  readonly nodes: Int32Array
}

export type SumKind = 'flat' | 'cum' | 'own'

export function functionSums(tree: CallTree, flags: ArrayLike<number>): FunctionSums {
  const count = flags.length
  const sums = {
    flat: sideColumns(count),
    cum: sideColumns(count),
    own: sideColumns(count),
    nodes: new Int32Array(count),
  }
  const blamed = blamedFrames(tree, flags)
  // The end of the outermost node of each function whose subtree is being visited.
  const openUntil = new Int32Array(count)
  for (let node = 1; node < tree.size; node++) {
    const frame = tree.frame[node]!
    sums.nodes[frame]!++
    addTo(sums.flat, frame, tree.self, node)
    addTo(sums.own, blamed[node]!, tree.self, node)
    if (node < openUntil[frame]!) continue
    openUntil[frame] = tree.end[node]!
    addTo(sums.cum, frame, tree.total, node)
  }
  return sums
}

/**
 * The frame that the stack of each node is blamed on: the innermost of the user's code, else the outermost that is not
 * the runtime's, else the outermost.
 */
function blamedFrames(tree: CallTree, flags: ArrayLike<number>): Int32Array {
  const own = new Int32Array(tree.size).fill(NO_FRAME)
  const entry = new Int32Array(tree.size).fill(NO_FRAME)
  const blamed = new Int32Array(tree.size).fill(NO_FRAME)
  for (let node = 1; node < tree.size; node++) {
    const frame = tree.frame[node]!
    const caller = tree.parent[node]!
    own[node] = (flags[frame]! & OWN_CODE) !== 0 ? frame : own[caller]!
    const isRuntime = (flags[frame]! & RUNTIME_CODE) !== 0
    entry[node] = entry[caller] !== NO_FRAME || isRuntime ? entry[caller]! : frame
    blamed[node] = own[node] !== NO_FRAME ? own[node]! : entry[node] !== NO_FRAME ? entry[node]! : outermost(tree, node)
  }
  return blamed
}

function outermost(tree: CallTree, node: number): number {
  let at = node
  while (tree.parent[at] !== ROOT && tree.parent[at] !== NO_NODE) at = tree.parent[at]!
  return tree.frame[at]!
}

/** The node of a function that says most about it: by change, then by size. */
export function mainNodeOf(tree: CallTree, frame: number): number {
  let best = NO_NODE
  let bestChange = -1
  let bestSize = -1
  for (let node = 1; node < tree.size; node++) {
    if (tree.frame[node] !== frame) continue
    const baseline = tree.total.baseline[node]!
    const candidate = tree.total.candidate[node]!
    const change = Math.abs(candidate - baseline)
    const size = Math.max(baseline, candidate)
    if (change < bestChange || (change === bestChange && size <= bestSize)) continue
    best = node
    bestChange = change
    bestSize = size
  }
  return best
}
