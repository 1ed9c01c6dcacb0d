import { findMetric } from '../model/metric.ts'
import { notice } from '../model/notice.ts'
import type { Accepted, Check, Warning } from '../result/result.ts'
import { modelSamples } from './event-model.ts'
import type { JudgedProfile, PlannedCheck } from './plan.ts'
import { SHARP_RATE_BYTES, weakness } from './power.ts'

/** What does not decide, but a reader should know: weak checks, values without a noise model, stale acceptances. */
export function warningsOf({
  checks,
  planned,
  accepted,
  profiles,
}: {
  readonly checks: readonly Check[]
  readonly planned: readonly PlannedCheck[]
  readonly accepted: readonly Accepted[]
  readonly profiles: readonly JudgedProfile[]
}): readonly Warning[] {
  return [
    ...profiles.flatMap(profileWarnings),
    ...planned.flatMap(modelWarnings),
    ...lowPower(checks, planned),
    ...accepted.flatMap(acceptanceWarnings),
  ].filter(isFirst())
}

function profileWarnings({ profile, kinds, candidate, baseline }: JudgedProfile): readonly Warning[] {
  const warnings: Warning[] = []
  if (kinds.length > 1) warnings.push({ ...notice('kind-ambiguous', { kinds: kinds.join(', ') }), profile })
  for (const [side, runs] of [
    ['baseline', baseline],
    ['candidate', candidate],
  ] as const) {
    const isNegative =
      runs.kind === 'read' &&
      runs.runs.some(({ samples }) => samples.values.some((column) => column.some((value) => value < 0)))
    if (isNegative) warnings.push({ ...notice('negative-values', { side }), profile })
  }
  return warnings
}

/** A heap, CPU or wall profile whose sampling cannot be undone: the limit alone decides. */
function modelWarnings({ pair, kind, metric }: PlannedCheck): readonly Warning[] {
  for (const frames of [...pair.comparison.candidate, ...pair.comparison.baseline]) {
    const found = findMetric(frames.profile, kind, metric.name)
    const model = found === null ? null : modelSamples(frames.profile, kind, found).model
    if (model?.kind === 'unknown' && model.why !== 'kind') {
      return [{ ...notice('no-event-model', { why: model.why }), profile: pair.profile }]
    }
  }
  return []
}

/** Once for each metric of a profile, by the check that would have seen least. */
function lowPower(checks: readonly Check[], planned: readonly PlannedCheck[]): readonly Warning[] {
  const worst = new Map<string, Warning>()
  for (const { id, rule, profile, metric, outcome, limits, noise, total } of checks) {
    if (outcome !== 'pass') continue
    const weak = weakness(limits, noise, Number(total.baseline))
    const key = JSON.stringify([profile, metric])
    if (weak === null || worst.has(key)) continue
    const detectable = weak.detectablePercent === null ? {} : { detectablePercent: weak.detectablePercent }
    const settle = isCoarseHeap(planned.find((check) => check.id === id)) ? 'rate' : 'repeats'
    const args = { rule, metric, limitPercent: weak.limitPercent, ...detectable, settle }
    worst.set(key, { ...notice('low-power', args), profile })
  }
  return [...worst.values()]
}

/** Whether a finer sampling rate than the profile's would help: that of Go's heap profiler. */
function isCoarseHeap(planned: PlannedCheck | undefined): boolean {
  const period = planned?.pair.comparison.candidate[0]?.profile.period ?? 0
  return planned?.kind === 'heap' && Number(period) > SHARP_RATE_BYTES
}

function acceptanceWarnings({ state, subject, until, line }: Accepted): readonly Warning[] {
  if (state === 'used') return []
  const args = { line, until, name: subject.name ?? subject.kind }
  return [{ ...notice(`acceptance-${state}`, args), profile: null }]
}

function isFirst(): (warning: Warning) => boolean {
  const seen = new Set<string>()
  return (warning) => {
    const key = JSON.stringify([warning.code, warning.args, warning.profile])
    return !seen.has(key) && seen.add(key) !== undefined
  }
}
