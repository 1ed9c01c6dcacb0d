import { chiSquarePpf } from './chi-square.ts'
import type { Exposures, RunClasses } from './run-classes.ts'
import { runDesign } from './run-design.ts'
import { mean, pooledVariance } from './run-variance.ts'

/** Chance to call Poisson counts fixed, per class. */
const LEVEL = 0.01

/** Fewer events per run vary so little in any case that they cannot show it. */
const MIN_EVENTS_PER_RUN = 3

/** Runs of both sides, and of each, from which on counts that never differed are fixed, however few events they have. */
const MIN_EQUAL_RUNS = 8
const MIN_EQUAL_RUNS_OF_A_SIDE = 3

export interface FixedCountsOptions {
  /** Variation is known from the baseline alone (`RunDesignInput`). */
  readonly pool: boolean
  /** Runs of unequal exposure are compared as if each had the mean exposure. */
  readonly exposures?: Exposures
}

/**
 * Which classes have counts that are fixed (kappa 0), for the runs show it: 1 where the events per run vary less than Poisson counts
 * would, at a level of 1 % of chi-square with the degrees of freedom of the runs.
 */
export function fixedCounts(classes: RunClasses, { pool, exposures }: FixedCountsOptions): Uint8Array {
  const runsBaseline = classes.baseline.length
  const runsCandidate = classes.candidate.length
  const runs = runsBaseline + runsCandidate
  const design = { runsBaseline, runsCandidate, pool, ...(exposures && { exposures }) }
  const { degrees, exposureBaseline, exposureCandidate } = runDesign(design)
  const exposure = (exposureBaseline + exposureCandidate) / runs
  const largestRatio = chiSquarePpf(LEVEL, degrees) / degrees
  const enoughRuns = runs >= MIN_EQUAL_RUNS && Math.min(runsBaseline, runsCandidate) >= MIN_EQUAL_RUNS_OF_A_SIDE
  const baseline = new Float64Array(runsBaseline)
  const candidate = new Float64Array(runsCandidate)
  const fixed = new Uint8Array(classes.weight.length)
  for (let j = 0; j < fixed.length; j++) {
    gather(classes.baseline, j, exposure, exposures?.baseline, baseline)
    gather(classes.candidate, j, exposure, exposures?.candidate, candidate)
    const perRun = (mean(baseline) * runsBaseline + mean(candidate) * runsCandidate) / runs
    if (perRun === 0) continue
    const variance = pooledVariance(baseline, pool ? undefined : candidate, degrees)
    const steady = variance < largestRatio * perRun && perRun >= MIN_EVENTS_PER_RUN
    if (steady || (variance === 0 && enoughRuns)) fixed[j] = 1
  }
  return fixed
}

/** Events of class j in each run, at the exposure given, into `row`. */
function gather(
  runs: readonly Float64Array[],
  j: number,
  exposure: number,
  exposures: Float64Array | undefined,
  row: Float64Array,
): void {
  for (let i = 0; i < row.length; i++) {
    const events = runs[i]![j]!
    row[i] = exposures === undefined ? events : (events * exposure) / exposures[i]!
  }
}
