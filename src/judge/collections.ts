import { total } from '../diff/sums.ts'
import { findMetric } from '../model/metric.ts'
import { notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import type { Check, Warning } from '../result/result.ts'
import type { PairOutline } from './outline.ts'

/**
 * `no-collection`: a heap in text that was taken before the first collection, so that what it has in use is all that was
 * allocated (runtime.MemProfile). Only text (debug=1) counts collections. Args: `side`.
 */
export function uncollectedHeaps(profiles: readonly PairOutline[], checks: readonly Check[]): readonly Warning[] {
  return profiles
    .filter(({ profile, part }) => part === 'metrics' && checks.some((check) => isInUse(check, profile)))
    .flatMap((trailer) =>
      SIDES.filter((side) => trailer.isUncollected[side]).map((side) => {
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
export function isUncollected(trailers: readonly Profile[]): boolean {
  return trailers.some((profile) => {
    const collections = findMetric(profile, 'metrics', 'NumGC')
    return collections !== null && total(profile.samples.values[collections.column]!, null) === 0
  })
}
