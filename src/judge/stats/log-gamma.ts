const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** From here on five terms of Stirling's series leave an error below 1e-14. */
const STIRLING_START = 12

/**
 * log Gamma(x) for x > 0, to about 1e-15 of the larger of 1 and itself.
 * Source: Abramowitz & Stegun 6.1.41 (Stirling's series), reached by the recurrence 6.1.15, Gamma(x + 1) = x Gamma(x).
 */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  for (; shifted < STIRLING_START; shifted++) product *= shifted
  const y = 1 / (shifted * shifted)
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y / 1188)))) / shifted
  return (shifted - 0.5) * Math.log(shifted) - shifted + LOG_SQRT_TWO_PI + series - Math.log(product)
}
