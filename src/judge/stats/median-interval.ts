/** The confidence that an interval must have at least. */
const CONFIDENCE = 0.95

export interface MedianInterval {
  /** Two of the values, in their unit. */
  readonly low: number
  readonly high: number
  /** Probability that the interval holds the true median, at least 0.95. */
  readonly confidence: number
}

/** Middle value, or the mean of the two middle ones. NaN of no value. */
export function median(values: ArrayLike<number>): number {
  const ascending = Float64Array.from(values).sort()
  const half = ascending.length >> 1
  if (ascending.length === 0) return Number.NaN
  return ascending.length % 2 === 1 ? ascending[half]! : (ascending[half - 1]! + ascending[half]!) / 2
}

/**
 * Interval of the true median from the order statistics: the narrowest pair, as many values from either end, that holds it with
 * probability at least 0.95 whatever the distribution. Null for fewer than 6 values, whose extremes do not hold it so surely.
 *
 * The l-th smallest and largest of n miss it with probability 2 P(Binomial(n, 1/2) < l).
 * Source: David & Nagaraja, Order Statistics, 7.1; as benchstat summarizes timings.
 */
export function medianInterval(values: ArrayLike<number>): MedianInterval | null {
  const ascending = Float64Array.from(values).sort()
  const n = ascending.length
  // 2 P(Binomial = k), by its logarithm, for 2^-n is no double for long series
  let logTerm = Math.LN2 * (1 - n)
  let missed = 0
  let inside = 0
  for (let k = 0; 2 * k < n - 1 && missed + Math.exp(logTerm) <= 1 - CONFIDENCE; k++) {
    missed += Math.exp(logTerm)
    logTerm += Math.log((n - k) / (k + 1))
    inside = k + 1
  }
  if (inside === 0) return null
  return { low: ascending[inside - 1]!, high: ascending[n - inside]!, confidence: 1 - missed }
}
