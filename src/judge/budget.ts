import { notice } from '../model/notice.ts'
import type { Levels } from '../policy/policy.ts'
import type { Events } from './events.ts'
import type { Item } from './item.ts'
import { exceeds } from './limits.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { settlersOf } from './settlers.ts'
import { budgetError95 } from './stats/interval.ts'
import { summed } from './stats/run-classes.ts'
import { joinVerdicts, PASSED, type Verdict } from './verdict.ts'

/** What the budgets of a rule come to, and the keys of the items that are above theirs. */
export interface BudgetVerdict {
  readonly verdict: Verdict
  readonly over: ReadonlySet<number>
}

export const NO_BUDGETS: BudgetVerdict = { verdict: PASSED, over: new Set() }

/** Holds the candidate alone against every `above` of a rule, the total or each group. */
export function judgeBudgets(data: MetricPair, { items }: Measurement, events: Events | null): BudgetVerdict {
  const over = new Set<number>()
  const verdicts: Verdict[] = [PASSED]
  for (const item of items) {
    if (!hasBudget(item.levels)) continue
    const verdict = judgeBudget(item, errorOf(item, data, events))
    if (verdict === 'pass') continue
    over.add(item.key)
    const reason = verdict === 'within-noise' ? notice('budget-within-noise', settlersOf(data, null)) : null
    const level = verdict === 'within-noise' ? 'warn' : verdict
    verdicts.push({ outcome: level, level, reason })
  }
  return { verdict: joinVerdicts(verdicts), over }
}

/**
 * A budget fails when the value less its sampling error is above it; where only the value is, that is a warning.
 * @param error 95 % sampling error in the metric's unit; 0 where nothing is known of it.
 */
export function judgeBudget({ levels, measured }: Item, error: number): 'fail' | 'warn' | 'within-noise' | 'pass' {
  const least = { ...measured, candidate: measured.candidate - error }
  const isAbove = (level: keyof Levels, values: typeof least) =>
    levels[level].some((limit) => limit.kind === 'budget' && exceeds(limit, values))
  if (isAbove('fail', least)) return 'fail'
  if (isAbove('warn', least)) return 'warn'
  return isAbove('fail', measured) || isAbove('warn', measured) ? 'within-noise' : 'pass'
}

function hasBudget(levels: Levels): boolean {
  return [...levels.fail, ...levels.warn].some((limit) => limit.kind === 'budget')
}

function errorOf({ key }: Item, { model, exposure }: MetricPair, events: Events | null): number {
  if (events === null || model.kind !== 'events') return 0
  return budgetError95(summed(events.judged(key)), {
    runsCandidate: exposure.candidate,
    dispersion: model.dispersion,
  })
}
