import type { DiffTable, TopTable } from '../diff/tables.ts'
import { code } from './escape.ts'
import { diffLayout, type TopLayout, topLayout } from './top-columns.ts'

/** Names and paths are given whole: this page is asked for, not sent to everybody. */
const NAME_CODE_POINTS = 400

/** One profile as a table. */
export function renderTopMarkdown(table: TopTable): string {
  return page(topLayout(table), table.of, null)
}

/** Two profiles as a table: deltas with their signs, both values, and the place. */
export function renderDiffMarkdown(table: DiffTable): string {
  return page(diffLayout(table), table.of, `${table.by}: baseline → candidate`)
}

function page({ metric, first, intro, cells }: TopLayout, of: string, sides: string | null): string {
  const headers = [first, `${first}%`, 'sum%', 'cum', 'cum%', ...(sides === null ? [] : [sides])]
  const lines = [
    row([...headers, code(of), 'place']),
    row([...headers.map(() => '--:'), ':--', ':--']),
    ...cells.map((cell) =>
      row([
        ...[cell.value, cell.percent, cell.sum, cell.cum, cell.cumPercent].map(number),
        ...(sides === null ? [] : [number(cell.sides)]),
        code(cell.name, NAME_CODE_POINTS),
        cell.place === '' ? '' : code(cell.place, NAME_CODE_POINTS),
      ]),
    ),
  ]
  return `${code(metric)}: ${intro.map(number).join('. ')}.\n\n${lines.join('\n')}\n`
}

/** Numbers are plain but for a unit of the producer's own making. */
function number(text: string): string {
  const trimmed = text.trim()
  return /^(?:[A-Za-z0-9 ,.%+→-]|:(?= ))*$/.test(trimmed) ? trimmed : code(trimmed, NAME_CODE_POINTS)
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
