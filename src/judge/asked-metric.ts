import type { ProfileKind } from '../model/kind.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import type { Profile } from '../model/profile.ts'
import { BENCHMARK_DEFAULT } from '../policy/metric.ts'
import type { Rule } from '../policy/policy.ts'
import type { Side } from '../result/result.ts'
import { isSeries } from './judged-profile.ts'
import { hasOnly } from './limits.ts'
import type { PairOutline } from './outline.ts'

/** What rules choose a pair by, and its metric. */
type Choosable = Pick<PairOutline, 'profile' | 'kinds'> & Readonly<Record<Side, ChoosableSide>>
type ChoosableSide =
  | { readonly kind: 'absent' | 'unreadable' }
  | {
      readonly kind: 'read'
      readonly snapshots: readonly (readonly Pick<Profile, 'sampleTypes' | 'defaultSampleType'>[])[]
    }

/** As which kind a rule speaks of a pair, and the metric that it asks for; null if it does not. */
export function metricFor(rule: Rule, pair: Choosable): { readonly kind: ProfileKind; readonly metric: Metric } | null {
  const kind = kindFor(rule, pair)
  if (kind === null || (hasOnly(rule, 'slope') && !isSeries(pair))) return null
  const metric = metricOfPair(pair, kind, rule.metric)
  return metric === null ? null : { kind, metric }
}

/** As which kind the rule speaks of the profile; null if it does not. A profile of two possible kinds is asked once. */
export function kindFor(
  rule: Pick<Rule, 'kinds' | 'files'>,
  pair: Pick<PairOutline, 'profile' | 'kinds'>,
): ProfileKind | null {
  if (rule.files !== null && !rule.files.matches(pair.profile)) return null
  return pair.kinds.find((known) => rule.kinds.includes(known)) ?? null
}

/** The metric as the candidate has it, else as the baseline has it. */
function metricOfPair({ candidate, baseline }: Choosable, kind: ProfileKind, name: string | null): Metric | null {
  const wanted = name ?? (kind === 'benchmark' ? BENCHMARK_DEFAULT : null)
  for (const side of [candidate, baseline]) {
    for (const profile of side.kind === 'read' ? side.snapshots.flat() : []) {
      const metric = findMetric(profile, kind, wanted)
      if (metric !== null) return metric
    }
  }
  return null
}
