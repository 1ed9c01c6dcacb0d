import type { Check } from '../result/result.ts'
import { groupNoun } from './group.ts'
import type { Pen } from './pen.ts'
import { percentDigits } from './relative.ts'

/** What a check that passed could have seen. */

/** Share of the total of the groups that a check on groups is asked about. */
const TYPICAL_SHARE = 0.1

/** Null where nobody knows, or everything was counted; a percentage of null is growth without bounds. */
function detectableOf({ of, noise, outcome, total }: Check): { readonly percent: number | null } | null {
  // Of nothing there is no part to be seen.
  if (outcome !== 'pass' || noise.method === 'exact' || Number(total.baseline) === 0) return null
  const share = of === 'total' ? 1 : TYPICAL_SHARE
  return noise.detectable.find((entry) => entry.share === share) ?? null
}

/** Smallest growth that a passed check would most likely have failed with; null where nobody knows. */
export function detectableText(check: Check, pen: Pen): string | null {
  const seen = detectableOf(check)
  if (seen === null) return null
  const where = check.of === 'total' ? '' : ` in a ${groupNoun(check.of, pen)} of 10% of the total`
  if (seen.percent === null) return `no growth${where} would have stood out from the noise`
  if (seen.percent === 0) return `any growth${where} would have been seen`
  return `growth from +${percentDigits(seen.percent)}% on${where} would have been seen`
}

/** The same for a column: `+24%`, `+6% at 10% share` for groups of a tenth of the total; empty where nobody knows. */
export function detectableCell(check: Check): string {
  const seen = detectableOf(check)
  if (seen === null) return ''
  if (seen.percent === 0) return 'any'
  const growth = seen.percent === null ? 'nothing' : `+${percentDigits(seen.percent)}%`
  return check.of === 'total' ? growth : `${growth} at 10% share`
}
