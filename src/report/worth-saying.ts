import type { Result } from '../result/result.ts'
import { hasNoBaseline } from './headline.ts'
import { needsAttention } from './status.ts'

/** Whether a reviewer should hear of a result; false for a plain pass, with nothing that was agreed on or left open. */
export function isWorthSaying({ outcome, checks, accepted, context }: Result): boolean {
  return (
    outcome !== 'pass' ||
    checks.some(needsAttention) ||
    hasNoBaseline(checks) ||
    context.policy.changed ||
    accepted.some(({ state }) => state === 'used')
  )
}
