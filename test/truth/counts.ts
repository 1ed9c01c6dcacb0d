import type { Random } from './random.ts'

/** Below this mean a count is found by adding up probabilities; above it by transformed rejection. */
const SMALL_MEAN = 10

/** Standard normal, by the polar method (Marsaglia and Bray 1964). */
export function normal(random: Random): number {
  for (;;) {
    const x = random.between(-1, 1)
    const y = random.between(-1, 1)
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/** Poisson count; exact. Transformed rejection PTRS (Hörmann 1993, Insurance: Mathematics and Economics 12, 39-45). */
export function poisson(random: Random, mean: number): number {
  if (!(mean > 0)) return 0
  if (mean < SMALL_MEAN) return smallPoisson(random, mean)
  const root = Math.sqrt(mean)
  const b = 0.931 + 2.53 * root
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const inside = 0.9277 - 3.6224 / (b - 2)
  const logMean = Math.log(mean)
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const edge = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
    if (edge >= 0.07 && v <= inside) return count
    if (count < 0 || (edge < 0.013 && v > edge)) continue
    const bound = count * logMean - mean - logFactorial(count)
    if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= bound) return count
  }
}

function smallPoisson(random: Random, mean: number): number {
  const end = Math.exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > end; product *= random.uniform()) count++
  return count
}

/**
 * Binomial count; exact. Transformed rejection BTRS (Hörmann 1993, J. Statist. Comput. Simulation 46, 101-110).
 * @param trials A whole number.
 */
export function binomial(random: Random, trials: number, chance: number): number {
  if (!(trials > 0 && chance > 0)) return 0
  if (chance >= 1) return trials
  if (chance > 0.5) return trials - binomial(random, trials, 1 - chance)
  if (trials * chance < SMALL_MEAN) return smallBinomial(random, trials, chance)
  const spread = Math.sqrt(trials * chance * (1 - chance))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * chance
  const middle = trials * chance + 0.5
  const alpha = (2.83 + 5.1 / b) * spread
  const inside = 0.92 - 4.2 / b
  const mode = Math.floor((trials + 1) * chance)
  const logOdds = Math.log(chance / (1 - chance))
  const atMode = logFactorial(mode) + logFactorial(trials - mode)
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const edge = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / edge + b) * u + middle)
    if (edge >= 0.07 && v <= inside) return count
    if (count < 0 || count > trials) continue
    const bound = atMode - logFactorial(count) - logFactorial(trials - count) + (count - mode) * logOdds
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= bound) return count
  }
}

function smallBinomial(random: Random, trials: number, chance: number): number {
  const odds = chance / (1 - chance)
  let left = random.uniform()
  let probability = Math.exp(trials * Math.log1p(-chance))
  let count = 0
  // Rounding may leave something of `left` when all probabilities have been taken off.
  while (left > probability && count < trials) {
    left -= probability
    count++
    probability *= ((trials - count + 1) / count) * odds
  }
  return count
}

/** A count whose variance is `dispersion` times its mean: Poisson with a gamma-distributed mean. `dispersion` above 1. */
export function dispersedCount(random: Random, mean: number, dispersion: number): number {
  const scale = dispersion - 1
  return poisson(random, scale * gamma(random, mean / scale))
}

/** Gamma of scale 1 (Marsaglia and Tsang 2000, ACM Trans. Math. Software 26, 363-372). */
export function gamma(random: Random, shape: number): number {
  if (!(shape > 0)) return 0
  if (shape < 1) return gamma(random, shape + 1) * random.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v
  }
}

const LOG_FACTORIALS = logFactorials(256)

/** log(n!): by adding up, beyond 255 by Stirling's series, whose first left-out term is below 1e-20 there. */
export function logFactorial(n: number): number {
  const known = LOG_FACTORIALS[n]
  if (known !== undefined) return known
  const x = n + 1
  const inverse = 1 / (x * x)
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}

function logFactorials(count: number): Float64Array {
  const table = new Float64Array(count)
  for (let n = 1; n < count; n++) table[n] = table[n - 1]! + Math.log(n)
  return table
}
