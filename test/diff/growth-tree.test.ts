import { describe, expect, test } from 'vitest'
import { Comparison } from '../../src/diff/comparison.ts'
import type { Frames } from '../../src/diff/frames.ts'
import { GrowthTree, ROOT } from '../../src/diff/growth-tree.ts'
import { ownCode } from '../../src/diff/own.ts'
import type { Run } from '../../src/diff/run.ts'
import { selectSamples } from '../../src/diff/selection.ts'
import type { Grouping } from '../../src/model/grouping.ts'
import type { Measure } from '../../src/model/measure.ts'
import { metricOf } from '../../src/model/metric.ts'
import { textProfile } from '../support/text-profile.ts'
import { selectionOf, type TableOptions } from '../support/text-table.ts'

interface Sides {
  readonly baseline: readonly string[]
  readonly candidate: readonly string[]
}

interface Asked extends TableOptions {
  readonly of?: Grouping
  readonly by?: Measure
}

/** `baseline -> candidate name place` of each node, deeper ones further to the right; a side is stacks for each run. */
function tree(
  { baseline, candidate }: Sides,
  { of = 'function', by = 'own', ...options }: Asked = {},
): readonly string[] {
  const profiles = (runs: readonly string[]) => runs.map((stacks) => textProfile(`alloc_space/bytes\n${stacks}`))
  const comparison = new Comparison(profiles(baseline), profiles(candidate), ownCode(['github.com/acme/...']))
  const runs = (side: readonly Frames[]) =>
    side.map((frames): Run => ({ frames, metric: metricOf({ type: 'alloc_space', unit: 'bytes' }, 0) }))
  const grown = new GrowthTree({
    comparison,
    baseline: runs(comparison.baseline),
    candidate: runs(comparison.candidate),
    byLine: of === 'line',
    by,
    maskOf: (frames) => selectSamples(frames, selectionOf(options)),
  })
  const nodes = Array.from({ length: grown.count }, (_, node) => node).sort((a, b) => grown.rank(a) - grown.rank(b))
  const places = grown.places(new Set(nodes))
  return nodes.map((node) => {
    const { name = '', file = '', line = 0 } = places.get(node) ?? {}
    const place = line === 0 ? '' : ` ${file}:${line}`
    const values = `${grown.value(node, 'baseline')} -> ${grown.value(node, 'candidate')}`
    return `${'  '.repeat(depthOf(grown, node))}${values}${name === '' ? '' : ` ${name}`}${place}`
  })
}

function depthOf(grown: GrowthTree, node: number): number {
  let depth = 0
  for (let at = node; at !== ROOT; at = grown.parent[at] ?? ROOT) depth++
  return depth
}

describe('the tree of what grew', () => {
  test('has own frames and leaves foreign ones between them out', () => {
    const sides = {
      baseline: ['runtime.main;main.main;net/http.serve;main.handle;encoding/json.Marshal;runtime.mallocgc 10'],
      candidate: [
        'runtime.main;main.main;net/http.serve;main.handle;encoding/json.Marshal;runtime.mallocgc 30\nmain.main 5',
      ],
    }
    expect(tree(sides)).toEqual(['10 -> 35', '  10 -> 35 main.main', '    10 -> 30 main.handle'])
  })

  test('ends at the leaf where flat is asked for', () => {
    const sides = { baseline: [], candidate: ['main.main;net/http.serve;bytes.Clone 7\nmain.main;main.f 3'] }
    expect(tree(sides, { by: 'flat' })).toEqual([
      '0 -> 10',
      '  0 -> 10 main.main',
      '    0 -> 7 bytes.Clone',
      '    0 -> 3 main.f',
    ])
  })

  test("puts what has no own frame under the outermost that is not the runtime's", () => {
    const sides = { baseline: ['runtime.goexit;net/http.serve;bufio.NewReader 5'], candidate: [] }
    expect(tree(sides)).toEqual(['5 -> 0', '  5 -> 0 net/http.serve'])
  })

  test('has one node for a function that calls itself, and two for one that others call between', () => {
    const sides = { baseline: [], candidate: ['main.f;main.f;main.g;main.f 5\nmain.f 2'] }
    expect(tree(sides)).toEqual(['0 -> 7', '  0 -> 7 main.f', '    0 -> 5 main.g', '      0 -> 5 main.f'])
  })

  test('puts together what has one canonical name', () => {
    const sides = { baseline: ['main.f.func1 5'], candidate: ['main.f.func2 9'] }
    expect(tree(sides)).toEqual(['5 -> 9', '  5 -> 9 main.f.func2'])
  })

  test('shows what grew most first, and the line that grew most', () => {
    const sides = {
      baseline: ['main.f@f.go:1 50\nmain.f@f.go:2 5\nmain.h@h.go:9 40'],
      candidate: ['main.f@f.go:1 50\nmain.f@f.go:2 8\nmain.g@g.go:4 2\nmain.h@h.go:9 10\nmain.h@h.go:7 1'],
    }
    expect(tree(sides)).toEqual([
      '95 -> 71',
      '  55 -> 58 main.f f.go:2',
      '  0 -> 2 main.g g.go:4',
      '  40 -> 11 main.h h.go:9',
    ])
  })

  test('has means of runs', () => {
    const sides = { baseline: ['main.f 1', 'main.f 2'], candidate: ['main.f 9'] }
    expect(tree(sides)).toEqual(['1.5 -> 9', '  1.5 -> 9 main.f'])
  })

  test('has only what is selected', () => {
    const sides = { baseline: [], candidate: ['main.main;main.f 5\nmain.main;main.g 7'] }
    expect(tree(sides, { ignore: [/main\.f/] })).toEqual(['0 -> 7', '  0 -> 7 main.main', '    0 -> 7 main.g'])
  })

  test('has the total at the root, also of what has no stack', () => {
    expect(tree({ baseline: ['- 3'], candidate: ['main.f 4\n- 5'] })).toEqual(['3 -> 9', '  0 -> 4 main.f'])
  })

  test('is exact beyond doubles', () => {
    const value = 2n ** 60n + 1n
    expect(tree({ baseline: [`main.f ${value}`], candidate: [`main.f ${value}\nmain.f 1`] })).toEqual([
      `${value} -> ${value + 1n}`,
      `  ${value} -> ${value + 1n} main.f`,
    ])
  })
})

test('growth is exact', () => {
  const profiles = [2n ** 60n + 1n, 2n ** 60n + 3n].map((value) => textProfile(`alloc_space/bytes\nmain.f ${value}`))
  const comparison = new Comparison(profiles.slice(0, 1), profiles.slice(1), ownCode(null))
  const metric = metricOf({ type: 'alloc_space', unit: 'bytes' }, 0)
  const runs = (side: readonly Frames[]) => side.map((frames): Run => ({ frames, metric }))
  const sides = { baseline: runs(comparison.baseline), candidate: runs(comparison.candidate) }
  expect(new GrowthTree({ comparison, ...sides, by: 'own', byLine: false, maskOf: () => null }).growth(ROOT)).toBe(2)
})
