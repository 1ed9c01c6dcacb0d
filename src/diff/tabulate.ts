import type { Grouping } from '../model/grouping.ts'
import { absInt, compareInt, type Int } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import { subtractSums } from './exact-sums.ts'
import type { GroupIndex } from './group-index.ts'
import { indexGroups } from './index-groups.ts'
import type { OwnCode } from './own.ts'
import type { SourcePlace } from './places.ts'
import type { Run } from './run.ts'
import type { Selection } from './selection.ts'
import { SideSums } from './side-sums.ts'
import type { IntSums } from './sums.ts'
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
  knowAll(index, runs)
  const { by, top } = request
  const side = new SideSums(runs, index, request.selection)
  const { names } = index.groups
  const measured = groupsWithValues(index, [side])
  const sorted = largestFirst(measured, { by, names, of: (measure) => side.groups(measure) })
  const placeOf = index.largestPlaces(side.places(by))
  const rows = cut(sorted, top).map((group) => new TopGroup(group, names[group]!, placeOf(group), side))
  return { ...head(runs, request), totals: side.totals, rows, rowCount: sorted.length }
}

/** Candidate minus baseline by group, exactly, as `pprof -top -diff_base` makes it. */
export function tabulateDiff(
  baselineRuns: readonly Run[],
  candidateRuns: readonly Run[],
  request: TableRequest,
): DiffTable {
  const index = indexGroups(request.of, request.ownCode)
  const sums = new PairSums(baselineRuns, candidateRuns, index, request)
  const sorted = largestFirst(groupsWithValues(index, [sums.baseline, sums.candidate]), {
    by: request.by,
    names: index.groups.names,
    of: (measure) => sums.deltas(measure),
  })
  const { baseline, candidate } = sums
  const totals = { baseline: baseline.totals, candidate: candidate.totals }
  return {
    ...head(candidateRuns, request),
    ...totals,
    rows: sums.rows(cut(sorted, request.top)),
    rowCount: sorted.length,
  }
}

/** One measure of a group, and the number of the group in the index that it was made with. */
export interface GroupRow {
  readonly group: number
  readonly name: string
  /** The place of the largest delta. */
  readonly file: string | null
  readonly line: number | null
  readonly values: SideValues
}

export interface GroupDiff {
  readonly baseline: Totals
  readonly candidate: Totals
  /** Groups that either side has a value for, in no order. */
  readonly rows: readonly GroupRow[]
}

/** The arithmetic of a diff, by one measure, over groups that the caller numbers. */
export function diffGroups(
  baselineRuns: readonly Run[],
  candidateRuns: readonly Run[],
  index: GroupIndex,
  request: { readonly by: Measure; readonly selection: Selection },
): GroupDiff {
  const sums = new PairSums(baselineRuns, candidateRuns, index, request)
  const { baseline, candidate } = sums
  const rows = sums.groupRows(groupsWithSamples(index, [baseline, candidate]))
  return { baseline: baseline.totals, candidate: candidate.totals, rows }
}

/** Numbers the groups and places of all profiles, so that sums of one side have a cell for those of the other. */
function knowAll(index: GroupIndex, runs: readonly Run[]): void {
  for (const { frames } of runs) index.members(frames)
}

/** Both sides by group, and their differences as they are asked for. */
class PairSums {
  readonly baseline: SideSums
  readonly candidate: SideSums
  private readonly index: GroupIndex
  readonly by: Measure
  private readonly known = new Map<Measure, IntSums>()
  private knownPlaces: ((group: number) => SourcePlace) | null = null

  constructor(
    baseline: readonly Run[],
    candidate: readonly Run[],
    index: GroupIndex,
    { by, selection }: { readonly by: Measure; readonly selection: Selection },
  ) {
    knowAll(index, [...candidate, ...baseline])
    this.index = index
    this.by = by
    this.candidate = new SideSums(candidate, index, selection)
    this.baseline = new SideSums(baseline, index, selection)
  }

  deltas(measure: Measure): IntSums {
    const deltas =
      this.known.get(measure) ??
      subtractSums(this.candidate.groups(measure), this.baseline.groups(measure), this.index.groups.count)
    this.known.set(measure, deltas)
    return deltas
  }

  rows(groups: readonly number[]): readonly DiffRow[] {
    return groups.map((group) => new PairGroup(group, this.index.groups.names[group]!, this.placeOf(group), this))
  }

  groupRows(groups: readonly number[]): readonly GroupRow[] {
    const { names } = this.index.groups
    return groups.map((group) => new ComparedGroup(group, names[group]!, this))
  }

  /** Where most of the group's change is. */
  placeOf(group: number): SourcePlace {
    this.knownPlaces ??= this.largestPlaces()
    return this.knownPlaces(group)
  }

  private largestPlaces(): (group: number) => SourcePlace {
    const { index, candidate, baseline, by } = this
    return index.largestPlaces(subtractSums(candidate.places(by), baseline.places(by), index.placeCount))
  }

  values(measure: Measure, group: number): SideValues {
    const before = this.baseline.groups(measure)[group] ?? 0
    const after = this.candidate.groups(measure)[group] ?? 0
    return { baseline: before, candidate: after, delta: this.deltas(measure)[group] ?? 0 }
  }
}

/** A row whose values are added up when they are looked at: own is usually not. */
class PairGroup implements DiffRow {
  readonly name: string
  readonly file: string | null
  readonly line: number | null
  private readonly group: number
  private readonly sums: PairSums

  constructor(group: number, name: string, { file, line }: SourcePlace, sums: PairSums) {
    this.group = group
    this.name = name
    this.file = file || null
    this.line = line || null
    this.sums = sums
  }

  get flat(): SideValues {
    return this.sums.values('flat', this.group)
  }

  get cum(): SideValues {
    return this.sums.values('cum', this.group)
  }

  get own(): SideValues {
    return this.sums.values('own', this.group)
  }
}

/** A row that has its values and its place where it is asked for them: of thousands few are shown. */
class ComparedGroup implements GroupRow {
  readonly group: number
  readonly name: string
  private readonly sums: PairSums

  constructor(group: number, name: string, sums: PairSums) {
    this.group = group
    this.name = name
    this.sums = sums
  }

  get values(): SideValues {
    return this.sums.values(this.sums.by, this.group)
  }

  get file(): string | null {
    return this.sums.placeOf(this.group).file || null
  }

  get line(): number | null {
    return this.sums.placeOf(this.group).line || null
  }
}

class TopGroup implements TopRow {
  readonly name: string
  readonly file: string | null
  readonly line: number | null
  private readonly group: number
  private readonly sums: SideSums

  constructor(group: number, name: string, { file, line }: SourcePlace, sums: SideSums) {
    this.group = group
    this.name = name
    this.file = file || null
    this.line = line || null
    this.sums = sums
  }

  get flat(): Int {
    return this.sums.groups('flat')[this.group] ?? 0
  }

  get cum(): Int {
    return this.sums.groups('cum')[this.group] ?? 0
  }

  get own(): Int {
    return this.sums.groups('own')[this.group] ?? 0
  }
}

/** Groups that any side has a value for. */
function groupsWithValues({ groups }: GroupIndex, sides: readonly SideSums[]): readonly number[] {
  // Only where values are negative can cum be 0 though flat or own is not.
  const measures: readonly Measure[] = sides.some(({ hasNegatives }) => hasNegatives) ? ['cum', 'flat', 'own'] : ['cum']
  const columns = sides.flatMap((side) => measures.map((measure) => side.groups(measure)))
  const found: number[] = []
  for (let group = 0; group < groups.count; group++) {
    if (columns.some((sums) => (sums[group] ?? 0) !== 0)) found.push(group)
  }
  return found
}

/** The same where nobody asks for the cum of groups: those with a sample that has a value. */
function groupsWithSamples(index: GroupIndex, sides: readonly SideSums[]): readonly number[] {
  if (sides.some(({ onlyAdds }) => !onlyAdds)) return groupsWithValues(index, sides)
  const isMet = new Uint8Array(index.groups.count)
  for (const side of sides) side.mark(isMet)
  const found: number[] = []
  for (let group = 0; group < isMet.length; group++) if (isMet[group] === 1) found.push(group)
  return found
}

function head(runs: readonly Run[], request: TableRequest) {
  const metric = runs[0]?.metric
  return { metric: metric?.name ?? '', unit: metric?.unit ?? '', of: request.of, by: request.by }
}

function cut<Row>(rows: readonly Row[], top: number | null): readonly Row[] {
  return top === null ? rows : rows.slice(0, top)
}

interface Order {
  readonly by: Measure
  /** By group. */
  readonly names: readonly string[]
  readonly of: (measure: Measure) => IntSums
}

/** pprof's order: |value| down, then name; among equals of that, the other value. */
function largestFirst(groups: readonly number[], { by, names, of }: Order): readonly number[] {
  const first = of(by)
  const down = (sums: IntSums, a: number, b: number) => compareInt(absInt(sums[b] ?? 0), absInt(sums[a] ?? 0))
  const byName = (a: number, b: number) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : 0)
  const second = () => of(by === 'cum' ? 'flat' : 'cum')
  return groups.toSorted((a, b) => down(first, a, b) || byName(a, b) || down(second(), a, b))
}
