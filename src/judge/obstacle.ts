import type { DecodedSide } from '../decode/paired-profiles.ts'
import { traitsOf } from '../decode/traits.ts'
import type { ProfileKind } from '../model/kind.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { hasFrames } from '../policy/group.ts'
import { looksAt } from '../policy/levels.ts'
import type { Rule, When } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import { hasLimit } from './limits.ts'
import type { MetricPair } from './metric-pair.ts'
import { isSeries, type PlannedCheck } from './plan.ts'

/** Why a check cannot be judged, in whole or as far as growth is concerned. It is never a pass. */
export interface Obstacle {
  readonly blocks: 'everything' | 'growth'
  readonly outcome: 'not-compared' | 'error'
  readonly reason: Notice
  /** Whose level it has, or a level whatever the policy says. */
  readonly when: keyof When | 'error' | 'warn'
}

/**
 * The first thing that stands in the way. What this version does not judge yet (values per operation, series, slopes,
 * several runs a side, timings of benchmarks) is named here, so that it cannot pass in silence.
 */
export function obstacleOf(planned: PlannedCheck): Obstacle | null {
  return unjudged(planned) ?? unusable(planned, 'candidate') ?? uncompared(planned)
}

/** What stands in the way of budgets as well. */
function unjudged({ rule, pair, data }: PlannedCheck): Obstacle | null {
  for (const side of ['candidate', 'baseline'] as const) {
    if (pair[side].kind === 'unreadable') {
      return { blocks: 'everything', outcome: 'error', reason: notice('unreadable', { side }), when: 'unreadable' }
    }
  }
  const later = (code: string, args: Notice['args'] = {}) => notYet(rule, 'everything', notice(code, args))
  if (rule.per !== 'none') return later('per-not-judged', { per: rule.per })
  if (isSeries(pair)) return later(hasLimit(rule, 'slope') ? 'slope-not-judged' : 'series-not-judged')
  const { name, unit } = data.metric
  if (rule.unit !== null && rule.unit !== unit) {
    const reason = notice('unit-mismatch', { metric: name, unit, limitUnit: rule.unit })
    return { blocks: 'everything', outcome: 'error', reason, when: 'error' }
  }
  return null
}

/** A side whose values mean nothing: without the candidate's nothing can be judged, without the baseline's no growth. */
function unusable({ pair, data }: PlannedCheck, side: Side): Obstacle | null {
  const blocks = side === 'candidate' ? 'everything' : 'growth'
  const decoded = pair[side]
  if (decoded.kind !== 'read') return null
  if (data[side].length < decoded.runs.length) {
    return open(blocks, 'sample-type-missing', { metric: data.metric.name, side })
  }
  if (decoded.runs.some((profile) => traitsOf(profile, data.kind).isDiff)) {
    return open(blocks, 'difference-profile', { side })
  }
  if (isOfMoment(data) && isDelta(decoded, data.kind)) return deltaProfile(blocks, data, side)
  if (hasNegatives(decoded, data, side)) return open(blocks, 'difference-profile', { side })
  const other = pair[side === 'candidate' ? 'baseline' : 'candidate']
  return isEmpty(decoded, data.kind) && other.kind === 'read' && !isEmpty(other, data.kind)
    ? open(blocks, 'no-samples', { side })
    : null
}

function uncompared(planned: PlannedCheck): Obstacle | null {
  const { rule, pair, data } = planned
  if (pair.baseline.kind === 'absent') {
    return { blocks: 'growth', outcome: 'not-compared', reason: notice('no-baseline'), when: 'noBaseline' }
  }
  const unusableBaseline = unusable(planned, 'baseline')
  if (unusableBaseline !== null) return unusableBaseline
  const [baseline, candidate] = [data.baseline.length, data.candidate.length]
  const areDeltas = { baseline: isDelta(pair.baseline, data.kind), candidate: isDelta(pair.candidate, data.kind) }
  if (areDeltas.baseline !== areDeltas.candidate) {
    return deltaProfile('growth', data, areDeltas.candidate ? 'candidate' : 'baseline')
  }
  if (data.pairModel.model.kind === 'timing') {
    return notYet(rule, 'growth', notice('timing-not-judged', { metric: data.metric.name, baseline, candidate }))
  }
  // What benchmarks count is counted over many iterations: the mean of its runs says no less than one of them.
  if (data.kind === 'benchmark') {
    return comparesNothing(planned) ? open('growth', 'nothing-compared', { metric: data.metric.name }) : null
  }
  if (baseline === 1 && candidate === 1) return null
  return notYet(rule, 'growth', notice('repeats-not-judged', { baseline, candidate }))
}

/** A question that this version cannot answer: an error if the answer could have failed the build, else a warning. */
function notYet({ levels, overrides }: Rule, blocks: Obstacle['blocks'], reason: Notice): Obstacle {
  const couldFail = levels.fail.length > 0 || overrides.some((override) => (override.levels.fail ?? []).length > 0)
  return { blocks, outcome: 'not-compared', reason, when: couldFail ? 'error' : 'warn' }
}

function open(blocks: Obstacle['blocks'], code: string, args: Notice['args'] = {}): Obstacle {
  return { blocks, outcome: 'not-compared', reason: notice(code, args), when: 'inconclusive' }
}

/** Whether no benchmark that the rule looks at was measured on both sides, but some were on one. */
function comparesNothing({ rule, data }: PlannedCheck): boolean {
  const looks = (name: string) => rule.of.kind === 'total' || looksAt(rule, name)
  return ![...data.compared].some(looks) && [...data.oneSided.baseline, ...data.oneSided.candidate].some(looks)
}

/** Kinds that say what there is at one moment. */
const OF_MOMENT: readonly ProfileKind[] = ['goroutine', 'goroutineleak', 'threadcreate']

/** What a few seconds added and freed says nothing of such metrics; of others it may be compared with as much. */
function isOfMoment({ kind, metric }: MetricPair): boolean {
  return OF_MOMENT.includes(kind) || (kind === 'heap' && metric.name.startsWith('inuse_'))
}

function isDelta(side: DecodedSide, kind: ProfileKind): boolean {
  return side.kind === 'read' && side.runs.some((profile) => traitsOf(profile, kind).isDelta)
}

/** Args: `side`, and of which metric: `ofMoment` where no profile of a while can be judged by it. */
function deltaProfile(blocks: Obstacle['blocks'], data: MetricPair, side: Side): Obstacle {
  return open(blocks, 'delta-profile', { side, kind: data.kind, ofMoment: isOfMoment(data) })
}

/** As `-base` leaves them where more was taken off than there was. Metrics and results of benchmarks may be negative. */
function hasNegatives({ runs }: DecodedSide & { readonly kind: 'read' }, data: MetricPair, side: Side): boolean {
  return (
    hasFrames(data.kind) &&
    data[side].some(({ metric }, at) => {
      const profile = runs[at]
      return profile !== undefined && traitsOf(profile, data.kind).negativeColumns[metric.column] === true
    })
  )
}

/** Kinds of which a profile without a single sample says that the profiler did not run, not that nothing happened. */
const NEVER_EMPTY: readonly ProfileKind[] = ['heap', 'cpu', 'wall']

function isEmpty(side: DecodedSide, kind: ProfileKind): boolean {
  const hasValue = ({ samples }: Profile) =>
    samples.values.some((column) => column.some((value) => Number(value) !== 0))
  return NEVER_EMPTY.includes(kind) && side.kind === 'read' && !side.runs.every(hasValue)
}
