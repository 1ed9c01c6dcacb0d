import type { Grouping } from '../diff/groups.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import type { Problem } from '../result/result.ts'
import type { JudgedProfile, PlannedCheck } from './plan.ts'

/** Kinds that no decoder of this version reads. */
const UNREAD_KINDS = ['benchmark', 'metrics']

/** Rules that look at nothing: no profile, or an `only` that no group matches. An optional rule may. */
export function unmatchedRules(
  { rules, when }: Policy,
  planned: readonly PlannedCheck[],
  profiles: readonly JudgedProfile[],
): readonly Problem[] {
  return rules.flatMap((rule): readonly Problem[] => {
    if (rule.optional) return []
    const checks = planned.filter((check) => check.rule === rule)
    const say = (what: Notice): Problem => {
      return { ...what, rule: rule.name, profile: null, line: rule.line, level: when.unmatchedRule }
    }
    if (checks.length > 0) {
      return unmatchedPatterns(rule, checks).map((pattern) =>
        say(notice('unmatched-only', { rule: rule.name, pattern })),
      )
    }
    // A rule whose profiles are all gone from the candidate has its problem already.
    if (
      profiles.some(
        ({ kinds, candidate }) => candidate.kind === 'absent' && kinds.some((kind) => rule.kinds.includes(kind)),
      )
    )
      return []
    const unread = rule.kinds.find((kind) => UNREAD_KINDS.includes(kind))
    const code =
      unread === undefined
        ? notice('unmatched-rule', { rule: rule.name })
        : notice('kind-not-judged', { rule: rule.name, kind: unread })
    return [say(code)]
  })
}

const STACK_GROUPINGS: readonly string[] = ['function', 'package', 'file', 'line']

/** Patterns of `only` that match no group of any profile the rule looks at. */
function unmatchedPatterns(rule: Rule, checks: readonly PlannedCheck[]): readonly string[] {
  if (rule.only.length === 0 || !STACK_GROUPINGS.includes(rule.of.kind)) return []
  const names = checks.flatMap(({ pair }) => pair.comparison.index(rule.of.kind as Grouping).groups.names)
  return rule.only.filter((pattern) => !names.some((name) => pattern.matches(name))).map(({ source }) => source)
}
