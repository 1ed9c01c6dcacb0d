import type { Notice } from '../model/notice.ts'
import { type CheckOutcome, type Level, worstLevel } from '../result/result.ts'

/** What one part of a check (its growth, its budgets) comes to. */
export interface Verdict {
  readonly outcome: CheckOutcome
  readonly level: Level
  readonly reason: Notice | null
}

export const PASSED: Verdict = { outcome: 'pass', level: 'pass', reason: null }

/** What is certain comes before what is open, and neither gives way to a pass. */
const ORDER: readonly CheckOutcome[] = ['fail', 'error', 'warn', 'inconclusive', 'not-compared', 'pass']

/** Joins the parts of a check: the first outcome of the order with its reason, and the worst level of all. */
export function joinVerdicts(parts: readonly Verdict[]): Verdict {
  const sorted = parts.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  const first = sorted[0] ?? PASSED
  const reason = first.reason ?? sorted.find((part) => part.reason !== null)?.reason ?? null
  return { outcome: first.outcome, level: worstLevel(parts.map(({ level }) => level)), reason }
}
