import type { LineDiff, LineList } from '../diff/line-tables.ts'
import type { SideValues } from '../diff/tables.ts'
import type { Int } from '../model/int64.ts'
import { scaledText } from '../model/pprof-unit.ts'
import type { AnnotatedFunction, AnnotatedLine } from './annotated.ts'
import { right, widthOf } from './columns.ts'
import { clean, clip } from './escape.ts'
import { pprofPercent } from './pprof-number.ts'
import { sourceNotes } from './source-words.ts'

/** A profile, or two, with the source of its functions. */
export type Listing =
  | (Omit<LineList, 'functions'> & { readonly functions: readonly AnnotatedFunction<Int>[] })
  | (Omit<LineDiff, 'functions'> & { readonly functions: readonly AnnotatedFunction<SideValues>[] })

/** A function as text and Markdown show it: cleaned, in columns. */
export interface ListedFunction {
  readonly name: string
  /** Empty where the profile does not say; there is nothing else then. */
  readonly file: string
  readonly sums: string
  /** Sentences about the source. */
  readonly notes: readonly string[]
  readonly lines: readonly string[]
}

export interface ListLayout {
  readonly metric: string
  readonly total: string
  /** Names of the columns; null where pprof has none. */
  readonly head: string | null
  readonly functions: readonly ListedFunction[]
}

/** The texts of a line or a sum: flat and cum, and of two profiles both sides of cum. */
interface Cells {
  readonly flat: string
  readonly cum: string
  readonly sides: string
}

/** As `pprof -list` prints it: each value in the unit that fits it, `.` for none. */
export function listLayout(listing: Listing): ListLayout {
  const unit = clip(clean(listing.unit), 20)
  const format = (value: Int) => scaledText(value, unit, 'minimum')
  if (listing.kind === 'profile') {
    const { absoluteTotal } = listing.totals
    const cells = ({ flat, cum }: { readonly flat: Int; readonly cum: Int }): Cells => {
      return { flat: format(flat), cum: format(cum), sides: '' }
    }
    const percent = (cum: Int) => pprofPercent(cum, absoluteTotal)
    const functions = listing.functions.map((each) => listed(each, cells, percent(each.cum), 0))
    return { metric: listing.metric, total: format(absoluteTotal), head: null, functions }
  }
  const { baseline, candidate } = listing
  const total = baseline.absoluteTotal === 0 ? candidate.absoluteTotal : baseline.absoluteTotal
  const signed = (value: Int) => (value > 0 ? '+' : '') + format(value)
  const percent = (value: Int) => (value > 0 ? '+' : value < 0 ? '-' : '') + pprofPercent(value, total).trim()
  const cells = ({ flat, cum }: { readonly flat: SideValues; readonly cum: SideValues }): Cells => {
    const sides = `${format(cum.baseline)} → ${format(cum.candidate)}`
    return { flat: signed(flat.delta), cum: signed(cum.delta), sides }
  }
  const all = listing.functions.flatMap((each) => [each, ...each.lines].map((values) => cells(values).sides))
  const width = widthOf([SIDES, ...all])
  const functions = listing.functions.map((each) => listed(each, cells, percent(each.cum.delta), width))
  return {
    metric: listing.metric,
    total: `${format(baseline.total)} → ${format(candidate.total)}`,
    head: columns({ flat: 'flat', cum: 'cum', sides: SIDES }, width),
    functions,
  }
}

const SIDES = 'cum: baseline → candidate'

function listed<Value>(
  each: AnnotatedFunction<Value>,
  cells: (values: { readonly flat: Value; readonly cum: Value }) => Cells,
  percent: string,
  width: number,
): ListedFunction {
  return {
    name: clean(each.name),
    file: clean(each.file),
    sums: `${columns(cells(each), width)} (flat, cum) ${percent} of Total`,
    notes: sourceNotes(each),
    lines: each.annotated.map((line) => lineText(line, cells, width)),
  }
}

function lineText<Value>(
  { line, text, values }: AnnotatedLine<Value>,
  cells: (values: { readonly flat: Value; readonly cum: Value }) => Cells,
  width: number,
): string {
  const { flat, cum, sides } = values === null ? NONE : cells(values)
  const dot = (value: string) => (value === '0' ? '.' : value)
  const number = line < 1 ? '?' : String(line)
  return `${columns({ flat: dot(flat), cum: dot(cum), sides }, width)} ${number.padStart(6)}:${sourceLine(text ?? '')}`
}

const NONE: Cells = { flat: '.', cum: '.', sides: '.' }

/** @param width Of the column with both sides; 0 for none. */
function columns({ flat, cum, sides }: Cells, width: number): string {
  return `${flat.padStart(10)} ${cum.padStart(10)}${width === 0 ? '' : ` ${right(sides, width)}`}`
}

/** Minified files have lines that nobody reads. */
const MOST_CHARACTERS = 1000

/** Tabs stay: editors and terminals know how wide they are. */
function sourceLine(text: string): string {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
  return shown.split('\t').map(clean).join('\t')
}
