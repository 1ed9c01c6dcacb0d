import type { Check } from '../../src/result/result.ts'

/** What became of one pull request, or of many. */
export interface Tally {
  readonly draws: number
  /** A check failed. Those that only warn are left out. */
  readonly failed: number
  /** None failed, but one was inconclusive. */
  readonly inconclusive: number
  /** The measured growth was above a limit: this is what fails where nobody asks for noise. */
  readonly naive: number
  /** What had truly grown was named as over its limit. */
  readonly found: number
  /** Something that had not grown was named as over its limit. */
  readonly wrongly: number
  /** A check could not be judged at all. */
  readonly unjudged: number
}

export const NO_DRAWS: Tally = { draws: 0, failed: 0, inconclusive: 0, naive: 0, found: 0, wrongly: 0, unjudged: 0 }

/** @param grown Names of the functions that truly grew. */
export function tallyOf(checks: readonly Check[], grown: readonly string[]): Tally {
  const has = (...outcomes: readonly Check['outcome'][]) => checks.some(({ outcome }) => outcomes.includes(outcome))
  const named = checks.flatMap(({ causes }) => causes.filter(({ status }) => status === 'over-limit'))
  const failed = has('fail')
  return {
    draws: 1,
    failed: Number(failed),
    inconclusive: Number(!failed && has('inconclusive', 'not-compared')),
    naive: Number(checks.some(({ limits }) => limits.some(({ exceeded }) => exceeded))),
    found: Number(named.some(({ name }) => grown.includes(name))),
    wrongly: Number(named.some(({ name }) => !grown.includes(name))),
    unjudged: Number(checks.length === 0 || checks.some(isUnjudged)),
  }
}

/** A check that was not compared and has no word on its noise was not looked at. */
function isUnjudged({ outcome, noise }: Check): boolean {
  return outcome === 'error' || (outcome === 'not-compared' && noise.pValue === null)
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    draws: one.draws + other.draws,
    failed: one.failed + other.failed,
    inconclusive: one.inconclusive + other.inconclusive,
    naive: one.naive + other.naive,
    found: one.found + other.found,
    wrongly: one.wrongly + other.wrongly,
    unjudged: one.unjudged + other.unjudged,
  }
}
