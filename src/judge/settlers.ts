import type { Notice } from '../model/notice.ts'
import type { MetricPair } from './metric-pair.ts'

/** A rate at which the heap profiler sees a single pair about as sharply as it can (decision rule, 10). */
const SHARP_RATE_BYTES = 4096

/** What would settle a question that sampling leaves open, as far as this version can use it: arguments of a reason. */
export function settlersOf(data: MetricPair): Notice['args'] {
  return isCoarseHeap(data) ? { rateBytes: SHARP_RATE_BYTES } : {}
}

/** Whether a finer sampling rate than the profile's would help: that of Go's heap profiler. */
export function isCoarseHeap({ kind, pairModel, candidate }: MetricPair): boolean {
  const period = Number(candidate[0]?.frames.profile.period ?? 0)
  return kind === 'heap' && pairModel.model.kind === 'events' && period > SHARP_RATE_BYTES
}
