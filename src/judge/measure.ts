import type { Frames } from '../diff/frames.ts'
import { measuredValues, type Run, valuesOf } from '../diff/run.ts'
import { selectSamples } from '../diff/selection.ts'
import { total } from '../diff/sums.ts'
import type { SideValues } from '../diff/tables.ts'
import { diffGroups, type GroupRow } from '../diff/tabulate.ts'
import type { Grouping } from '../model/grouping.ts'
import { addInt, type Int, type IntColumn, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import { groupText } from '../policy/group.ts'
import { levelsFor, looksAt } from '../policy/levels.ts'
import type { Rule } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import type { Acceptances } from './acceptances.ts'
import { AcceptedTotal } from './accepted-total.ts'
import { groupLister, type MaskOf, type SharesOfSide } from './item-events.ts'
import type { Limited, Measured } from './limits.ts'
import type { MetricPair } from './metric-pair.ts'

/** Stands for the total among numbers of groups. */
export const TOTAL = -1

/** The total or a group, with the limits that hold for it. */
export interface Item extends Limited {
  /** Number of the group, or `TOTAL`. */
  readonly key: number
  readonly name: string
}

/** A group that a check's growth may sit in. */
export interface MeasuredGroup {
  readonly row: GroupRow
  /** The values that the rule looks at: flat, cum or own. */
  readonly values: SideValues
  /** Part of the candidate that an acceptance covers, in the metric's unit. */
  readonly covered: number
  /** Whether both sides measured it; else its growth is not known. */
  readonly isCompared: boolean
}

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
  /** All groups, also those that the rule does not look at. */
  readonly rows: readonly GroupRow[]
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
  const { rows } = diffGroups(data.baseline, data.candidate, data.comparison.index(grouping), {
    by: rule.by,
    selection: rule,
  })
  const compared = rows.filter((row) => isCompared(data, row))
  const maskOf: MaskOf =
    compared.length === rows.length
      ? (frames) => selectSamples(frames, rule)
      : narrowed(data, rule, grouping, new Set(compared.map(({ group }) => group)))
  const { total, runs } = sidesOf(data, maskOf)
  const accepted = new AcceptedTotal({ data, rule, checkId, acceptances, total, grouping, rows: compared })
  const measured = less(total, accepted.covered)
  return {
    ...{ grouping, by: rule.by, total, runs, rows },
    items: [{ key: TOTAL, name: 'total', measured, levels: levelsFor(rule, '', profile) }],
    groups: compared.map((row) => {
      return { row, values: row[rule.by], covered: accepted.coveredOf(row.group), isCompared: true }
    }),
    maskOf,
    unaccepted:
      accepted.covered > 0 ? (frames, side) => (side === 'candidate' ? accepted.shareLeft(frames) : null) : null,
  }
}

function measureGroups({ data, rule, checkId, profile, acceptances }: MeasureRequest): Measurement {
  const grouping = groupText(rule.of)
  const index = data.comparison.index(grouping)
  const { rows } = diffGroups(data.baseline, data.candidate, index, { by: rule.by, selection: rule })
  const looked = rows.filter((row) => looksAt(rule, row.name))
  const groups = looked.map((row): MeasuredGroup => {
    const values = row[rule.by]
    const { baseline, candidate } = numbers(values)
    const query = { rule, checkId, unit: data.metric.unit, subject: grouping, name: row.name, baseline, candidate }
    return { row, values, covered: acceptances.cover(query), isCompared: isCompared(data, row) }
  })
  const items = groups.map(({ row, values, covered, isCompared }) => {
    const measured = less(values, covered)
    return {
      key: row.group,
      name: row.name,
      measured: isCompared ? measured : { ...measured, growth: 0 },
      levels: levelsFor(rule, row.name, profile),
    }
  })
  const compared = groups.filter((group) => group.isCompared)
  const isNarrowed = rule.only.length > 0 || rule.except.length > 0 || compared.length < looked.length
  const maskOf: MaskOf = isNarrowed
    ? narrowed(data, rule, grouping, new Set(compared.map(({ row }) => row.group)))
    : (frames) => selectSamples(frames, rule)
  return { grouping, by: rule.by, ...sidesOf(data, maskOf), items, groups, rows, maskOf, unaccepted: null }
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

/** Totals of the samples that a mask keeps, of each run and as the mean of each side. */
function sidesOf(data: MetricPair, maskOf: MaskOf): Pick<Measurement, 'total' | 'runs'> {
  const totalOf = ({ frames, metric }: Run, values: IntColumn) =>
    multiplyInt(total(values, maskOf(frames)), metric.scale)
  const runsOf = (side: Side) => data[side].map((run) => totalOf(run, measuredValues(run)))
  const meanOfSide = (side: Side) => meanOf(data[side].map((run) => totalOf(run, valuesOf(run))))
  const means = { baseline: meanOfSide('baseline'), candidate: meanOfSide('candidate') }
  return {
    total: { ...means, delta: subtractInt(means.candidate, means.baseline) },
    runs: { baseline: runsOf('baseline'), candidate: runsOf('candidate') },
  }
}

function meanOf(values: readonly Int[]): Int {
  const sum = values.reduce<Int>(addInt, 0)
  return values.length > 1 ? Number(sum) / values.length : sum
}

/** Values of a run with what is accepted taken off. */
function less(values: SideValues, covered: number): Measured {
  const { baseline, candidate } = numbers(values)
  return { baseline, candidate: candidate - covered, growth: Number(values.delta) - covered }
}

function numbers(values: SideValues): { readonly baseline: number; readonly candidate: number } {
  return { baseline: Number(values.baseline), candidate: Number(values.candidate) }
}
