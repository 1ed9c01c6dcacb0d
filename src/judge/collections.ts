import { total } from '../diff/sums.ts'
import { findMetric } from '../model/metric.ts'
import { notice } from '../model/notice.ts'
import type { Check, Side, Warning } from '../result/result.ts'
import type { JudgedProfile } from './judged-profile.ts'

/**
 * `no-collection`: a heap in text that was taken before the first collection, so that what it has in use is all that was
 * allocated (runtime.MemProfile). Only text (debug=1) counts collections. Args: `side`.
 */
export function uncollectedHeaps(profiles: readonly JudgedProfile[], checks: readonly Check[]): readonly Warning[] {
  return profiles
    .filter(({ profile, part }) => part === 'metrics' && checks.some((check) => isInUse(check, profile)))
    .flatMap((trailer) =>
      SIDES.filter((side) => isUncollected(trailer, side)).map((side) => {
        return { ...notice('no-collection', { side }), profile: trailer.profile }
      }),
    )
}

const SIDES = ['baseline', 'candidate'] as const

function isInUse({ kind, metric, outcome, ...check }: Check, profile: string): boolean {
  const isJudged = outcome !== 'not-compared' && outcome !== 'error'
  return check.profile === profile && kind === 'heap' && metric.startsWith('inuse_') && isJudged
}

/** By the figures behind the text, which are a profile of their own beside the heap. */
function isUncollected(trailer: JudgedProfile, side: Side): boolean {
  const decoded = trailer[side]
  if (decoded.kind !== 'read') return false
  return decoded.runs.some((profile) => {
    const collections = findMetric(profile, 'metrics', 'NumGC')
    return collections !== null && total(profile.samples.values[collections.column]!, null) === 0
  })
}
