import type { Levels, Rule } from './policy.ts'
import type { Regex } from './regex.ts'

/** Whether the rule looks at the group: `only` has one that matches its name, or is empty; `except` has none. */
export function looksAt(rule: Pick<Rule, 'only' | 'except'>, groupName: string): boolean {
  const matches = (regex: Regex) => regex.matches(groupName)
  return (rule.only.length === 0 || rule.only.some(matches)) && !rule.except.some(matches)
}

/**
 * The limits that hold for one group of one profile: the first override of which `only`, `except` and `files` all
 * match replaces the levels that it names. A total has the empty name; the policy lets it be selected by `files` only.
 */
export function levelsFor(rule: Pick<Rule, 'levels' | 'overrides'>, groupName: string, profilePath: string): Levels {
  const override = rule.overrides.find(
    (candidate) => looksAt(candidate, groupName) && (candidate.files === null || candidate.files.matches(profilePath)),
  )
  return override === undefined ? rule.levels : { ...rule.levels, ...override.levels }
}
