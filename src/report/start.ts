import type { Cause, Check, Result } from '../result/result.ts'
import { metricWords } from './metric.ts'
import { inReadingOrder } from './order.ts'
import type { Pen } from './pen.ts'
import { delta } from './quantity.ts'
import { share } from './relative.ts'
import { valuesOf } from './status.ts'
import { isLeak, isSeries } from './trend.ts'

/** Which causes speak for a check. */

/** Where a reader should start: the largest cause of the first check that went wrong. */
export interface Start {
  readonly check: Check
  readonly cause: Cause
}

export function startOf(result: Result): Start | null {
  for (const check of inReadingOrder(result.checks)) {
    if (check.level === 'pass') return null
    if ((check.outcome !== 'fail' && check.outcome !== 'warn') || !explainsGrowth(check)) continue
    const cause = blamedCauses(check)[0]
    if (cause !== undefined) return { check, cause }
  }
  return null
}

/** Whether there is growth that causes can explain: against a baseline, or from snapshot to snapshot. */
export function explainsGrowth(check: Check): boolean {
  return valuesOf(check) === 'both' || (valuesOf(check) === 'candidate' && isSeries(check))
}

/** What is said of the cause at which a reader should start: "is 62% of the heap growth". */
export function startText({ check, cause }: Start, pen: Pen): string {
  if (isLeak(check)) return 'is still growing'
  if (cause.share !== null && sharesMakeSense(check)) {
    return `is ${share(cause.share)} of the ${metricWords(check, pen).growth}`
  }
  return `grew by ${delta(cause.delta, check, pen)}`
}

/** The causes that explain an outcome: those over the limit, else those that add to the growth; never moved or accepted ones. */
export function blamedCauses({ causes }: Check): readonly Cause[] {
  const over = causes.filter(({ status }) => status === 'over-limit')
  return over.length > 0 ? over : causes.filter(({ status, delta }) => status === 'contributes' && Number(delta) > 0)
}

/** The causes to be listed under a check: where groups have limits, those that keep them are no one's concern. */
export function listedCauses(check: Check): readonly Cause[] {
  return check.of === 'total' ? check.causes : check.causes.filter(({ status }) => status !== 'contributes')
}

/**
 * The one group that speaks for a check by groups: its row shows that group's numbers instead of the sum of all, which
 * nobody limited. Null for checks of the total, and where several groups or none went wrong.
 */
export function soleCause(check: Check): Cause | null {
  if (check.of === 'total') return null
  for (const status of ['over-limit', 'inconclusive'] as const) {
    const wrong = check.causes.filter((cause) => cause.status === status)
    if (wrong.length > 0) return wrong.length === 1 ? (wrong[0] ?? null) : null
  }
  return null
}

/** The causes below a check's own row: where that row is one of a single group, only those that moved. */
export function furtherCauses(check: Check): readonly Cause[] {
  const listed = listedCauses(check)
  return soleCause(check) === null ? listed : listed.filter(({ status }) => status === 'moved')
}

/**
 * Shares are shown only where all of them together make sense: when other groups shrank, shares of the net growth
 * exceed 100 % and say nothing.
 */
export function sharesMakeSense({ causes }: Check): boolean {
  let sum = 0
  for (const { share } of causes) sum += share ?? 0
  return sum > 0 && sum <= 1.05 && causes.every(({ share }) => share === null || share >= 0)
}
