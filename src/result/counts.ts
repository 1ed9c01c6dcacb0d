import type { Check, CheckOutcome, Counts } from './result.ts'

/** Checks by outcome; causes are never counted. */
export function countOutcomes(checks: readonly Check[]): Counts {
  const count = (outcome: CheckOutcome) => checks.filter((check) => check.outcome === outcome).length
  return {
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    inconclusive: count('inconclusive'),
    notCompared: count('not-compared'),
    error: count('error'),
  }
}
