import { valuesOf } from '../diff/run.ts'
import { findMetric } from '../model/metric.ts'
import { groupLister } from './group-lister.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import type { SideRun } from './runs.ts'

/** So much of the growth in use may be new allocations; their sampling error counts as such. */
const MOST_ALLOCATED = 0.25

/** Half of the 95 % interval of what was allocated, in standard errors. */
const ERRORS = 2

/**
 * Whether a group of a heap profile has more in use although hardly more was allocated, which other columns of the profile
 * tell: then what grew is not the work, but what is held on to.
 * @param growth In bytes.
 */
export function isKept(
  data: MetricPair,
  measurement: Measurement,
  { group, growth }: { readonly group: number; readonly growth: number },
): boolean {
  const index = data.comparison.index(measurement.grouping)
  const sampleIsOf = (run: SideRun) => {
    const groupsOf = groupLister(run.frames, index, measurement.by)
    const mask = measurement.maskOf(run.frames)
    return (sample: number) => (mask === null || mask[sample] !== 0) && groupsOf(sample).includes(group)
  }
  const baseline = allocatedIn(data.baseline, sampleIsOf)
  const candidate = allocatedIn(data.candidate, sampleIsOf)
  // What is new has no allocations that it could be compared with.
  if (baseline === null || candidate === null || baseline.bytes === 0) return false
  const error = ERRORS * Math.sqrt(baseline.variance + candidate.variance)
  return candidate.bytes - baseline.bytes + error <= MOST_ALLOCATED * growth
}

/** Mean of the runs, in bytes, and the variance that sampling gives it; null where a run does not know. */
function allocatedIn(
  runs: readonly SideRun[],
  sampleIsOf: (run: SideRun) => (sample: number) => boolean,
): { readonly bytes: number; readonly variance: number } | null {
  let [bytes, variance] = [0, 0]
  for (const run of runs) {
    const { profile } = run.frames
    const space = findMetric(profile, 'heap', 'alloc_space')
    const objects = findMetric(profile, 'heap', 'alloc_objects')
    if (space === null || objects === null) return null
    const sizes = valuesOf({ ...run, metric: space })
    const counts = valuesOf({ ...run, metric: objects })
    const isOf = sampleIsOf(run)
    const factor = run.metric.scale / runs.length
    for (let sample = 0; sample < sizes.length; sample++) {
      const size = Number(sizes[sample]!)
      if (size === 0 || !isOf(sample)) continue
      bytes += size * factor
      variance +=
        size * bytesAtRandom(size / Math.max(1, Number(counts[sample]!)), Number(profile.period)) * factor ** 2
    }
  }
  return { bytes, variance }
}

/**
 * The variance of the estimate for one byte of objects of that size: each was sampled with chance p = 1 - exp(-size / rate)
 * and counts as 1 / p (scaleHeapSample of Go's runtime), so that of n sampled ones is n size² (1 - p) / p².
 */
function bytesAtRandom(sizeBytes: number, rateBytes: number): number {
  return rateBytes <= 1 ? 0 : sizeBytes / Math.expm1(sizeBytes / rateBytes)
}
