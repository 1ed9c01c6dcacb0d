import type { Frames } from '../diff/frames.ts'
import { type Run, valuesOf } from '../diff/run.ts'
import { type Selection, selectSamples } from '../diff/selection.ts'
import { total } from '../diff/sums.ts'
import type { SideValues } from '../diff/tables.ts'
import type { GroupRow } from '../diff/tabulate.ts'
import type { Grouping } from '../model/grouping.ts'
import { addInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import { groupText } from '../policy/group.ts'
import { levelsFor, looksAt } from '../policy/levels.ts'
import type { Rule } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import type { Acceptances } from './acceptances.ts'
import { AcceptedTotal } from './accepted-total.ts'
import type { MaskOf, SharesOfSide } from './event-table.ts'
import { groupLister } from './group-lister.ts'
import { GroupItem, type Item, less, type MeasuredGroup, numbers } from './item.ts'
import type { MetricPair } from './metric-pair.ts'
import { benchmarkValues, runTotals } from './run-values.ts'
import { median } from './stats/median-interval.ts'

/** Stands for the total among numbers of groups. */
export const TOTAL = -1

/** One rule held against one profile, before anything is judged. */
export interface Measurement {
  readonly grouping: Grouping
  readonly by: Measure
  /** Sum of the rule's selection, the mean of the runs of each side. */
  readonly total: SideValues
  readonly runs: { readonly baseline: readonly Int[]; readonly candidate: readonly Int[] }
  readonly items: readonly Item[]
  /** Those that the rule looks at; of a total its functions, or benchmarks. */
  readonly groups: readonly MeasuredGroup[]
  /** The samples that the rule's focus leaves, whatever groups it looks at. */
  readonly selection: Selection
  /** The samples that the total is the sum of. */
  readonly maskOf: MaskOf
  /** Of a total: the part of each sample that is not accepted; null where nothing is. */
  readonly unaccepted: SharesOfSide | null
}

export interface MeasureRequest {
  readonly data: MetricPair
  readonly rule: Rule
  readonly checkId: string
  readonly profile: string
  readonly acceptances: Acceptances
}

/** Adds up what a rule looks at, and takes off what is accepted. */
export function measure(request: MeasureRequest): Measurement {
  return request.rule.of.kind === 'total' ? measureTotal(request) : measureGroups(request)
}

function measureTotal({ data, rule, checkId, profile, acceptances }: MeasureRequest): Measurement {
  const grouping = data.kind === 'benchmark' ? 'benchmark' : 'function'
  const rows = rowsOf(data, rule, grouping)
  const compared = rows.filter((row) => isCompared(data, row))
  const maskOf: MaskOf =
    compared.length === rows.length
      ? (frames) => selectSamples(frames, rule)
      : narrowed(data, rule, grouping, new Set(compared.map(({ group }) => group)))
  const { total, runs } = sidesOf(data, maskOf, compared)
  const accepted = new AcceptedTotal({ data, rule, checkId, acceptances, total, grouping, rows: compared })
  const measured = less(total, accepted.covered)
  return {
    ...{ grouping, by: rule.by, total, runs, selection: rule },
    items: [{ key: TOTAL, name: 'total', whole: numbers(total), measured, levels: levelsFor(rule, '', profile) }],
    groups: compared.map((row) => {
      return new GroupItem(row, { covered: accepted.coveredOf(row.group), isCompared: true, levels: rule.levels })
    }),
    maskOf,
    unaccepted:
      accepted.covered > 0 ? (frames, side) => (side === 'candidate' ? accepted.shareLeft(frames) : null) : null,
  }
}

function measureGroups({ data, rule, checkId, profile, acceptances }: MeasureRequest): Measurement {
  const grouping = groupText(rule.of)
  const rows = rowsOf(data, rule, grouping)
  const looksAtAll = rule.only.length === 0 && rule.except.length === 0
  const looked = looksAtAll ? rows : rows.filter((row) => looksAt(rule, row.name))
  const groups = looked.map((row) => {
    const { name } = row
    const { baseline, candidate } = numbers(row.values)
    const query = { rule, checkId, unit: data.metric.unit, subject: grouping, name, baseline, candidate }
    const covered = acceptances.cover(query)
    return new GroupItem(row, { covered, isCompared: isCompared(data, row), levels: levelsFor(rule, name, profile) })
  })
  const compared = groups.filter((group) => group.isCompared)
  const isNarrowed = !looksAtAll || compared.length < looked.length
  const maskOf: MaskOf = isNarrowed
    ? narrowed(data, rule, grouping, new Set(compared.map(({ row }) => row.group)))
    : (frames) => selectSamples(frames, rule)
  const sides = sidesOf(
    data,
    maskOf,
    compared.map(({ row }) => row),
  )
  return { grouping, by: rule.by, ...sides, items: groups, groups, selection: rule, maskOf, unaccepted: null }
}

function rowsOf(data: MetricPair, rule: Rule, grouping: Grouping): readonly GroupRow[] {
  const rows = data.rows(grouping, rule.by, rule)
  return data.method === 'rank' && grouping === 'benchmark' ? medianRows(data, rows) : rows
}

/** Measured times go by their medians, as benchstat has them: one slow run says nothing. */
function medianRows(data: MetricPair, rows: readonly GroupRow[]): readonly GroupRow[] {
  const valuesOf = benchmarkValues(data)
  return rows.map((row) => {
    const runs = valuesOf(row.name)
    const of = (side: Side) => (runs[side].length === 0 ? 0 : median(runs[side]))
    const values = { baseline: of('baseline'), candidate: of('candidate'), delta: of('candidate') - of('baseline') }
    const { group, name, file, line } = row
    return { group, name, file, line, values }
  })
}

/** Whether both sides measured the group: a benchmark that one side did not run is not 0 there. */
function isCompared({ oneSided }: MetricPair, { name }: GroupRow): boolean {
  return !oneSided.baseline.has(name) && !oneSided.candidate.has(name)
}

/** Samples that are in the selection and belong to one of the groups: by cum, have one on their stack. */
function narrowed({ comparison }: MetricPair, rule: Rule, grouping: Grouping, looked: ReadonlySet<number>): MaskOf {
  const known = new Map<Frames, Uint8Array>()
  return (frames) => {
    const made = known.get(frames)
    if (made !== undefined) return made
    const selected = selectSamples(frames, rule)
    const groupsOf = groupLister(frames, comparison.index(grouping), rule.by)
    const mask = new Uint8Array(frames.profile.samples.count)
    for (let sample = 0; sample < mask.length; sample++) {
      if (selected !== null && selected[sample] === 0) continue
      for (const group of groupsOf(sample)) if (looked.has(group)) mask[sample] = 1
    }
    known.set(frames, mask)
    return mask
  }
}

/**
 * Totals of the samples that a mask keeps, of each run and as the mean of each side. Of measured times the rows add up, which
 * are medians.
 */
function sidesOf(data: MetricPair, maskOf: MaskOf, rows: readonly GroupRow[]): Pick<Measurement, 'total' | 'runs'> {
  const totalOf = (run: Run) => multiplyInt(total(valuesOf(run), maskOf(run.frames)), run.metric.scale)
  const meanOfSide = (side: Side) =>
    data.method === 'rank'
      ? rows.reduce((sum, { values }) => sum + Number(values[side]), 0)
      : meanOf(data[side].map(totalOf))
  const means = { baseline: meanOfSide('baseline'), candidate: meanOfSide('candidate') }
  return {
    total: { ...means, delta: subtractInt(means.candidate, means.baseline) },
    runs: { baseline: runTotals(data, 'baseline', maskOf), candidate: runTotals(data, 'candidate', maskOf) },
  }
}

function meanOf(values: readonly Int[]): Int {
  const sum = values.reduce<Int>(addInt, 0)
  return values.length > 1 ? Number(sum) / values.length : sum
}
