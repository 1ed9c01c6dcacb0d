import { gammaP, gammaQ, gammaSlope } from './incomplete-gamma.ts'
import { logGamma } from './log-gamma.ts'

/** Probability that a chi-square variable with `df` > 0 degrees of freedom is at most x; accurate relative to itself. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaP(df / 2, x / 2)
}

/** Upper tail of chi-square, P(X > x); accurate relative to itself. */
export function chiSquareSf(x: number, df: number): number {
  return gammaQ(df / 2, x / 2)
}

/**
 * The x with chiSquareCdf(x, df) = p. Within 1e-12 of itself for p up to 0.999; above that no nearer to 1 than a double can say.
 *
 * Newton on log P as a function of log x, which is increasing and concave, from the left: P(a, x) <= x^a / Gamma(a + 1), so where
 * that bound is p the start is left of the root and every step stays there.
 * @throws {RangeError} if p is not within 0..1.
 */
export function chiSquarePpf(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`chiSquarePpf: ${p} is not a probability; give a number from 0 to 1`)
  if (p === 0) return 0
  if (p === 1) return Number.POSITIVE_INFINITY
  const a = df / 2
  const logP = Math.log(p)
  let logX = (logP + logGamma(a + 1)) / a
  for (;;) {
    const x = Math.exp(logX)
    const below = gammaP(a, x)
    const step = ((logP - Math.log(below)) * below) / gammaSlope(a, x)
    // rounding decides the sign of the step at the root
    if (!(step > 4 * Number.EPSILON * Math.max(1, Math.abs(logX)))) return 2 * x
    logX += step
  }
}
