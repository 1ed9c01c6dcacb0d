import type { DecodedSide } from '../decode/decode-pairs.ts'
import { traitsOf } from '../decode/traits.ts'
import type { Run } from '../diff/run.ts'
import type { ProfileKind } from '../model/kind.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { hasFrames } from '../policy/group.ts'
import type { Rule, When } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import { hasLimit } from './limits.ts'
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
  if (data[side].some((run) => isDifference(run, data.kind))) return open(blocks, 'difference-profile', { side })
  // What a few seconds added and freed says nothing of what is in use.
  if (data.metric.name.startsWith('inuse_') && decoded.runs.some((profile) => traitsOf(profile, data.kind).isDelta)) {
    return open(blocks, 'delta-profile', { side })
  }
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
  const { model } = data.pairModel
  if (model.kind === 'timing') {
    return notYet(rule, 'growth', notice('timing-not-judged', { metric: data.metric.name, baseline, candidate }))
  }
  if (baseline === 1 && candidate === 1) return null
  // What benchmarks count is counted over many iterations: the mean of its runs says no less than one of them.
  if (data.kind === 'benchmark' && model.kind === 'exact') return null
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

/**
 * Whether the values are what was left when another profile was taken off: pprof marks the samples of that other one
 * (`-diff_base`), or leaves negative values (`-base`, `?seconds=`). Metrics and results of benchmarks may be negative.
 */
function isDifference({ frames, metric }: Run, kind: ProfileKind): boolean {
  const { samples, strings } = frames.profile
  const { key } = samples.labels
  for (let label = 0; label < key.length; label++) if (strings.text(key[label]!) === 'pprof::base') return true
  return hasFrames(kind) && samples.values[metric.column]!.some((value) => value < 0)
}

/** Kinds of which a profile without a single sample says that the profiler did not run, not that nothing happened. */
const NEVER_EMPTY: readonly ProfileKind[] = ['heap', 'cpu', 'wall']

function isEmpty(side: DecodedSide, kind: ProfileKind): boolean {
  const hasValue = ({ samples }: Profile) =>
    samples.values.some((column) => column.some((value) => Number(value) !== 0))
  return NEVER_EMPTY.includes(kind) && side.kind === 'read' && !side.runs.every(hasValue)
}
