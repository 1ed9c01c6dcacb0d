import { logGamma } from './log-gamma.ts'

/** Stands for a denominator of 0 in the continued fraction. */
const TINY = 1e-300

/** The fraction ends at a factor this near to 1: rounding may keep it from coming nearer. */
const NEAR_ONE = 1e-15

/** Far beyond the depth that any argument in use needs. */
const LARGEST_DEPTH = 100_000

/**
 * P(a, x), the lower regularized incomplete gamma function, for a > 0 and x >= 0; accurate relative to itself.
 * Source: Abramowitz & Stegun 6.5.29 (series) and 6.5.31 (continued fraction), each where it converges fast.
 */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return x < a + 1 ? lower(a, x) : 1 - upper(a, x)
}

/** Q(a, x) = 1 - P(a, x), accurate relative to itself far into the tail. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return x < a + 1 ? 1 - lower(a, x) : upper(a, x)
}

/** x^a e^-x / Gamma(a): x times the density of P at x. */
export function gammaSlope(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a))
}

/** x^a e^-x / Gamma(a) (1/a + x/(a (a+1)) + ...): all terms positive. */
function lower(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let k = a + 1; term > sum * Number.EPSILON; k++) {
    term *= x / k
    sum += term
  }
  return sum * gammaSlope(a, x)
}

/** x^a e^-x / Gamma(a) / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / ...)) by the modified method of Lentz. */
function upper(a: number, x: number): number {
  const slope = gammaSlope(a, x)
  if (slope === 0) return 0
  let below = x + 1 - a
  let ratio = 1 / TINY
  let inverse = 1 / below
  let value = inverse
  for (let k = 1, change = 0; Math.abs(change - 1) > NEAR_ONE && k < LARGEST_DEPTH; k++) {
    const above = k * (a - k)
    below += 2
    inverse = 1 / notZero(above * inverse + below)
    ratio = notZero(below + above / ratio)
    change = ratio * inverse
    value *= change
  }
  return value * slope
}

function notZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x
}
