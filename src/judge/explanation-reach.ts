import type { FoundEvidence } from './evidence.ts'
import type { Alphas } from './findings.ts'
import type { GrowthVerdict } from './growth.ts'
import { testedValues } from './item-tests.ts'
import type { MetricPair } from './metric-pair.ts'
import { runNoiseOf } from './noise.ts'
import type { SlopeVerdict } from './slopes.ts'
import { driftVariance } from './stats/drift.ts'
import { taroneFamily } from './stats/family.ts'
import { normalIsf } from './stats/normal.ts'
import { studentPpf } from './stats/student-t.ts'

/** How far an item of identical code may seem to grow: with probability alpha / tested it grows by more. */
export interface Reach {
  readonly key: number
  /** Value per run in the baseline, in the metric's unit; above 0. */
  readonly baseline: number
  /** Growth, or of a series growth per snapshot, in the metric's unit. */
  readonly growth: number
}

/** Two-sided 95 %. */
const UPPER_END = 0.975

/** What decides whether an item could be significant at all; by key. */
export type Tests = ReadonlyMap<number, { readonly p: number; readonly minP: number }>

/** Those that may fail the check. */
export function growthTests({ tests }: Pick<GrowthVerdict, 'tests'>): Tests {
  return new Map([...tests].map(([key, { fail }]) => [key, fail]))
}

export function slopeTests({ series }: Pick<SlopeVerdict, 'series'>): Tests {
  return new Map([...series].map(([key, { test }]) => [key, test]))
}

/** The items that could have shown significant growth, by the smallest p-value of each. */
export function testable(tests: Tests, alpha: number): readonly number[] {
  const all = [...tests]
  const family = taroneFamily(
    all.map(([, { minP }]) => minP),
    alpha,
  )
  const asked = family.map((at) => all[at]!)
  return asked.sort(([, a], [, b]) => a.minP - b.minP).map(([key]) => key)
}

/**
 * Of each item that is tested: q(alpha / tested) sqrt(V + D), the growth that identical code exceeds with probability
 * alpha / tested, so that all items of all checks together stay within theirs with probability `confidence` (Bonferroni).
 * V = v (1/kA + 1/kB) is the variance of the growth of identical code, v that of one run of the baseline: as for `detectableGrowth`,
 * with its power left out. D is the variance of the drift between runs, 2 (tau A)^2 of one run a side; runs that were compared with
 * one another have it once each: (tau A)^2 (1/kA + 1/kB). q is the normal quantile, or that of t where the variance was measured.
 * Null where ranks are compared, or nothing is known of the noise.
 */
export function growthReaches(
  data: MetricPair,
  { measurement, events, growth }: FoundEvidence,
  { alpha }: Alphas,
): readonly Reach[] | null {
  if (growth === null || growth.tests.size === 0 || data.method === 'rank') return null
  const keys = askedOf(growthTests(growth), alpha)
  const valuesOf = testedValues(data, measurement, events)
  const { baseline: kA, candidate: kB } = data.exposure
  const perRun = 1 / kA + 1 / kB
  const driftShare = data.method === 'events' ? 1 : (1 / data.runCount.baseline + 1 / data.runCount.candidate) / 2
  return keys.flatMap((key): readonly Reach[] => {
    const test = growth.tests.get(key)?.fail
    // Without an interval its runs have shown nothing of their noise.
    if (test === undefined || test.interval() === null) return []
    const { baseline, variance } = runNoiseOf(data, valuesOf(key), test)
    // What the baseline does not have is not in identical code.
    if (!(baseline > 0)) return []
    const drift = driftVariance(baseline, baseline, data.tau) * driftShare
    const reach = quantile(alpha / keys.length, test.degrees) * Math.sqrt(variance * perRun + drift)
    return [{ key, baseline, growth: reach }]
  })
}

/**
 * Of each item of a series: q(alpha / tested) times the standard error of the difference of the slopes, with autocorrelated
 * residuals, which is that of the 95 % interval of the test. q is the quantile of t with the snapshots less two of each side.
 */
export function slopeReaches(slopes: SlopeVerdict, { alpha }: Alphas): readonly Reach[] {
  const keys = askedOf(slopeTests(slopes), alpha)
  return keys.flatMap((key): readonly Reach[] => {
    const item = slopes.series.get(key)
    if (item === undefined) return []
    const { baseline, candidate } = item.points
    const degrees = [baseline, candidate].reduce((sum, side) => sum + (side === null ? 0 : side.values.length - 2), 0)
    const error = (item.test.slopeHigh - item.test.slopeDelta) / studentPpf(UPPER_END, degrees)
    const level = (baseline ?? candidate)?.values[0] ?? 0
    return [{ key, baseline: level, growth: quantile(alpha / keys.length, degrees) * error }]
  })
}

/** Where none could be significant, all of them may still seem to grow. */
function askedOf(tests: Tests, alpha: number): readonly number[] {
  const keys = testable(tests, alpha)
  return keys.length > 0 ? keys : [...tests.keys()]
}

function quantile(tail: number, degrees: number): number {
  return degrees === Number.POSITIVE_INFINITY ? normalIsf(tail) : -studentPpf(tail, degrees)
}
