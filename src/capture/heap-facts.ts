import type { Profile } from '../model/profile.ts'

/** Go's `runtime.MemProfileRate` unless a program or its environment says otherwise: bytes for each sample. */
const DEFAULT_RATE_BYTES = 512 * 1024

/** Whether samples are as far apart as they are by default, so that small heaps are little but noise. */
export function isSampledCoarsely({ period }: Profile): boolean {
  return Number(period) >= DEFAULT_RATE_BYTES
}

/**
 * Objects that the program has allocated so far. It never becomes less while a process lives; the estimates of a
 * profile are scaled by the size of the objects alone, which a bucket keeps (runtime/pprof, scaleHeapSample).
 */
export function allocatedObjects({ sampleTypes, samples }: Profile): number {
  const column = samples.values[sampleTypes.findIndex(({ type }) => type === 'alloc_objects')]
  let sum = 0
  for (const value of column ?? []) sum += Number(value)
  return sum
}

/** Whether a later profile is of another process than an earlier one: it has forgotten much of what was allocated. */
export function isOfNewProcess(earlier: Profile, later: Profile): boolean {
  return allocatedObjects(later) < allocatedObjects(earlier) * 0.9
}
