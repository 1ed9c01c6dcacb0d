import { type NamedProfile, standsFor } from '../load/stands-for.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Per } from '../model/measure.ts'
import { groupText } from '../policy/group.ts'
import type { Rule } from '../policy/policy.ts'
import { kindFor, metricFor } from './asked-metric.ts'
import { exposuresOf } from './exposures.ts'
import type { JudgedProfile } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import type { MetricPair } from './metric-pair.ts'
import type { Operations } from './operations.ts'
import type { MetricOutline, PairOutline } from './outline.ts'
import type { Exposures } from './stats/run-classes.ts'
import { type WorkDifference, workDifference } from './work.ts'

/** A rule and a profile that it speaks of. Needs no samples. */
export interface CheckPlan {
  readonly id: string
  readonly rule: Rule
  readonly pair: PairOutline
  readonly data: PlannedMetric
  /** Where one side did more work and the rule does not divide by it. */
  readonly work: WorkDifference | null
}

/** A metric of a pair, and what it is divided by. */
export interface PlannedMetric extends MetricOutline {
  readonly per: Per
  /** Of each run; null where `per` asks for what nobody knows. */
  readonly exposures: Exposures | null
}

/** A check with the samples that it is judged by. */
export interface PlannedCheck extends Omit<CheckPlan, 'pair' | 'data'> {
  readonly pair: JudgedProfile
  /** Shared by all checks of the same metric of the same profile. */
  readonly data: MetricPair
}

/** Every check that a policy asks for, in the order of rules and then of profiles. */
export function planChecks(
  rules: readonly Rule[],
  pairs: readonly PairOutline[],
  operations: Operations,
): readonly CheckPlan[] {
  // A profile that only this candidate has silences no other: nothing could be compared with it.
  const hasBaseline = pairs.some(({ baseline }) => baseline.kind !== 'absent')
  const comparable = pairs.filter(({ baseline }) => !hasBaseline || baseline.kind !== 'absent')
  return rules.flatMap((rule) => {
    // Nor does one that the rule does not speak of: that would leave both unjudged.
    const named = comparable.flatMap((pair) => nameFor(rule, pair))
    return pairs.flatMap((pair): readonly CheckPlan[] => {
      const asked = metricFor(rule, pair)
      if (asked === null) return []
      const { kind, metric } = asked
      if (!standsFor({ ...nameOf(pair, kind), metric: metric.name, of: groupText(rule.of) }, named)) return []
      const work = rule.per === 'none' ? workDifference(pair, kind, metric, operations) : null
      // Groups of runs that did not do the same work are compared by their shares; a budget is not held against a share.
      const isShared = work !== null && rule.of.kind !== 'total' && !hasLimit(rule, 'budget')
      const data = plannedMetric(pair, asked, isShared ? 'total' : rule.per, operations)
      return data === null ? [] : [{ id: `${rule.name}:${pair.profile}`, rule, pair, data, work }]
    })
  })
}

function plannedMetric(
  pair: PairOutline,
  { kind, metric }: Pick<MetricOutline, 'kind' | 'metric'>,
  per: Per,
  operations: Operations,
): PlannedMetric | null {
  const outline = pair.metrics.find((known) => known.kind === kind && known.metric.name === metric.name)
  if (outline === undefined) return null
  return {
    ...outline,
    per,
    exposures: exposuresOf(per, { ...outline, operations: (side) => operations.of(pair, side) }),
  }
}

function nameFor(rule: Rule, pair: PairOutline): readonly NamedProfile[] {
  const kind = kindFor(rule, pair)
  return kind === null ? [] : [nameOf(pair, kind)]
}

function nameOf({ profile, isDump }: PairOutline, kind: ProfileKind): NamedProfile {
  return { profile, kind, isDump: kind === 'goroutine' && isDump }
}
