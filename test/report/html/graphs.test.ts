import { describe, expect, test } from 'vitest'
import type { CallTree } from '../../../src/graph/call-tree.ts'
import { graphData } from '../../../src/report/html/graphs.ts'
import type { Check } from '../../../src/result/result.ts'
import { change, check } from '../results.ts'

const TREE: CallTree = {
  ...{ profile: 'heap.pb.gz', kind: 'heap', runs: { baseline: 1, candidate: 1 }, foldedNodes: 0 },
  parent: Int32Array.of(-1),
  functions: Int32Array.of(-1),
  metrics: [{ name: 'inuse_space', unit: 'bytes', baseline: Float64Array.of(100), candidate: Float64Array.of(150) }],
}

function noiseBy(checks: readonly Check[]): number | null {
  const nothing = { url: () => null, path: () => null, change: () => 'none' as const, source: () => null }
  const facts = { ...nothing, checks, sides: { baseline: 'Baseline', candidate: 'This PR' } }
  const data = graphData({ functions: [], trees: [TREE], lines: [] }, facts)
  return data.profiles[0]?.metrics[0]?.noise ?? null
}

/** With a 95 % interval of so much to either side. */
function sampled(half: number, parts: Partial<Check> = {}): Check {
  const noise = { ...check().noise, method: 'events' as const, deltaLow: 50 - half, deltaHigh: 50 + half }
  return check({ noise, total: change(100, 150), ...parts })
}

describe('what of a total is noise', () => {
  test('is what the first check of the profile and metric says', () => {
    expect(noiseBy([sampled(5, { metric: 'alloc_space' }), sampled(7), sampled(9)])).toBe(7)
  })

  test('is not told by a rule that leaves samples out', () => {
    expect(noiseBy([sampled(3, { total: change(40, 60) }), sampled(7)])).toBe(7)
    expect(noiseBy([sampled(3, { total: change(40, 60) })])).toBeNull()
  })

  test('is the same part of a value that is divided', () => {
    expect(noiseBy([sampled(1, { per: 'op', total: change(10, 15) })])).toBe(10)
  })

  test('is nothing where values are counted', () => {
    expect(noiseBy([check({ noise: { ...check().noise, method: 'exact' } })])).toBe(0)
  })
})
