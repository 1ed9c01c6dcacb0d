import { notice } from '../model/notice.ts'
import type { Check, Warning } from '../result/result.ts'
import type { PlannedCheck } from './plan.ts'
import type { PairShift } from './stats/dispersion.ts'

/** What a pair was measured by, as far as a reader should know it: each once for a metric of a profile. */
export function samplingWarnings(checks: readonly Check[], planned: readonly PlannedCheck[]): readonly Warning[] {
  const found = new Map<string, Warning>()
  for (const [at, check] of checks.entries()) {
    const plan = planned[at]
    if (plan === undefined || check.outcome === 'not-compared' || check.outcome === 'error') continue
    for (const warning of [fewEvents(check), uniformShift(plan), judgedByShare(plan)]) {
      if (warning === null) continue
      const known = { ...warning, profile: check.profile }
      const key = JSON.stringify([known.code, known.profile, check.metric])
      if (!found.has(key)) found.set(key, known)
    }
  }
  return [...found.values()]
}

type Found = Pick<Warning, 'code' | 'args'> | null

/** Fewer events than this on both sides are hardly a sample (decision rule, 8). */
const FEW_EVENTS = 30

/** `few-events`. Args: `metric`, `baseline`, `candidate` (events). */
function fewEvents({ metric, noise: { method, events } }: Check): Found {
  const { baseline, candidate } = events
  if (method !== 'events' || baseline === null || candidate === null) return null
  const isFew = baseline < FEW_EVENTS && candidate < FEW_EVENTS && baseline + candidate > 0
  return isFew ? notice('few-events', { metric, baseline, candidate }) : null
}

/** A common factor within these 5 % is none (decision rule, 8). */
const SAME_FACTOR = 0.05
/** Functions that vary by more than twice what sampling explains have no factor in common. */
const LARGEST_DISPERSION = 2
/** So many standard errors from 1 is no chance. */
const CLEAR_ERRORS = 3

/** `uniform-shift`: all functions grew by one factor. Args: `metric`, `percent`. */
function uniformShift({ rule, data }: PlannedCheck): Found {
  if (rule.per !== 'none' || data.per !== 'none' || data.method === 'exact' || data.method === 'none') return null
  const { factor } = data.shift
  if (data.source === null || !isShifted(data.shift)) return null
  return notice('uniform-shift', { metric: data.metric.name, percent: (factor - 1) * 100 })
}

function isShifted({ factor, factorError, dispersion }: PairShift): boolean {
  const distance = Math.abs(factor - 1)
  // Functions that are gone have no factor in common: the program is another one.
  return factor > 0 && dispersion <= LARGEST_DISPERSION && distance > Math.max(SAME_FACTOR, CLEAR_ERRORS * factorError)
}

/** `work-differs`: groups were judged by their shares. Args: `what` (`iterations`, `seconds`), `baseline`, `candidate`. */
function judgedByShare({ work }: PlannedCheck): Found {
  return work === null ? null : notice('work-differs', { ...work })
}
