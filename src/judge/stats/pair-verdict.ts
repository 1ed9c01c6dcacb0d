import { driftGuard, RUN_DRIFT } from './drift.ts'
import type { EventTest } from './event-test.ts'
import { taroneFamily, taroneHolm } from './family.ts'
import { normalIsf } from './normal.ts'

/** A test of one item, whatever the method. */
export interface GuardedTest {
  readonly p: number
  readonly minP: number
  /** z that has to reach the critical one as well; Infinity where p reckons with the drift between runs itself. */
  z(): number
}

/** One item of a check, with both of its tests. */
export interface TestedItem {
  /** The measured growth is above every part of the limit. Items that are not still belong to the family. */
  readonly exceeds: boolean
  readonly fail: GuardedTest
  readonly inconclusive: GuardedTest
}

/** One item of a check with one profile a side. */
export interface PairItem {
  /** The measured growth is above every part of the limit. Items that are not still belong to the family. */
  readonly exceeds: boolean
  /** Values of both sides per run, in the metric's unit. */
  readonly baseline: number
  readonly candidate: number
  /** The test that may fail: kappa 1, with the dispersion of the pair. */
  readonly fail: EventTest
  /** The test that may only be inconclusive: kappa 0 for in-use metrics, without the dispersion of the pair. */
  readonly inconclusive: EventTest
}

export interface FamilyLevels {
  /** Share of this check in 1 - confidence. */
  readonly alpha: number
  /** Share of this check in the 0.10 at which growth is worth a second look. */
  readonly alphaInconclusive: number
}

export interface PairLevels extends FamilyLevels {
  /** Relative drift between runs; default RUN_DRIFT. */
  readonly tau?: number
}

export interface PairVerdict {
  readonly outcome: 'fail' | 'inconclusive' | 'pass'
  /** Items the outcome rests on, as ascending indices; none for `pass`. */
  readonly flagged: readonly number[]
  /** Items that could have failed at all: alpha / tested is the level of one item (`detectableGrowth`). */
  readonly tested: number
}

/** The verdict of `familyVerdict` on items with one profile a side, guarded against drift. */
export function pairVerdict(items: readonly PairItem[], { tau = RUN_DRIFT, ...levels }: PairLevels): PairVerdict {
  const guarded = ({ p, minP, variance }: EventTest, { baseline, candidate }: PairItem): GuardedTest => {
    return { p, minP, z: () => driftGuard({ p, baseline, candidate, variance, tau }) }
  }
  const tested = items.map((item): TestedItem => {
    const { exceeds, fail, inconclusive } = item
    return { exceeds, fail: guarded(fail, item), inconclusive: guarded(inconclusive, item) }
  })
  return familyVerdict(tested, levels)
}

/**
 * The outcome of one check: `fail` if an item exceeds, is significant in its family at alpha and stays so under run-to-run drift;
 * else `inconclusive` if one does at alphaInconclusive by its milder test; else `pass`.
 */
export function familyVerdict(items: readonly TestedItem[], levels: FamilyLevels): PairVerdict {
  const { sure, unsure, tested } = familyFindings(items, levels)
  if (sure.length > 0) return { outcome: 'fail', flagged: sure, tested }
  return { outcome: unsure.length > 0 ? 'inconclusive' : 'pass', flagged: unsure, tested }
}

/** Items of a family that are significant by the test that may fail, and of the others those by the milder one; as indices. */
export interface FamilyFindings {
  readonly sure: readonly number[]
  readonly unsure: readonly number[]
  readonly tested: number
}

/** Both sets are needed where what is sure may turn out to be no growth after all, but cost that moved. */
export function familyFindings(
  items: readonly TestedItem[],
  { alpha, alphaInconclusive }: FamilyLevels,
): FamilyFindings {
  const failing = significant(items, (item) => item.fail, { alpha, asks: (at) => items[at]!.exceeds })
  const sure = new Set(failing.flagged)
  const asks = (at: number) => items[at]!.exceeds && !sure.has(at)
  const { flagged } = significant(items, (item) => item.inconclusive, { alpha: alphaInconclusive, asks })
  return { sure: failing.flagged, unsure: flagged, tested: failing.tested }
}

/**
 * Items that are asked about and pass both tests; where there are none, no p-value is looked at. The critical z of the drift guard is that of Holm's first step, alpha / tested, for every
 * item: stricter than the later steps, and the same for all, so that the order of the items does not decide.
 */
function significant(
  items: readonly TestedItem[],
  testOf: (item: TestedItem) => GuardedTest,
  { alpha, asks }: { readonly alpha: number; readonly asks: (at: number) => boolean },
): { readonly flagged: readonly number[]; readonly tested: number } {
  const tests = items.map(testOf)
  const minP = tests.map((test) => test.minP)
  const family = taroneFamily(minP, alpha)
  const tested = family.length
  if (!family.some(asks)) return { flagged: [], tested }
  const { rejected } = taroneHolm(
    tests.map((test) => test.p),
    minP,
    alpha,
  )
  const critical = normalIsf(alpha / tested)
  return { flagged: family.filter((at) => asks(at) && rejected[at] && tests[at]!.z() >= critical), tested }
}
