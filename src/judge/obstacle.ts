import type { ProfileKind } from '../model/kind.ts'
import { findMetric } from '../model/metric.ts'
import { type Notice, notice } from '../model/notice.ts'
import { hasFrames } from '../policy/group.ts'
import { looksAt } from '../policy/levels.ts'
import type { When } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import { isSeries } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import { type Machine, platformDifference } from './machine.ts'
import type { ProfileOutline } from './outline.ts'
import type { CheckPlan, PlannedMetric } from './plan.ts'
import { isCumulative } from './runs.ts'
import { mutexRescaled } from './traps.ts'

/** Why a check cannot be judged, in whole or as far as growth is concerned. It is never a pass. */
export interface Obstacle {
  readonly blocks: 'everything' | 'growth'
  readonly outcome: 'not-compared' | 'error'
  readonly reason: Notice
  /** Whose level it has, or a level whatever the policy says. */
  readonly when: keyof When | 'error' | 'warn'
}

/** The first thing that stands in the way. @param machines Of both sides: where they ran. */
export function obstacleOf(planned: CheckPlan, machines: Readonly<Record<Side, Machine>>): Obstacle | null {
  return unjudged(planned) ?? unusable(planned, 'candidate') ?? uncompared(planned, machines)
}

/** What stands in the way of budgets as well. */
function unjudged({ rule, pair, data }: CheckPlan): Obstacle | null {
  for (const side of ['candidate', 'baseline'] as const) {
    if (pair[side].kind === 'unreadable') {
      return { blocks: 'everything', outcome: 'error', reason: notice('unreadable', { side }), when: 'unreadable' }
    }
  }
  const { name, unit } = data.metric
  if (rule.unit !== null && rule.unit !== unit) {
    const reason = notice('unit-mismatch', { metric: name, unit, limitUnit: rule.unit })
    return { blocks: 'everything', outcome: 'error', reason, when: 'error' }
  }
  return data.exposures === null ? open('everything', 'per-unknown', { per: rule.per }) : null
}

/** A side whose values mean nothing: without the candidate's nothing can be judged, without the baseline's no growth. */
function unusable(planned: CheckPlan, side: Side): Obstacle | null {
  const { pair, data } = planned
  const blocks = side === 'candidate' ? 'everything' : 'growth'
  const decoded = pair[side]
  if (decoded.kind !== 'read') return null
  const used = usedProfiles(planned, side)
  const hasMetric = (profile: ProfileOutline) => findMetric(profile, data.kind, data.metric.name) !== null
  if (data.runCount[side] < decoded.runs.length || !used.every(hasMetric)) {
    return open(blocks, 'sample-type-missing', { metric: data.metric.name, side })
  }
  if (used.some(({ traits }) => traits.isDiff)) return open(blocks, 'difference-profile', { side })
  if (isOfMoment(data) && areDeltas(used)) return deltaProfile(blocks, data, side)
  if (hasNegatives(used, data)) return open(blocks, 'difference-profile', { side })
  const other = side === 'candidate' ? 'baseline' : 'candidate'
  const others = usedProfiles(planned, other)
  const isOneSided = pair[other].kind === 'read' && !isEmpty(others, data.kind)
  const isBroken = isSeries(pair) && used.some((profile) => !isEmpty([profile], data.kind))
  return isEmpty(used, data.kind) && (isOneSided || isBroken) ? open(blocks, 'no-samples', { side }) : null
}

/** The profiles that a check looks at: all of a series whose slope is asked for, else the last of each run, and the first. */
function usedProfiles({ rule, pair, data }: CheckPlan, side: Side): readonly ProfileOutline[] {
  const decoded = pair[side]
  if (decoded.kind !== 'read') return []
  if (hasLimit(rule, 'slope')) return decoded.snapshots.flat()
  const isAddedUp = isCumulative(data.kind, data.metric.name)
  return decoded.snapshots.flatMap((run) =>
    isAddedUp && run.length > 1 ? [...run.slice(0, 1), ...run.slice(-1)] : run.slice(-1),
  )
}

function uncompared(planned: CheckPlan, machines: Readonly<Record<Side, Machine>>): Obstacle | null {
  const { pair, data, work } = planned
  if (pair.baseline.kind === 'absent') {
    return { blocks: 'growth', outcome: 'not-compared', reason: notice('no-baseline'), when: 'noBaseline' }
  }
  const unusableBaseline = unusable(planned, 'baseline')
  if (unusableBaseline !== null) return unusableBaseline
  const platforms = platformDifference(machines)
  if (platforms !== null) return open('growth', platforms.code, platforms.args)
  const rescaled = mutexRescaled(pair, data.kind, machines)
  if (rescaled !== null) return open('growth', rescaled.code, rescaled.args)
  const isDelta = (side: Side) => areDeltas(usedProfiles(planned, side))
  if (isDelta('baseline') !== isDelta('candidate')) {
    return deltaProfile('growth', data, isDelta('candidate') ? 'candidate' : 'baseline')
  }
  if (comparesNothing(planned)) return open('growth', 'nothing-compared', { metric: data.metric.name })
  // Of groups their shares can be compared all the same, unless they have a budget, which is held against no share.
  return work !== null && data.per === 'none' ? open('growth', 'work-differs', { ...work }) : null
}

function open(blocks: Obstacle['blocks'], code: string, args: Notice['args'] = {}): Obstacle {
  return { blocks, outcome: 'not-compared', reason: notice(code, args), when: 'inconclusive' }
}

/** Whether no benchmark that the rule looks at was measured on both sides, but some were on one. */
function comparesNothing({ rule, data }: CheckPlan): boolean {
  const looks = (name: string) => rule.of.kind === 'total' || looksAt(rule, name)
  return ![...data.compared].some(looks) && [...data.oneSided.baseline, ...data.oneSided.candidate].some(looks)
}

/** Kinds that say what there is at one moment. */
const OF_MOMENT: readonly ProfileKind[] = ['goroutine', 'goroutineleak', 'threadcreate']

/** What a few seconds added and freed says nothing of such metrics; of others it may be compared with as much. */
function isOfMoment({ kind, metric }: PlannedMetric): boolean {
  return OF_MOMENT.includes(kind) || (kind === 'heap' && metric.name.startsWith('inuse_'))
}

function areDeltas(profiles: readonly ProfileOutline[]): boolean {
  return profiles.some(({ traits }) => traits.isDelta)
}

/** Args: `side`, and of which metric: `ofMoment` where no profile of a while can be judged by it. */
function deltaProfile(blocks: Obstacle['blocks'], data: PlannedMetric, side: Side): Obstacle {
  return open(blocks, 'delta-profile', { side, kind: data.kind, ofMoment: isOfMoment(data) })
}

/** As `-base` leaves them where more was taken off than there was. Metrics and results of benchmarks may be negative. */
function hasNegatives(profiles: readonly ProfileOutline[], { kind, metric }: PlannedMetric): boolean {
  if (!hasFrames(kind)) return false
  return profiles.some((profile) => {
    const column = findMetric(profile, kind, metric.name)?.column ?? -1
    return profile.traits.negativeColumns[column] === true
  })
}

/** Kinds of which a profile without a single sample says that the profiler did not run, not that nothing happened. */
const NEVER_EMPTY: readonly ProfileKind[] = ['heap', 'cpu', 'wall']

/** Whether any of them is. */
function isEmpty(profiles: readonly ProfileOutline[], kind: ProfileKind): boolean {
  return NEVER_EMPTY.includes(kind) && !profiles.every(({ hasValues }) => hasValues)
}
