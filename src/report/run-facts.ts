import type { Amount, Cause, Check } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { roundedUpPercent } from './relative.ts'

/** What several runs show by themselves: facts that a reader can check. */

/** So many baseline runs say something by being below all others. */
const LEAST_SEPARATED = 3

/** "all 5 runs of this PR are above all 5 baseline runs", where that is so and the baseline has several. */
export function separatedText(runs: Check['runs'] | Cause['runs'], pen: Pen): string | null {
  if (runs === null || runs.baseline.length < LEAST_SEPARATED || runs.candidate.length < 1) return null
  const all = runs.candidate.length
  if (aboveAll(runs) < all) return null
  const baseline = `all ${runs.baseline.length} baseline runs`
  return all === 1
    ? `${pen.candidate} is above ${baseline}`
    : `all ${all} runs of ${pen.candidate} are above ${baseline}`
}

/** "the 5 runs of each side differ among themselves by up to ±12%"; null where no side has several. */
export function spreadText({ baseline, candidate }: Check['runs']): string | null {
  if (baseline.length < 2) return null
  const spreads = [baseline, candidate].map(spreadOf)
  if (spreads.some((spread) => spread === null)) return null
  const spread = Math.max(...spreads.map(Number))
  const runs =
    candidate.length < 2
      ? `the ${baseline.length} baseline runs`
      : baseline.length === candidate.length
        ? `the ${baseline.length} runs of each side`
        : `the ${baseline.length} and ${candidate.length} runs of the two sides`
  return `${runs} differ among themselves by up to ±${roundedUpPercent(spread * 100)}`
}

/** The same, and how many runs of the candidate stand out: "4 of the 5 of this PR are above all 5 of the baseline". */
export function overlapText(runs: Check['runs'], pen: Pen): string | null {
  const spread = spreadText(runs)
  if (spread === null) return null
  const [above, all, baseline] = [aboveAll(runs), runs.candidate.length, runs.baseline.length]
  if (all === 1) {
    const below = runs.baseline.filter((run) => Number(run) < Number(runs.candidate[0])).length
    return `${spread}, and ${pen.candidate} is above ${below === baseline ? 'all' : below} of them`
  }
  const count = above === 0 ? 'none' : above === all ? 'all' : String(above)
  return `${spread}: ${count} of the ${all} of ${pen.candidate} ${above === 1 ? 'is' : 'are'} above all ${baseline} of the baseline`
}

/** How many of the candidate's runs are above every one of the baseline. */
function aboveAll({ baseline, candidate }: Check['runs']): number {
  const highest = Math.max(...baseline.map(Number))
  return candidate.filter((run) => Number(run) > highest).length
}

/** Farthest run from the mean of its side, as a part of it; null where that makes no sense. */
function spreadOf(amounts: readonly Amount[]): number | null {
  const values = amounts.map(Number)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (!(mean > 0) || !Number.isFinite(mean)) return null
  return Math.max(...values.map((value) => Math.abs(value - mean))) / mean
}
