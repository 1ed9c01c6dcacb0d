import type { DecodedPair } from '../decode/decode-pairs.ts'
import type { Comparison } from '../diff/comparison.ts'
import { standsFor } from '../load/stands-for.ts'
import type { ProfileKind } from '../model/kind.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import type { Rule } from '../policy/policy.ts'

/** A decoded pair, ready to be compared. */
export interface JudgedProfile extends DecodedPair {
  readonly comparison: Comparison
}

/** A rule and a profile that it speaks of. */
export interface PlannedCheck {
  readonly id: string
  readonly rule: Rule
  readonly pair: JudgedProfile
  readonly kind: ProfileKind
  /** Name, unit and scale; the column is looked up for each run. */
  readonly metric: Metric
}

/** Every check that a policy asks for, in the order of rules and then of profiles. */
export function planChecks(rules: readonly Rule[], pairs: readonly JudgedProfile[]): readonly PlannedCheck[] {
  const named = pairs.flatMap(({ profile, kinds }) => kinds.map((kind) => ({ profile, kind })))
  return rules.flatMap((rule) =>
    pairs.flatMap((pair) => {
      const kind = pair.kinds.find((known) => rule.kinds.includes(known))
      if (kind === undefined || (rule.files !== null && !rule.files.matches(pair.profile))) return []
      if (onlySlopes(rule) && !isSeries(pair)) return []
      const metric = metricOfPair(pair, kind, rule.metric)
      if (metric === null || !standsFor(pair.profile, kind, metric.name, named)) return []
      return [{ id: `${rule.name}:${pair.profile}`, rule, pair, kind, metric }]
    }),
  )
}

/** A rule with nothing but `per-snapshot` limits looks at series only. */
function onlySlopes({ levels }: Rule): boolean {
  const limits = [...levels.fail, ...levels.warn]
  return limits.every((limit) => limit.kind === 'slope')
}

export function isSeries({ baseline, candidate }: JudgedProfile): boolean {
  return [baseline, candidate].some((side) => side.kind === 'read' && side.snapshots > 1)
}

/** The metric as the candidate has it, else as the baseline has it. */
function metricOfPair({ candidate, baseline }: JudgedProfile, kind: ProfileKind, name: string | null): Metric | null {
  for (const side of [candidate, baseline]) {
    const profile = side.kind === 'read' ? side.runs[0] : undefined
    const metric = profile === undefined ? null : findMetric(profile, kind, name)
    if (metric !== null) return metric
  }
  return null
}
