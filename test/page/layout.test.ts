import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallTree, callTree, childrenOf, NO_NODE } from '../../src/page/call-tree.ts'
import {
  contextOf,
  type Layout,
  layoutOf,
  NARROWEST_PX,
  nodeAt,
  rowsOf,
  viewOf,
  visitBoxes,
  WIDTH_MODES,
  type WidthMode,
} from '../../src/page/layout.ts'
import { anySample, stacksOf, sumOf } from './trees.ts'

const anyMode = fc.constantFrom(...WIDTH_MODES)
const PIXELS = 20

/** main calls a, which calls b, and c. */
const SMALL = callTree({
  parent: [-1, 0, 1, 2, 1],
  frame: [-1, 0, 1, 2, 3],
  baseline: [0, 0, 5, 10, 20],
  candidate: [0, 0, 5, 30, 10],
})

describe('widths', () => {
  test.each<[WidthMode, readonly number[]]>([
    ['candidate', [45, 45, 35, 30, 10]],
    ['baseline', [35, 35, 15, 10, 20]],
    ['growth', [20, 20, 20, 20, 0]],
    ['shrink', [10, 10, 0, 0, 10]],
  ])('%s adds up what every node itself has', (mode, widths) => {
    expect([...layoutOf(SMALL, mode).width]).toEqual(widths)
  })

  test('children lie side by side inside of their parent, in every mode', () => {
    fc.assert(
      fc.property(anySample, anyMode, ({ tree }, mode) => {
        const { left, width } = layoutOf(tree, mode)
        for (let node = 0; node < tree.size; node++) {
          let free = left[node] as number
          for (const child of childrenOf(tree, node)) {
            expect(left[child]).toBe(free)
            free += width[child] as number
          }
          expect(free).toBeLessThanOrEqual((left[node] as number) + (width[node] as number))
        }
      }),
    )
  })

  test('totals are those of the stacks through a node', () => {
    fc.assert(
      fc.property(anySample, ({ tree }) => {
        const stacks = stacksOf(tree)
        for (let node = 0; node < tree.size; node++) {
          const below = sumOf(stacks.slice(node, tree.end[node]))
          expect([tree.total.baseline[node], tree.total.candidate[node]]).toEqual([below.baseline, below.candidate])
        }
      }),
    )
  })
})

describe('boxes', () => {
  test('all that can be seen are visited, and no others', () => {
    fc.assert(
      fc.property(anySample, anyMode, fc.nat(), ({ tree }, mode, at) => {
        const layout = layoutOf(tree, mode)
        const view = viewOf(layout, at % tree.size)
        const visited = new Set<number>()
        visitBoxes(tree, layout, view, PIXELS, (node) => visited.add(node))
        const scale = PIXELS / (view.right - view.left)
        for (let node = 0; node < tree.size; node++) {
          const left = ((layout.left[node] as number) - view.left) * scale
          const width = (layout.width[node] as number) * scale
          const isSeen = width >= NARROWEST_PX && left < PIXELS && left + width > 0
          expect(visited.has(node)).toBe(isSeen)
        }
      }),
    )
  })

  test('the box at its middle is the box itself', () => {
    fc.assert(
      fc.property(anySample, anyMode, ({ tree }, mode) => {
        const layout = layoutOf(tree, mode)
        for (let node = 0; node < tree.size; node++) {
          if (!((layout.width[node] as number) > 0)) continue
          expect(nodeAt(tree, layout, middle(layout, node), tree.depth[node] as number)).toBe(node)
        }
      }),
    )
  })

  test('there is none beside the picture and none below it', () => {
    const layout = layoutOf(SMALL, 'candidate')
    expect([nodeAt(SMALL, layout, -1, 0), nodeAt(SMALL, layout, 45, 0), nodeAt(SMALL, layout, 10, 9)]).toEqual(
      Array(3).fill(NO_NODE),
    )
  })

  test('rows end at the deepest box that is wide enough', () => {
    const rows = (tree: CallTree, mode: WidthMode, node: number) => {
      const layout = layoutOf(tree, mode)
      return rowsOf(tree, layout, viewOf(layout, node), PIXELS)
    }
    expect([rows(SMALL, 'candidate', 0), rows(SMALL, 'shrink', 0), rows(SMALL, 'candidate', 4)]).toEqual([4, 3, 3])
  })
})

describe('context', () => {
  test('a large node is seen in the whole picture', () => {
    expect(contextOf(SMALL, layoutOf(SMALL, 'candidate'), 3)).toBe(0)
  })

  test('a small one in the outermost caller that it takes a quarter of', () => {
    const tree = callTree({
      parent: [-1, 0, 1, 2, 0],
      frame: [-1, 0, 1, 2, 3],
      baseline: [0, 0, 0, 0, 0],
      candidate: [0, 2, 1, 1, 96],
    })
    expect(contextOf(tree, layoutOf(tree, 'candidate'), 3)).toBe(1)
  })
})

function middle({ left, width }: Layout, node: number): number {
  return (left[node] as number) + (width[node] as number) / 2
}
