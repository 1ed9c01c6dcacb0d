import { differInRelease, type GoRelease, scaleMutexesAlike } from '../decode/go-release.ts'
import type { ProfileKind } from '../model/kind.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Side, Warning } from '../result/result.ts'
import type { Machine } from './machine.ts'
import type { PairOutline, ProfileOutline } from './outline.ts'

/**
 * What makes the difference of two profiles deceive, found in the profiles themselves; each once for a profile.
 * - `delta-profile`: what happened in some seconds, not what there is. Args: `side`, `kind`, `durationNs`.
 * - `difference-profile`: another profile is taken off it already. Args: `side`.
 * - `negative-values`. Args: `side`.
 * - `sampling-off`: the program does not sample its heap. Args: `side`.
 * - `no-samples`. Args: `side`.
 * - `period-differs`: sampled at another rate. Args: `baseline`, `candidate`, `unit`.
 * - `sample-types-differ`. Args: `baseline` and `candidate`, what only that side has, where it has any: the first names
 *   (`baselineMore`, `candidateMore`: how many there are beside).
 * - `go-release-differs`: built with another Go, whose names of generic functions and closures may differ. Args:
 *   `baseline`, `candidate`, where they are known.
 * - `mutex-rescaled`: delays of mutexes are counted otherwise by the two releases. Args as before.
 */
export function trapsOf(pair: PairOutline): readonly Warning[] {
  const { profile, kinds, baseline, candidate, releases } = pair
  const kind = kinds[0] ?? 'other'
  const before = baseline.kind === 'read' ? (baseline.runs[0] ?? null) : null
  const after = candidate.kind === 'read' ? (candidate.runs[0] ?? null) : null
  const found: Omit<Warning, 'profile'>[] = []
  if (before !== null) found.push(...trapsOfOne('baseline', kind, before))
  if (after !== null) found.push(...trapsOfOne('candidate', kind, after))
  if (before !== null && after !== null) {
    if (!NAMED_BY_SOURCE.includes(kind)) found.push(...headersDiffer(before, after))
    found.push(...releasesDiffer(releases.baseline, releases.candidate, kind))
  }
  return found.map((warning) => ({ ...warning, profile }))
}

function trapsOfOne(side: Side, kind: ProfileKind, profile: ProfileOutline): readonly Omit<Warning, 'profile'>[] {
  const { isDelta, isDiff, hasNegatives, isSamplingOff, hasSamples } = profile.traits
  if (isSamplingOff) return [notice('sampling-off', { side })]
  if (!hasSamples) return [notice('no-samples', { side })]
  // A profile with another taken off it has negative values by its nature, and so has one of some seconds.
  if (isDiff) return [notice('difference-profile', { side })]
  if (isDelta) return [notice('delta-profile', { side, kind, durationNs: Number(profile.durationNs) })]
  return hasNegatives ? [notice('negative-values', { side })] : []
}

/** Kinds whose metrics are what the source happens to tell, one more or less of them at any time. */
const NAMED_BY_SOURCE: readonly ProfileKind[] = ['benchmark', 'metrics']

/** So many names of metrics are told. */
const TOLD_NAMES = 10

function without(names: readonly string[], others: readonly string[]): readonly string[] {
  return names.filter((name) => !others.includes(name))
}

function listed(side: Side, names: readonly string[]): Notice['args'] {
  if (names.length === 0) return {}
  const more = names.length - TOLD_NAMES
  return { [side]: names.slice(0, TOLD_NAMES).join(', '), ...(more > 0 ? { [`${side}More`]: more } : {}) }
}

function headersDiffer(before: ProfileOutline, after: ProfileOutline): readonly Omit<Warning, 'profile'>[] {
  const types = ({ sampleTypes }: ProfileOutline) => sampleTypes.map(({ type, unit }) => `${type}/${unit}`)
  const [onlyBefore, onlyAfter] = [without(types(before), types(after)), without(types(after), types(before))]
  if (onlyBefore.length + onlyAfter.length > 0) {
    return [notice('sample-types-differ', { ...listed('baseline', onlyBefore), ...listed('candidate', onlyAfter) })]
  }
  const [baseline, candidate] = [Number(before.period), Number(after.period)]
  const isRate = baseline !== 0 && candidate !== 0 && baseline !== candidate
  return isRate ? [notice('period-differs', { baseline, candidate, unit: after.periodType.unit })] : []
}

function releasesDiffer(
  a: GoRelease | null,
  b: GoRelease | null,
  kind: ProfileKind,
): readonly Omit<Warning, 'profile'>[] {
  if (a === null || b === null || differInRelease(a, b) !== true) return []
  const versions = {
    ...(a.version === null ? {} : { baseline: a.version }),
    ...(b.version === null ? {} : { candidate: b.version }),
  }
  return [notice(isRescaled(a, b, kind) ? 'mutex-rescaled' : 'go-release-differs', versions)]
}

/** The trap of delays that two releases of Go count otherwise; null where they do not. A manifest knows the release best. */
export function mutexRescaled(
  pair: PairOutline,
  kind: ProfileKind,
  machines: Readonly<Record<Side, Machine>>,
): Notice | null {
  const releaseOf = (side: Side): GoRelease | null => {
    const { 1: version } = /^go(\d+\.\d+(?:\.\d+)?)/.exec(machines[side].go ?? '') ?? []
    if (version !== undefined) return { version, startLines: null }
    return pair.releases[side]
  }
  const traps = releasesDiffer(releaseOf('baseline'), releaseOf('candidate'), kind)
  return traps.find(({ code }) => code === 'mutex-rescaled') ?? null
}

function isRescaled(a: GoRelease, b: GoRelease, kind: ProfileKind): boolean {
  return kind === 'mutex' && scaleMutexesAlike(a, b) !== true
}
