import { atLeastOfBoth, lowerBound, type Share, upperBound } from './bounds.ts'

/** Which figures are worse: larger or smaller ones. */
export type Worse = 'above' | 'below'

/**
 * How a measured share stands to a figure of reference:
 * - `not-worse`: at 99 % confidence it is not shown to be worse.
 * - `worse-than-figure`: it is, if the figure is taken as the truth.
 * - `worse`: it is, though the reference was drawn as well.
 */
export type Standing = 'not-worse' | 'worse-than-figure' | 'worse'

const LEVEL = 0.01
/** The reference drew 300 to 700 pull requests for each figure. */
const REFERENCE_DRAWS = 500

/** @param percent The reference's, rounded: below 1 % to tenths. */
export function standingOf(share: Share, percent: number, worse: Worse): Standing {
  const rounding = Number.isInteger(percent) && percent >= 1 ? 0.5 : 0.05
  const isBeyond =
    worse === 'above'
      ? lowerBound(share, LEVEL) > (percent + rounding) / 100
      : upperBound(share, LEVEL) < (percent - rounding) / 100
  if (!isBeyond) return 'not-worse'
  const reference = { hits: Math.round((percent / 100) * REFERENCE_DRAWS), draws: REFERENCE_DRAWS }
  const chance = worse === 'above' ? atLeastOfBoth(share, reference) : atLeastOfBoth(reference, share)
  return chance < LEVEL ? 'worse' : 'worse-than-figure'
}

/** Whether so many hits show, at 99 % confidence, that more than this percentage would hit. */
export function isShownAbove(share: Share, percent: number): boolean {
  return lowerBound(share, LEVEL) > percent / 100
}
