import type { CheckedLimit, Noise } from '../result/result.ts'
import { detectableGrowth } from './stats/detectable.ts'
import type { EventClasses } from './stats/event-classes.ts'
import { baselineRunVariance } from './stats/variance.ts'

/** Shares of the total at which surfaces say what a check could have seen. */
const SHARES = [1, 0.1, 0.01] as const

/** Share of the total that a group is thought to have when a rule on groups is asked what it could have seen. */
const TYPICAL_SHARE = 0.1

export interface PowerRequest {
  readonly alpha: number
  /** Items that share alpha. */
  readonly tested: number
  readonly dispersion: number
  readonly ofTotal: boolean
}

/**
 * The growth, in percent, that a check would have failed with probability 0.8, for items of several shares of the total.
 * A group of share s has s of the total's value and of its variance.
 */
export function detectablePercents(
  { baseline, classes }: { readonly baseline: number; readonly classes: EventClasses },
  { alpha, tested, dispersion, ofTotal }: PowerRequest,
): Noise['detectable'] {
  const variance = baselineRunVariance(classes, { kappa: 1, dispersion })
  const shares = ofTotal ? ([1] as const) : SHARES
  return shares.map((share) => {
    const growth = detectableGrowth({
      baseline: baseline * share,
      variance: variance * share,
      alpha: share === 1 ? alpha : alpha / tested,
    })
    return { share, percent: growth === null ? null : growth * 100 }
  })
}

/** A check that could not have seen growth at its own limit. Both in percent; `detectable` null is beyond 10,000 %. */
export interface Weakness {
  readonly detectablePercent: number | null
  readonly limitPercent: number
}

/** Null if growth at the limit would have shown, or if nothing is known of the noise. `baseline` is that of the total. */
export function weakness(limits: readonly CheckedLimit[], noise: Noise, baseline: number): Weakness | null {
  const seen =
    noise.detectable.find(({ share }) => share === TYPICAL_SHARE) ?? noise.detectable.find(({ share }) => share === 1)
  if (seen === undefined || baseline <= 0) return null
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
