import { absInt, addInt, compareInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Metric } from '../model/metric.ts'
import type { Frames } from './frames.ts'
import { GroupIndex } from './group-index.ts'
import type { Grouping } from './groups.ts'
import type { OwnCode } from './own.ts'
import { type Selection, selectSamples } from './selection.ts'
import { absoluteTotal, type GroupSums, sumGroups, total } from './sums.ts'
import type { DiffRow, DiffTable, SideValues, TopRow, TopTable, Totals } from './tables.ts'

/** One run of one side, and which of its columns is looked at. */
export interface Run {
  readonly frames: Frames
  readonly metric: Metric
}

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
  const index = new GroupIndex(request.of, request.ownCode)
  const side = sumSide(runs, index, request.selection)
  const placeOf = index.largestPlaces(side.places[request.by])
  const rows: TopRow[] = []
  for (let group = 0; group < index.groups.count; group++) {
    const of = (measure: Measure) => side.groups[measure][group] ?? 0
    if (of('flat') === 0 && of('cum') === 0) continue
    const { file, line } = placeOf(group)
    const values = { flat: of('flat'), cum: of('cum'), own: of('own') }
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
  const index = new GroupIndex(request.of, request.ownCode)
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
  const candidate = sumSide(candidateRuns, index, request.selection)
  const baseline = sumSide(baselineRuns, index, request.selection)
  const deltas: Int[] = []
  for (let place = 0; place < index.placeCount; place++) {
    deltas.push(subtractInt(candidate.places[request.by][place] ?? 0, baseline.places[request.by][place] ?? 0))
  }
  const placeOf = index.largestPlaces(deltas)
  const rows: GroupRow[] = []
  for (let group = 0; group < index.groups.count; group++) {
    const of = (measure: Measure): SideValues => {
      const before = baseline.groups[measure][group] ?? 0
      const after = candidate.groups[measure][group] ?? 0
      return { baseline: before, candidate: after, delta: subtractInt(after, before) }
    }
    const cum = of('cum')
    if (cum.baseline === 0 && cum.candidate === 0) continue
    const { file, line } = placeOf(group)
    const values = { flat: of('flat'), cum, own: of('own') }
    rows.push({ group, name: index.groups.names[group]!, file: file || null, line: line || null, ...values })
  }
  return { baseline: baseline.totals, candidate: candidate.totals, rows }
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

/** Sums of one side by group and by place: the mean of its runs. */
interface SideSums {
  readonly totals: Totals
  readonly groups: Record<Measure, Int[]>
  readonly places: Record<Measure, Int[]>
}

function sumSide(runs: readonly Run[], index: GroupIndex, selection: Selection): SideSums {
  const groups: Record<Measure, Int[]> = { flat: [], cum: [], own: [] }
  const places: Record<Measure, Int[]> = { flat: [], cum: [], own: [] }
  let sum: Int = 0
  let absoluteSum: Int = 0
  for (const { frames, metric } of runs) {
    const { profile, start } = frames
    const mask = selectSamples(frames, selection)
    const assigned = index.assign(frames)
    const shared = { start, owners: assigned.owners }
    const byGroup = { ...shared, groupOfFrame: assigned.groups, groupCount: index.groups.count }
    const byPlace = { ...shared, groupOfFrame: assigned.places, groupCount: index.placeCount }
    addSums(groups, sumGroups(profile, metric.column, byGroup, mask), metric.scale)
    addSums(places, sumGroups(profile, metric.column, byPlace, mask), metric.scale)
    const values = profile.samples.values[metric.column]!
    sum = addInt(sum, multiplyInt(total(values, mask), metric.scale))
    // pprof takes percentages of the whole profile, whatever is in focus.
    absoluteSum = addInt(absoluteSum, multiplyInt(absoluteTotal(values, null), metric.scale))
  }
  const mean = (value: Int): Int => (runs.length > 1 ? Number(value) / runs.length : value)
  const means = (sums: Record<Measure, Int[]>) => ({
    flat: sums.flat.map(mean),
    cum: sums.cum.map(mean),
    own: sums.own.map(mean),
  })
  return {
    totals: { total: mean(sum), absoluteTotal: mean(absoluteSum) },
    groups: means(groups),
    places: means(places),
  }
}

function addSums(into: Record<Measure, Int[]>, sums: GroupSums, scale: number): void {
  for (const measure of ['flat', 'cum', 'own'] as const) {
    const column = sums[measure]
    for (let group = 0; group < column.length; group++) {
      const value = multiplyInt(column[group]!, scale)
      into[measure][group] = addInt(into[measure][group] ?? 0, value)
    }
  }
}
