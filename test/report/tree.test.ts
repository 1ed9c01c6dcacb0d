import { describe, expect, test } from 'vitest'
import { shortNames } from '../../src/report/name.ts'
import { PLAIN } from '../../src/report/pen.ts'
import { treeLines } from '../../src/report/tree.ts'
import type { Check, TreeNode } from '../../src/result/result.ts'
import { cause, change, check, heapFailure } from './results.ts'

function lines(of: Check): readonly string[] {
  return treeLines(of, shortNames([]), PLAIN)
}

function node(name: string, delta: number, children: readonly TreeNode[] = []): TreeNode {
  return { name, file: `${name}.go`, line: 1, changed: false, ...change(0, delta), children }
}

function treeOf(tree: TreeNode, causes: readonly string[] = []): Check {
  return check({
    kind: 'goroutine',
    metric: 'goroutine',
    unit: 'count',
    tree,
    causes: causes.map((name) => cause(name, change(0, 1))),
  })
}

describe('the growth tree', () => {
  test('shows bars, amounts and branches, and marks causes', () => {
    expect(lines(heapFailure())).toEqual([
      '  ██████████ +23.1 MiB  heap in use',
      '  ████████▌  +19.2 MiB  ├ http.(*CatalogHandler).List   catalog.go:61',
      '  ████████▌  +19.2 MiB  │ └ catalog.(*Service).Search   service.go:120 ✏',
      '! ██████     +14.4 MiB  │   ├ catalog.(*Cache).Put      cache.go:88 ✏',
      '  ██          +4.8 MiB  │   └ catalog.(*Service).fetch  service.go:174',
      '! ██          +4.8 MiB  │     └ catalog.decodeProduct   decode.go:41 ✏',
      '  █▌          +3.5 MiB  └ search.(*Worker).tick         worker.go:45',
      '  █▌          +3.5 MiB    └ search.(*Index).Rebuild     index.go:97',
      '! █▌          +3.5 MiB      └ search.(*Index).snapshot  index.go:132',
    ])
  })

  test('leaves out what shrank, and is empty where all did', () => {
    expect(lines(treeOf(node('total', 10, [node('grew', 30), node('shrank', -20)])))).toEqual([
      '  ██████████ +10  goroutines',
      '  ██████████ +30  └ grew  grew.go:1',
    ])
    expect(lines(treeOf(node('total', -5, [node('grew', 1)])))).toEqual([])
    expect(lines(check())).toEqual([])
  })

  test('keeps to 14 lines, the largest, with all that is above them', () => {
    const leaves = Array.from({ length: 40 }, (_, at) => node(`leaf${at}`, 40 - at))
    const shown = lines(treeOf(node('total', 820, leaves)))
    expect(shown).toHaveLength(14)
    expect(shown[1]).toContain('leaf0')
    expect(shown.at(-1)).toBe('# … 28 more frames with less of the growth')
  })

  test('skips frames that only hand their growth on where there are too many, but no cause', () => {
    const deep = Array.from({ length: 30 }, (_, at) => `f${at}`).reduceRight<TreeNode>(
      (child, name) => node(name, 100, [child]),
      node('culprit', 100),
    )
    const shown = lines(treeOf(node('total', 100, [deep]), ['culprit', 'f7']))
    expect(shown).toEqual([
      '  ██████████ +100  goroutines',
      '! ██████████ +100  └ f7         f7.go:1',
      '! ██████████ +100    └ culprit  culprit.go:1',
      '# … 29 more frames with less of the growth',
    ])
  })

  test('does not depend on the order in which the judge lists children', () => {
    const children = [node('b', 5), node('a', 5), node('c', 9)]
    expect(lines(treeOf(node('total', 19, children)))).toEqual(lines(treeOf(node('total', 19, children.toReversed()))))
  })
})
