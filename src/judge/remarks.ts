import { benchmarksRun } from '../diff/benchmarks.ts'
import { groupText } from '../policy/group.ts'
import type { Check, Side } from '../result/result.ts'
import { type CommonShift, commonShift } from './common-shift.ts'
import type { CheckPlan, PlannedCheck } from './plan.ts'
import { sharpenerOf } from './settlers.ts'

/** What a check leaves behind, beside itself, for what is said of the whole step. */
export interface Remarks {
  readonly oneSided: readonly OneSidedNames[]
  /** Null where functions have no factor in common. */
  readonly shift: CommonShift | null
  /** What would let it see more. */
  readonly sharpener: 'rate' | 'repeats' | 'work'
  /** By pattern of the rule's `only`: whether it matches a group of the profile. */
  readonly matchedOnly: readonly boolean[]
}

/** Benchmarks that only this side has. */
export interface OneSidedNames {
  readonly side: Side
  /** Null where the other side did not run them at all. */
  readonly metric: string | null
  readonly names: readonly string[]
}

/** A check, what it was planned as, and what it leaves behind. */
export interface JudgedCheck {
  readonly plan: CheckPlan
  readonly check: Check
  readonly remarks: Remarks
}

export function isJudged({ outcome }: Pick<Check, 'outcome'>): boolean {
  return outcome !== 'not-compared' && outcome !== 'error'
}

export const NO_REMARKS: Remarks = { oneSided: [], shift: null, sharpener: 'work', matchedOnly: [] }

export function remarksOf(planned: PlannedCheck, check: Check): Remarks {
  const { rule, pair, data } = planned
  // Who may match nothing is not asked.
  const only = rule.optional ? [] : rule.only
  const names = only.length === 0 ? [] : pair.comparison.index(groupText(rule.of)).groups.names
  return {
    oneSided: oneSidedNames(planned),
    shift: isJudged(check) ? commonShift(planned) : null,
    sharpener: check.outcome === 'pass' ? sharpenerOf(data) : 'work',
    matchedOnly: only.map((pattern) => names.some((name) => pattern.matches(name))),
  }
}

const SIDES = [
  ['baseline', 'candidate'],
  ['candidate', 'baseline'],
] as const

function oneSidedNames({ data }: PlannedCheck): readonly OneSidedNames[] {
  return SIDES.flatMap(([side, other]): readonly OneSidedNames[] => {
    const all = [...data.oneSided[side]]
    if (all.length === 0) return []
    const ran = benchmarksRun(data.comparison[other])
    const unmeasured = all.filter((name) => ran.has(name))
    const unrun = all.filter((name) => !ran.has(name))
    const found: OneSidedNames[] = []
    if (unrun.length > 0) found.push({ side, metric: null, names: unrun })
    if (unmeasured.length > 0) found.push({ side, metric: data.metric.name, names: unmeasured })
    // The order of the first name of each.
    return ran.has(all[0] ?? '') ? found.reverse() : found
  })
}
