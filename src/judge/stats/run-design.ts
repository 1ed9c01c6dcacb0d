import type { Exposures } from './run-classes.ts'

/**
 * How many runs there are and how much each counts; the same for all items. In the formulas V is the sampling variance of a value
 * per exposure in a run of exposure 1, so a run of exposure e has V / e.
 */
export interface RunDesign {
  readonly runsBaseline: number
  readonly runsCandidate: number
  /** Sum of the exposures of each side; the number of runs where all count alike. */
  readonly exposureBaseline: number
  readonly exposureCandidate: number
  /** Degrees of freedom of the variance between the runs: those of both sides, or of the baseline alone for a pool. */
  readonly degrees: number
  /** Sampling variance that the pooled variance between the runs is expected to show, relative to V; 1 without exposures. */
  readonly spreadPerV: number
  /** Sampling variance of the difference of the means, relative to V; 1/kA + 1/kB without exposures. */
  readonly meanPerV: number
  /** Variance of the difference of the means, relative to that between the runs: 1/kA + 1/kB. */
  readonly meanPerRun: number
}

export interface RunDesignInput {
  readonly runsBaseline: number
  readonly runsCandidate: number
  /** The variation from run to run is known from the baseline alone: one candidate against a pool of baselines. */
  readonly pool: boolean
  readonly exposures?: Exposures
}

/** @throws {RangeError} if the runs leave no degree of freedom, or the exposures do not fit them. */
export function runDesign({ runsBaseline, runsCandidate, pool, exposures }: RunDesignInput): RunDesign {
  const baseline = exposures?.baseline ?? new Float64Array(runsBaseline).fill(1)
  const candidate = exposures?.candidate ?? new Float64Array(runsCandidate).fill(1)
  if (baseline.length !== runsBaseline || candidate.length !== runsCandidate) {
    throw new RangeError(
      `runs: ${baseline.length} and ${candidate.length} exposures for ${runsBaseline} and ${runsCandidate} runs; give one for each`,
    )
  }
  const degreesBaseline = runsBaseline - 1
  const degreesCandidate = pool ? 0 : runsCandidate - 1
  const degrees = degreesBaseline + degreesCandidate
  if (runsBaseline < 1 || runsCandidate < 1 || degrees < 1) {
    throw new RangeError(
      `runs: ${runsBaseline} against ${runsCandidate} show no variation between runs; give at least two of one side`,
    )
  }
  const inverseBaseline = meanInverse(baseline)
  const inverseCandidate = meanInverse(candidate)
  return {
    runsBaseline,
    runsCandidate,
    exposureBaseline: baseline.reduce((sum, exposure) => sum + exposure, 0),
    exposureCandidate: candidate.reduce((sum, exposure) => sum + exposure, 0),
    degrees,
    spreadPerV: (degreesBaseline * inverseBaseline + degreesCandidate * inverseCandidate) / degrees,
    meanPerV: inverseBaseline / runsBaseline + inverseCandidate / runsCandidate,
    meanPerRun: 1 / runsBaseline + 1 / runsCandidate,
  }
}

function meanInverse(exposures: Float64Array): number {
  return exposures.reduce((sum, exposure) => sum + 1 / exposure, 0) / exposures.length
}
