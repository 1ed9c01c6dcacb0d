import type { LimitLevel } from '../policy/policy.ts'
import type { ExplainedLimit, LimitParts } from '../result/explanation.ts'
import type { CheckedLimit } from '../result/result.ts'
import type { Reach } from './explanation-reach.ts'
import type { Item } from './item.ts'

/** What identical code may do, and what could be seen, of one check. */
export interface LimitRequest {
  readonly items: readonly Item[]
  /** Null where the noise is not known. */
  readonly growth: readonly Reach[] | null
  readonly slopes: readonly Reach[] | null
  /** Growth that would have shown, of the item that `weakness` asks of; null where nothing is known of it. */
  readonly seen: { readonly percent: number; readonly baseline: number } | null
}

const NO_PARTS: LimitParts = { percent: null, growth: null, perSnapshot: null }

/** The limits of one part that identical code would pass: for the item that may seem to grow most. */
export function identicalLimits({ growth, slopes }: Pick<LimitRequest, 'growth' | 'slopes'>): LimitParts | null {
  if (growth === null && slopes === null) return null
  return {
    percent: growth === null ? null : leastPercent(growth, null),
    growth: growth === null ? null : leastGrowth(growth, null),
    perSnapshot: slopes === null ? null : leastGrowth(slopes, null),
  }
}

/** One limit of a check: would identical code stay within it, and what would the least one be? */
export function explainLimit(limit: CheckedLimit, request: LimitRequest): ExplainedLimit {
  const unknown: ExplainedLimit = { limit, identical: null, passes: null, supported: null }
  const inForce = new Set(request.items.filter((item) => holdsFor(limit, item)).map(({ key }) => key))
  const asked = (reaches: readonly Reach[]) => reaches.filter(({ key }) => inForce.has(key))
  const { percent, growth, perSnapshot } = limit
  if (perSnapshot !== null && request.slopes !== null) {
    const least = leastGrowth(asked(request.slopes), null)
    return { limit, identical: { ...NO_PARTS, perSnapshot: least }, passes: least <= perSnapshot, supported: least }
  }
  if ((percent === null && growth === null) || request.growth === null) return unknown
  const reaches = asked(request.growth)
  const identical: LimitParts = {
    percent: percent === null ? null : leastPercent(reaches, growth),
    growth: growth === null ? null : leastGrowth(reaches, percent),
    perSnapshot: null,
  }
  const passes = percent === null ? (identical.growth ?? 0) <= (growth ?? 0) : (identical.percent ?? 0) <= percent
  return { limit, identical, passes, supported: supported(limit, identical, request.seen) }
}

/** The largest percentage among those beyond the amount, which they need not be where there is none. */
function leastPercent(reaches: readonly Reach[], amount: number | null): number {
  const beyond = reaches.filter(({ growth }) => growth > (amount ?? 0))
  return Math.max(0, ...beyond.map(({ growth, baseline }) => (growth / baseline) * 100))
}

function leastGrowth(reaches: readonly Reach[], percent: number | null): number {
  const beyond = reaches.filter(({ growth, baseline }) => growth * 100 > (percent ?? 0) * baseline)
  return Math.max(0, ...beyond.map(({ growth }) => growth))
}

function supported(
  { percent, growth }: CheckedLimit,
  identical: LimitParts,
  seen: LimitRequest['seen'],
): ExplainedLimit['supported'] {
  if (seen === null) return null
  const seenGrowth = (seen.percent / 100) * seen.baseline
  if (percent === null) return Math.max(identical.growth ?? 0, seenGrowth)
  // An amount that would show leaves nothing for the percentage to do.
  const shows = growth !== null && growth >= seenGrowth
  return Math.max(identical.percent ?? 0, shows ? 0 : seen.percent)
}

/** Limits of results are values: those of a rule and of an override may be alike, and then say the same. */
function holdsFor({ level, percent, growth, perSnapshot }: CheckedLimit, { levels }: Item): boolean {
  return levels[level as LimitLevel].some((limit) => {
    if (limit.kind === 'growth') return limit.percent === percent && limit.growth === growth
    return limit.kind === 'slope' && limit.perSnapshot === perSnapshot
  })
}
