import type { Comparison } from '../diff/comparison.ts'
import type { Grouping } from '../diff/groups.ts'
import type { SideValues } from '../diff/tables.ts'
import { diffGroups, type GroupRow, type Run } from '../diff/tabulate.ts'
import type { Measure } from '../model/measure.ts'
import { addInt, subtractInt } from '../model/int64.ts'
import { levelsFor, looksAt } from '../policy/levels.ts'
import type { Levels, Rule } from '../policy/policy.ts'
import type { Acceptances } from './acceptances.ts'

/** A group of a check with what the policy says of it. */
export interface MeasuredGroup {
  readonly row: GroupRow
  /** The values that the rule looks at: flat, cum or own. */
  readonly values: SideValues
  /** Part of the candidate that an acceptance covers, in the metric's unit. */
  readonly covered: number
  readonly levels: Levels
}

/** One rule held against one profile, before anything is judged. */
export interface Measurement {
  readonly grouping: Grouping
  readonly by: Measure
  readonly total: SideValues
  readonly totalCovered: number
  /** Limits of the total; none for a rule on groups. */
  readonly totalLevels: Levels
  /** Of the rule, or for a rule on totals the functions that its causes are. */
  readonly groups: readonly MeasuredGroup[]
  /** Share of a group's candidate value that no acceptance covers, 0..1. */
  readonly unaccepted: (group: number) => number
}

export interface MeasureRequest {
  readonly comparison: Comparison
  readonly baseline: readonly Run[]
  readonly candidate: readonly Run[]
  readonly rule: Rule
  readonly checkId: string
  readonly profile: string
  readonly acceptances: Acceptances
}

/** Adds up what a rule looks at, and takes off what is accepted. */
export function measure(request: MeasureRequest): Measurement {
  const { rule, checkId, acceptances, profile } = request
  const ofTotal = rule.of.kind === 'total'
  const grouping = ofTotal ? 'function' : (rule.of.kind as Grouping)
  const { rows, totals } = diffBy(request, grouping)
  const looked = ofTotal ? rows : rows.filter((row) => looksAt(rule, row.name))
  const shares = new Map<number, number>()
  const groups = looked.map((row): MeasuredGroup => {
    const values = row[rule.by]
    const cover = acceptances.cover(rule, { grouping, name: row.name }, numbers(values), checkId)
    const covered = cover?.covered ?? 0
    if (covered > 0) shares.set(row.group, uncovered(values, covered))
    return { row, values, covered, levels: ofTotal ? NO_LEVELS : levelsFor(rule, row.name, profile) }
  })
  const narrowed = !ofTotal && rule.by !== 'cum' && (rule.only.length > 0 || rule.except.length > 0)
  const total = narrowed ? sumOf(groups.map(({ values }) => values)) : totals
  const totalCovered = ofTotal ? coveredOfTotal(request, total, groups) : 0
  const whole = totalCovered > 0 && shares.size === 0 ? uncovered(total, totalCovered) : 1
  const totalLevels = ofTotal ? levelsFor(rule, '', profile) : NO_LEVELS
  const unaccepted = (group: number) => shares.get(group) ?? whole
  return { grouping, by: rule.by, total, totalCovered, totalLevels, groups, unaccepted }
}

const NO_LEVELS: Levels = { fail: [], warn: [] }

function diffBy(request: MeasureRequest, grouping: Grouping): { rows: readonly GroupRow[]; totals: SideValues } {
  const { comparison, baseline, candidate, rule } = request
  const diff = diffGroups(baseline, candidate, comparison.index(grouping), { by: rule.by, selection: rule })
  const totals = sumOf([
    {
      baseline: diff.baseline.total,
      candidate: diff.candidate.total,
      delta: subtractInt(diff.candidate.total, diff.baseline.total),
    },
  ])
  return { rows: diff.rows, totals }
}

/** What acceptances take off a total: its own, or those of groups inside it; never more than it grew. */
function coveredOfTotal(request: MeasureRequest, total: SideValues, functions: readonly MeasuredGroup[]): number {
  const { rule, checkId, acceptances } = request
  let covered = acceptances.cover(rule, null, numbers(total), checkId)?.covered ?? 0
  for (const group of functions) covered += group.covered
  const kinds = acceptances.subjectKinds()
  for (const grouping of ['package', 'file'] as const) {
    if (!kinds.has(grouping)) continue
    for (const row of diffBy(request, grouping).rows) {
      covered += acceptances.cover(rule, { grouping, name: row.name }, numbers(row[rule.by]), checkId)?.covered ?? 0
    }
  }
  return Math.min(covered, Math.max(0, Number(total.delta)))
}

function uncovered(values: SideValues, covered: number): number {
  return Math.max(0, 1 - covered / Number(values.candidate))
}

function numbers(values: SideValues): { readonly baseline: number; readonly candidate: number } {
  return { baseline: Number(values.baseline), candidate: Number(values.candidate) }
}

function sumOf(all: readonly SideValues[]): SideValues {
  let baseline = all[0]?.baseline ?? 0
  let candidate = all[0]?.candidate ?? 0
  for (const values of all.slice(1)) {
    baseline = addInt(baseline, values.baseline)
    candidate = addInt(candidate, values.candidate)
  }
  return { baseline, candidate, delta: subtractInt(candidate, baseline) }
}
