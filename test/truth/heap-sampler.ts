import { binomial, poisson } from './counts.ts'
import type { Random } from './random.ts'

/** How often something happens in a run: exactly so often (rounded), or like Poisson counts of that mean. */
export interface Count {
  readonly mean: number
  readonly varies: boolean
}

/**
 * Chance that Go's heap profiler samples an object: events lie at exponential distances of `rateBytes` on average, so that
 * an object of `sizeBytes` is hit with 1 - exp(-size / rate); at a rate of 1 or below all are recorded (src/runtime/mprof.go).
 */
export function sampledChance(sizeBytes: number, rateBytes: number): number {
  return rateBytes <= 1 ? 1 : -Math.expm1(-sizeBytes / rateBytes)
}

/** Sampled objects of one site in one run. Thinned Poisson counts are Poisson; fixed ones become binomial. */
export function sampledObjects(random: Random, { mean, varies }: Count, chance: number): number {
  return varies ? poisson(random, mean * chance) : binomial(random, Math.round(mean), chance)
}

export interface PrintedSample {
  readonly objects: number
  readonly bytes: number
}

/** What the profile says of so many sampled objects: as `scaleHeapSample` computes it (src/runtime/pprof/protomem.go). */
export function printedSample(events: number, sizeBytes: number, rateBytes: number): PrintedSample {
  const bytes = events * sizeBytes
  if (events === 0 || sizeBytes === 0) return { objects: 0, bytes: 0 }
  if (rateBytes <= 1) return { objects: events, bytes }
  const scale = 1 / (1 - Math.exp(-(bytes / events) / rateBytes))
  return { objects: Math.trunc(events * scale), bytes: Math.trunc(bytes * scale) }
}
