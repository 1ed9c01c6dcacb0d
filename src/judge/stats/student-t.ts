import { betaSlope, incompleteBeta, type UnitPoint } from './incomplete-beta.ts'
import { logGamma } from './log-gamma.ts'

/** Above this the square of t is no double. */
const LARGEST_SQUARE_ROOT = 1e150

/**
 * Upper tail of Student's t with `df` >= 1 degrees of freedom, accurate relative to itself: 1/2 I_x(df/2, 1/2), x = df / (df + t^2).
 * Source: Abramowitz & Stegun 26.7.1.
 */
export function studentSf(t: number, df: number): number {
  if (t < 0) return 1 - studentSf(-t, df)
  if (t === Number.POSITIVE_INFINITY) return 0
  return 0.5 * incompleteBeta(pointOf(t, df), df / 2, 0.5)
}

/**
 * The t with P(T <= t) = p, for tails of at least 1e-300 (less is near the bound below).
 *
 * Newton on the logarithm of the upper tail as a function of log t, which is decreasing and concave, from the right: the tail is
 * less than density(0) sqrt(df)^(df+1) / (df t^df), so where that bound is p the start is right of the root and every step stays
 * there.
 * @throws {RangeError} if p is not within 0..1.
 */
export function studentPpf(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`studentPpf: ${p} is not a probability; give a number from 0 to 1`)
  if (p === 0.5) return 0
  return p > 0.5 ? upperQuantile(1 - p, df) : -upperQuantile(p, df)
}

/** The t > 0 with studentSf(t) = q, for q below 1/2. */
function upperQuantile(q: number, df: number): number {
  if (q === 0) return Number.POSITIVE_INFINITY
  const logQ = Math.log(q)
  const logDensity = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI)
  let logT = (logDensity - logQ - Math.log(df)) / df + ((df + 1) / (2 * df)) * Math.log(df)
  for (;;) {
    const t = Math.exp(logT)
    const above = studentSf(t, df)
    const step = ((Math.log(above) - logQ) * above) / betaSlope(pointOf(t, df), df / 2, 0.5)
    // rounding decides the sign of the step at the root
    if (!(step < -4 * Number.EPSILON * Math.max(1, Math.abs(logT)))) return t
    logT += step
  }
}

/** x = df / (df + t^2), for t >= 0. */
function pointOf(t: number, df: number): UnitPoint {
  const root = t / Math.sqrt(df)
  if (root > LARGEST_SQUARE_ROOT) return { logX: -2 * Math.log(root), logY: 0 }
  const square = root * root
  return { logX: -Math.log1p(square), logY: square === 0 ? Number.NEGATIVE_INFINITY : -Math.log1p(1 / square) }
}
