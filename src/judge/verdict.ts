import type { Notice } from '../model/notice.ts'
import { type CheckOutcome, type Level, worstLevel } from '../result/result.ts'

/** What one part of a check (its growth by one level, its budgets) comes to. */
export interface Verdict {
  readonly outcome: CheckOutcome
  readonly level: Level
  readonly reason: Notice | null
}

export const PASSED: Verdict = { outcome: 'pass', level: 'pass', reason: null }

/** What is certain comes before what is open, and neither gives way to a pass. */
const ORDER: readonly CheckOutcome[] = ['fail', 'error', 'warn', 'inconclusive', 'not-compared', 'pass']

/**
 * Joins the parts of a check: the first outcome of the order with its reason, else with what the other parts leave open
 * (a reason of a mere warning explains no failure); the level is the worst of all.
 */
export function joinVerdicts(parts: readonly Verdict[]): Verdict {
  const sorted = parts.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  const first = sorted[0] ?? PASSED
  const speaking = sorted.find(({ outcome, reason }) => {
    return reason !== null && (outcome === first.outcome || outcome !== 'warn')
  })
  const reason = speaking?.reason ?? null
  return { outcome: first.outcome, level: worstLevel(parts.map(({ level }) => level)), reason }
}
