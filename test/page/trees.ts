import fc from 'fast-check'
import { CHANGED, OWN_CODE, RUNTIME_CODE } from '../../src/graph/graph-data.ts'
import { type CallTree, callTree, NO_NODE, pathTo, type SideValue } from '../../src/page/call-tree.ts'

/** Few functions, so that they call themselves and each other. */
const FUNCTIONS = 6

export interface Sample {
  readonly tree: CallTree
  readonly flags: readonly number[]
}

/** Trees of all shapes with small whole numbers, whose sums are exact. */
export const anySample: fc.Arbitrary<Sample> = fc
  .record({
    nodes: fc.array(
      fc.record({ up: fc.nat(4), frame: fc.nat(FUNCTIONS - 1), baseline: fc.nat(9), candidate: fc.nat(9) }),
      {
        maxLength: 60,
      },
    ),
    flags: fc.array(fc.constantFrom(0, OWN_CODE, OWN_CODE + CHANGED, RUNTIME_CODE), {
      minLength: FUNCTIONS,
      maxLength: FUNCTIONS,
    }),
    root: fc.record({ baseline: fc.nat(3), candidate: fc.nat(3) }),
  })
  .map(({ nodes, flags, root }) => {
    const parent = [NO_NODE]
    for (const { up } of nodes) {
      let above = parent.length - 1
      for (let step = 0; step < up && above > 0; step++) above = parent[above] as number
      parent.push(above)
    }
    const all = [{ frame: -1, ...root }, ...nodes]
    const tree = callTree({
      parent,
      frame: all.map(({ frame }) => frame),
      baseline: all.map(({ baseline }) => baseline),
      candidate: all.map(({ candidate }) => candidate),
    })
    return { tree, flags }
  })

/** A stack, outermost function first, with what it itself stands for. */
export interface Stack extends SideValue {
  readonly frames: readonly number[]
}

export function stacksOf(tree: CallTree): readonly Stack[] {
  return Array.from({ length: tree.size }, (_, node) => ({
    frames: pathTo(tree, node)
      .slice(1)
      .map((each) => tree.frame[each] as number),
    baseline: tree.self.baseline[node] as number,
    candidate: tree.self.candidate[node] as number,
  }))
}

export function sumOf(stacks: readonly SideValue[]): SideValue {
  return {
    baseline: stacks.reduce((sum, { baseline }) => sum + baseline, 0),
    candidate: stacks.reduce((sum, { candidate }) => sum + candidate, 0),
  }
}

/** A tree as text: `0 (1 (2) 3)`, frames by number. */
export function shapeOf(tree: CallTree): string {
  const write = (node: number): string => {
    const below: string[] = []
    for (let child = node + 1; child < (tree.end[node] as number); child = tree.end[child] as number) {
      below.push(write(child))
    }
    const name = String(tree.frame[node])
    return below.length === 0 ? name : `${name} (${below.join(' ')})`
  }
  return write(0)
}
