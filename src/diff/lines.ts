import { addInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Frames } from './frames.ts'
import type { FunctionLines, LineDiff, LineList, LineValues } from './line-tables.ts'
import { Places } from './places.ts'
import { type Run, valuesOf } from './run.ts'
import { type Pattern, type Selection, selectSamples } from './selection.ts'
import { absoluteTotal, type FrameMembers, type IntSums, sumMeasure, total } from './sums.ts'
import type { SideValues, Totals } from './tables.ts'

export interface ListRequest {
  /** Which functions, by the names that pprof prints. */
  readonly wanted: Pattern
  readonly selection: Selection
}

/** Values of one profile (or the mean of its repeats) by line, as `pprof -list` has them (internal/report printSource). */
export function listLines(runs: readonly Run[], { wanted, selection }: ListRequest): LineList {
  const places = new Places()
  const side = sumSide(runs, places, selection)
  const functions = byFunction(places, wanted, side.startLines, [], {
    values: (place) => nonZero(side.flat[place] ?? 0, side.cum[place] ?? 0),
    add: addInt,
  })
  return { kind: 'profile', ...head(runs), totals: side.totals, functions }
}

/** Both sides by line and candidate minus baseline, which is what `pprof -diff_base -list` has. */
export function diffLines(
  baselineRuns: readonly Run[],
  candidateRuns: readonly Run[],
  { wanted, selection }: ListRequest,
): LineDiff {
  const places = new Places()
  const candidate = sumSide(candidateRuns, places, selection)
  const baseline = sumSide(baselineRuns, places, selection)
  const functions = byFunction(places, wanted, candidate.startLines, baseline.startLines, {
    values: (place) => {
      const flat = sidesOf(baseline.flat[place] ?? 0, candidate.flat[place] ?? 0)
      const cum = sidesOf(baseline.cum[place] ?? 0, candidate.cum[place] ?? 0)
      const isThere = [flat, cum].some((sides) => sides.baseline !== 0 || sides.candidate !== 0)
      return isThere ? { flat, cum } : null
    },
    add: (a, b) => sidesOf(addInt(a.baseline, b.baseline), addInt(a.candidate, b.candidate)),
  })
  return { kind: 'diff', ...head(candidateRuns), baseline: baseline.totals, candidate: candidate.totals, functions }
}

function sidesOf(baseline: Int, candidate: Int): SideValues {
  return { baseline, candidate, delta: subtractInt(candidate, baseline) }
}

function nonZero(flat: Int, cum: Int) {
  return flat === 0 && cum === 0 ? null : { flat, cum }
}

function head(runs: readonly Run[]) {
  const metric = runs[0]?.metric
  return { metric: metric?.name ?? '', unit: metric?.unit ?? '' }
}

/** One side by place; the mean of its runs. */
interface SideLines {
  readonly totals: Totals
  readonly flat: readonly Int[]
  readonly cum: readonly Int[]
  /** The first line of the function of a place; places without a function, or without a name, have none. */
  readonly startLines: readonly (number | undefined)[]
}

function sumSide(runs: readonly Run[], places: Places, selection: Selection): SideLines {
  const flat: Int[] = []
  const cum: Int[] = []
  const startLines: number[] = []
  let sum: Int = 0
  let absoluteSum: Int = 0
  for (const run of runs) {
    const { frames, metric } = run
    const values = valuesOf(run)
    const mask = selectSamples(frames, selection)
    const groupOfFrame = places.assign(frames)
    const blamed = new Int32Array()
    const members: FrameMembers = {
      kind: 'frames',
      start: frames.start,
      groupOfFrame,
      groupCount: places.count,
      blamed,
    }
    addSums(flat, sumMeasure(frames.profile, values, members, mask, 'flat'), metric.scale)
    addSums(cum, sumMeasure(frames.profile, values, members, mask, 'cum'), metric.scale)
    noteStartLines(startLines, frames, groupOfFrame)
    sum = addInt(sum, multiplyInt(total(values, mask), metric.scale))
    // pprof takes percentages of the whole profile, whatever is in focus.
    absoluteSum = addInt(absoluteSum, multiplyInt(absoluteTotal(values, null), metric.scale))
  }
  const mean = (value: Int): Int => (runs.length > 1 ? Number(value) / runs.length : value)
  return {
    totals: { total: mean(sum), absoluteTotal: mean(absoluteSum) },
    flat: flat.map(mean),
    cum: cum.map(mean),
    startLines,
  }
}

function addSums(into: Int[], sums: IntSums, scale: number): void {
  for (let place = 0; place < sums.length; place++) {
    into[place] = addInt(into[place] ?? 0, multiplyInt(sums[place]!, scale))
  }
}

function noteStartLines(into: number[], frames: Frames, placeOfFrame: Int32Array): void {
  const { startLine } = frames.profile.functions
  for (let frame = 0; frame < frames.count; frame++) {
    if (frames.isNameless(frame)) continue
    const place = placeOfFrame[frame]!
    // Julia writes -1 where it does not know.
    into[place] = earliest(into[place] ?? 0, Math.max(0, Number(startLine[frames.functionOf[frame]!]!)))
  }
}

/** Of two lines, where 0 is none. */
function earliest(a: number, b: number): number {
  return a === 0 || (b !== 0 && b < a) ? b : a
}

interface Arithmetic<Value> {
  /** Null for a place without a value. */
  readonly values: (place: number) => { readonly flat: Value; readonly cum: Value } | null
  readonly add: (a: Value, b: Value) => Value
}

function byFunction<Value>(
  places: Places,
  wanted: Pattern,
  startLines: SideLines['startLines'],
  baselineStartLines: SideLines['startLines'],
  { values, add }: Arithmetic<Value>,
): readonly FunctionLines<Value>[] {
  const isWanted = new Map<string, boolean>()
  const functions = new Map<
    string,
    { name: string; file: string; start: number; before: number; lines: LineValues<Value>[] }
  >()
  for (let place = 0; place < places.count; place++) {
    const found = values(place)
    const start = startLines[place]
    const before = baselineStartLines[place]
    if (found === null || (start === undefined && before === undefined)) continue
    const { name, file, line } = places.source(place)
    if (!isWanted.has(name)) isWanted.set(name, wanted.matches(name))
    if (isWanted.get(name) !== true) continue
    const key = JSON.stringify([name, file])
    const known = functions.get(key) ?? { name, file, start: 0, before: 0, lines: [] }
    functions.set(key, known)
    known.start = earliest(known.start, start ?? 0)
    known.before = earliest(known.before, before ?? 0)
    known.lines.push({ line, ...found })
  }
  return [...functions.values()]
    .sort((a, b) => order(a.name, b.name) || order(a.file, b.file))
    .map(({ name, file, start, before, lines }) => ({
      name,
      file,
      startLine: start === 0 ? before : start,
      baselineStartLine: start === 0 || before === 0 || before === start ? null : before,
      flat: lines.map(({ flat }) => flat).reduce(add),
      cum: lines.map(({ cum }) => cum).reduce(add),
      lines: lines.sort((a, b) => a.line - b.line),
    }))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
