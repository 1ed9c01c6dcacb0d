import type { Check } from '../result/result.ts'
import { limitUse } from './limit.ts'
import { clearestSlope } from './trend.ts'

/** The order in which checks are shown: what blocks first, then by how far over the limit; ties by id, so that edited comments stay stable. */
export function inReadingOrder(checks: readonly Check[]): readonly Check[] {
  const ranked = checks.map((check) => ({ check, severity: severityOf(check), use: useOf(check), size: sizeOf(check) }))
  ranked.sort(
    (a, b) =>
      a.severity - b.severity ||
      descending(a.use, b.use) ||
      descending(a.size, b.size) ||
      compareText(a.check.id, b.check.id),
  )
  return ranked.map(({ check }) => check)
}

function severityOf({ outcome, level }: Check): number {
  const byLevel = { fail: 0, error: 1, warn: 2, pass: 3 }[level]
  const byOutcome = { fail: 0, error: 1, warn: 2, inconclusive: 3, 'not-compared': 4, pass: 5 }[outcome]
  return byLevel * 10 + byOutcome
}

/** Use of the limit by the total, or by the group that is furthest over it. */
function useOf(check: Check): number {
  const subjects = check.of === 'total' ? [check.total] : check.causes.filter((cause) => cause.status === 'over-limit')
  const slope = clearestSlope(check)
  let use = 0
  for (const { candidate, delta, percent } of subjects)
    use = Math.max(use, limitUse(check.limits, { candidate: Number(candidate), delta: Number(delta), percent, slope }))
  return use
}

/** Growth as a part of the candidate: comparable between bytes and counts. */
function sizeOf({ total }: Check): number {
  const scale = Math.max(Math.abs(Number(total.baseline)), Math.abs(Number(total.candidate)))
  return scale === 0 ? 0 : Math.abs(Number(total.delta)) / scale
}

function descending(a: number, b: number): number {
  return a === b ? 0 : b > a ? 1 : -1
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
