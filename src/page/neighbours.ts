import type { CallTree, SideValue } from './call-tree.ts'

/** A function that calls another, or is called by it; frame -1 stands for the root: nobody calls it. */
export interface Neighbour extends SideValue {
  readonly frame: number
}

export interface Neighbours {
  readonly callers: readonly Neighbour[]
  readonly callees: readonly Neighbour[]
}

/**
 * Who calls a function and whom it calls, over all its nodes. The value is that of the stacks in which the one calls
 * the other; a stack counts once, however often that happens in it (as pprof's `peek`). Calls of itself are left out.
 * Largest change first.
 */
export function neighboursOf(tree: CallTree, frame: number): Neighbours {
  const callers = new EdgeSums(tree)
  const callees = new EdgeSums(tree)
  for (let node = 1; node < tree.size; node++) {
    const caller = tree.frame[tree.parent[node]!]!
    const callee = tree.frame[node]!
    if (caller === callee) continue
    if (callee === frame) callers.add(caller, node)
    if (caller === frame) callees.add(callee, node)
  }
  return { callers: callers.sorted(), callees: callees.sorted() }
}

/** Sums by the frame at the other end of an edge; nodes are added in preorder. */
class EdgeSums {
  private readonly tree: CallTree
  private readonly sums = new Map<number, { baseline: number; candidate: number; openUntil: number }>()

  constructor(tree: CallTree) {
    this.tree = tree
  }

  add(frame: number, node: number): void {
    const { total, end } = this.tree
    const sum = this.sums.get(frame) ?? { baseline: 0, candidate: 0, openUntil: 0 }
    if (node < sum.openUntil) return
    sum.baseline += total.baseline[node]!
    sum.candidate += total.candidate[node]!
    sum.openUntil = end[node]!
    this.sums.set(frame, sum)
  }

  sorted(): readonly Neighbour[] {
    const all = [...this.sums]
      .map(([frame, { baseline, candidate }]) => ({ frame, baseline, candidate }))
      // Of the other metrics of the profile.
      .filter(({ baseline, candidate }) => baseline !== 0 || candidate !== 0)
    const change = (each: Neighbour) => Math.abs(each.candidate - each.baseline)
    const size = (each: Neighbour) => Math.max(each.candidate, each.baseline)
    return all.sort((a, b) => change(b) - change(a) || size(b) - size(a) || a.frame - b.frame)
  }
}
