import { describe, expect, test } from 'vitest'
import type { FunctionLines } from '../../src/diff/line-tables.ts'
import type { Int } from '../../src/model/int64.ts'
import { notice } from '../../src/model/notice.ts'
import type { SourceText } from '../../src/model/source-text.ts'
import { annotate } from '../../src/report/annotated.ts'
import type { Listing } from '../../src/report/list-columns.ts'
import { renderListJson } from '../../src/report/list-json.ts'
import { renderListMarkdown } from '../../src/report/list-markdown.ts'
import { renderListText } from '../../src/report/list-text.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'

const GET: FunctionLines<Int> = {
  name: 'shop.Get',
  file: 'shop.go',
  startLine: 3,
  baselineStartLine: null,
  flat: 5,
  cum: 7,
  lines: [{ line: 4, flat: 5, cum: 7 }],
}

const SHOP = ['package shop', '', 'func Get() int {', '\treturn find()', '}', '', 'func find() int {']

const sourceOf = (lines: readonly string[]): SourceText => ({ kind: 'read', path: 'src/shop.go', lines })

function listing(lines: FunctionLines<Int>, source: SourceText | null = sourceOf(SHOP)): Listing {
  const totals = { total: 10, absoluteTotal: 10 }
  return { kind: 'profile', metric: 'samples', unit: 'count', totals, functions: [annotate(lines, source)] }
}

/** What follows the head of the first function. */
const bodyOf = (shown: Listing) => renderListText(shown).trimEnd().split('\n').slice(4)

describe('the lines of a function', () => {
  test('begin where it starts and end five lines after the last value, or with the file', () => {
    expect(bodyOf(listing(GET))).toEqual([
      '         .          .      3:func Get() int {',
      '         5          7      4:\treturn find()',
      '         .          .      5:}',
      '         .          .      6:',
      '         .          .      7:func find() int {',
    ])
    const long = sourceOf(Array.from({ length: 40 }, (_, at) => `func ${at + 1}`))
    expect(bodyOf(listing(GET, long)).at(-1)).toContain(' 9:func 9')
  })

  test('begin five lines before the first value where nobody knows the start', () => {
    const long = sourceOf(Array.from({ length: 40 }, (_, at) => `line ${at + 1}`))
    const late = { ...GET, startLine: 0, lines: [{ line: 20, flat: 5, cum: 7 }] }
    expect(bodyOf(listing(late, long))[0]).toContain(' 15:line 15')
    expect(bodyOf(listing({ ...GET, startLine: 0 }, long))[0]).toContain(' 1:line 1')
  })

  test('are those with values alone where there is no source, and the reason is said', () => {
    const reasons = [
      notice('source-not-found'),
      notice('source-link-out'),
      notice('source-hidden'),
      notice('source-no-text'),
      notice('source-too-long'),
      notice('fifo'),
    ]
    const shown = reasons.map((reason) => bodyOf(listing(GET, { kind: 'unread', reason })))
    expect(shown.map(([note]) => note)).toEqual([
      ' No source: shop.go is in no folder that is searched.',
      ' No source: shop.go is a link that leads out of the folders that are searched.',
      ' No source: shop.go is hidden, and hidden files are not read.',
      ' No source: shop.go is no text.',
      ' No source: shop.go has more than 1,000,000 lines.',
      ' No source: shop.go is a named pipe, not a file.',
    ])
    expect(new Set(shown.map(([, ...lines]) => lines.join('\n')))).toEqual(new Set(['         5          7      4:']))
  })

  test('with a value that no line is known for come first', () => {
    const lines = [{ line: -1, flat: 1, cum: 1 }, ...GET.lines]
    expect(bodyOf(listing({ ...GET, lines }))[0]).toBe('         1          1      ?:')
    expect(JSON.parse(renderListJson(listing({ ...GET, lines }))).functions[0].lines[0].line).toBeNull()
  })

  test('are one sentence where the profile names no file', () => {
    expect(renderListText(listing({ ...GET, file: '' }, null))).toBe(
      'Type: samples\nTotal: 10\nNo source information for shop.Get\n',
    )
    expect(renderListMarkdown(listing({ ...GET, file: '' }, null))).toContain('No source information for `shop.Get`.')
  })
})

describe('another version of the source', () => {
  const isOther = (lines: Partial<FunctionLines<Int>>, source = SHOP) => {
    const found = JSON.parse(renderListJson(listing({ ...GET, ...lines }, sourceOf(source)))).functions[0]
    return found.problem === 'other-version'
  }

  test('is told by the line where the function starts, and by its length', () => {
    expect(isOther({})).toBe(false)
    expect(isOther({ startLine: 2 })).toBe(true)
    expect(isOther({ startLine: 0 })).toBe(false)
    expect(isOther({ lines: [{ line: 8, flat: 1, cum: 1 }] })).toBe(true)
    expect(renderListText(listing({ ...GET, startLine: 2 }))).toContain(
      '\n Other source: src/shop.go is not the version that was profiled, so its lines may be others. Check that out.\n',
    )
  })

  test.each(['shop.Get-range1', 'shop.Get.gowrap1', 'shop.Get.deferwrap2', 'shop.init'])(
    'is not told by %s, which starts at another statement',
    (name) => expect(isOther({ name, startLine: 4 })).toBe(false),
  )

  test('is not told in other languages', () => {
    expect(isOther({ file: 'shop.rs', startLine: 2 })).toBe(false)
  })
})

describe('text that somebody else chose', () => {
  const hostile = listing(
    {
      ...GET,
      name: HOSTILE_NAMES.join(' '),
      file: HOSTILE_NAMES.join(' '),
      startLine: 1,
      lines: [{ line: 1, flat: 1, cum: 1 }],
    },
    sourceOf(HOSTILE_NAMES),
  )

  test('reaches no terminal as a control character, and stays on its line', () => {
    const text = renderListText(hostile)
    expect(text.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(/\p{Cc}|\p{Cf}/u)
    expect(text.split('\n')).toHaveLength(4 + 6 + 1)
  })

  test('does not end the block that it stands in', () => {
    const fences = sourceOf(['```', '````x', '~~~'])
    const page = renderListMarkdown(listing({ ...GET, startLine: 1, lines: [{ line: 1, flat: 1, cum: 1 }] }, fences))
    const blocks = page.split('\n').filter((line) => /^`{5}/.test(line))
    expect(blocks).toHaveLength(2)
  })

  test('is cut where a line is longer than anybody reads', () => {
    const minified = sourceOf(['x'.repeat(10_000)])
    const text = renderListText(listing({ ...GET, startLine: 1, lines: [{ line: 1, flat: 1, cum: 1 }] }, minified))
    expect(text.length).toBeLessThan(1500)
  })
})

test('integers beyond 2^53 are decimal text in JSON', () => {
  const large = 2n ** 60n
  const json = JSON.parse(renderListJson(listing({ ...GET, cum: large, lines: [{ line: 4, flat: 0, cum: large }] })))
  expect([json.functions[0].cum, json.functions[0].lines[1].cum]).toEqual([String(large), String(large)])
})
