import { type GoRelease, goReleaseOf } from '../decode/go-release.ts'
import type { DecodedSide } from '../decode/paired-profiles.ts'
import { traitsOf } from '../decode/traits.ts'
import { isGoroutineDump } from '../diff/goroutines.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Profile } from '../model/profile.ts'
import type { Rule } from '../policy/policy.ts'
import { metricFor } from './asked-metric.ts'
import { isUncollected } from './collections.ts'
import type { MetricPair } from './metric-pair.ts'
import type { OpenProfile } from './metric-pairs.ts'
import type { MetricOutline, PairOutline, ProfileOutline, SideOutline } from './outline.ts'

/** @param rules Those of the policy: what they ask for is looked at. */
export function outlineOf({ pair, metrics }: OpenProfile, rules: readonly Rule[]): PairOutline {
  const { profile, part, kinds, baseline, candidate, comparison } = pair
  const kind = kinds[0] ?? 'other'
  const uncollected = (side: DecodedSide) => part === 'metrics' && side.kind === 'read' && isUncollected(side.runs)
  const isGoroutines = kinds.includes('goroutine')
  const asked = new Map<string, MetricPair>()
  // Nothing of a profile that the candidate lacks is judged.
  for (const rule of candidate.kind === 'absent' ? [] : rules) {
    const found = metricFor(rule, pair)
    if (found === null) continue
    asked.set(JSON.stringify([found.kind, found.metric.name]), metrics.plain(found.kind, found.metric))
  }
  return {
    ...{ profile, part, kinds },
    baseline: sideOutline(baseline, kind),
    candidate: sideOutline(candidate, kind),
    isDump: isGoroutines && [...comparison.candidate, ...comparison.baseline].some(isGoroutineDump),
    releases: releasesOf(baseline, candidate),
    isUncollected: { baseline: uncollected(baseline), candidate: uncollected(candidate) },
    metrics: [...asked.values()].map(metricOutline),
  }
}

function sideOutline(side: DecodedSide, kind: ProfileKind): SideOutline {
  if (side.kind !== 'read') return side
  const snapshots = side.snapshots.map((run) => run.map((profile) => profileOutline(profile, kind)))
  return { kind: 'read', runs: snapshots.flatMap((run) => run.slice(-1)), snapshots }
}

function profileOutline(profile: Profile, kind: ProfileKind): ProfileOutline {
  const { sampleTypes, defaultSampleType, periodType, period, durationNs, comments, operations, samples } = profile
  return {
    ...{ sampleTypes, defaultSampleType, periodType, period, durationNs, comments },
    ...(operations === undefined ? {} : { operations }),
    traits: traitsOf(profile, kind),
    hasValues: samples.values.some((column) => column.some((value) => Number(value) !== 0)),
  }
}

/** Where both sides name their version, nobody needs the many lines that tell of it otherwise. */
function releasesOf(baseline: DecodedSide, candidate: DecodedSide): PairOutline['releases'] {
  const of = (side: DecodedSide) => {
    const [first] = side.kind === 'read' ? side.runs : []
    return first === undefined ? null : goReleaseOf(first)
  }
  const [a, b] = [of(baseline), of(candidate)]
  const isNamed = a !== null && b !== null && a.version !== null && b.version !== null
  const short = (release: GoRelease | null) => (release === null ? null : { ...release, startLines: null })
  return isNamed ? { baseline: short(a), candidate: short(b) } : { baseline: a, candidate: b }
}

function metricOutline(data: MetricPair): MetricOutline {
  const { kind, metric, runCount, model, method, seconds, totals, oneSided, compared } = data
  return { kind, metric, runCount, model, method, seconds, totals, oneSided, compared }
}
