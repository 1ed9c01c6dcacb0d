import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callTree } from '../../src/page/call-tree.ts'
import { findNodes, HIT, matcherOf, NEAR } from '../../src/page/search.ts'
import { anySample, stacksOf, sumOf } from './trees.ts'

describe('what a reader types', () => {
  const subject = { name: 'github.com/acme/shop/catalog.(*Cache).Put', file: 'internal/catalog/cache.go' }

  test.each([
    ['cache', true],
    ['Catalog\\.\\(\\*Cache', true],
    ['^github', true],
    ['cache\\.go$', true],
    ['(*cache).put', true],
    ['(*Other', false],
    ['^Put', false],
  ])('%s: %s', (query, isFound) => {
    expect(matcherOf(query)?.(subject)).toBe(isFound)
  })

  test('nothing is no search', () => {
    expect(matcherOf('')).toBeNull()
  })
})

describe('what is found', () => {
  test('hits, what is above and below them, and the sum of all stacks with one', () => {
    // 0 calls 1, which calls itself through 2; 3 stands aside.
    const tree = callTree({
      parent: [-1, 0, 1, 2, 3, 1],
      frame: [-1, 0, 1, 2, 1, 3],
      baseline: [0, 0, 1, 2, 4, 8],
      candidate: [0, 0, 10, 20, 40, 80],
    })
    const { hits, marks, sum } = findNodes(tree, [0, 1, 0, 0])
    expect(hits).toEqual([2, 4])
    expect([...marks]).toEqual([NEAR, NEAR, HIT, NEAR, HIT, 0])
    expect(sum).toEqual({ baseline: 7, candidate: 70 })
  })

  test('no boxes that have no value in this metric', () => {
    const tree = callTree({ parent: [-1, 0, 0], frame: [-1, 0, 0], baseline: [0, 1, 0], candidate: [0, 0, 0] })
    expect(findNodes(tree, [1])).toMatchObject({ hits: [1], sum: { baseline: 1, candidate: 0 } })
  })

  test('a stack counts once', () => {
    fc.assert(
      fc.property(anySample, fc.array(fc.nat(1), { minLength: 6, maxLength: 6 }), ({ tree }, isMatch) => {
        const withMatch = stacksOf(tree).filter(({ frames }) => frames.some((frame) => isMatch[frame] === 1))
        expect(findNodes(tree, isMatch).sum).toEqual(sumOf(withMatch))
      }),
    )
  })
})
