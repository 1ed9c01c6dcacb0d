import type { Amount, Check } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { quantity } from './quantity.ts'
import { roundedUpPercent } from './relative.ts'

/** Measured times as benchstat has them: medians with the interval that their order gives. */

/** Fewer values than this say nothing of their order, however clear it looks (decision rule, 5). */
export const LEAST_TIMES = 6

const CONFIDENCE = 0.95

interface Median {
  readonly value: number
  /** The farther end of its 95 % interval, in percent of it. */
  readonly marginPercent: number
}

/** `median 1.20 s ±3% → 1.35 s ±2%, n=10`; null where either side has too few. */
export function mediansText(check: Check, { baseline, candidate }: Check['runs'], pen: Pen): string | null {
  const [before, after] = [medianOf(baseline), medianOf(candidate)]
  if (before === null || after === null) return null
  const side = ({ value, marginPercent }: Median) =>
    `${quantity(value, check, pen)} ±${roundedUpPercent(marginPercent)}`
  return `median ${side(before)} → ${side(after)}, ${sizesText({ baseline, candidate })}`
}

/** `±3%`: the larger margin of the two medians; null where either side has too few values. */
export function medianMargin({ baseline, candidate }: Check['runs']): string | null {
  const [before, after] = [medianOf(baseline), medianOf(candidate)]
  if (before === null || after === null) return null
  return `±${roundedUpPercent(Math.max(before.marginPercent, after.marginPercent))}`
}

/** `n=10`, `n=10 and 8`: how many values each side has. */
export function sizesText({ baseline, candidate }: Check['runs']): string {
  const [before, after] = [baseline.length, candidate.length]
  return before === after ? `n=${before}` : `n=${before} and ${after}`
}

/**
 * The l-th smallest and largest of n values miss their median with probability 2 P(Binomial(n, 1/2) < l), whatever the
 * distribution (David & Nagaraja, Order Statistics, 7.1); the narrowest pair that holds it surely enough counts.
 */
function medianOf(amounts: readonly Amount[]): Median | null {
  const ascending = amounts.map(Number).sort((a, b) => a - b)
  const n = ascending.length
  const half = n >> 1
  const value = n % 2 === 1 ? at(ascending, half) : (at(ascending, half - 1) + at(ascending, half)) / 2
  if (n < LEAST_TIMES || !(value > 0)) return null
  let [term, missed, inside] = [2 * 0.5 ** n, 0, 0]
  while (missed + term <= 1 - CONFIDENCE && 2 * inside < n - 1) {
    missed += term
    term *= (n - inside) / (inside + 1)
    inside++
  }
  const [low, high] = [at(ascending, inside - 1), at(ascending, n - inside)]
  return { value, marginPercent: Math.max(value - low, high - value) * (100 / value) }
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN
}
