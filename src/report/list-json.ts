import type { SideValues } from '../diff/tables.ts'
import type { Int } from '../model/int64.ts'
import type { AnnotatedFunction } from './annotated.ts'
import { jsonText } from './json-text.ts'
import type { Listing } from './list-columns.ts'

/**
 * Functions with their lines: exact integers in the base unit, decimal text beyond 2^53; of two profiles both sides and
 * the delta of every value. `text` is null where there is no source, `problem` says why as a code; lines without values
 * are those around.
 */
export function renderListJson(listing: Listing): string {
  const { metric, unit } = listing
  const head = { schemaVersion: 1, metric, unit }
  if (listing.kind === 'profile') {
    const functions = listing.functions.map((each) => functionJson(each, exact))
    return jsonText({ ...head, total: exact(listing.totals.total), functions })
  }
  const functions = listing.functions.map((each) => functionJson(each, sides))
  const [baseline, candidate] = [listing.baseline, listing.candidate].map(({ total }) => ({ total: exact(total) }))
  return jsonText({ ...head, baseline, candidate, functions })
}

function functionJson<Value>(each: AnnotatedFunction<Value>, value: (value: Value | null) => unknown) {
  const { name, file, source, startLine, baselineStartLine, isOtherVersion, flat, cum, annotated } = each
  const problem = source?.kind === 'unread' ? source.reason.code : isOtherVersion ? 'other-version' : null
  return {
    name,
    file: file === '' ? null : file,
    startLine: startLine === 0 ? null : startLine,
    ...(baselineStartLine === null ? {} : { baselineStartLine }),
    source: source?.kind === 'read' ? source.path : null,
    problem,
    flat: value(flat),
    cum: value(cum),
    lines: annotated.map(({ line, text, values }) => ({
      line: line < 1 ? null : line,
      flat: value(values?.flat ?? null),
      cum: value(values?.cum ?? null),
      text,
    })),
  }
}

function sides(value: SideValues | null) {
  return {
    baseline: exact(value?.baseline ?? 0),
    candidate: exact(value?.candidate ?? 0),
    delta: exact(value?.delta ?? 0),
  }
}

function exact(value: Int | null): number | string {
  return typeof value === 'bigint' ? value.toString() : (value ?? 0)
}
