import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OWN_CODE } from '../../src/graph/graph-data.ts'
import { callTree, childrenOf } from '../../src/page/call-tree.ts'
import { foldTree } from '../../src/page/fold.ts'
import { functionSums } from '../../src/page/sums.ts'
import { anySample, shapeOf, stacksOf, sumOf } from './trees.ts'

test('what is left out moves to its nearest caller, and children of one function become one', () => {
  // 9 is left out: main calls 1 directly and through 9, which has 4 itself.
  const tree = callTree({
    parent: [-1, 0, 1, 1, 3, 4, 3],
    frame: [-1, 0, 1, 9, 1, 2, 3],
    baseline: [0, 1, 2, 4, 8, 16, 32],
    candidate: [0, 0, 0, 0, 0, 0, 1],
  })
  const folded = foldTree(tree, (frame) => frame !== 9)
  expect(shapeOf(folded)).toBe('-1 (0 (1 (2) 3))')
  expect([...folded.self.baseline]).toEqual([0, 5, 10, 16, 32])
  expect([...folded.self.candidate]).toEqual([0, 0, 0, 0, 1])
})

test('nothing changes where all is kept and no two children are of one function', () => {
  const tree = callTree({
    parent: [-1, 0, 1, 0, 3],
    frame: [-1, 0, 1, 2, 0],
    baseline: [1, 2, 3, 4, 5],
    candidate: [5, 4, 3, 2, 1],
  })
  expect(foldTree(tree, () => true)).toEqual(tree)
})

test('sums stay what they were: of all, and of every function that is kept', () => {
  fc.assert(
    fc.property(anySample, ({ tree, flags }) => {
      const isKept = (frame: number) => ((flags[frame] ?? 0) & OWN_CODE) !== 0
      const folded = foldTree(tree, isKept)
      expect(sumOf(stacksOf(folded))).toEqual(sumOf(stacksOf(tree)))
      const [before, after] = [functionSums(tree, flags), functionSums(folded, flags)]
      for (const frame of flags.keys()) {
        if (!isKept(frame)) expect(after.nodes[frame]).toBe(0)
        else {
          expect(after.cum.baseline[frame]).toBe(before.cum.baseline[frame])
          expect(after.cum.candidate[frame]).toBe(before.cum.candidate[frame])
          // All of others' code is folded into the own code that calls it.
          expect(after.flat.candidate[frame]).toBe(before.own.candidate[frame])
        }
      }
    }),
  )
})

test('no two children are of one function', () => {
  fc.assert(
    fc.property(anySample, fc.nat(5), ({ tree }, dropped) => {
      const folded = foldTree(tree, (frame) => frame !== dropped)
      for (let node = 0; node < folded.size; node++) {
        const frames = childrenOf(folded, node).map((child) => folded.frame[child])
        expect(new Set(frames).size).toBe(frames.length)
      }
    }),
  )
})
