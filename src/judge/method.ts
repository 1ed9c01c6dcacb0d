import type { Side } from '../result/result.ts'
import type { NoiseModel } from './event-model.ts'

/**
 * How growth is told from noise (decision rule, 2, 5):
 * - `events`: by the sampling events of both sides, usually one run each;
 * - `repeats`: by what runs of both sides differ among themselves;
 * - `pool`: by what at least three runs of the baseline differ among themselves, against one of the candidate;
 * - `rank`: by the order of measured times, of benchmarks;
 * - `exact`: everything was counted, so the limit alone decides;
 * - `none`: nothing is known of the noise, so the limit alone decides.
 */
export type Method = 'events' | 'repeats' | 'pool' | 'rank' | 'exact' | 'none'

/** Two runs a side show some of the variation between runs; three of one side, against a single one, do as well. */
const LEAST_REPEATS = 2
const LEAST_POOL = 3

export function methodOf(model: NoiseModel, { baseline, candidate }: Readonly<Record<Side, number>>): Method {
  if (model.kind === 'timing') return 'rank'
  if (baseline >= LEAST_REPEATS && candidate >= LEAST_REPEATS) return 'repeats'
  if (baseline >= LEAST_POOL && candidate === 1) return 'pool'
  return model.kind === 'unknown' ? 'none' : model.kind
}

/** Whether the answer is one of chance, and so has a part of the step's confidence. */
export function isStatistical(method: Method): boolean {
  return method !== 'exact' && method !== 'none'
}
