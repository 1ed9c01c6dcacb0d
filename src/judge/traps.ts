import { differInRelease, scaleMutexesAlike } from '../decode/go-release.ts'
import { type Traits, traitsOf } from '../decode/traits.ts'
import type { ProfileKind } from '../model/kind.ts'
import { notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import type { Side, Warning } from '../result/result.ts'
import type { JudgedProfile } from './plan.ts'

/**
 * What makes the difference of two profiles deceive, found in the profiles themselves; each once for a profile.
 * - `delta-profile`: what happened in some seconds, not what there is. Args: `side`, `durationNs`.
 * - `difference-profile`: another profile is taken off it already. Args: `side`.
 * - `negative-values`. Args: `side`.
 * - `sampling-off`: the program does not sample its heap. Args: `side`.
 * - `no-samples`. Args: `side`.
 * - `period-differs`: sampled at another rate. Args: `baseline`, `candidate`, `unit`.
 * - `sample-types-differ`. Args: `baseline`, `candidate`.
 * - `go-release-differs`: built with another Go, whose names of generic functions and closures may differ. Args:
 *   `baseline`, `candidate`, where they are known.
 * - `mutex-rescaled`: delays of mutexes are counted otherwise by the two releases. Args as before.
 */
export function trapsOf(pair: JudgedProfile): readonly Warning[] {
  const { profile, kinds, baseline, candidate } = pair
  const kind = kinds[0] ?? 'other'
  const before = baseline.kind === 'read' ? (baseline.runs[0] ?? null) : null
  const after = candidate.kind === 'read' ? (candidate.runs[0] ?? null) : null
  const found: Omit<Warning, 'profile'>[] = []
  const traits = {
    baseline: before === null ? null : traitsOf(before, kind),
    candidate: after === null ? null : traitsOf(after, kind),
  }
  if (before !== null) found.push(...trapsOfOne('baseline', before, traits.baseline))
  if (after !== null) found.push(...trapsOfOne('candidate', after, traits.candidate))
  if (before !== null && after !== null) {
    found.push(...headersDiffer(before, after))
    if (traits.baseline !== null && traits.candidate !== null) {
      found.push(...releasesDiffer(traits.baseline, traits.candidate, kind))
    }
  }
  return found.map((warning) => ({ ...warning, profile }))
}

function trapsOfOne(side: Side, { durationNs }: Profile, traits: Traits | null): readonly Omit<Warning, 'profile'>[] {
  if (traits === null) return []
  const { isDelta, isDiff, hasNegatives, isSamplingOff, hasSamples } = traits
  if (isSamplingOff) return [notice('sampling-off', { side })]
  if (!hasSamples) return [notice('no-samples', { side })]
  // A profile with another taken off it has negative values by its nature, and so has one of some seconds.
  if (isDiff) return [notice('difference-profile', { side })]
  if (isDelta) return [notice('delta-profile', { side, durationNs: Number(durationNs) })]
  return hasNegatives ? [notice('negative-values', { side })] : []
}

function headersDiffer(before: Profile, after: Profile): readonly Omit<Warning, 'profile'>[] {
  const types = ({ sampleTypes }: Profile) => sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ')
  if (types(before) !== types(after)) {
    return [notice('sample-types-differ', { baseline: types(before), candidate: types(after) })]
  }
  const [baseline, candidate] = [Number(before.period), Number(after.period)]
  const isRate = baseline !== 0 && candidate !== 0 && baseline !== candidate
  return isRate ? [notice('period-differs', { baseline, candidate, unit: after.periodType.unit })] : []
}

function releasesDiffer(before: Traits, after: Traits, kind: ProfileKind): readonly Omit<Warning, 'profile'>[] {
  const [a, b] = [before.goRelease, after.goRelease]
  if (a === null || b === null || differInRelease(a, b) !== true) return []
  const versions = {
    ...(a.version === null ? {} : { baseline: a.version }),
    ...(b.version === null ? {} : { candidate: b.version }),
  }
  const isRescaled = kind === 'mutex' && scaleMutexesAlike(a, b) !== true
  return [notice(isRescaled ? 'mutex-rescaled' : 'go-release-differs', versions)]
}
