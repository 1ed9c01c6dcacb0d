import type { ProfileKind } from '../model/kind.ts'

/** A profile of net/http/pprof, and the file that pairing expects it in. */
export interface WantedProfile {
  /** Under `/debug/pprof/`. */
  readonly request: string
  readonly file: string
  readonly kind: ProfileKind
}

/** Metrics that a service may publish. */
export interface WantedMetrics {
  readonly path: string
  readonly file: string
}

/**
 * What is written at one moment, in this order: the collection before the heap also brings `allocs` up to date, for the
 * runtime publishes allocations with the next collection (runtime/mprof.go). Text dumps come after what stops nothing.
 */
export const SNAPSHOT: readonly WantedProfile[] = [
  { request: 'heap?gc=1', file: 'heap.pb.gz', kind: 'heap' },
  { request: 'allocs', file: 'allocs.pb.gz', kind: 'heap' },
  { request: 'mutex', file: 'mutex.pb.gz', kind: 'mutex' },
  { request: 'block', file: 'block.pb.gz', kind: 'block' },
  { request: 'goroutine', file: 'goroutine.pb.gz', kind: 'goroutine' },
  { request: 'goroutine?debug=2', file: 'goroutine.txt', kind: 'goroutine' },
]

export const METRICS: readonly WantedMetrics[] = [
  { path: 'metrics', file: 'metrics.prom' },
  { path: 'debug/vars', file: 'metrics.json' },
]

/** Whether a file is of metrics, which few services publish: nobody misses them. */
export function isMetrics(file: string): boolean {
  return METRICS.some((each) => each.file === file)
}

export const CPU_FILE = 'cpu.pb.gz'

/** `heap.pb.gz`, and of a series `heap-0001.pb.gz`. @param number of the snapshot, from 1; null for none */
export function fileName(file: string, number: number | null): string {
  return number === null ? file : file.replace('.', `-${String(number).padStart(4, '0')}.`)
}

const FILES = new Set([CPU_FILE, ...[...SNAPSHOT, ...METRICS].map(({ file }) => file)])

/** The other way round: a file by the name of its profile. */
export function profileName(file: string): string {
  return file.replace(/^([a-z]+)-\d{4,}\./, '$1.')
}

/** Whether a capture could have written a file of this name. */
export function isCapturedName(name: string): boolean {
  return FILES.has(profileName(name))
}
