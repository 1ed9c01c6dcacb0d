import { normalIsf } from './normal.ts'

/** tau of the product: two runs of the same program may differ by about 2 % without any change of the code. */
export const RUN_DRIFT = 0.02

/**
 * Beyond z = 38 a p-value is no longer a normal double, so z is cut here. The cut has a price: of m equal events kappa 1 leaves
 * V / drift = 2 / (tau^2 m), so that with more than about 5000 (38 / critical z)^2 events no growth at all would pass. See
 * `driftGuard`.
 */
const LARGEST_Z = 38

export interface DriftInput {
  /** p-value of the event test. */
  readonly p: number
  /** Values of both sides per run, in the metric's unit. */
  readonly baseline: number
  readonly candidate: number
  /** Variance of the growth that sampling explains (`growthVariance`), in the squared unit. */
  readonly variance: number
  /** Relative drift between two runs that is no growth; default RUN_DRIFT. */
  readonly tau?: number
}

/**
 * z of the event test, shrunk as if each side also varied by tau of the mean of both: z sqrt(V / (V + 2 (tau (A + B) / 2)^2)).
 * Without sampling variance the growth is measured against the drift alone (Infinity for growth without any drift).
 */
export function zTau({ p, baseline, candidate, variance, tau = RUN_DRIFT }: DriftInput): number {
  const drift = driftVariance(baseline, candidate, tau)
  if (variance > 0) return Math.min(normalIsf(p), LARGEST_Z) * Math.sqrt(variance / (variance + drift))
  const growth = candidate - baseline
  if (drift > 0) return growth / Math.sqrt(drift)
  return growth > 0 ? Number.POSITIVE_INFINITY : 0
}

/**
 * What the verdict compares with the critical z: `zTau`, and where that is cut off, the growth against sampling and drift
 * together as one normal deviate. Without it no growth of an item with very many events could ever fail.
 */
export function driftGuard(input: DriftInput): number {
  const shrunk = zTau(input)
  return normalIsf(input.p) < LARGEST_Z ? shrunk : Math.max(shrunk, driftDeviate(input))
}

/**
 * The growth against sampling and drift together, as one normal deviate. Where almost every object is sampled its variance is
 * almost 0 and `zTau` shrinks any p to nothing, though no drift comes near the growth: a single new buffer of 16 MiB.
 */
export function driftDeviate({ baseline, candidate, variance, tau = RUN_DRIFT }: Omit<DriftInput, 'p'>): number {
  const error = Math.sqrt(variance + driftVariance(baseline, candidate, tau))
  return error > 0 ? (candidate - baseline) / error : 0
}

/** Variance of the growth when both sides drift by tau of their mean, independently: hence twice. */
export function driftVariance(baseline: number, candidate: number, tau: number): number {
  return 2 * ((tau * (baseline + candidate)) / 2) ** 2
}
