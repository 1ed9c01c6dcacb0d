/**
 * Whether the values, at least two at equal distances, grow per step by at least `limit` whatever a few outliers do: the median of
 * the slopes between any two of them is `limit` or more. Counted in one pass, for there are n (n - 1) / 2 slopes.
 * Sources: Theil 1950; Sen 1968, J. Am. Statist. Assoc. 63, 1379-1389.
 */
export function theilSenReaches(values: Float64Array, limit: number): boolean {
  const slopes = (values.length * (values.length - 1)) / 2
  let reaching = 0
  let leastReaching = Number.POSITIVE_INFINITY
  let mostBelow = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      const slope = (values[j]! - values[i]!) / (j - i)
      if (slope >= limit) {
        reaching++
        if (slope < leastReaching) leastReaching = slope
      } else if (slope > mostBelow) mostBelow = slope
    }
  }
  // the middle of an even number lies between the two halves
  if (2 * reaching === slopes) return (mostBelow + leastReaching) / 2 >= limit
  return 2 * reaching > slopes
}
