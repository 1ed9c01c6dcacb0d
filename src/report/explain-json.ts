import type { ExplainedCheck, ExplainedLimit, Explanation, LimitParts } from '../result/explanation.ts'
import { jsonText } from './json-text.ts'

/** The explanation as JSON: codes and numbers, percentages of the baseline, amounts in the metric's unit. */
export function renderExplainJson(explanation: Explanation): string {
  const { schemaVersion, policy, confidence, alpha, checks, silentRules, suggestions, problems, warnings } = explanation
  return jsonText({
    schemaVersion,
    policy,
    confidence,
    alpha,
    checks: checks.map(checkJson),
    silentRules,
    suggestions: suggestions.map(({ rule, level, unit, limits }) => {
      return {
        rule,
        level,
        unit,
        limits: limits.map((limit) => {
          const { above, makes, now } = limit
          return { ...partsJson(limit), above, makes, now: partsJson(now) }
        }),
      }
    }),
    problems: problems.map(({ code, args, rule, profile, line, level }) => ({
      code,
      args,
      rule,
      profile,
      line,
      level,
    })),
    warnings: warnings.map(({ code, args, profile }) => ({ code, args, profile })),
  })
}

function checkJson({ check, runs, items, noise, weakness, identical, limits, cannotFail, settings }: ExplainedCheck) {
  const { id, rule, target, profile, kind, metric, unit, of, by, per, outcome, reason, total, causes } = check
  const { method, events, detectable } = check.noise
  return {
    ...{ id, rule, target, profile, kind, metric, unit, of, by, per, outcome, reason, total },
    ...{ method, runs, events, items, noise, detectable, weakness },
    identical: identical === null ? null : partsJson(identical),
    limits: limits.map(limitJson),
    moved: causes
      .filter(({ movedFrom }) => movedFrom.length > 0)
      .map(({ name, status, delta, movedFrom }) => ({ name, status, delta, from: movedFrom })),
    canFail: cannotFail.length === 0,
    cannotFail,
    settings,
  }
}

function limitJson({ limit, identical, passes, supported }: ExplainedLimit) {
  const { level, above, exceeded } = limit
  const known = { identical: identical === null ? null : partsJson(identical), passes, supported }
  return { level, ...partsJson(limit), above, exceeded, ...known }
}

function partsJson({ percent, growth, perSnapshot }: LimitParts) {
  return { percent, growth, perSnapshot }
}
