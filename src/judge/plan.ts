import type { DecodedPair } from '../decode/decode-pairs.ts'
import type { Comparison } from '../diff/comparison.ts'
import { isGoroutineDump } from '../diff/goroutines.ts'
import { type NamedProfile, standsFor } from '../load/stands-for.ts'
import type { ProfileKind } from '../model/kind.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import { groupText } from '../policy/group.ts'
import { BENCHMARK_DEFAULT } from '../policy/metric.ts'
import type { Rule } from '../policy/policy.ts'
import { hasOnly } from './limits.ts'
import { MetricPair } from './metric-pair.ts'

/** A decoded pair, ready to be compared. */
export interface JudgedProfile extends DecodedPair {
  readonly comparison: Comparison
}

/** A rule and a profile that it speaks of. */
export interface PlannedCheck {
  readonly id: string
  readonly rule: Rule
  readonly pair: JudgedProfile
  /** Shared by all checks of the same metric of the same profile. */
  readonly data: MetricPair
}

/** Every check that a policy asks for, in the order of rules and then of profiles. */
export function planChecks(rules: readonly Rule[], pairs: readonly JudgedProfile[]): readonly PlannedCheck[] {
  // A profile that only this candidate has silences no other: nothing could be compared with it.
  const hasBaseline = pairs.some(({ baseline }) => baseline.kind !== 'absent')
  const comparable = pairs.filter(({ baseline }) => !hasBaseline || baseline.kind !== 'absent')
  const dataOf = sharedData()
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
      return [{ id: `${rule.name}:${pair.profile}`, rule, pair, data: dataOf(pair, kind, metric) }]
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

export function isSeries({ baseline, candidate }: DecodedPair): boolean {
  return [baseline, candidate].some((side) => side.kind === 'read' && side.snapshots > 1)
}

function sharedData(): (pair: JudgedProfile, kind: ProfileKind, metric: Metric) => MetricPair {
  const known = new Map<Comparison, Map<string, MetricPair>>()
  return ({ comparison }, kind, metric) => {
    const ofPair = known.get(comparison) ?? new Map<string, MetricPair>()
    known.set(comparison, ofPair)
    const key = `${kind} ${metric.name}`
    const data = ofPair.get(key) ?? new MetricPair(comparison, kind, metric)
    ofPair.set(key, data)
    return data
  }
}

/** The metric as the candidate has it, else as the baseline has it. */
function metricOfPair({ candidate, baseline }: DecodedPair, kind: ProfileKind, name: string | null): Metric | null {
  const wanted = name ?? (kind === 'benchmark' ? BENCHMARK_DEFAULT : null)
  for (const side of [candidate, baseline]) {
    const profile = side.kind === 'read' ? side.runs[0] : undefined
    const metric = profile === undefined ? null : findMetric(profile, kind, wanted)
    if (metric !== null) return metric
  }
  return null
}
