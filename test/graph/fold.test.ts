import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Frames } from '../../src/diff/frames.ts'
import { ownCode } from '../../src/diff/own.ts'
import { foldTree } from '../../src/graph/build-tree.ts'
import type { CallTree } from '../../src/graph/call-tree.ts'
import { GraphCollector } from '../../src/graph/collector.ts'
import { withUsedFunctions } from '../../src/graph/used-functions.ts'
import { fitted, MOST_DATA_BYTES } from '../../src/report/html/html.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { textProfile } from '../support/text-profile.ts'
import { NOTHING_SELECTED } from './tabulated.ts'

function collected(profile: ReturnType<typeof textProfile>, most?: number) {
  const collector = new GraphCollector(most)
  collector.addFrames({
    ...{ profile: 'p', kind: 'other', ownCode: ownCode(null), selection: NOTHING_SELECTED },
    baseline: [],
    candidate: [new Frames(profile)],
  })
  return collector.collected
}

/** `name value` of each node, indented by its depth. */
function linesOf({ functions, trees: [tree] }: ReturnType<typeof collected>): readonly string[] {
  if (tree === undefined) return []
  const depths: number[] = []
  return [...tree.parent].map((parent, node) => {
    const depth = parent === -1 ? 0 : (depths[parent] ?? 0) + 1
    depths.push(depth)
    const name = functions[tree.functions[node] ?? -1]?.name ?? 'all'
    return `${'  '.repeat(depth)}${name} ${tree.metrics[0]?.candidate[node]}`
  })
}

const NOTHING_KNOWN = {
  url: () => null,
  path: () => null,
  change: () => 'none' as const,
  source: () => null,
}

const STACKS = 'samples/count\na;b;c 50\na;b;d 2\na;e 3\nf 40'

describe('a tree that is too large', () => {
  test('keeps its largest branches, and adds the others to their callers', () => {
    expect(linesOf(collected(textProfile(STACKS)))).toEqual([
      'all 0',
      '  a 0',
      '    b 0',
      '      c 50',
      '      d 2',
      '    e 3',
      '  f 40',
    ])
    const small = collected(textProfile(STACKS), 5)
    expect(linesOf(small)).toEqual(['all 0', '  a 3', '    b 2', '      c 50', '  f 40'])
    expect(small.trees[0]?.foldedNodes).toBe(2)
  })

  test('keeps every total, its order and a way to the root, however small it is made', () => {
    const totals = ({ metrics }: CallTree) =>
      metrics.map(({ baseline, candidate }) => [baseline, candidate].map((side) => side.reduce((a, b) => a + b, 0)))
    fc.assert(
      fc.property(
        arbitraryProfile({ largest: 2n ** 30n, nameless: true }),
        fc.integer({ min: 1, max: 12 }),
        (plain, most) => {
          const [tree] = collected(decodeProfile(encodeProfile(plain))).trees
          if (tree === undefined) return
          const small = foldTree(tree, most)
          expect(small.parent.length).toBe(Math.min(most, tree.parent.length))
          expect(small.foldedNodes).toBe(tree.parent.length - small.parent.length)
          expect(totals(small)).toEqual(totals(tree))
          expect([...small.parent].every((parent, node) => parent < node)).toBe(true)
          expect(small.parent[0]).toBe(-1)
        },
      ),
    )
  })

  test('takes the functions along that only its small branches had', () => {
    const all = collected(textProfile(STACKS))
    const small = withUsedFunctions({ ...all, trees: all.trees.map((tree) => foldTree(tree, 5)) })
    expect(small.functions.map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c', 'f'])
    expect(linesOf(small)).toEqual(['all 0', '  a 3', '    b 2', '      c 50', '  f 40'])
  })

  test('fits into the file, though its names alone would not', () => {
    const stacks = Array.from({ length: 3000 }, (_, at) => `main.${'x'.repeat(3000)}${at} ${at + 1}`)
    const facts = { sides: { baseline: 'Baseline', candidate: 'This PR' }, checks: [], ...NOTHING_KNOWN }
    const { graphs, data } = fitted(
      collected(textProfile(`samples/count\n${stacks.join('\n')}`)),
      facts,
      (text) => text,
    )
    expect(data.length).toBeLessThan(MOST_DATA_BYTES)
    expect(graphs?.profiles[0]?.metrics[0]?.candidate.reduce((sum, value) => sum + value, 0)).toBe(4501500)
    expect(graphs?.profiles[0]?.foldedNodes).toBeGreaterThan(0)
  })
})
