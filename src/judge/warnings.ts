import { notice } from '../model/notice.ts'
import type { Accepted, Check, Side, Warning } from '../result/result.ts'
import { uncollectedHeaps } from './collections.ts'
import { type Machine, machineDifferences } from './machine.ts'
import type { PairOutline } from './outline.ts'
import { type Weakness, weakness } from './power.ts'
import { isJudged, type JudgedCheck, type OneSidedNames } from './remarks.ts'
import { samplingWarnings } from './sampling-warnings.ts'
import { trapsOf } from './traps.ts'

export interface WarningsRequest {
  readonly judged: readonly JudgedCheck[]
  readonly accepted: readonly Accepted[]
  readonly profiles: readonly PairOutline[]
  /** Where each side ran. */
  readonly machines: Readonly<Record<Side, Machine>>
}

/** What does not decide, but a reader should know: weak checks, values without a noise model, stale acceptances. */
export function warningsOf({ judged, accepted, profiles, machines }: WarningsRequest): readonly Warning[] {
  const checks = judged.map(({ check }) => check)
  return [
    ...machineDifferences(machines).map((difference) => ({ ...difference, profile: null })),
    ...profiles.flatMap(ambiguousKind),
    ...profiles.flatMap(trapsOf).filter((trap) => !isReason(trap, checks) && !isKnown(trap, machines)),
    ...oneSidedBenchmarks(judged),
    ...withoutModel(judged),
    ...samplingWarnings(judged),
    ...uncollectedHeaps(profiles, checks),
    ...lowPower(judged),
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

function ambiguousKind({ profile, kinds }: PairOutline): readonly Warning[] {
  return kinds.length > 1 ? [{ ...notice('kind-ambiguous', { kinds: kinds.join(', ') }), profile }] : []
}

/**
 * Benchmarks that only one side ran, of which no growth is known: once for each profile and side. And those that both ran,
 * but measured on one side only: once for each metric as well.
 */
function oneSidedBenchmarks(judged: readonly JudgedCheck[]): readonly Warning[] {
  const found = new Map<
    string,
    Omit<OneSidedNames, 'names'> & { readonly profile: string; readonly all: Set<string> }
  >()
  for (const { plan, remarks } of judged) {
    const { profile } = plan.pair
    for (const { side, metric, names } of remarks.oneSided) {
      const key = JSON.stringify([profile, side, metric])
      const known = found.get(key) ?? { profile, side, metric, all: new Set<string>() }
      found.set(key, known)
      for (const name of names) known.all.add(name)
    }
  }
  return [...found.values()].map(({ profile, side, metric, all }) => {
    const [name = ''] = [...all].sort()
    const args = { side, count: all.size, name, ...(metric === null ? {} : { metric }) }
    return { ...notice('benchmarks-not-compared', args), profile }
  })
}

/** Heap, CPU and wall profiles whose sampling cannot be undone: the limit alone decided. Once for each profile. */
function withoutModel(judged: readonly JudgedCheck[]): readonly Warning[] {
  const found = new Map<string, Warning>()
  for (const { plan, check } of judged) {
    const { profile } = plan.pair
    const { method, model } = plan.data
    if (method !== 'none' || model.kind !== 'unknown' || model.why === 'kind' || found.has(profile)) continue
    if (!isJudged(check)) continue
    found.set(profile, { ...notice('no-event-model', { why: model.why }), profile })
  }
  return [...found.values()]
}

/** Once for each metric of a profile, by the check that sees least of what it is to see. */
function lowPower(judged: readonly JudgedCheck[]): readonly Warning[] {
  const worst = new Map<string, { readonly blindness: number; readonly warning: Warning }>()
  for (const { check, remarks } of judged) {
    const { rule, profile, metric, outcome, limits, noise, total } = check
    if (outcome !== 'pass') continue
    const weak = weakness(limits, noise, Number(total.baseline))
    if (weak === null) continue
    const key = JSON.stringify([profile, metric])
    const blindness = blindnessOf(weak)
    if (blindness <= (worst.get(key)?.blindness ?? 0)) continue
    const detectable = weak.detectablePercent === null ? {} : { detectablePercent: weak.detectablePercent }
    const args = { rule, metric, limitPercent: weak.limitPercent, ...detectable, settle: remarks.sharpener }
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
  if (state === 'unused' && !asked.every(isJudged)) return []
  const args = { line, until, name: subject.name ?? subject.kind }
  return [{ ...notice(`acceptance-${state}`, args), profile: null }]
}
