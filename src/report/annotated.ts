import type { FunctionLines } from '../diff/line-tables.ts'
import type { SourceText } from '../model/source-text.ts'

/** A line of source with what the profile says about it. */
export interface AnnotatedLine<Value> {
  /** Below 1 where the profile does not say which. */
  readonly line: number
  /** Null where there is no source. */
  readonly text: string | null
  /** Null where the profile has no value for the line. */
  readonly values: { readonly flat: Value; readonly cum: Value } | null
}

/** A function of a listing. */
export interface AnnotatedFunction<Value> extends FunctionLines<Value> {
  /** Null where the profile names no file. */
  readonly source: SourceText | null
  /** The source has no function where the profile says that it starts: it is that of another version. */
  readonly isOtherVersion: boolean
  readonly annotated: readonly AnnotatedLine<Value>[]
}

/** Lines around those with values, as pprof shows them (internal/report/source.go getSourceFromFile). */
const MARGIN = 5

/**
 * Puts values and source together: from the first line of the function, or a few before the first value, to a few after
 * the last. Lines with values outside of that are shown all the same, where pprof drops them; without a source there are
 * only those with values.
 */
export function annotate<Value>(lines: FunctionLines<Value>, source: SourceText | null): AnnotatedFunction<Value> {
  const text = source?.kind === 'read' ? source.lines : []
  const numbers = lines.lines.map(({ line }) => line).filter((line) => line > 0)
  const starts = [lines.startLine, lines.baselineStartLine ?? 0].filter((line) => line > 0)
  const first = starts.length > 0 ? Math.min(...starts) : Math.max(1, (numbers[0] ?? 1) - MARGIN)
  const last = numbers.at(-1) ?? 0
  const shown = new Map<number, AnnotatedLine<Value>>()
  for (let line = first; line <= Math.min(last + MARGIN, text.length); line++) {
    shown.set(line, { line, text: text[line - 1] ?? null, values: null })
  }
  for (const { line, flat, cum } of lines.lines) {
    shown.set(line, { line, text: text[line - 1] ?? null, values: { flat, cum } })
  }
  return {
    ...lines,
    source,
    isOtherVersion: source?.kind === 'read' && !fits(lines, source.lines),
    // A value may lie beyond the end of the source, or on no line.
    annotated: [...shown.values()].sort((a, b) => a.line - b.line),
  }
}

/** What the compiler makes of other statements than a function starts at these. */
const NO_FUNCTION = /-range\d+$|\.(?:go|defer)wrap\d+$|\.init$/

/** Whether Go's keyword stands where the function starts; other languages, and names of no line, always fit. */
function fits({ name, file, startLine, lines }: FunctionLines<unknown>, text: readonly string[]): boolean {
  if (!file.endsWith('.go')) return true
  if (lines.some(({ line }) => line > text.length)) return false
  return startLine === 0 || NO_FUNCTION.test(name) || /\bfunc\b/.test(text[startLine - 1] ?? '')
}
