import type { Check } from '../result/result.ts'
import { failsBudgetOnly } from './limit.ts'
import type { Pen } from './pen.ts'
import { counted } from './quantity.ts'
import { separatedText, spreadText } from './run-facts.ts'
import { blamedCauses, soleCause } from './start.ts'
import { isLeak, isSeries, trendText } from './trend.ts'

/** Is it noise? In facts that a reader can check. */

/** Rarer than this is not claimed: the model is not that good. */
const RAREST_RUNS = 1_000_000

/** What a run of sentences about one check says: a claim in one or two words, and what it rests on. */
export interface NoiseClaim {
  readonly claim: string
  readonly because: string
}

/** Why a check that failed or warned is no noise; null where another sentence (its reason) says so. */
export function noiseClaim(check: Check, pen: Pen): NoiseClaim | null {
  if (check.outcome !== 'fail' && check.outcome !== 'warn') return null
  const { method } = check.noise
  if (method === 'exact') return notNoise('these values are counted, not sampled')
  if (method === 'none')
    return { claim: 'Noise unknown', because: 'the noise of one run is unknown; repeats would show it' }
  if (failsBudgetOnly(check)) return budgetClaim(check)
  const subject = soleCause(check) ?? (check.of === 'total' ? null : (blamedCauses(check)[0] ?? null))
  const runs = subject === null ? check.runs : subject.runs
  if (isSeries(check)) {
    const trend = isLeak(check) ? trendText(check, runs, pen) : null
    return trend === null ? null : notNoise(trend)
  }
  const separated = separatedText(runs, pen)
  if (separated !== null) return notNoise(separated)
  const spread = runs === null ? null : spreadText(runs)
  return significance(subject === null ? check.noise.pValue : subject.pValue, spread)
}

function notNoise(because: string): NoiseClaim {
  return { claim: 'Not noise', because }
}

function budgetClaim({ reason, noise }: Check): NoiseClaim {
  if (reason?.code === 'budget-within-noise')
    return { claim: 'Could be noise', because: 'the value is over its budget by less than its own sampling error' }
  // Without events nothing is known of the error of a single value.
  if (noise.method !== 'exact' && noise.method !== 'events' && noise.events.candidate === null)
    return { claim: 'Noise unknown', because: 'the measured value alone was held against the budget' }
  return notNoise('the value is above its budget even after its sampling error is taken off')
}

function significance(pValue: number | null, spread: string | null): NoiseClaim | null {
  if (pValue === null || !(pValue >= 0 && pValue <= 0.1)) return null
  const times = counted(roundDown(Math.min(RAREST_RUNS, 1 / Math.max(pValue, 1 / RAREST_RUNS))))
  const rare = `identical code would show this growth in fewer than 1 of ${times} ${spread === null ? 'runs' : 'comparisons'}`
  return notNoise(spread === null ? rare : `${spread}, but ${rare}`)
}

/** To one significant digit, so that the sentence stays true. */
function roundDown(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return Math.floor(value / magnitude + 1e-9) * magnitude
}
