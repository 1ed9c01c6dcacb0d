import type { Frames } from '../diff/frames.ts'
import type { JudgedProfile } from '../judge/judged-profile.ts'
import { runsOf } from '../judge/runs.ts'
import { METRICS_OF_KIND, type ProfileKind } from '../model/kind.ts'
import { defaultMetric, findMetric, metricOf } from '../model/metric.ts'
import type { RequestedMetric, TreeRequest } from './tree-request.ts'

/** Benchmarks and metrics have values without stacks. */
export function hasStacks(kind: ProfileKind): boolean {
  return kind !== 'benchmark' && kind !== 'metrics'
}

/** What is looked at of a pair that was judged: exactly the runs that its checks see. Null where it has no stacks. */
export function judgedRequest(pair: JudgedProfile): TreeRequest | null {
  const { comparison, profile, kinds } = pair
  const [kind] = kinds
  const all = [...comparison.candidate, ...comparison.baseline]
  if (kind === undefined || !hasStacks(kind) || all.length === 0) return null
  const metrics = metricNames(all, kind).map(({ name, unit }): RequestedMetric => {
    const runs = (side: 'baseline' | 'candidate') => runsOf(pair, side, kind, { name, unit, column: 0, scale: 1 })
    return { name, unit, baseline: runs('baseline'), candidate: runs('candidate') }
  })
  const measured = metrics.filter(({ baseline, candidate }) => baseline.length > 0 || candidate.length > 0)
  if (measured.length === 0) return null
  return {
    ...{ profile, kind, metrics: measured, stacks: comparison.stacks },
    index: comparison.index('function'),
    nodesOf: (frames) => comparison.stackNodes(frames),
    maskOf: () => null,
  }
}

/** Those that the kind knows first, then the profiles' own: the preferred one, then in their order. */
export function metricNames(
  all: readonly Frames[],
  kind: ProfileKind,
): readonly { readonly name: string; readonly unit: string }[] {
  const found = new Map<string, string>()
  for (const { profile } of all) {
    const columns = new Set<number>()
    for (const { name } of METRICS_OF_KIND[kind]) {
      const metric = findMetric(profile, kind, name)
      if (metric === null) continue
      found.set(name, found.get(name) ?? metric.unit)
      columns.add(metric.column)
    }
    const preferred = defaultMetric(profile)
    const own = profile.sampleTypes.map((type, column) => metricOf(type, column))
    for (const metric of preferred === null ? own : [preferred, ...own]) {
      if (!columns.has(metric.column) && metric.name !== '')
        found.set(metric.name, found.get(metric.name) ?? metric.unit)
    }
  }
  return [...found].map(([name, unit]) => ({ name, unit }))
}
