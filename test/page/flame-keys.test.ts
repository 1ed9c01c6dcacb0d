import { describe, expect, test } from 'vitest'
import { callTree } from '../../src/page/call-tree.ts'
import { nodeByKey } from '../../src/page/flame-keys.ts'
import { layoutOf } from '../../src/page/layout.ts'

/** The root calls 1 and 4; 1 calls 2 and 3; 5 is gone, and stands between 4 and 6. */
const TREE = callTree({
  parent: [-1, 0, 1, 1, 0, 0, 0],
  frame: [-1, 0, 1, 2, 3, 4, 5],
  baseline: [0, 0, 0, 0, 0, 9, 0],
  candidate: [0, 0, 2, 5, 4, 0, 1],
})
const LAYOUT = layoutOf(TREE, 'candidate')

describe('arrow keys', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 1, 3],
    ['ArrowDown', 3, 3],
    ['ArrowUp', 3, 1],
    ['ArrowUp', 0, 0],
    ['ArrowRight', 1, 4],
    ['ArrowRight', 4, 6],
    ['ArrowRight', 6, 6],
    ['ArrowLeft', 6, 4],
    ['ArrowLeft', 1, 1],
    ['ArrowLeft', 0, 0],
  ])('%s from %d leads to %d', (key, from, to) => {
    expect(nodeByKey(TREE, LAYOUT, from, key)).toBe(to)
  })

  test('other keys lead nowhere', () => {
    expect(nodeByKey(TREE, LAYOUT, 1, 'PageDown')).toBeNull()
  })
})
