import type { DiffTable, TopTable } from '../diff/tables.ts'
import { left, right, widthOf } from './columns.ts'
import { clean } from './escape.ts'
import { diffLayout, type TopLayout, topLayout } from './top-columns.ts'

/** One profile as `go tool pprof -top` prints it; the first column is own where the rows are sorted by it. */
export function renderTopText(table: TopTable): string {
  const layout = topLayout(table)
  const { first, cells } = layout
  const header = `${first.padStart(10)} ${first.padStart(5)}% ${'sum'.padStart(5)}% ${'cum'.padStart(10)} ${'cum'.padStart(5)}%`
  const lines = cells.map(
    ({ value, percent, sum, cum, cumPercent, name }) =>
      `${value.padStart(10)} ${percent} ${sum} ${cum.padStart(10)} ${cumPercent}  ${clean(name)}`,
  )
  return `${[...introOf(layout), header, ...lines].join('\n')}\n`
}

/** A longer name shifts its own place only. */
const MOST_NAME_COLUMNS = 90

/** Two profiles: deltas with their signs, both values, and the place. Columns are as wide as they have to be. */
export function renderDiffText(table: DiffTable): string {
  const layout = diffLayout(table)
  const { first, cells } = layout
  const sides = `${table.by}: baseline → candidate`
  const columns = [
    { header: first, cells: cells.map(({ value }) => value), least: 10 },
    { header: `${first}%`, cells: cells.map(({ percent }) => percent), least: 6 },
    { header: 'sum%', cells: cells.map(({ sum }) => sum), least: 6 },
    { header: 'cum', cells: cells.map(({ cum }) => cum), least: 10 },
    { header: 'cum%', cells: cells.map(({ cumPercent }) => cumPercent), least: 6 },
    { header: sides, cells: cells.map((row) => row.sides), least: 0 },
  ].map((column) => ({ ...column, width: Math.max(column.least, widthOf([column.header]), widthOf(column.cells)) }))
  const names = cells.map(({ name }) => clean(name))
  const nameWidth = Math.min(MOST_NAME_COLUMNS, widthOf(names))
  const header = columns.map(({ header: text, width }) => right(text, width)).join(' ')
  const lines = cells.map(({ place }, at) => {
    let numbers = ''
    for (const { cells: column, width } of columns) numbers += `${right(column[at] ?? '', width)} `
    return `${numbers} ${left(names[at] ?? '', nameWidth)}  ${clean(place)}`.trimEnd()
  })
  return `${[...introOf(layout), header, ...lines].join('\n')}\n`
}

function introOf({ metric, intro }: TopLayout): readonly string[] {
  return [`Type: ${clean(metric)}`, ...intro.map(clean)]
}
