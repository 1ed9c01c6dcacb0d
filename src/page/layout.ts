import { type CallTree, NO_NODE, ROOT } from './call-tree.ts'

/** What the width of a box stands for. Growth and shrink are those of every node itself, so that they add up. */
export const WIDTH_MODES = ['candidate', 'baseline', 'growth', 'shrink'] as const
export type WidthMode = (typeof WIDTH_MODES)[number]

/** Where boxes stand, in the unit of the metric: children lie side by side inside of their parent, in every mode. */
export interface Layout {
  readonly mode: WidthMode
  readonly left: Float64Array
  readonly width: Float64Array
  /** The part of the width that is the node's own, at its right end. */
  readonly selfWidth: Float64Array
}

/** The part of a layout that is looked at. */
export interface View {
  readonly left: number
  readonly right: number
}

/** Boxes that would be narrower are left out, with all that is above them. */
export const NARROWEST_PX = 0.6

const WEIGHTS: Readonly<Record<WidthMode, (baseline: number, candidate: number) => number>> = {
  candidate: (_, candidate) => Math.max(0, candidate),
  baseline: (baseline) => Math.max(0, baseline),
  growth: (baseline, candidate) => Math.max(0, candidate - baseline),
  shrink: (baseline, candidate) => Math.max(0, baseline - candidate),
}

export function layoutOf(tree: CallTree, mode: WidthMode): Layout {
  const weigh = WEIGHTS[mode]
  const selfWidth = tree.self.baseline.map((baseline, node) => weigh(baseline, tree.self.candidate[node]!))
  const width = selfWidth.slice()
  for (let node = tree.size - 1; node > ROOT; node--) width[tree.parent[node]!]! += width[node]!
  const left = new Float64Array(tree.size)
  const taken = new Float64Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const above = tree.parent[node]!
    left[node] = left[above]! + taken[above]!
    taken[above]! += width[node]!
  }
  return { mode, left, width, selfWidth }
}

export function viewOf(layout: Layout, node: number): View {
  const left = layout.left[node]!
  return { left, right: left + (layout.width[node]! || 1) }
}

/**
 * Visits the nodes that a view shows, parents first, with their place in pixels. Whoever is too narrow or outside is
 * jumped over together with all below it: what is not seen costs nothing.
 */
export function visitBoxes(
  tree: CallTree,
  layout: Layout,
  view: View,
  pixels: number,
  visit: (node: number, left: number, width: number) => void,
): void {
  const scale = pixels / (view.right - view.left || 1)
  for (let node = 0; node < tree.size; ) {
    const width = layout.width[node]! * scale
    const left = (layout.left[node]! - view.left) * scale
    if (width < NARROWEST_PX || left >= pixels || left + width <= 0) {
      node = tree.end[node]!
      continue
    }
    visit(node, left, width)
    node++
  }
}

/** Narrower boxes can hardly be pointed at: threads that hang down from a picture. */
const LEAST_PX_FOR_ROW = 3

/** Rows from the root to the deepest box that a view shows to more than the sharpest eyes. */
export function rowsOf(tree: CallTree, layout: Layout, view: View, pixels: number): number {
  let rows = 1
  visitBoxes(tree, layout, view, pixels, (node, _, width) => {
    if (width >= LEAST_PX_FOR_ROW) rows = Math.max(rows, tree.depth[node]! + 1)
  })
  return rows
}

/** The box at a place of the layout, {@link NO_NODE} for none. */
export function nodeAt(tree: CallTree, layout: Layout, place: number, depth: number): number {
  for (let node = 0; node < tree.size; ) {
    const left = layout.left[node]!
    if (place < left || place >= left + layout.width[node]!) node = tree.end[node]!
    else if (tree.depth[node] === depth) return node
    else node++
  }
  return NO_NODE
}

/** A node is seen well in its context if its box takes at least this part of the picture. */
const CONTEXT_PART = 0.25

/** The outermost node to zoom into for a node that is to be seen among its neighbours, large enough to be read. */
export function contextOf(tree: CallTree, layout: Layout, node: number): number {
  let context = node
  while (context !== ROOT && layout.width[node]! >= CONTEXT_PART * layout.width[tree.parent[context]!]!) {
    context = tree.parent[context]!
  }
  return context
}
