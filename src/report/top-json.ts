import type { DiffTable, SideValues, TopTable } from '../diff/tables.ts'
import type { Int } from '../model/int64.ts'
import { jsonText } from './json-text.ts'

/** One profile: exact integers in the base unit, decimal text beyond 2^53. */
export function renderTopJson({ metric, unit, of, totals, rows }: TopTable): string {
  return jsonText({
    schemaVersion: 1,
    metric,
    unit,
    of,
    total: exact(totals.total),
    rows: rows.map(({ name, file, line, flat, cum, own }) => {
      return { name, file, line, flat: exact(flat), cum: exact(cum), own: exact(own) }
    }),
  })
}

/** Two profiles: both sides and the delta of every value. */
export function renderDiffJson({ metric, unit, of, baseline, candidate, rows }: DiffTable): string {
  return jsonText({
    schemaVersion: 1,
    metric,
    unit,
    of,
    baseline: { total: exact(baseline.total) },
    candidate: { total: exact(candidate.total) },
    rows: rows.map(({ name, file, line, flat, cum, own }) => {
      return { name, file, line, flat: sides(flat), cum: sides(cum), own: sides(own) }
    }),
  })
}

function sides({ baseline, candidate, delta }: SideValues) {
  return { baseline: exact(baseline), candidate: exact(candidate), delta: exact(delta) }
}

function exact(value: Int): number | string {
  return typeof value === 'bigint' ? value.toString() : value
}
