import { describe, expect, test } from 'vitest'
import { ChangedLines } from '../../src/reach/changed-lines.ts'
import { ChangedPlaces } from '../../src/reach/changed-places.ts'
import { functionsByFile } from '../../src/reach/functions-by-file.ts'
import { hasPlaces, markResult } from '../../src/reach/mark-result.ts'
import type { Check, TreeNode } from '../../src/result/result.ts'
import { cause, change, check, fail, pass, place, result } from '../report/results.ts'

/** Lines that were changed, as `file:line`; a function is ten lines. */
function changes(...changed: readonly string[]) {
  const at = changed.map((each) => each.split(':'))
  const files = [...new Set(at.map(([path = '']) => path))].map((path) => {
    const lines = at.filter(([of]) => of === path).map(([, line]) => Number(line))
    const added = lines.sort((a, b) => a - b).map((line) => ({ first: line, last: line }))
    return { path, change: { kind: 'lines', added, cuts: [] } as const }
  })
  const tens = Array.from({ length: 30 }, () => `func f() {${'\n'.repeat(9)}}\n`).join('')
  return new ChangedPlaces({ lines: new ChangedLines(files), pathOf: (file) => file, sourceOf: () => tens })
}

function node(
  name: string,
  file: string | null,
  line: number | null,
  children: readonly TreeNode[] = [],
  delta = 5,
): TreeNode {
  return { ...place(name, file, line), baseline: 0, candidate: delta, delta, children }
}

const grown = (name: string, file: string, line: number, parts = {}) =>
  cause(name, change(0, 5), { file, line, ...parts })

/** Below `main.main` and `api.Serve` the cause `api.Put`; its stack of most growth comes by `api.Load`. */
function cpu(parts: Partial<Check> = {}) {
  const put = node('api.Put', 'api/put.go', 45)
  const tree = node('total', null, null, [
    node('main.main', 'main.go', 15, [
      node('api.Serve', 'api/serve.go', 25, [put]),
      node('api.Load', 'api/load.go', 35, [put]),
    ]),
  ])
  const callers = [place('api.Load', 'api/load.go', 35), place('main.main', 'main.go', 15)]
  return check({
    kind: 'cpu',
    metric: 'cpu',
    causes: [grown('api.Put', 'api/put.go', 45, { callers })],
    tree,
    ...parts,
  })
}

function reach(one: Check, ...changed: readonly string[]) {
  return markResult(result({ checks: [one] }), changes(...changed)).checks[0]?.causes[0]?.reach
}

const stacks = [
  ['cpu', 'cpu'],
  ['wall', 'time'],
  ['heap', 'alloc_space'],
  ['heap', 'alloc_objects'],
] as const
const leftovers = [
  ['heap', 'inuse_space'],
  ['goroutine', 'goroutine'],
  ['mutex', 'delay'],
  ['block', 'contentions'],
] as const

describe('the reach of a cause', () => {
  test.each([...stacks, ...leftovers])('of %s %s is in the diff by its own line', (kind, metric) => {
    expect(reach(cpu({ kind, metric }), 'api/put.go:45')).toBe('in-diff')
  })

  test.each([
    ['of its function', 'api/put.go:42', 'in-diff'],
    ['of its nearest caller', 'api/load.go:35', 'called-from-diff'],
    ['of the function of a caller', 'main.go:12', 'called-from-diff'],
    ['of a caller of another stack', 'api/serve.go:25', 'called-from-diff'],
    ['of another function of its file', 'api/put.go:55', 'unknown'],
    ['of a file that is on no stack', 'x.go:5', 'unknown'],
  ] as const)('by a line %s is told by stacks of what ran or was allocated alone', (_, changed, expected) => {
    for (const [kind, metric] of stacks) expect(reach(cpu({ kind, metric }), changed)).toBe(expected)
    for (const [kind, metric] of leftovers) expect(reach(cpu({ kind, metric }), changed)).toBe('unknown')
  })

  test.each([
    ['a function', 'function', 'api.Put'],
    ['a package', 'package', 'api'],
    ['a file', 'file', 'api/put.go'],
    ['a line', 'line', 'api.Put api/put.go:45'],
  ])('is looked for in the tree for %s', (_, of, name) => {
    const one = cpu({ of, causes: [grown(name, 'api/put.go', 45)] })
    expect([reach(one, 'api/serve.go:25'), reach(one, 'x.go:1')]).toEqual(['called-from-diff', 'unknown'])
  })

  test('of what shrank is unknown: its line is that of the baseline', () => {
    const shrunk = { ...cause('api.Put', change(5, 0)), file: 'api/put.go', line: 45 }
    expect(reach(cpu({ causes: [shrunk], tree: null }), 'api/put.go:45')).toBe('unknown')
  })

  test('without a tree is told by the callers', () => {
    expect(reach(cpu({ tree: null }), 'api/load.go:35')).toBe('called-from-diff')
  })
})

describe('marks', () => {
  test('stand at callers and nodes whose very line was changed', () => {
    const [marked] = markResult(result({ checks: [cpu()] }), changes('api/load.go:35', 'main.go:12')).checks
    expect(marked?.causes[0]?.callers.map(({ changed }) => changed)).toEqual([true, false])
    const main = marked?.tree?.children[0]
    expect([main?.changed, main?.children.map(({ changed }) => changed)]).toEqual([false, [false, true]])
  })

  test('stand at no node that shrank', () => {
    const tree = node('total', null, null, [node('api.Put', 'api/put.go', 45, [], -5)])
    const [marked] = markResult(result({ checks: [cpu({ tree })] }), changes('api/put.go:45')).checks
    expect(marked?.tree?.children[0]?.changed).toBe(false)
  })

  test('change nothing but reach and changed', () => {
    const bare = (text: string) => text.replace(/"reach":"[^"]*"|"changed":(?:true|false)/g, '')
    const before = fail()
    const after = markResult(before, changes('internal/catalog/cache.go:88', 'service.go:120'))
    expect(bare(JSON.stringify(after))).toBe(bare(JSON.stringify(before)))
  })

  test('are asked for where a result has places', () => {
    expect([hasPlaces(fail()), hasPlaces(result({ checks: [check()] }))]).toEqual([true, false])
    expect(hasPlaces(pass())).toBe(pass().checks.some(({ causes, tree }) => causes.length > 0 || tree !== null))
  })
})

test('a function in each file is known by causes, callers and the tree, where causes are functions', () => {
  const byPackage = cpu({ of: 'package', causes: [grown('api', 'api/other.go', 1)], tree: null })
  expect([...functionsByFile({ checks: [cpu(), byPackage] })]).toEqual([
    ['api/put.go', 'api.Put'],
    ['api/load.go', 'api.Load'],
    ['main.go', 'main.main'],
    ['api/serve.go', 'api.Serve'],
  ])
})
