import { type GrowthTree, ROOT } from '../diff/growth-tree.ts'
import type { SourcePlace } from '../diff/places.ts'
import { isFrameGrouping } from '../model/grouping.ts'
import { compareInt } from '../model/int64.ts'
import type { Cause, CauseStatus, Place } from '../result/result.ts'
import { changeOf } from './amount.ts'
import { type GoroutineFacts, goroutineFacts } from './goroutine-facts.ts'
import type { GrowthVerdict } from './growth.ts'
import { hintsOf } from './hints.ts'
import type { MeasuredGroup } from './item.ts'
import { runValuesOf } from './item-tests.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import type { ValuesOfRuns } from './run-values.ts'
import type { SlopeVerdict } from './slopes.ts'

/** A group that made up less of the growth than this is no cause, unless the policy speaks of it. */
const SMALLEST_CAUSE = 0.01
/** Cost that only moved makes a part a little larger than the whole; beyond this, shares of it make no sense. */
const LARGEST_SHARE = 1.05
const MOST_CALLERS = 5
const MOST_DONORS = 5
/** As many of a check as a surface shows. */
const MOST_HINTS = 5

export interface CausesRequest {
  readonly data: MetricPair
  readonly measurement: Measurement
  readonly growth: GrowthVerdict
  /** Null where the rule asks for no slopes. */
  readonly slopes: SlopeVerdict | null
  /** Keys of the items that are above their budget. */
  readonly overBudget: ReadonlySet<number>
  /** Whether anybody asks where the growth comes from; else only what is accepted is listed. */
  readonly blames: boolean
  /** Null where there are no call stacks, or nobody asks. */
  readonly tree: GrowthTree | null
}

/** The groups that a check's growth sits in, largest first; those over a limit or accepted whatever their size. */
export function causesOf(request: CausesRequest): readonly Cause[] {
  const { data, measurement, growth, slopes, overBudget, blames, tree } = request
  const whole = Number(measurement.total.delta)
  const over = new Set([...growth.overLimit, ...overBudget, ...(slopes?.overLimit ?? [])])
  const listed: Listed[] = []
  for (const group of measurement.groups) {
    const status = statusOf(group, over.has(group.row.group), request)
    const { delta } = group.values
    const contributes = blames && group.isCompared && whole > 0 && Number(delta) >= SMALLEST_CAUSE * whole
    if (status !== 'contributes' || contributes) listed.push({ group, status })
  }
  const byDelta = (a: MeasuredGroup, b: MeasuredGroup) => compareInt(b.values.delta, a.values.delta)
  listed.sort((a, b) => byDelta(a.group, b.group) || (a.group.row.name < b.group.row.name ? -1 : 1))
  const placesOf = tree === null ? () => [] : blamer(tree, measurement, listed)
  const runsOf = runsOfGroups(request, listed.length > 0)
  const factsOf = goroutineFacts(data, measurement, new Set(listed.map(({ group }) => group.row.group)))
  const hintOf = hintsOf(data, measurement, blames ? hinted(listed, growth) : new Map())
  return listed.map((cause) => {
    const { group, name } = cause.group.row
    const known = { places: placesOf(group), facts: factsOf(group, name), runs: runsOf(group), hint: hintOf(group) }
    return causeOf(cause, request, known)
  })
}

/** Growth of the causes that somebody is to look into: of what is agreed on, or may only have another name, there is nothing to say. */
function hinted(listed: readonly Listed[], { donors }: GrowthVerdict): ReadonlyMap<number, number> {
  const isOpen = ({ group, status }: Listed) =>
    status === 'inconclusive' ? !donors.has(group.row.group) : status !== 'accepted' && status !== 'moved'
  const open = listed.filter(isOpen).slice(0, MOST_HINTS)
  return new Map(open.map(({ group: { row, values } }) => [row.group, Number(values.delta)]))
}

interface Listed {
  readonly group: MeasuredGroup
  readonly status: CauseStatus
}

function statusOf(
  { row, covered, values }: MeasuredGroup,
  isOver: boolean,
  { growth, slopes }: CausesRequest,
): CauseStatus {
  if (isOver) return 'over-limit'
  if (growth.uncertain.has(row.group) || slopes?.uncertain.has(row.group) === true) return 'inconclusive'
  if (growth.moved.has(row.group)) return 'moved'
  return covered > 0 && covered >= Number(values.delta) ? 'accepted' : 'contributes'
}

/** What is known of a cause beside its values. */
interface CauseFacts {
  readonly places: readonly Place[]
  readonly facts: GoroutineFacts
  readonly runs: Cause['runs']
  readonly hint: Cause['hint']
}

/** The snapshots of a series, or the values of several runs; null where each side has one. */
function runsOfGroups(
  { data, measurement, slopes }: CausesRequest,
  isAsked: boolean,
): (group: number) => Cause['runs'] {
  if (slopes !== null && slopes.series.size > 0) return (group) => slopes.points(group)
  const { baseline, candidate } = data.runCount
  if (!isAsked || (baseline <= 1 && candidate <= 1)) return () => null
  const valuesOf = runValuesOf(data, measurement)
  const listed = ({ baseline, candidate }: ValuesOfRuns) => ({ baseline: [...baseline], candidate: [...candidate] })
  return (group) => listed(valuesOf(group))
}

function causeOf(
  { group: { row, values }, status }: Listed,
  { data, measurement, growth, slopes }: CausesRequest,
  { places: [culprit, ...callers], facts: { waiting, creator }, runs, hint }: CauseFacts,
): Cause {
  const index = data.comparison.index(measurement.grouping)
  return {
    name: row.name,
    // The tree knows the line that grew; the row that with the largest change, which may be one that is gone.
    file: (culprit ?? row).file,
    line: (culprit ?? row).line,
    external: measurement.by === 'own' && !index.isOwn(row.group),
    status,
    ...changeOf(values),
    share: shareOf(Number(values.delta), Number(measurement.total.delta)),
    pValue: slopes?.series.get(row.group)?.test.p ?? growth.tests.get(row.group)?.fail.p ?? null,
    runs,
    waiting,
    creator,
    hint,
    movedFrom: (growth.donors.get(row.group) ?? []).slice(0, MOST_DONORS),
    reach: 'unknown',
    callers,
  }
}

/** Of the growth of the total; null where that shrank, or the part did, or the part is larger than the whole. */
export function shareOf(delta: number, whole: number): number | null {
  return whole > 0 && delta > 0 && delta <= LARGEST_SHARE * whole ? Math.min(1, delta / whole) : null
}

/** Gives the place of a group where it grew most and its callers there, nearest first; nothing for a group without own code. */
function blamer(
  tree: GrowthTree,
  { grouping }: Measurement,
  listed: readonly Listed[],
): (group: number) => readonly Place[] {
  // A group of whole samples is no node of the tree; its row knows the place.
  if (!isFrameGrouping(grouping)) return () => []
  const largest = largestNodes(tree, (node) => tree.group(node, grouping))
  const paths = new Map<number, readonly number[]>()
  for (const { group } of listed) {
    const node = largest.get(group.row.group)
    if (node !== undefined) paths.set(group.row.group, pathOf(tree, node))
  }
  const places = tree.places(new Set([...paths.values()].flat()))
  return (group) => (paths.get(group) ?? []).map((node) => placeOf(places.get(node)))
}

/** For each group the node with the most growth. */
function largestNodes(tree: GrowthTree, groupOf: (node: number) => number): ReadonlyMap<number, number> {
  const largest = new Map<number, number>()
  for (let node = ROOT + 1; node < tree.count; node++) {
    const group = groupOf(node)
    const known = largest.get(group)
    if (known === undefined) {
      largest.set(group, node)
      continue
    }
    const order = compareInt(tree.growth(node), tree.growth(known))
    if (order > 0 || (order === 0 && tree.rank(node) < tree.rank(known))) largest.set(group, node)
  }
  return largest
}

/** The node and its nearest callers. */
function pathOf(tree: GrowthTree, node: number): readonly number[] {
  const path: number[] = []
  for (let at = node; at !== ROOT && path.length <= MOST_CALLERS; at = tree.parent[at]!) path.push(at)
  return path
}

export function placeOf(source: SourcePlace | undefined): Place {
  const { name = '', file = '', line = 0 } = source ?? {}
  return { name, file: file === '' ? null : file, line: line === 0 ? null : line, changed: false }
}
