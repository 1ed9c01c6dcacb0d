import type { LimitLevel, Rule } from '../policy/policy.ts'
import type { ExplainedCheck, ExplainedLimit, LimitParts, SuggestedLimit, Suggestion } from '../result/explanation.ts'
import { sensibleAmount, sensiblePercent } from './sensible-number.ts'

/**
 * Limits that fit what was measured, where those of the policy do not, on every profile that their rule speaks of: wider ones where
 * identical code would exceed them, nearer ones where growth beyond them would show. Overrides are left as they are.
 */
export function suggestionsFor(rules: readonly Rule[], checks: readonly ExplainedCheck[]): readonly Suggestion[] {
  return rules.flatMap((rule) => {
    const ofRule = checks.filter(({ check }) => check.rule === rule.name)
    return (['fail', 'warn'] as const).flatMap((level) => suggestionOf(rule, level, ofRule))
  })
}

function suggestionOf(rule: Rule, level: LimitLevel, checks: readonly ExplainedCheck[]): readonly Suggestion[] {
  const [first, ...others] = checks
  // An amount that fits one metric says nothing of another.
  if (first === undefined || others.some(({ check }) => check.metric !== first.check.metric)) return []
  const { unit } = first.check
  const limits = rule.levels[level].map((limit): SuggestedLimit => {
    const above = limit.kind === 'budget' ? limit.above : null
    const now = {
      percent: limit.kind === 'growth' ? limit.percent : null,
      growth: limit.kind === 'growth' ? limit.growth : null,
      perSnapshot: limit.kind === 'slope' ? limit.perSnapshot : null,
    }
    const found = checks.flatMap(({ limits }) => limits.filter((each) => isSame(each.limit, { level, above, ...now })))
    const isKnown = found.length > 0 && found.every(({ passes }) => passes !== null)
    if (!isKnown) return { ...now, above, makes: null, now }
    const fitting = found.every(({ passes }) => passes === true) ? nearer(now, found, unit) : wider(now, found, unit)
    return { ...(fitting ?? { ...now, makes: null }), above, now }
  })
  return limits.every(({ makes }) => makes === null) ? [] : [{ rule: rule.name, level, unit, limits }]
}

type Fitting = Pick<SuggestedLimit, keyof LimitParts | 'makes'>

/** Of two parts the one that has to change less: either is enough. */
function wider(now: LimitParts, found: readonly ExplainedLimit[], unit: string): Fitting {
  const least = (part: keyof LimitParts) => Math.max(...found.map(({ identical }) => identical?.[part] ?? 0))
  const factor = (part: keyof LimitParts) => least(part) / (now[part] ?? 0)
  const makes = 'quieter'
  if (now.perSnapshot !== null) return { ...now, perSnapshot: sensibleAmount(least('perSnapshot'), unit), makes }
  const isByPercent = now.growth === null || (now.percent !== null && factor('percent') <= factor('growth'))
  return isByPercent
    ? { ...now, percent: sensiblePercent(least('percent')), makes }
    : { ...now, growth: sensibleAmount(least('growth'), unit), makes }
}

/** Null where there is no room, or the other part decides alone. */
function nearer(now: LimitParts, found: readonly ExplainedLimit[], unit: string): Fitting | null {
  const least = Math.max(...found.map(({ supported }) => supported ?? Number.POSITIVE_INFINITY))
  if (least === 0 || least === Number.POSITIVE_INFINITY) return null
  const part = now.percent !== null ? 'percent' : now.growth !== null ? 'growth' : 'perSnapshot'
  const value = part === 'percent' ? sensiblePercent(least) : sensibleAmount(least, unit)
  return value < (now[part] ?? 0) ? { ...now, [part]: value, makes: 'sharper' } : null
}

function isSame(
  limit: ExplainedLimit['limit'],
  other: LimitParts & { readonly level: LimitLevel; readonly above: number | null },
): boolean {
  return (['level', 'percent', 'growth', 'above', 'perSnapshot'] as const).every((key) => limit[key] === other[key])
}
