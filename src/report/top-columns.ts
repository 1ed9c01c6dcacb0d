import type { DiffRow, DiffTable, TopRow, TopTable } from '../diff/tables.ts'
import { addInt, type Int } from '../model/int64.ts'
import { clean, clip } from './escape.ts'
import { pprofFormat, pprofPercent, remembered } from './pprof-number.ts'

/** The cells of a top table, the same for text and Markdown. Percentages are those of pprof. */

export interface TopCells {
  /** Of `TopLayout.first`: flat, or own where the rows are sorted by it. */
  readonly value: string
  readonly percent: string
  readonly sum: string
  readonly cum: string
  readonly cumPercent: string
  /** `41.20MB → 64.30MB`; empty for one profile. */
  readonly sides: string
  readonly name: string
  /** `file:line`; empty where the profile does not say. */
  readonly place: string
}

export interface TopLayout {
  readonly metric: string
  /** Name of the first column. */
  readonly first: 'flat' | 'own'
  /** Sentences above the table. */
  readonly intro: readonly string[]
  readonly cells: readonly TopCells[]
}

export function topLayout(table: TopTable): TopLayout {
  const { metric, unit, by, rows, totals } = table
  const total = totals.absoluteTotal
  const first = by === 'own' ? 'own' : 'flat'
  const format = pprofFormat(
    shownUnit(unit),
    rows.map((row) => leading(row[first], row.cum)),
    total,
  )
  let sum: Int = 0
  const cells = rows.map((row) => {
    sum = addInt(sum, row[first])
    return {
      value: format(row[first]),
      percent: pprofPercent(row[first], total),
      sum: pprofPercent(sum, total),
      cum: format(row.cum),
      cumPercent: pprofPercent(row.cum, total),
      sides: '',
      name: row.name,
      place: placeOf(row),
    }
  })
  const shown = `Showing nodes accounting for ${format(sum)}, ${pprofPercent(sum, total).trim()} of ${format(total)} total`
  return { metric, first, intro: [shown, ...cutOf(table)], cells }
}

/** Percentages of the baseline's total, as of `-diff_base`, but signed; of the candidate's where that is 0. */
export function diffLayout(table: DiffTable): TopLayout {
  const { metric, unit, by, rows, baseline, candidate } = table
  const total = baseline.absoluteTotal === 0 ? candidate.absoluteTotal : baseline.absoluteTotal
  const first = by === 'own' ? 'own' : 'flat'
  const format = pprofFormat(
    shownUnit(unit),
    rows.map((row) => leading(row[first].delta, row.cum.delta)),
    total,
  )
  const signed = (value: Int) => (value > 0 ? '+' : '') + format(value)
  const newPercent = (value: Int) => signOf(value) + pprofPercent(value, total).trim()
  const percent = remembered(newPercent)
  let sum: Int = 0
  const cells = rows.map((row) => {
    const { delta } = row[first]
    const cum = row.cum.delta
    const sides = row[by]
    sum = addInt(sum, delta)
    return {
      value: signed(delta),
      percent: percent(delta),
      sum: newPercent(sum),
      cum: signed(cum),
      cumPercent: percent(cum),
      sides: `${format(sides.baseline)} → ${format(sides.candidate)}`,
      name: row.name,
      place: placeOf(row),
    }
  })
  const shown = `Showing nodes accounting for ${signed(sum)}, ${percent(sum)} of ${format(total)} in the baseline`
  const sides = `Total: ${format(baseline.total)} → ${format(candidate.total)}`
  return { metric, first, intro: [sides, shown, ...cutOf(table)], cells }
}

/** A producer may call its unit anything. */
function shownUnit(unit: string): string {
  return clip(clean(unit), 20)
}

/** What decides the unit: a node's own value, else what it calls. */
function leading(value: Int, cum: Int): Int {
  return value === 0 ? cum : value
}

function signOf(value: Int): string {
  return value > 0 ? '+' : value < 0 ? '-' : ''
}

function cutOf({
  rows,
  rowCount,
}: Pick<TopTable, 'rowCount'> & { readonly rows: readonly (TopRow | DiffRow)[] }): readonly string[] {
  return rows.length < rowCount ? [`Showing top ${rows.length} nodes out of ${rowCount}`] : []
}

function placeOf({ file, line }: TopRow | DiffRow): string {
  return file === null ? '' : file + (line === null ? '' : `:${line}`)
}
