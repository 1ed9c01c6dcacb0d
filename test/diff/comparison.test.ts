import { describe, expect, test } from 'vitest'
import { Comparison } from '../../src/diff/comparison.ts'
import { ownCode } from '../../src/diff/own.ts'
import type { Run } from '../../src/diff/run.ts'
import { diffGroups } from '../../src/diff/tabulate.ts'
import type { Grouping } from '../../src/model/grouping.ts'
import { metricOf } from '../../src/model/metric.ts'
import { textProfile } from '../support/text-profile.ts'

const own = ownCode(['github.com/acme/...'])

function compare(baseline: string, candidate: string): Comparison {
  const profile = (stacks: string) => textProfile(`alloc_space/bytes\n${stacks}`)
  return new Comparison([profile(baseline)], [profile(candidate)], own)
}

/** `delta name` of each row, largest first. */
function deltas(comparison: Comparison, of: Grouping): readonly string[] {
  const runs = (side: Comparison['baseline']) =>
    side.map((frames): Run => ({ frames, metric: metricOf({ type: 'alloc_space', unit: 'bytes' }, 0) }))
  const request = { by: 'own', selection: { focus: [], ignore: [] } } as const
  const { rows } = diffGroups(runs(comparison.baseline), runs(comparison.candidate), comparison.index(of), request)
  return rows
    .filter(({ values }) => values.delta !== 0)
    .sort((a, b) => Number(b.values.delta) - Number(a.values.delta))
    .map(({ values, name }) => `${values.delta} ${name}`)
}

describe('functions of two sides', () => {
  test.each([
    [
      'are the same by canonical name, and shown as the candidate has them',
      'main.Map[...] 5',
      'main.Map[go.shape.int] 9',
      ['4 main.Map[go.shape.int]'],
    ],
    ['add up closures that changed places', 'main.f.func1 5\nmain.f.func2 7', 'main.f.func1 7\nmain.f.func2 5', []],
    ["keep the baseline's name if they are gone", 'main.f.func1 5', 'main.g 5', ['5 main.g', '-5 main.f.func1']],
  ])('%s', (_name, baseline, candidate, expected) => {
    expect(deltas(compare(baseline, candidate), 'function')).toEqual(expected)
  })

  test('may be asked for by package and by file', () => {
    const comparison = compare('main.f@a.go;lib.f@lib.go 1', 'main.f@a.go;lib.f@lib.go 5\nmain.g@b.go 2')
    expect(deltas(comparison, 'package')).toEqual(['6 main'])
    expect(deltas(comparison, 'file')).toEqual(['4 a.go', '2 b.go'])
  })

  test('know whether a group holds own code', () => {
    const index = compare('main.f@x.go;lib.g@y.go 1', 'lib.h@x.go;net/http.f@z.go 1').index('file')
    const own = index.groups.names.filter((_, group) => index.isOwn(group))
    expect(own).toEqual(['x.go'])
  })
})

describe('stacks of two sides', () => {
  const comparison = compare(
    'main.f.func1;lib.g 1\nmain.f.func1 2\n- 3',
    'main.f.func2 > lib.g 1\nlib.g 1\nlib.g;main.f.func9 1\n- 1',
  )
  const nodes = (side: Comparison['baseline']) => side.map((frames) => [...comparison.stackNodes(frames)])
  const [before = []] = nodes(comparison.baseline)
  const [after = []] = nodes(comparison.candidate)

  test('are equal if their functions are, inlined or not', () => {
    expect(before[0]).toBe(after[0])
    expect(new Set([...before, ...after]).size).toBe(5)
  })

  test('are the root if they are empty', () => {
    expect([before[2], after[3]]).toEqual([0, 0])
  })

  test('lead back to the root', () => {
    const { groups } = comparison.index('function')
    const path = (node = 0): readonly string[] =>
      node === 0
        ? []
        : [...path(comparison.stacks.parent[node]), groups.names[comparison.stacks.group[node] ?? -1] ?? 'none']
    // Both sides show a function as the candidate does.
    expect(path(before[0])).toEqual(['main.f.func2', 'lib.g'])
    expect(path(after[2])).toEqual(['lib.g', 'main.f.func2'])
  })
})
