import { type Notice, notice } from '../model/notice.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import type { Problem } from '../result/result.ts'
import { kindFor } from './asked-metric.ts'
import { isSeries } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import type { PairOutline } from './outline.ts'
import type { JudgedCheck } from './remarks.ts'

/** The profiles of a step: those of the candidate, and those of the baseline that it lacks and was not allowed to. */
export interface StepProfiles {
  readonly present: readonly PairOutline[]
  readonly missing: readonly PairOutline[]
}

/** Rules that guard less than they say: no profile, an `only` that no group matches. An optional rule may. */
export function unmatchedRules(
  { rules, when }: Policy,
  judged: readonly JudgedCheck[],
  profiles: StepProfiles,
): readonly Problem[] {
  return rules.flatMap((rule): readonly Problem[] => {
    if (rule.optional) return []
    const checks = judged.filter(({ plan }) => plan.rule === rule)
    return findings(rule, checks, profiles).map((what) => {
      return { ...what, rule: rule.name, profile: null, line: rule.line, level: when.unmatchedRule }
    })
  })
}

function findings(rule: Rule, checks: readonly JudgedCheck[], profiles: StepProfiles): readonly Notice[] {
  if (checks.length > 0) {
    const patterns = unmatchedPatterns(rule, checks)
    return [
      ...patterns.map((pattern) => notice('unmatched-only', { rule: rule.name, pattern })),
      ...(lacksSeries(rule, checks) ? [notice('unmatched-series', { rule: rule.name })] : []),
    ]
  }
  return isExcused(rule, profiles) ? [] : [notice('unmatched-rule', { rule: rule.name })]
}

/** Whether the rule would have had a profile, had that been there or readable: then a problem says so already. */
function isExcused(rule: Rule, { present, missing }: StepProfiles): boolean {
  if (present.length === 0) return true
  const mayBe = (pair: PairOutline) => pair.kinds.length === 0 && (rule.files?.matches(pair.profile) ?? true)
  return missing.some((pair) => kindFor(rule, pair) !== null || mayBe(pair)) || present.some(mayBe)
}

/** Whether the rule asks for slopes, and nothing that it looks at is a series. */
function lacksSeries(rule: Rule, checks: readonly JudgedCheck[]): boolean {
  return hasLimit(rule, 'slope') && !checks.some(({ plan }) => isSeries(plan.pair))
}

/** Patterns of `only` that match no group of any profile the rule looks at. */
function unmatchedPatterns(rule: Rule, checks: readonly JudgedCheck[]): readonly string[] {
  if (rule.only.length === 0) return []
  // What an unreadable profile holds, nobody knows.
  const isUnknown = ({ plan: { pair } }: JudgedCheck) =>
    [pair.baseline, pair.candidate].some(({ kind }) => kind === 'unreadable')
  if (checks.some(isUnknown)) return []
  const matches = (at: number) => checks.some(({ remarks }) => remarks.matchedOnly[at] === true)
  return rule.only.filter((_, at) => !matches(at)).map(({ source }) => source)
}
