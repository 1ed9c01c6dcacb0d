import type { Amount, Cause, Check } from '../result/result.ts'
import { groupNoun } from './group.ts'
import { failsBudgetOnly } from './limit.ts'
import type { Pen } from './pen.ts'
import { counted, quantity } from './quantity.ts'
import { percentDigits } from './relative.ts'
import { blamedCauses, soleCause } from './start.ts'

/** Is it noise? In facts that a reader can check. */

/** Rarer than this is not claimed: the model is not that good. */
const RAREST_RUNS = 1_000_000

/** `noise ±2%`, `exact`, `noise unknown`. The interval is that of the total. */
export function noiseText(check: Check, pen: Pen): string {
  const margin = noiseMargin(check, pen)
  if (margin === null) return 'noise unknown'
  if (margin === 'exact') return margin
  return check.of === 'total' ? `noise ${margin}` : `noise of the total ${margin}`
}

/** `±2%` of the baseline; an amount where the baseline is 0; null without a model. Half of the 95 % interval, rounded up. */
export function noiseMargin({ noise, total, unit, per }: Check, pen: Pen): string | null {
  if (noise.method === 'exact') return 'exact'
  if (noise.method === 'none' || noise.deltaLow === null || noise.deltaHigh === null) return null
  const half = (noise.deltaHigh - noise.deltaLow) / 2
  const baseline = Number(total.baseline)
  if (!(baseline > 0)) return `±${quantity(Math.round(half), { unit, per }, pen)}`
  const percent = (half / baseline) * 100
  return `±${percent < 1 ? percentDigits(Math.ceil(percent * 10) / 10) : percentDigits(Math.ceil(percent - 0.05))}%`
}

/** What a run of sentences about one check says: a claim in one or two words, and what it rests on. */
export interface NoiseClaim {
  readonly claim: string
  readonly because: string
}

/** Why a check that failed or warned is no noise; null where another sentence (its reason) says so. */
export function noiseClaim(check: Check, pen: Pen): NoiseClaim | null {
  if (check.outcome !== 'fail' && check.outcome !== 'warn') return null
  const subject = soleCause(check) ?? (check.of === 'total' ? null : (blamedCauses(check)[0] ?? null))
  const { method } = check.noise
  if (method === 'exact') return { claim: 'Not noise', because: 'these values are counted, not sampled' }
  if (method === 'none')
    return { claim: 'Noise unknown', because: 'the noise of one run is unknown; repeats would show it' }
  if (failsBudgetOnly(check))
    return { claim: 'Not noise', because: 'the value is above its budget even after its sampling error is taken off' }
  const separated = separatedRuns(subject?.runs ?? (subject === null ? check.runs : null), pen)
  if (separated !== null) return { claim: 'Not noise', because: separated }
  return significance(subject === null ? check.noise.pValue : subject.pValue)
}

function significance(pValue: number | null): NoiseClaim | null {
  if (pValue === null || !(pValue >= 0 && pValue <= 0.1)) return null
  const runs = roundDown(Math.min(RAREST_RUNS, 1 / Math.max(pValue, 1 / RAREST_RUNS)))
  return {
    claim: 'Not noise',
    because: `identical code would show this growth in fewer than 1 of ${counted(runs)} runs`,
  }
}

/** To one significant digit, so that the sentence stays true. */
function roundDown(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return Math.floor(value / magnitude + 1e-9) * magnitude
}

/** "all 5 runs of this PR are above all 5 baseline runs", where that is so and both sides have several. */
function separatedRuns(runs: Check['runs'] | Cause['runs'], pen: Pen): string | null {
  if (runs === null || runs.baseline.length < 3 || runs.candidate.length < 1) return null
  const highest = Math.max(...runs.baseline.map(Number))
  if (!runs.candidate.every((run) => Number(run) > highest)) return null
  const baseline = `all ${runs.baseline.length} baseline runs`
  return runs.candidate.length === 1
    ? `${pen.candidate} is above ${baseline}`
    : `all ${runs.candidate.length} runs of ${pen.candidate} are above ${baseline}`
}

/** Smallest growth that the check would most likely have failed with; null where nobody knows. */
export function detectableText(check: Check, pen: Pen): string | null {
  const share = check.of === 'total' ? 1 : 0.1
  const percent = check.noise.detectable.find((entry) => entry.share === share)?.percent ?? null
  if (percent === null || check.noise.method === 'exact') return null
  const from = `from +${percentDigits(percent)}% on`
  return share === 1
    ? `growth ${from} would have been seen`
    : `growth ${from} in a ${groupNoun(check.of, pen)} of 10% of the total would have been seen`
}

const SPARKS = '▁▂▃▄▅▆▇█'

/** The runs of both sides as bars; full height is at least one and a half limits, so that an allowed change looks small. */
export function sparkline(
  runs: { readonly baseline: readonly Amount[]; readonly candidate: readonly Amount[] },
  limitPercent: number,
): string | null {
  if (runs.baseline.length < 2 || runs.candidate.length < 2 || runs.baseline.length + runs.candidate.length > 40)
    return null
  const values = [...runs.baseline, ...runs.candidate].map(Number)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.max(...values) - Math.min(...values)
  const height = Math.max(spread, Math.abs(mean) * (limitPercent / 100) * 1.5)
  const floor = (Math.max(...values) + Math.min(...values) - height) / 2
  const bar = (amount: Amount) => SPARKS[height === 0 ? 3 : Math.round(((Number(amount) - floor) / height) * 7)] ?? '▄'
  return `${runs.baseline.map(bar).join('')} ${runs.candidate.map(bar).join('')}`
}
