import type { CheckedLimit, Noise } from '../result/result.ts'
import { detectableGrowth } from './stats/detectable.ts'

/** Shares of the total at which surfaces say what a check could have seen. */
const SHARES = [1, 0.1, 0.01] as const

/** Share of the total that a group is thought to have when a rule on groups is asked what it could have seen. */
const TYPICAL_SHARE = 0.1

export interface PowerRequest {
  readonly alpha: number
  /** Items that share alpha. */
  readonly tested: number
  readonly ofTotal: boolean
  /** Runs of each side, or what their values are divided by. */
  readonly runsBaseline: number
  readonly runsCandidate: number
  /** Drift between runs; default that of the product. */
  readonly tau?: number
}

/**
 * The growth, in percent, that a check would have failed with probability 0.8, for items of several shares of the total.
 * A group of share s has s of the total's value and of its variance. `variance` is that of one run of the baseline.
 */
export function detectablePercents(
  { baseline, variance }: { readonly baseline: number; readonly variance: number },
  { alpha, tested, ofTotal, runsBaseline, runsCandidate, tau }: PowerRequest,
): Noise['detectable'] {
  const shares = ofTotal ? ([1] as const) : SHARES
  // Of what was counted, and never varied, every growth shows.
  if (variance === 0 && tau === 0) return shares.map((share) => ({ share, percent: 0 }))
  return shares.map((share) => {
    const growth = detectableGrowth({
      baseline: baseline * share,
      variance: variance * share,
      alpha: share === 1 ? alpha : alpha / tested,
      runsBaseline,
      runsCandidate,
      ...(tau === undefined ? {} : { tau }),
    })
    return { share, percent: growth === null ? null : growth * 100 }
  })
}

/** A check that could not have seen growth at its own limit. Both in percent; `detectable` null is beyond 10,000 %. */
export interface Weakness {
  readonly detectablePercent: number | null
  readonly limitPercent: number
}

/** What would have shown of the item that a check is asked about: a typical group, or the total; null if nothing is known. */
export function seenItem({ detectable }: Pick<Noise, 'detectable'>): Noise['detectable'][number] | null {
  const at = (wanted: number) => detectable.find(({ share }) => share === wanted)
  return at(TYPICAL_SHARE) ?? at(1) ?? null
}

/** Null if growth at the limit would have shown, or if nothing is known of the noise. `baseline` is that of the total. */
export function weakness(limits: readonly CheckedLimit[], noise: Noise, baseline: number): Weakness | null {
  const seen = seenItem(noise)
  if (seen === null || baseline <= 0) return null
  const growing = limits.filter(({ percent, growth }) => percent !== null || growth !== null)
  const strictest = growing.some(({ level }) => level === 'fail') ? 'fail' : 'warn'
  const percents = growing
    .filter(({ level }) => level === strictest)
    .map(({ percent, growth }) => Math.max(percent ?? 0, ((growth ?? 0) / (baseline * seen.share)) * 100))
  if (percents.length === 0) return null
  const limitPercent = Math.min(...percents)
  const isWeak = seen.percent === null || seen.percent > limitPercent
  return isWeak ? { detectablePercent: seen.percent, limitPercent } : null
}
