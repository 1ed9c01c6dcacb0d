import { benchmarksRun } from '../diff/benchmarks.ts'
import { notice } from '../model/notice.ts'
import type { Accepted, Check, CheckOutcome, Side, Warning } from '../result/result.ts'
import { uncollectedHeaps } from './collections.ts'
import type { JudgedProfile } from './judged-profile.ts'
import { type Machine, machineDifferences } from './machine.ts'
import type { PlannedCheck } from './plan.ts'
import { type Weakness, weakness } from './power.ts'
import { samplingWarnings } from './sampling-warnings.ts'
import { sharpenerOf } from './settlers.ts'
import { trapsOf } from './traps.ts'

export interface WarningsRequest {
  readonly checks: readonly Check[]
  /** In the order of the checks. */
  readonly planned: readonly PlannedCheck[]
  readonly accepted: readonly Accepted[]
  readonly profiles: readonly JudgedProfile[]
  /** Where each side ran. */
  readonly machines: Readonly<Record<Side, Machine>>
}

/** What does not decide, but a reader should know: weak checks, values without a noise model, stale acceptances. */
export function warningsOf({ checks, planned, accepted, profiles, machines }: WarningsRequest): readonly Warning[] {
  return [
    ...machineDifferences(machines).map((difference) => ({ ...difference, profile: null })),
    ...profiles.flatMap(ambiguousKind),
    ...profiles.flatMap(trapsOf).filter((trap) => !isReason(trap, checks) && !isKnown(trap, machines)),
    ...oneSidedBenchmarks(planned),
    ...withoutModel(checks, planned),
    ...samplingWarnings(checks, planned),
    ...uncollectedHeaps(profiles, checks),
    ...lowPower(checks, planned),
    ...accepted.flatMap((acceptance) => acceptanceWarnings(acceptance, checks)),
  ]
}

/** A check that stopped at the same thing says it already. */
function isReason({ code, args, profile }: Warning, checks: readonly Check[]): boolean {
  return checks.some((check) => {
    const { reason } = check
    return check.profile === profile && reason?.code === code && reason.args['side'] === args['side']
  })
}

/** Manifests that name the Go of both sides know better than what profiles give away of it. */
function isKnown({ code }: Warning, { baseline, candidate }: WarningsRequest['machines']): boolean {
  return code === 'go-release-differs' && baseline.go !== undefined && candidate.go !== undefined
}

function ambiguousKind({ profile, kinds }: JudgedProfile): readonly Warning[] {
  return kinds.length > 1 ? [{ ...notice('kind-ambiguous', { kinds: kinds.join(', ') }), profile }] : []
}

/**
 * Benchmarks that only one side ran, of which no growth is known: once for each profile and side. And those that both ran,
 * but measured on one side only: once for each metric as well.
 */
function oneSidedBenchmarks(planned: readonly PlannedCheck[]): readonly Warning[] {
  const found = new Map<string, OneSidedNames>()
  for (const { pair, data } of planned) {
    for (const [side, other] of [
      ['baseline', 'candidate'],
      ['candidate', 'baseline'],
    ] as const) {
      if (data.oneSided[side].size === 0) continue
      const ran = benchmarksRun(data.comparison[other])
      for (const name of data.oneSided[side]) {
        const metric = ran.has(name) ? data.metric.name : null
        const key = JSON.stringify([pair.profile, side, metric])
        const known = found.get(key) ?? { profile: pair.profile, side, metric, names: new Set<string>() }
        found.set(key, known)
        known.names.add(name)
      }
    }
  }
  return [...found.values()].map(notCompared)
}

interface OneSidedNames {
  readonly profile: string
  readonly side: Side
  /** Null where the other side did not run them at all. */
  readonly metric: string | null
  readonly names: Set<string>
}

function notCompared({ profile, side, metric, names }: OneSidedNames): Warning {
  const [name = ''] = [...names].sort()
  const args = { side, count: names.size, name, ...(metric === null ? {} : { metric }) }
  return { ...notice('benchmarks-not-compared', args), profile }
}

/** Heap, CPU and wall profiles whose sampling cannot be undone: the limit alone decided. Once for each profile. */
function withoutModel(checks: readonly Check[], planned: readonly PlannedCheck[]): readonly Warning[] {
  const found = new Map<string, Warning>()
  for (const [at, { pair, data }] of planned.entries()) {
    const { model } = data
    if (data.method !== 'none' || model.kind !== 'unknown' || model.why === 'kind' || found.has(pair.profile)) continue
    if (!isJudged(checks[at]?.outcome)) continue
    found.set(pair.profile, { ...notice('no-event-model', { why: model.why }), profile: pair.profile })
  }
  return [...found.values()]
}

function isJudged(outcome: CheckOutcome | undefined): boolean {
  return outcome !== 'not-compared' && outcome !== 'error'
}

/** Once for each metric of a profile, by the check that sees least of what it is to see. */
function lowPower(checks: readonly Check[], planned: readonly PlannedCheck[]): readonly Warning[] {
  const worst = new Map<string, { readonly blindness: number; readonly warning: Warning }>()
  for (const [at, { rule, profile, metric, outcome, limits, noise, total }] of checks.entries()) {
    if (outcome !== 'pass') continue
    const weak = weakness(limits, noise, Number(total.baseline))
    if (weak === null) continue
    const key = JSON.stringify([profile, metric])
    const blindness = blindnessOf(weak)
    if (blindness <= (worst.get(key)?.blindness ?? 0)) continue
    const detectable = weak.detectablePercent === null ? {} : { detectablePercent: weak.detectablePercent }
    const data = planned[at]?.data
    const settle = data === undefined ? 'work' : sharpenerOf(data)
    const args = { rule, metric, limitPercent: weak.limitPercent, ...detectable, settle }
    worst.set(key, { blindness, warning: { ...notice('low-power', args), profile } })
  }
  return [...worst.values()].map(({ warning }) => warning)
}

/** How far growth may go beyond its limit without being seen, as a factor. */
function blindnessOf({ detectablePercent, limitPercent }: Weakness): number {
  return detectablePercent === null || limitPercent === 0 ? Number.POSITIVE_INFINITY : detectablePercent / limitPercent
}

function acceptanceWarnings({ state, rules, subject, until, line }: Accepted, checks: readonly Check[]) {
  if (state === 'used') return []
  const asked = checks.filter(({ rule }) => rules === null || rules.includes(rule))
  // Growth that was not judged may need it yet.
  if (state === 'unused' && asked.some(({ outcome }) => !isJudged(outcome))) return []
  const args = { line, until, name: subject.name ?? subject.kind }
  return [{ ...notice(`acceptance-${state}`, args), profile: null }]
}
