import { notice } from '../model/notice.ts'
import type { Levels, Rule } from '../policy/policy.ts'
import { TOTAL } from './growth.ts'
import type { ItemEvents, PairModel } from './item-events.ts'
import { hasLimit } from './limits.ts'
import type { Measurement } from './measure.ts'
import type { EventClasses } from './stats/event-classes.ts'
import { budgetError95 } from './stats/interval.ts'
import { joinVerdicts, PASSED, type Verdict } from './verdict.ts'

/** What the budgets of a rule come to, and the groups (or `TOTAL`) that are above theirs. */
export interface BudgetVerdict {
  readonly verdict: Verdict
  readonly over: ReadonlySet<number>
}

/** Holds the candidate alone against every `above` of a rule, the total or each group. */
export function judgeBudgets(
  rule: Rule,
  measurement: Measurement,
  { model, candidate }: PairModel,
  events: ItemEvents | null,
): BudgetVerdict {
  const { groups, total, totalCovered, totalLevels } = measurement
  const items =
    rule.of.kind === 'total'
      ? [{ key: TOTAL, value: Number(total.candidate) - totalCovered, levels: totalLevels }]
      : groups.map(({ row, values, covered, levels }) => {
          return { key: row.group, value: Number(values.candidate) - covered, levels }
        })
  const dispersion = model.kind === 'events' ? model.dispersion : 1
  const runs = { runsCandidate: Math.max(1, candidate.length), dispersion }
  const over = new Set<number>()
  const verdicts = items.map(({ key, value, levels }) => {
    const classes = events === null ? null : key === TOTAL ? events.all : events.ofGroup(key)
    const verdict = judgeBudget(levels, value, classes, runs)
    if (verdict.outcome !== 'pass') over.add(key)
    return verdict
  })
  return { verdict: joinVerdicts([PASSED, ...verdicts]), over }
}

/**
 * A budget fails when the value less its 95 % sampling error is above it; where only the value is, that is a warning.
 * Without events the value counts as it stands.
 */
export function judgeBudget(
  levels: Levels,
  value: number,
  classes: EventClasses | null,
  runs: { readonly runsCandidate: number; readonly dispersion: number },
): Verdict {
  if (!hasLimit(levels, 'budget')) return PASSED
  const error = classes === null ? 0 : budgetError95(classes, runs)
  const isAbove = (level: keyof Levels, least: number) =>
    levels[level].some((limit) => limit.kind === 'budget' && least > limit.above)
  for (const level of ['fail', 'warn'] as const) {
    if (isAbove(level, value - error)) return { outcome: level, level, reason: null }
  }
  if (!isAbove('fail', value) && !isAbove('warn', value)) return PASSED
  return { outcome: 'warn', level: 'warn', reason: notice('budget-within-noise') }
}
