import type { FunctionLines } from '../../graph/function-lines.ts'
import type { GraphFunction } from '../../graph/function-table.ts'
import type { GraphSource, LineValues } from '../../graph/graph-data.ts'
import { clean } from '../escape.ts'
import type { PlaceFacts } from './place-facts.ts'

/** Bounds of what of the sources goes into the page. */
const MOST_FUNCTIONS = 40
const MOST_LINES = 300
const MOST_CHARS = 512 * 1024
/** Longer lines are those of generators. */
const LINE_CHARS = 400

/** Lines around those with values, where the function has no end that could be found. */
const MARGIN = 5

/** The text of the functions that changed most, with what their lines stand for in every profile. */
export function sourcesOf(
  lines: readonly FunctionLines[],
  functions: readonly GraphFunction[],
  { source, change }: Pick<PlaceFacts, 'source' | 'change'>,
): readonly GraphSource[] {
  const byFunction = new Map<number, FunctionLines[]>()
  for (const each of lines.toSorted((a, b) => b.part - a.part || a.number - b.number || a.tree - b.tree)) {
    const known = byFunction.get(each.number)
    if (known === undefined) byFunction.set(each.number, [each])
    else if (known[0]?.file === each.file) known.push(each)
  }
  const found: GraphSource[] = []
  let chars = 0
  for (const [number, all] of byFunction) {
    if (found.length === MOST_FUNCTIONS) break
    const [first] = all
    const name = functions[number]?.name ?? ''
    const text = first === undefined ? null : source(name, first.file)
    if (first === undefined || text === null) continue
    const range = rangeOf(all, text)
    if (range === null) continue
    const shown = text
      .slice(range.first - 1, range.last)
      .map((line) => clean(line.replace(/\t/g, '    ')).slice(0, LINE_CHARS))
    chars += shown.reduce((sum, line) => sum + line.length, 0)
    if (chars > MOST_CHARS) break
    found.push({
      frame: number,
      startLine: range.first,
      text: shown,
      changedLines: shown.flatMap((_, at) =>
        change({ file: first.file, line: range.first + at }) === 'line' ? [range.first + at] : [],
      ),
      values: all.toSorted((a, b) => a.tree - b.tree).flatMap((each) => valuesOf(each, range)),
    })
  }
  return found
}

interface Range {
  readonly first: number
  readonly last: number
}

/** From the first line of the function to its end; null where the text is that of another version. */
function rangeOf(all: readonly FunctionLines[], text: readonly string[]): Range | null {
  const valued = all.flatMap(({ values }) => values.flatMap(({ lines }) => lines)).filter((line) => line > 0)
  const starts = all.map(({ startLine }) => startLine).filter((line) => line > 0)
  const lowest = valued.reduce((least, line) => Math.min(least, line), Number.POSITIVE_INFINITY)
  const highest = valued.reduce((most, line) => Math.max(most, line), 0)
  if (highest === 0 || highest > text.length) return null
  const first = starts.length > 0 ? Math.min(lowest, ...starts) : Math.max(1, lowest - MARGIN)
  const end = text.findIndex((line, at) => at + 1 >= highest && /^}/.test(line))
  const last = end !== -1 && end + 1 - highest < MOST_LINES ? end + 1 : Math.min(text.length, highest + MARGIN)
  if (last - first < MOST_LINES) return { first, last }
  // Of a long function the part with the first values.
  const from = Math.max(first, lowest - MARGIN)
  return { first: from, last: Math.min(last, from + MOST_LINES - 1) }
}

function valuesOf({ tree, values }: FunctionLines, { first, last }: Range): readonly LineValues[] {
  return values.flatMap(({ lines, flat, cum }, metric): readonly LineValues[] => {
    const shown = lines.flatMap((line, at) => (line >= first && line <= last ? [at] : []))
    if (shown.length === 0) return []
    const pick = (column: readonly number[]) => shown.map((at) => column[at] ?? 0)
    const sides = (of: typeof flat) => ({ baseline: pick(of.baseline), candidate: pick(of.candidate) })
    return [{ profile: tree, metric, lines: pick(lines), flat: sides(flat), cum: sides(cum) }]
  })
}
