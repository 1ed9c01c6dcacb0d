import type { Levels, Limit, Rule } from '../policy/policy.ts'
import type { CheckedLimit } from '../result/result.ts'
import type { Measurement } from './measure.ts'

/** Values that a limit is held against, per run and with what is accepted already taken off the candidate. */
export interface Measured {
  readonly baseline: number
  readonly candidate: number
}

/** Growth in percent of the baseline; null where that is 0. */
export function growthPercent({ baseline, candidate }: Measured): number | null {
  return baseline === 0 ? null : ((candidate - baseline) / baseline) * 100
}

/** Whether the growth is above every part of the limit, strictly; any percentage of a baseline of 0 is exceeded by growth. */
export function exceeds(limit: Limit, measured: Measured): boolean {
  const growth = measured.candidate - measured.baseline
  switch (limit.kind) {
    case 'growth': {
      const percent = growthPercent(measured)
      const abovePercent = limit.percent === null || (percent === null ? growth > 0 : percent > limit.percent)
      return abovePercent && (limit.growth === null || growth > limit.growth)
    }
    case 'budget':
      return measured.candidate > limit.above
    case 'slope':
      return false
  }
}

/** Whether any growth limit of the level is exceeded. */
export function exceedsGrowth(limits: readonly Limit[], measured: Measured): boolean {
  return limits.some((limit) => limit.kind === 'growth' && exceeds(limit, measured))
}

export function hasLimit(levels: Levels, kind: Limit['kind']): boolean {
  return [...levels.fail, ...levels.warn].some((limit) => limit.kind === kind)
}

/** The limits of a rule as results show them; `exceeded` says whether any value is above all parts. */
export function describeLimits(rule: Rule, measurement: Measurement): readonly CheckedLimit[] {
  const { groups, total, totalCovered, totalLevels } = measurement
  const ofTotal = rule.of.kind === 'total'
  const items = ofTotal ? [{ values: total, covered: totalCovered }] : groups
  const measured = items.map(({ values, covered }) => ({
    baseline: Number(values.baseline),
    candidate: Number(values.candidate) - covered,
  }))
  const levels = ofTotal ? totalLevels : rule.levels
  const describe = (level: keyof Levels) =>
    levels[level].map((limit) => ({
      level,
      percent: limit.kind === 'growth' ? limit.percent : null,
      growth: limit.kind === 'growth' ? limit.growth : null,
      above: limit.kind === 'budget' ? limit.above : null,
      perSnapshot: limit.kind === 'slope' ? limit.perSnapshot : null,
      exceeded: measured.some((values) => exceeds(limit, values)),
    }))
  return [...describe('fail'), ...describe('warn')]
}
