import { driftVariance, RUN_DRIFT } from './drift.ts'
import { normalIsf, normalPpf } from './normal.ts'

/** Growth is looked for up to a hundredfold (10,000 %); what only shows beyond that is "not detectable". */
const LARGEST_GROWTH = 100

/** Halvings that take the search from LARGEST_GROWTH to 6e-59, far below any growth that has a meaning. */
const HALVINGS = 200

/** Chance of being noticed that "detectable" promises. */
const POWER = 0.8

export interface DetectableInput {
  /** Value of the item in the baseline, per run. */
  readonly baseline: number
  /** Sampling variance of one baseline run (`baselineRunVariance`), in the squared unit. */
  readonly variance: number
  /** Level of one item: alpha of the check / items tested (1 for a total). */
  readonly alpha: number
  readonly runsBaseline?: number
  readonly runsCandidate?: number
  /** Relative drift between runs; default RUN_DRIFT. */
  readonly tau?: number
  /** Probability of detection; default 0.8. */
  readonly power?: number
}

/**
 * Smallest relative growth (0.2 = 20 %) that would be significant with probability `power`; null where even a hundredfold is not,
 * or the baseline is 0. Smallest g with g A >= z(alpha) sqrt(V + drift) + z(power) sqrt(V), V = v (1/kA + (1 + g)/kB).
 */
export function detectableGrowth(input: DetectableInput): number | null {
  const { baseline, variance, alpha, runsBaseline = 1, runsCandidate = 1, tau = RUN_DRIFT, power = POWER } = input
  if (!(baseline > 0)) return null
  const zAlpha = normalIsf(alpha)
  const zPower = normalPpf(power)
  const shows = (growth: number): boolean => {
    const sampling = variance * (1 / runsBaseline + (1 + growth) / runsCandidate)
    const drift = driftVariance(baseline, baseline * (1 + growth), tau)
    return growth * baseline - zAlpha * Math.sqrt(sampling + drift) - zPower * Math.sqrt(sampling) >= 0
  }
  let hidden = 0
  let shown = LARGEST_GROWTH
  if (!shows(shown)) return null
  for (let i = 0; i < HALVINGS; i++) {
    const middle = 0.5 * (hidden + shown)
    if (shows(middle)) shown = middle
    else hidden = middle
  }
  return shown
}
