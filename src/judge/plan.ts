import type { DecodedPair } from '../decode/decode-pairs.ts'
import { isGoroutineDump } from '../diff/goroutines.ts'
import { type NamedProfile, standsFor } from '../load/stands-for.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Per } from '../model/measure.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import { groupText } from '../policy/group.ts'
import { BENCHMARK_DEFAULT } from '../policy/metric.ts'
import type { Rule } from '../policy/policy.ts'
import { isSeries, type JudgedProfile } from './judged-profile.ts'
import { hasLimit, hasOnly } from './limits.ts'
import { MetricPair } from './metric-pair.ts'
import type { Operations } from './operations.ts'
import { type WorkDifference, workDifference } from './work.ts'

/** A rule and a profile that it speaks of. */
export interface PlannedCheck {
  readonly id: string
  readonly rule: Rule
  readonly pair: JudgedProfile
  /** Shared by all checks of the same metric of the same profile. */
  readonly data: MetricPair
  /** Where one side did more work and the rule does not divide by it. */
  readonly work: WorkDifference | null
}

/** Every check that a policy asks for, in the order of rules and then of profiles. */
export function planChecks(
  rules: readonly Rule[],
  pairs: readonly JudgedProfile[],
  operations: Operations,
): readonly PlannedCheck[] {
  // A profile that only this candidate has silences no other: nothing could be compared with it.
  const hasBaseline = pairs.some(({ baseline }) => baseline.kind !== 'absent')
  const comparable = pairs.filter(({ baseline }) => !hasBaseline || baseline.kind !== 'absent')
  const dataOf = sharedData(operations)
  return rules.flatMap((rule) => {
    // Nor does one that the rule does not speak of: that would leave both unjudged.
    const named = comparable.flatMap((pair) => nameFor(rule, pair))
    return pairs.flatMap((pair): readonly PlannedCheck[] => {
      const kind = kindFor(rule, pair)
      if (kind === null || (hasOnly(rule, 'slope') && !isSeries(pair))) return []
      const metric = metricOfPair(pair, kind, rule.metric)
      if (metric === null) return []
      const asked = { ...nameOf(pair, kind), metric: metric.name, of: groupText(rule.of) }
      if (!standsFor(asked, named)) return []
      const work = rule.per === 'none' ? workDifference(pair, kind, metric, operations) : null
      // Groups of runs that did not do the same work are compared by their shares; a budget is not held against a share.
      const isShared = work !== null && rule.of.kind !== 'total' && !hasLimit(rule, 'budget')
      const per = isShared ? 'total' : rule.per
      return [{ id: `${rule.name}:${pair.profile}`, rule, pair, data: dataOf(pair, kind, metric, per), work }]
    })
  })
}

function nameFor(rule: Rule, pair: JudgedProfile): readonly NamedProfile[] {
  const kind = kindFor(rule, pair)
  return kind === null ? [] : [nameOf(pair, kind)]
}

function nameOf({ profile, comparison }: JudgedProfile, kind: ProfileKind): NamedProfile {
  const runs = [...comparison.candidate, ...comparison.baseline]
  return { profile, kind, isDump: kind === 'goroutine' && runs.some(isGoroutineDump) }
}

/** As which kind the rule speaks of the profile; null if it does not. A profile of two possible kinds is asked once. */
export function kindFor(rule: Pick<Rule, 'kinds' | 'files'>, pair: DecodedPair): ProfileKind | null {
  if (rule.files !== null && !rule.files.matches(pair.profile)) return null
  return pair.kinds.find((known) => rule.kinds.includes(known)) ?? null
}

function sharedData(operations: Operations) {
  const known = new Map<JudgedProfile, Map<string, MetricPair>>()
  return (pair: JudgedProfile, kind: ProfileKind, metric: Metric, per: Per): MetricPair => {
    const ofPair = known.get(pair) ?? new Map<string, MetricPair>()
    known.set(pair, ofPair)
    const key = JSON.stringify([kind, metric.name, per])
    const data = ofPair.get(key) ?? new MetricPair(pair, { kind, metric, per, operations })
    ofPair.set(key, data)
    return data
  }
}

/** The metric as the candidate has it, else as the baseline has it. */
function metricOfPair({ candidate, baseline }: DecodedPair, kind: ProfileKind, name: string | null): Metric | null {
  const wanted = name ?? (kind === 'benchmark' ? BENCHMARK_DEFAULT : null)
  for (const side of [candidate, baseline]) {
    for (const profile of side.kind === 'read' ? side.snapshots.flat() : []) {
      const metric = findMetric(profile, kind, wanted)
      if (metric !== null) return metric
    }
  }
  return null
}
