import { describe, expect, test } from 'vitest'
import type { DiffTable, SideValues, TopTable } from '../../src/diff/tables.ts'
import { type Int, subtractInt } from '../../src/model/int64.ts'
import { fixed } from '../../src/model/pprof-unit.ts'
import { pprofFormat, pprofPercent } from '../../src/report/pprof-number.ts'
import { renderDiffJson, renderTopJson } from '../../src/report/top-json.ts'
import { renderDiffMarkdown, renderTopMarkdown } from '../../src/report/top-markdown.ts'
import { renderDiffText, renderTopText } from '../../src/report/top-text.ts'
import { expectGolden } from '../golden.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'

const KIB = 1024

/** The four largest functions of a heap profile, in units of a sixteenth of a KiB as Go's sampler scales them. */
const TOP: TopTable = {
  metric: 'inuse_space',
  unit: 'bytes',
  of: 'function',
  by: 'flat',
  totals: { total: 3989.01 * KIB, absoluteTotal: Math.round(3989.01 * KIB) },
  rows: [
    row('encoding/json.(*decodeState).literalStore', 'encoding/json/decode.go', 966, 1487852, 1487852, 0),
    row('example.com/shop/session.(*Store).Get', 'session/store.go', 41, 728392, 728392, 728392),
    row('example.com/shop/catalog.decode', 'catalog/decode.go', 12, 677683, 2428703, 2165535),
    row('reflect.growslice', null, null, 128, 263168, 0),
    row('encoding/json.(*Decoder).Decode', 'encoding/json/stream.go', null, 0, 1751020, 0),
  ],
  rowCount: 35,
}

function row(name: string, file: string | null, line: number | null, flat: Int, cum: Int, own: Int) {
  return { name, file, line, flat, cum, own }
}

function sides(baseline: Int, candidate: Int): SideValues {
  return { baseline, candidate, delta: subtractInt(candidate, baseline) }
}

const DIFF: DiffTable = {
  metric: 'cpu',
  unit: 'nanoseconds',
  of: 'function',
  by: 'flat',
  baseline: { total: 4240e6, absoluteTotal: 4240e6 },
  candidate: { total: 5120e6, absoluteTotal: 5120e6 },
  rows: [
    {
      name: 'shop.Decode',
      file: 'shop/decode.go',
      line: 41,
      flat: sides(410e6, 1330e6),
      cum: sides(500e6, 1600e6),
      own: sides(500e6, 1600e6),
    },
    {
      name: 'runtime.memmove',
      file: null,
      line: null,
      flat: sides(120e6, 80e6),
      cum: sides(120e6, 80e6),
      own: sides(0, 0),
    },
    { name: 'shop.New', file: 'shop/new.go', line: 3, flat: sides(0, 10e6), cum: sides(0, 10e6), own: sides(0, 10e6) },
  ],
  rowCount: 3,
}

describe('a table of one profile', () => {
  test('looks as pprof prints it', () => {
    expectGolden('report/top.txt', renderTopText(TOP))
  })

  test('starts with own where the rows are sorted by that', () => {
    expect(renderTopText({ ...TOP, by: 'own' }).split('\n')[3]).toBe('       own   own%   sum%        cum   cum%')
  })

  test('is a table in Markdown', () => {
    expectGolden('report/top.md', renderTopMarkdown(TOP))
  })

  test('is exact in JSON, also beyond 2^53', () => {
    const big = {
      ...TOP,
      totals: { total: 2n ** 60n, absoluteTotal: 2n ** 60n },
      rows: [row('f', null, null, 2n ** 60n, 2n ** 60n, 1)],
    }
    expect(JSON.parse(renderTopJson(big))).toEqual({
      schemaVersion: 1,
      metric: 'inuse_space',
      unit: 'bytes',
      of: 'function',
      total: '1152921504606846976',
      rows: [{ name: 'f', file: null, line: null, flat: '1152921504606846976', cum: '1152921504606846976', own: 1 }],
    })
  })
})

describe('a table of two profiles', () => {
  test('has signs, both values and the place', () => {
    expectGolden('report/diff.txt', renderDiffText(DIFF))
    expectGolden('report/diff.md', renderDiffMarkdown(DIFF))
    expectGolden('report/diff.json', renderDiffJson(DIFF))
  })

  test('takes percentages of the candidate where the baseline has nothing', () => {
    const fresh = { ...DIFF, baseline: { total: 0, absoluteTotal: 0 } }
    expect(renderDiffText(fresh)).toContain('+17.97%')
  })

  test('shows the sides of what it is sorted by', () => {
    expect(renderDiffText({ ...DIFF, by: 'cum' })).toMatch(/cum: baseline → candidate[\s\S]*0\.50s → 1\.60s/)
  })
})

test('no name or unit gets out of a table as it is', () => {
  const rows = HOSTILE_NAMES.map((name) => row(name, name, 1, 5, 5, 5))
  const table: TopTable = {
    ...TOP,
    metric: HOSTILE_NAMES.join(''),
    unit: HOSTILE_NAMES.join(''),
    of: HOSTILE_NAMES.join(''),
    rows,
  }
  const diffRows = HOSTILE_NAMES.map((name) => ({
    name,
    file: name,
    line: 1,
    flat: sides(1, 2),
    cum: sides(1, 2),
    own: sides(1, 2),
  }))
  const diff: DiffTable = { ...DIFF, metric: table.metric, unit: table.unit, of: table.of, rows: diffRows }
  for (const text of [renderTopText(table), renderTopMarkdown(table), renderDiffText(diff), renderDiffMarkdown(diff)]) {
    expect(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text.replaceAll('\n', ''))).toBeNull()
  }
  const lines = renderTopMarkdown(table)
    .split('\n')
    .filter((line) => line.startsWith('| '))
  expect(lines).toHaveLength(HOSTILE_NAMES.length + 2)
})

describe('numbers of pprof', () => {
  // Printed by Go's fmt, with pprof's rules around it.
  test.each([
    [0, '   0%'],
    [0.0000123, '1.2e-05%'],
    [0.0001, '0.0001%'],
    [0.0625, '0.062%'],
    [0.1, ' 0.1%'],
    [0.125, '0.12%'],
    [0.999, '   1%'],
    [0.96, '0.96%'],
    [1, ' 1.00%'],
    [36.424, '36.42%'],
    [99.94, '99.94%'],
    [99.95, '  100%'],
    [100.05, '  100%'],
    [510.94, '510.94%'],
    [-1.78, ' 1.78%'],
  ])('%d percent is %s', (percent, text) => {
    expect(pprofPercent(percent, 100)).toBe(text.padStart(6))
  })

  test('a part of nothing is 0%', () => {
    expect(pprofPercent(5, 0)).toBe('    0%')
  })

  test.each([
    [0.125, '0.12'],
    [0.375, '0.38'],
    [1.625, '1.62'],
    [-2.125, '-2.12'],
    [1.005, '1.00'],
    [2.675, '2.67'],
  ])('%d is rounded to %s: a tie goes to the even digit', (value, text) => {
    expect(fixed(value, 2)).toBe(text)
  })

  test.each<[string, readonly Int[], Int, readonly string[]]>([
    ['bytes', [1487852, 0], 4084746, ['1.42MB', '0']],
    ['bytes', [128, 1487852], 4084746, ['0.12kB', '1452.98kB']],
    ['bytes', [100, 3000], 3100, ['100B', '3000B']],
    ['bytes', [100, 300000], 300100, ['0.10kB', '292.97kB']],
    ['nanoseconds', [730e6, 50e6], 4240e6, ['730ms', '50ms']],
    ['nanoseconds', [177310, 7380], 184700, ['177.31us', '7.38us']],
    ['nanoseconds', [7200e9], 7200e9, ['2hrs']],
    ['microseconds', [1500], 1500, ['1.50ms']],
    ['count', [1, 12345], 12346, ['1', '12345']],
    ['count', [2n ** 60n], 2n ** 60n, ['1152921504606846976']],
    ['widgets', [12, -3], 15, ['12widgets', '-3widgets']],
    ['bytes', [], 0, []],
  ])('%s case %#', (unit, values, total, texts) => {
    expect(values.map(pprofFormat(unit, values, total))).toEqual(texts)
  })
})
