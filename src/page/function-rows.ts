import { type SideValue, sideValue } from './call-tree.ts'
import { changeKind, type NoiseBand } from './change.ts'
import type { PageFunction } from './page-functions.ts'
import type { Matcher } from './search.ts'
import type { FunctionSums, SumKind } from './sums.ts'

/** A row of the table of functions. */
export interface FunctionRow extends Readonly<Record<SumKind, SideValue>> {
  readonly frame: number
}

export type SortColumn = 'name' | `${SumKind}.${'change' | 'baseline' | 'candidate'}`

export interface RowOrder {
  readonly column: SortColumn
  readonly isAscending: boolean
}

/** Which functions are wanted. */
export interface RowFilter {
  readonly matches: Matcher | null
  readonly isOwnOnly: boolean
  /** Also those that did not change beyond noise. */
  readonly isAll: boolean
}

export interface FunctionRows {
  readonly rows: readonly FunctionRow[]
  /** How many more there are that did not change beyond noise. */
  readonly quiet: number
}

/** The functions that are wanted; who searches for one by name gets it, whether it changed or not. */
export function functionRows(
  sums: FunctionSums,
  functions: readonly PageFunction[],
  band: NoiseBand,
  { matches, isOwnOnly, isAll }: RowFilter,
): FunctionRows {
  const rows: FunctionRow[] = []
  let quiet = 0
  for (const [frame, each] of functions.entries()) {
    if (sums.nodes[frame] === 0 || (isOwnOnly && !each.isOwn) || matches?.(each) === false) continue
    const row = {
      frame,
      flat: sideValue(sums.flat, frame),
      cum: sideValue(sums.cum, frame),
      own: sideValue(sums.own, frame),
    }
    const values = [row.flat, row.cum, row.own]
    // Of the other metrics of the profile.
    if (values.every(isNothing)) continue
    const isQuiet = values.every((value) => changeKind(value, band) === 'same')
    if (!isQuiet || isAll || matches !== null) rows.push(row)
    else quiet++
  }
  return { rows, quiet }
}

function isNothing({ baseline, candidate }: SideValue): boolean {
  return baseline === 0 && candidate === 0
}

/** Equal rows are ordered by the size of their cum, then by name, so that the order is always the same. */
export function sortRows(
  rows: readonly FunctionRow[],
  { column, isAscending }: RowOrder,
  functions: readonly PageFunction[],
): readonly FunctionRow[] {
  const name = ({ frame }: FunctionRow) => functions[frame]?.short ?? ''
  const byName = (a: FunctionRow, b: FunctionRow) =>
    name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a.frame - b.frame
  const sign = isAscending ? 1 : -1
  if (column === 'name') return rows.toSorted((a, b) => sign * byName(a, b))
  const key = sortKey(column)
  const size = ({ cum }: FunctionRow) => Math.max(cum.baseline, cum.candidate)
  const change = ({ cum }: FunctionRow) => cum.candidate - cum.baseline
  return rows.toSorted(
    (a, b) => sign * (key(a) - key(b)) || sign * (change(a) - change(b)) || size(b) - size(a) || byName(a, b),
  )
}

function sortKey(column: Exclude<SortColumn, 'name'>): (row: FunctionRow) => number {
  const [kind, what] = column.split('.') as [SumKind, 'change' | 'baseline' | 'candidate']
  return (row) => (what === 'change' ? row[kind].candidate - row[kind].baseline : row[kind][what])
}
