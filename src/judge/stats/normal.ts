/*
 * The standard normal distribution without tables of coefficients: the central series and Laplace's continued
 * fraction for the tail, joined where both are accurate, and Newton's method on the logarithm of the tail for the inverse.
 */

const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** From here on the continued fraction is used. Below it, the series loses at most the factor 1/sf(2) = 44 of an ulp. */
const TAIL_START = 2

/** Depth of the continued fraction that reaches double precision at TAIL_START; it converges faster further out. */
const FRACTION_DEPTH = 80

/**
 * Upper tail 1 - Phi(z) of the standard normal, accurate relative to itself until it is no longer a normal double (z about 37.5).
 * Source: Abramowitz & Stegun 26.2.11 (series; Marsaglia 2004, J. Stat. Softw. 11(4)) and 26.2.14 (continued fraction).
 */
export function normalSf(z: number): number {
  if (z < 0) return 1 - normalSf(-z)
  return z < TAIL_START ? centralSf(z) : Math.exp(logTail(z))
}

/**
 * The z with normalSf(z) = p, for every double p in 0..1 down to the smallest subnormal; isf(0) = Infinity, isf(1) = -Infinity.
 *
 * Newton on log sf, which is decreasing and concave, started at sqrt(-2 log 2p), which is never left of the root because
 * sf(z) <= exp(-z^2/2)/2 for z >= 0: every step stays right of the root, so no bracket is needed.
 * @throws {RangeError} if p is not within 0..1.
 */
export function normalIsf(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalIsf: ${p} is not a probability; give a number from 0 to 1`)
  if (p === 0) return Number.POSITIVE_INFINITY
  if (p === 0.5) return 0
  if (p > 0.5) return -normalIsf(1 - p)
  const logP = Math.log(p)
  // log p + log 2 rather than log(2p): both are fine, but this one keeps the bits of a subnormal p
  let z = Math.sqrt(Math.max(0, -2 * (logP + Math.LN2)))
  for (let step = Number.POSITIVE_INFINITY; ; ) {
    const logSf = z < TAIL_START ? Math.log(centralSf(z)) : logTail(z)
    const logHazard = -0.5 * z * z - LOG_SQRT_TWO_PI - logSf
    const next = (logSf - logP) / Math.exp(logHazard)
    // rounding decides the size of the step once it stops shrinking
    if (!(Math.abs(next) < step)) return z
    step = Math.abs(next)
    z += next
  }
}

/** The z with Phi(z) = p: the quantile of the standard normal. @throws {RangeError} if p is not within 0..1. */
export function normalPpf(p: number): number {
  return -normalIsf(p)
}

/** 1/2 - phi(z) (z + z^3/3 + z^5/(3*5) + ...): all terms positive, for z from 0 to TAIL_START. */
function centralSf(z: number): number {
  let term = z
  let sum = z
  for (let k = 3; term > sum * Number.EPSILON; k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return 0.5 - sum * Math.exp(-0.5 * z * z - LOG_SQRT_TWO_PI)
}

/** log of phi(z) / (z + 1/(z + 2/(z + 3/...))), for z from TAIL_START on; does not underflow. */
function logTail(z: number): number {
  let fraction = z
  for (let k = FRACTION_DEPTH; k > 0; k--) fraction = z + k / fraction
  return -0.5 * z * z - LOG_SQRT_TWO_PI - Math.log(fraction)
}
