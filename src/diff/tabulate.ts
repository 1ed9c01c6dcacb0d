import type { Grouping } from '../model/grouping.ts'
import { absInt, addInt, compareInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import { MEASURES, type Measure } from '../model/measure.ts'
import type { GroupIndex } from './group-index.ts'
import { indexGroups } from './index-groups.ts'
import type { OwnCode } from './own.ts'
import { type Run, valuesOf } from './run.ts'
import { type Selection, selectSamples } from './selection.ts'
import { absoluteTotal, type IntSums, sumGroups, sumMeasure, total } from './sums.ts'
import type { DiffRow, DiffTable, SideValues, TopRow, TopTable, Totals } from './tables.ts'

export interface TableRequest {
  readonly of: Grouping
  readonly by: Measure
  /** Most rows; null for all. */
  readonly top: number | null
  readonly ownCode: OwnCode
  readonly selection: Selection
}

/** A table of one profile (or the mean of its repeats), as `pprof -top` makes it. */
export function tabulateTop(runs: readonly Run[], request: TableRequest): TopTable {
  const index = indexGroups(request.of, request.ownCode)
  const side = sumSide(runs, index, request)
  const placeOf = index.largestPlaces(side.places)
  const rows: TopRow[] = []
  for (let group = 0; group < index.groups.count; group++) {
    const of = (measure: Measure) => side.groups[measure][group] ?? 0
    const values = { flat: of('flat'), cum: of('cum'), own: of('own') }
    if (values.flat === 0 && values.cum === 0 && values.own === 0) continue
    const { file, line } = placeOf(group)
    rows.push({ name: index.groups.names[group]!, file: file || null, line: line || null, ...values })
  }
  rows.sort(largestFirst(request.by, (row, measure) => row[measure]))
  return { ...head(runs, request), totals: side.totals, rows: cut(rows, request.top), rowCount: rows.length }
}

/** Candidate minus baseline by group, exactly, as `pprof -top -diff_base` makes it. */
export function tabulateDiff(
  baselineRuns: readonly Run[],
  candidateRuns: readonly Run[],
  request: TableRequest,
): DiffTable {
  const index = indexGroups(request.of, request.ownCode)
  const { baseline, candidate, rows: all } = diffGroups(baselineRuns, candidateRuns, index, request)
  const rows = all.sort(largestFirst(request.by, (row, measure) => row[measure].delta))
  const shown = cut(rows, request.top).map(({ group: _, ...row }) => row)
  return { ...head(candidateRuns, request), baseline, candidate, rows: shown, rowCount: rows.length }
}

/** A row and the number of its group in the index that it was made with. */
export interface GroupRow extends DiffRow {
  readonly group: number
}

export interface GroupDiff {
  readonly baseline: Totals
  readonly candidate: Totals
  /** Groups that either side has a value for, in no order. */
  readonly rows: GroupRow[]
}

/** The arithmetic of a diff, over groups that the caller numbers; `by` decides whose place a row shows. */
export function diffGroups(
  baselineRuns: readonly Run[],
  candidateRuns: readonly Run[],
  index: GroupIndex,
  request: { readonly by: Measure; readonly selection: Selection },
): GroupDiff {
  const candidate = sumSide(candidateRuns, index, request)
  const baseline = sumSide(baselineRuns, index, request)
  const deltas: Int[] = []
  for (let place = 0; place < index.placeCount; place++) {
    deltas.push(subtractInt(candidate.places[place] ?? 0, baseline.places[place] ?? 0))
  }
  const placeOf = index.largestPlaces(deltas)
  const rows: GroupRow[] = []
  for (let group = 0; group < index.groups.count; group++) {
    const of = (measure: Measure): SideValues => {
      const before = baseline.groups[measure][group] ?? 0
      const after = candidate.groups[measure][group] ?? 0
      return { baseline: before, candidate: after, delta: subtractInt(after, before) }
    }
    const values = { flat: of('flat'), cum: of('cum'), own: of('own') }
    // Where values are negative, cum can be 0 though flat or own is not.
    if (isZero(values.cum) && isZero(values.flat) && isZero(values.own)) continue
    const { file, line } = placeOf(group)
    rows.push({ group, name: index.groups.names[group]!, file: file || null, line: line || null, ...values })
  }
  return { baseline: baseline.totals, candidate: candidate.totals, rows }
}

function isZero({ baseline, candidate }: SideValues): boolean {
  return baseline === 0 && candidate === 0
}

function head(runs: readonly Run[], request: TableRequest) {
  const metric = runs[0]?.metric
  return { metric: metric?.name ?? '', unit: metric?.unit ?? '', of: request.of, by: request.by }
}

function cut<Row>(rows: readonly Row[], top: number | null): readonly Row[] {
  return top === null ? rows : rows.slice(0, top)
}

/** pprof's order: |value| down, then name; among equals of that, the other value. */
function largestFirst<Row extends { readonly name: string }>(by: Measure, value: (row: Row, of: Measure) => Int) {
  const second: Measure = by === 'cum' ? 'flat' : 'cum'
  const down = (a: Row, b: Row, of: Measure) => compareInt(absInt(value(b, of)), absInt(value(a, of)))
  return (a: Row, b: Row) => down(a, b, by) || (a.name < b.name ? -1 : a.name > b.name ? 1 : down(a, b, second))
}

/** Sums of one side: by group, and by place of the one measure that places are chosen by; the mean of its runs. */
interface SideSums {
  readonly totals: Totals
  readonly groups: Readonly<Record<Measure, Int[]>>
  readonly places: Int[]
}

function sumSide(
  runs: readonly Run[],
  index: GroupIndex,
  { by, selection }: { readonly by: Measure; readonly selection: Selection },
): SideSums {
  const groups: Record<Measure, Int[]> = { flat: [], cum: [], own: [] }
  const places: Int[] = []
  let sum: Int = 0
  let absoluteSum: Int = 0
  for (const run of runs) {
    const { frames, metric } = run
    const { profile } = frames
    const values = valuesOf(run)
    const mask = selectSamples(frames, selection)
    const members = index.members(frames)
    const sums = sumGroups(profile, values, members.groups, mask)
    for (const measure of MEASURES) addSums(groups[measure], sums[measure], metric.scale)
    addSums(places, sumMeasure(profile, values, members.places, mask, by), metric.scale)
    sum = addInt(sum, multiplyInt(total(values, mask), metric.scale))
    // pprof takes percentages of the whole profile, whatever is in focus.
    absoluteSum = addInt(absoluteSum, multiplyInt(absoluteTotal(values, null), metric.scale))
  }
  const mean = (value: Int): Int => (runs.length > 1 ? Number(value) / runs.length : value)
  const means = { flat: groups.flat.map(mean), cum: groups.cum.map(mean), own: groups.own.map(mean) }
  return {
    totals: { total: mean(sum), absoluteTotal: mean(absoluteSum) },
    groups: means,
    places: places.map(mean),
  }
}

function addSums(into: Int[], sums: IntSums, scale: number): void {
  for (let group = 0; group < sums.length; group++) {
    into[group] = addInt(into[group] ?? 0, multiplyInt(sums[group]!, scale))
  }
}
