import { describe, expect, test } from 'vitest'
import { OWN_CODE } from '../../src/graph/graph-data.ts'
import { callTree } from '../../src/page/call-tree.ts'
import { functionRows, type RowFilter, type SortColumn, sortRows } from '../../src/page/function-rows.ts'
import { matcherOf } from '../../src/page/search.ts'
import { functionSums } from '../../src/page/sums.ts'

const NAMES = ['main.main', 'shop.Put', 'shop.Get', 'fmt.Sprintf', 'shop.Unused']
const FLAGS = [OWN_CODE, OWN_CODE, OWN_CODE, 0, OWN_CODE]
const FUNCTIONS = NAMES.map((name, frame) => ({
  name,
  short: name,
  file: '',
  line: 0,
  url: '',
  isOwn: FLAGS[frame] === OWN_CODE,
  isChanged: false,
  key: name,
}))
/** main calls Put, which grew, and Get, which did not and calls Sprintf. */
const SUMS = functionSums(
  callTree({
    parent: [-1, 0, 1, 1, 3],
    frame: [-1, 0, 1, 2, 3],
    baseline: [0, 0, 100, 300, 100],
    candidate: [0, 0, 500, 301, 100],
  }),
  FLAGS,
)
const BAND = { total: 901, totalNoise: 0 }
const ALL: RowFilter = { matches: null, isOwnOnly: false, isAll: true }

function names(filter: Partial<RowFilter>): readonly string[] {
  return functionRows(SUMS, FUNCTIONS, BAND, { ...ALL, ...filter }).rows.map(({ frame }) => NAMES[frame] ?? '')
}

describe('rows', () => {
  test('of functions without a stack there are none', () => {
    expect(names({})).toEqual(['main.main', 'shop.Put', 'shop.Get', 'fmt.Sprintf'])
  })

  test('what did not change beyond noise is counted only', () => {
    expect(names({ isAll: false })).toEqual(['main.main', 'shop.Put'])
    expect(functionRows(SUMS, FUNCTIONS, BAND, { ...ALL, isAll: false }).quiet).toBe(2)
  })

  test('without a value in this metric there are none, and they are not counted as unchanged', () => {
    const sums = functionSums(
      callTree({ parent: [-1, 0, 0], frame: [-1, 1, 2], baseline: [0, 5, 0], candidate: [0, 9, 0] }),
      FLAGS,
    )
    const band = { total: 9, totalNoise: 0 }
    expect(functionRows(sums, FUNCTIONS, band, { ...ALL, isAll: false })).toMatchObject({
      rows: [{ frame: 1 }],
      quiet: 0,
    })
    expect(functionRows(sums, FUNCTIONS, band, ALL).rows.map(({ frame }) => frame)).toEqual([1])
    const found = functionRows(sums, FUNCTIONS, band, { ...ALL, matches: matcherOf('get') })
    expect(found.rows).toEqual([])
  })

  test('who searches for a function gets it, whether it changed or not', () => {
    expect(names({ isAll: false, matches: matcherOf('get') })).toEqual(['shop.Get'])
  })

  test('only own code, if that is wanted', () => {
    expect(names({ isOwnOnly: true })).toEqual(['main.main', 'shop.Put', 'shop.Get'])
  })
})

describe('order', () => {
  const { rows } = functionRows(SUMS, FUNCTIONS, BAND, ALL)

  test.each<[SortColumn, boolean, readonly string[]]>([
    ['name', true, ['fmt.Sprintf', 'main.main', 'shop.Get', 'shop.Put']],
    ['name', false, ['shop.Put', 'shop.Get', 'main.main', 'fmt.Sprintf']],
    ['own.change', false, ['shop.Put', 'shop.Get', 'main.main', 'fmt.Sprintf']],
    ['cum.candidate', false, ['main.main', 'shop.Put', 'shop.Get', 'fmt.Sprintf']],
    ['flat.baseline', false, ['shop.Get', 'shop.Put', 'fmt.Sprintf', 'main.main']],
    ['flat.change', true, ['fmt.Sprintf', 'main.main', 'shop.Get', 'shop.Put']],
  ])('by %s, ascending %s', (column, isAscending, expected) => {
    expect(sortRows(rows, { column, isAscending }, FUNCTIONS).map(({ frame }) => NAMES[frame])).toEqual(expected)
  })
})
