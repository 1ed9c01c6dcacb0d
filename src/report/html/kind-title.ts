import type { ProfileKind } from '../../model/kind.ts'

/** What readers call a profile of a kind; `other` goes by its path. */
export const KIND_TITLES: Readonly<Record<ProfileKind, string>> = {
  heap: 'Heap',
  cpu: 'CPU',
  wall: 'Wall time',
  goroutine: 'Goroutines',
  goroutineleak: 'Leaked goroutines',
  threadcreate: 'Threads created',
  mutex: 'Mutex',
  block: 'Block',
  benchmark: 'Benchmarks',
  metrics: 'Metrics',
  other: 'Profile',
}
