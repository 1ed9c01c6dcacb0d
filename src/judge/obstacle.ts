import { findMetric } from '../model/metric.ts'
import { type Notice, notice } from '../model/notice.ts'
import { groupText } from '../policy/group.ts'
import type { When } from '../policy/policy.ts'
import { hasLimit } from './limits.ts'
import { isSeries, type PlannedCheck } from './plan.ts'

/** Why a check cannot be judged, in whole or as far as growth is concerned. It is never a pass. */
export interface Obstacle {
  readonly blocks: 'everything' | 'growth'
  readonly outcome: 'not-compared' | 'error'
  readonly reason: Notice
  /** Whose level it has. */
  readonly when: keyof When
}

/** Groups whose values can be added up from stacks alone. */
const STACK_GROUPS = ['total', 'function', 'package', 'file', 'line']

/**
 * The first thing that stands in the way. What this version does not judge yet (values per operation, series, slopes,
 * several runs a side, goroutine states, creators, labels) is named here, so that it cannot pass in silence.
 */
export function obstacleOf({ rule, pair, kind, metric }: PlannedCheck): Obstacle | null {
  const { baseline, candidate } = pair
  for (const side of ['candidate', 'baseline'] as const) {
    if (pair[side].kind === 'unreadable') {
      return { blocks: 'everything', outcome: 'error', reason: notice('unreadable', { side }), when: 'unreadable' }
    }
  }
  if (!STACK_GROUPS.includes(rule.of.kind)) return open('everything', 'group-not-judged', { of: groupText(rule.of) })
  if (rule.per !== 'none') return open('everything', 'per-not-judged', { per: rule.per })
  if (isSeries(pair)) {
    return open('everything', hasLimit(rule.levels, 'slope') ? 'slope-not-judged' : 'series-not-judged', {})
  }
  if (!hasLimit(rule.levels, 'growth') && rule.overrides.every(({ levels }) => !hasGrowth(levels))) return null
  if (baseline.kind === 'absent') {
    const budgeted = hasLimit(rule.levels, 'budget')
    const reason = notice(budgeted ? 'growth-not-compared' : 'no-baseline')
    return { blocks: 'growth', outcome: 'not-compared', reason, when: 'noBaseline' }
  }
  if (baseline.kind !== 'read' || candidate.kind !== 'read') return null
  for (const side of ['baseline', 'candidate'] as const) {
    const runs = side === 'baseline' ? baseline.runs : candidate.runs
    if (runs.some((profile) => findMetric(profile, kind, metric.name) === null)) {
      return open('growth', 'sample-type-missing', { metric: metric.name, side })
    }
  }
  if (baseline.runs.length !== 1 || candidate.runs.length !== 1) {
    const args = { baseline: baseline.runs.length, candidate: candidate.runs.length }
    return open('growth', 'repeats-not-judged', args)
  }
  return null
}

function open(blocks: Obstacle['blocks'], code: string, args: Notice['args']): Obstacle {
  return { blocks, outcome: 'not-compared', reason: notice(code, args), when: 'inconclusive' }
}

function hasGrowth(levels: PlannedCheck['rule']['overrides'][number]['levels']): boolean {
  return hasLimit({ fail: levels.fail ?? [], warn: levels.warn ?? [] }, 'growth')
}
