import type { Levels, Limit, LimitLevel, Rule } from '../policy/policy.ts'
import type { CheckedLimit } from '../result/result.ts'

/** Values that limits are held against, per run and with what is accepted taken off. */
export interface Measured {
  readonly baseline: number
  readonly candidate: number
  /** Of exact values the exact difference, also where they are beyond 2^53. */
  readonly growth: number
}

/** Something that limits are held against: the total, or a group. */
export interface Limited {
  /** Number of the group, or `TOTAL`. */
  readonly key: number
  readonly measured: Measured
  /** The limits that hold for it, overrides applied. */
  readonly levels: Levels
}

/**
 * Whether the value is above every part of the limit, strictly; a slope reaches it (decision rule, 6). Growth from 0 or less
 * exceeds any percentage.
 * @param slope Null where there is no series.
 */
export function exceeds(limit: Limit, { baseline, candidate, growth }: Measured, slope: number | null = null): boolean {
  switch (limit.kind) {
    case 'growth': {
      // Multiplied, not divided: 7 of 100 are no more than 7 %, but 7 / 100 * 100 is.
      const isFarAbove = limit.percent === null || (baseline > 0 ? growth * 100 > limit.percent * baseline : growth > 0)
      return isFarAbove && (limit.growth === null || growth > limit.growth)
    }
    case 'budget':
      return candidate > limit.above
    case 'slope':
      return slope !== null && slope >= limit.perSnapshot
  }
}

/** Whether any growth limit of the level is exceeded. */
export function exceedsGrowth(limits: readonly Limit[], measured: Measured): boolean {
  return limits.some((limit) => limit.kind === 'growth' && exceeds(limit, measured))
}

/** Whether the rule has such a limit at all, in its levels or in an override. */
export function hasLimit({ levels, overrides }: Pick<Rule, 'levels' | 'overrides'>, kind: Limit['kind']): boolean {
  return limitsOf([levels, ...overrides.map((override) => override.levels)]).some((limit) => limit.kind === kind)
}

/** Whether the rule has limits of no other kind. */
export function hasOnly({ levels, overrides }: Pick<Rule, 'levels' | 'overrides'>, kind: Limit['kind']): boolean {
  return limitsOf([levels, ...overrides.map((override) => override.levels)]).every((limit) => limit.kind === kind)
}

function limitsOf(all: readonly Partial<Levels>[]): readonly Limit[] {
  return all.flatMap(({ fail = [], warn = [] }) => [...fail, ...warn])
}

/**
 * The limits that hold for any of the items, as results show them, the rule's own first; `exceeded` says whether an
 * item is above all parts of one, noise or not. Growth that was not compared exceeds nothing.
 */
export function describeLimits(
  { levels }: Pick<Rule, 'levels'>,
  items: readonly Limited[],
  { isCompared, slopeOf }: { readonly isCompared: boolean; readonly slopeOf: (key: number) => number | null },
): readonly CheckedLimit[] {
  const exceeded: Record<LimitLevel, Map<Limit, boolean>> = { fail: new Map(), warn: new Map() }
  for (const level of ['fail', 'warn'] as const) {
    const found = exceeded[level]
    const inForce = new Set<Limit>()
    // Thousands of items share the levels of their rule.
    for (const levels of new Set(items.map((item) => item.levels)))
      for (const limit of levels[level]) inForce.add(limit)
    for (const limit of levels[level]) if (items.length === 0 || inForce.has(limit)) found.set(limit, false)
    for (const item of items) {
      for (const limit of item.levels[level]) {
        if (found.get(limit) === true) continue
        const counts = isCompared || limit.kind !== 'growth'
        found.set(limit, counts && exceeds(limit, item.measured, slopeOf(item.key)))
      }
    }
  }
  const describe = (level: LimitLevel) =>
    [...exceeded[level]].map(([limit, isExceeded]): CheckedLimit => {
      return {
        level,
        percent: limit.kind === 'growth' ? limit.percent : null,
        growth: limit.kind === 'growth' ? limit.growth : null,
        above: limit.kind === 'budget' ? limit.above : null,
        perSnapshot: limit.kind === 'slope' ? limit.perSnapshot : null,
        exceeded: isExceeded,
      }
    })
  return [...describe('fail'), ...describe('warn')]
}
