import { logGamma } from './log-gamma.ts'

/** Stands for a denominator of 0 in the continued fraction. */
const TINY = 1e-300

/** The fraction ends at a factor this near to 1: rounding may keep it from coming nearer. */
const NEAR_ONE = 1e-15

/** Far beyond the depth that any argument in use needs. */
const LARGEST_DEPTH = 100_000

/** A point of the unit interval by the logarithms of both its parts, so that neither end loses digits: x and y = 1 - x. */
export interface UnitPoint {
  readonly logX: number
  readonly logY: number
}

/**
 * I_x(a, b), the regularized incomplete beta function, for a, b > 0; accurate relative to itself where it is small.
 * Source: NIST DLMF 8.17.22 (continued fraction), on the side of the mean where it converges fast, and the symmetry 8.17.4.
 */
export function incompleteBeta(point: UnitPoint, a: number, b: number): number {
  if (point.logX === Number.NEGATIVE_INFINITY) return 0
  if (point.logY === Number.NEGATIVE_INFINITY) return 1
  const { logX, logY } = point
  const slope = betaSlope(point, a, b)
  if (Math.exp(logX) < (a + 1) / (a + b + 2)) return (slope / a) * fraction(Math.exp(logX), a, b)
  return 1 - (slope / b) * fraction(Math.exp(logY), b, a)
}

/** x^a (1 - x)^b / B(a, b): the density of I times x (1 - x). */
export function betaSlope({ logX, logY }: UnitPoint, a: number, b: number): number {
  return Math.exp(a * logX + b * logY + logGamma(a + b) - logGamma(a) - logGamma(b))
}

/** 1 / (1 + d1 / (1 + d2 / (1 + ...))) by the modified method of Lentz, two terms a turn. */
function fraction(x: number, a: number, b: number): number {
  let inverse = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let ratio = 1
  let value = inverse
  for (let k = 1, change = 0; Math.abs(change - 1) > NEAR_ONE && k < LARGEST_DEPTH; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k))
    inverse = 1 / notZero(1 + even * inverse)
    ratio = notZero(1 + even / ratio)
    value *= ratio * inverse
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1))
    inverse = 1 / notZero(1 + odd * inverse)
    ratio = notZero(1 + odd / ratio)
    change = ratio * inverse
    value *= change
  }
  return value
}

function notZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x
}
