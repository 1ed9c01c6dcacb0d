import type { Int } from '../model/int64.ts'
import { decimal } from './decimal.ts'

/**
 * Units of the fields of Go's runtime.MemStats (pkg.go.dev/runtime#MemStats) that are one number, for the programs that
 * publish them: expvar as `memstats.HeapAlloc`, the trailer of heap text as `# HeapAlloc = 123`. `MaxRSS` is of the
 * trailer alone; there `Stack`, `MSpan` and `MCache` are pairs (`StackInuse / StackSys`).
 */
const MEMSTATS_UNITS: Readonly<Record<string, string>> = {
  Alloc: 'bytes',
  TotalAlloc: 'bytes',
  Sys: 'bytes',
  Lookups: 'count',
  Mallocs: 'count',
  Frees: 'count',
  HeapAlloc: 'bytes',
  HeapSys: 'bytes',
  HeapIdle: 'bytes',
  HeapInuse: 'bytes',
  HeapReleased: 'bytes',
  HeapObjects: 'count',
  StackInuse: 'bytes',
  StackSys: 'bytes',
  MSpanInuse: 'bytes',
  MSpanSys: 'bytes',
  MCacheInuse: 'bytes',
  MCacheSys: 'bytes',
  BuckHashSys: 'bytes',
  GCSys: 'bytes',
  OtherSys: 'bytes',
  NextGC: 'bytes',
  // Nanoseconds since 1970.
  LastGC: 'nanoseconds',
  PauseTotalNs: 'nanoseconds',
  NumGC: 'count',
  NumForcedGC: 'count',
  GCCPUFraction: 'ratio',
  MaxRSS: 'bytes',
}

/** The unit of a field of MemStats; null for a field that is none, or that is no number. */
export function memstatsUnit(field: string): string | null {
  return Object.hasOwn(MEMSTATS_UNITS, field) ? (MEMSTATS_UNITS[field] ?? null) : null
}

/**
 * The number that a program printed, as JSON and Go write them. Exact for whole numbers of 64 bits with a sign; others are
 * the nearest double, so that an unset limit (2^64 - 1, as `NextGC` has it with GOGC=off) stays a large number.
 */
export function printedNumber(text: string): Int {
  return decimal(text) ?? Number(text)
}
