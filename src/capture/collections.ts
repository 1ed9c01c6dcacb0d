/** The garbage collections that a process has had: no other process has those that ended at the same nanoseconds. */
export interface Collections {
  readonly count: number
  /** When they ended; number n, from 1, stands at (n - 1) modulo the length until later ones take its place. */
  readonly ends: readonly string[]
}

/** Of a heap profile in text; null where it does not tell. Format: runtime/pprof, writeHeapInternal; runtime.MemStats. */
export function collectionsIn(text: string): Collections | null {
  const count = /^# NumGC = (\d{1,10})$/m.exec(text)?.[1]
  const ends = /^# PauseEnd = \[(\d[\d ]*)\]$/m.exec(text)?.[1]?.split(' ')
  return count === undefined || ends === undefined ? null : { count: Number(count), ends }
}

/** Whether the later ones are of another process. Where the earlier ones are overwritten by now, nobody knows: false. */
export function areOfNewProcess(earlier: Collections, later: Collections): boolean {
  if (later.count < earlier.count) return true
  if (earlier.count === 0 || later.count - earlier.count >= later.ends.length) return false
  const last = (earlier.count - 1) % earlier.ends.length
  return earlier.ends[last] !== later.ends[last]
}
