import { notice } from '../model/notice.ts'
import type { Check, Warning } from '../result/result.ts'
import type { CommonShift } from './common-shift.ts'
import type { CheckPlan } from './plan.ts'
import { isJudged, type JudgedCheck } from './remarks.ts'

/** What a pair was measured by, as far as a reader should know it: each once for a metric of a profile. */
export function samplingWarnings(judged: readonly JudgedCheck[]): readonly Warning[] {
  const found = new Map<string, Warning>()
  for (const { plan, check, remarks } of judged) {
    if (!isJudged(check)) continue
    for (const warning of [fewEvents(check), uniformShift(check, remarks.shift), judgedByShare(plan)]) {
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

/** `uniform-shift`: all functions grew by one factor. Args: `metric`, `percent`. */
function uniformShift({ metric }: Check, shift: CommonShift | null): Found {
  return shift === null ? null : notice('uniform-shift', { metric, percent: shift.percent })
}

/** `work-differs`: groups were judged by their shares. Args: `what` (`iterations`, `seconds`), `baseline`, `candidate`. */
function judgedByShare({ work }: CheckPlan): Found {
  return work === null ? null : notice('work-differs', { ...work })
}
