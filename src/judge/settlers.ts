import type { Notice } from '../model/notice.ts'
import type { Item } from './item.ts'
import type { MetricPair } from './metric-pair.ts'

/** A rate at which the heap profiler sees a single pair about as sharply as it can (decision rule, 10). */
export const SHARP_RATE_BYTES = 4096
/** So many runs a side show their variation well (decision rule, 5). */
export const ADVISED_RUNS = 5
/** Of measured times as many as ranks need, and some to spare. */
export const ADVISED_TIMES = 10

/** What would settle a question that sampling or few runs leave open: arguments of a reason. */
export function settlersOf(data: MetricPair, item: Item | null): Notice['args'] {
  const { baseline, candidate } = data.runCount
  const advised = data.method === 'rank' ? ADVISED_TIMES : ADVISED_RUNS
  return {
    ...(item !== null && Math.min(baseline, candidate) < advised ? { repeats: advised } : {}),
    ...(isCoarseHeap(data) ? { rateBytes: SHARP_RATE_BYTES } : {}),
  }
}

/** What would let a check see more: a finer rate, else more runs, else more work in those that there are. */
export function sharpenerOf(data: MetricPair): 'rate' | 'repeats' | 'work' {
  if (isCoarseHeap(data)) return 'rate'
  return Math.min(data.runCount.baseline, data.runCount.candidate) < ADVISED_RUNS ? 'repeats' : 'work'
}

/** Whether a finer sampling rate than the profile's would help: that of Go's heap profiler. */
export function isCoarseHeap({ kind, model, candidate }: MetricPair): boolean {
  const period = Number(candidate[0]?.frames.profile.period ?? 0)
  return kind === 'heap' && model.kind === 'events' && period > SHARP_RATE_BYTES
}
