/**
 * n = objects x chance is an integer or up to `chance` below one, but for rounding: a product this close above an integer (relative,
 * so that counts in the millions are not rounded up) is that integer.
 */
const ROUNDING = 1e-9

/** One sample of a Go heap profile, as printed (already scaled by the runtime). */
export interface HeapSample {
  readonly objects: number
  /** The numeric label `bytes`: size of one object. Absent or 0: bytes / objects. */
  readonly sizeBytes?: number | undefined
  /** The profile's Period: mean bytes between two events; 0 and 1 mean that everything was recorded. */
  readonly periodBytes: number
  /** The sample's value in bytes, to know the size where the label is missing. */
  readonly bytes?: number | undefined
}

export interface HeapEvents {
  /** Probability that one such object is sampled. */
  readonly chance: number
  /** Raw sampling events. */
  readonly events: number
  /** Bytes that one event stands for. */
  readonly weightBytes: number
  /** Objects that one event stands for. */
  readonly weightObjects: number
}

/**
 * Raw sampling events of one heap sample. Without any size the sample is unscaled, as the runtime leaves it: chance 1.
 * Source: the inverse of scaleHeapSample (Go, src/runtime/pprof/protomem.go), which writes trunc(n / (1 - exp(-size/rate))).
 */
export function heapEvents({ objects, sizeBytes, periodBytes, bytes }: HeapSample): HeapEvents {
  const size = sizeBytes || (bytes && objects ? bytes / objects : 0)
  const chance = periodBytes <= 1 || size <= 0 ? 1 : -Math.expm1(-size / periodBytes)
  const sampled = objects * chance
  return {
    chance,
    events: Math.max(0, Math.ceil(sampled - ROUNDING * Math.max(1, sampled))),
    weightBytes: size / chance,
    weightObjects: 1 / chance,
  }
}

/** Events of one CPU or wall sample: its samples/count column and its value (nanoseconds); weight in nanoseconds per event. */
export function cpuEvents(samples: number, value: number): { readonly events: number; readonly weight: number } {
  return { events: samples, weight: samples > 0 ? value / samples : 0 }
}
