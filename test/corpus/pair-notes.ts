/** What is known of a recorded pair, and why its verdict under the default policy is right. */
export interface PairNote {
  /** How the two profiles came about, and what a gate has to make of them. */
  readonly known: string
  readonly because: string
}

const CPU = 'CPU is compared as shares of the total, which no version judges yet: a warning that says so, never a pass'

const RESCRAPED = 'the same process seconds later, nothing happened'

const FLAT = 'every value is equal; that a few samples could not have shown growth by function is said as a warning'

export const PAIR_NOTES: Readonly<Record<string, PairNote>> = {
  'compile-2023': { known: 'two releases of the Go compiler: less CPU, many functions changed', because: CPU },
  inline_hot: { known: 'a test that was written anew, about a hundred samples', because: CPU },
  'devirt-1': { known: 'a tiny test whose functions moved to another package', because: CPU },
  'devirt-2': { known: 'a tiny test that was written anew', because: CPU },
  gdu: { known: '30 seconds against 60: absolute figures mislead', because: CPU },
  aaaaxy: { known: 'the same demo eleven minutes later: nothing regressed', because: CPU },
  'conprof-cpu': { known: '32 samples against 46 of one process: noise', because: CPU },
  'conprof-merge': { known: 'a profile against its sum with another', because: CPU },
  anon: { known: 'the same profile with other names: old cost under new names', because: CPU },
  labelframes: { known: 'the same profile with a frame for each label above the stacks', because: CPU },
  fgprof: {
    known: 'two versions of a wall-clock profiler: the later one names its period',
    because: 'both are read, though pprof will not subtract them; no default rule is for wall time, which is an error',
  },
  'heap-enc': {
    known: 'one heap, compressed and not: equal',
    because: FLAT,
  },
  inout: {
    known: 'two scrapes of a service: totals fall a little',
    because: 'nothing grew',
  },
  'dd-heap': {
    known: 'two heaps of which only samples without values differ: equal totals',
    because: FLAT,
  },
  'dd-stress': {
    known: '14,000 samples, cumulative: 0.3 % more allocated, as much in use',
    because: '0.3 % is below every limit, and in use nothing changed',
  },
  'dd-block': {
    known: 'one contention more, 4 microseconds',
    because: 'far below 100 % and 100 ms',
  },
  'cmap-1': {
    known: 'a program its author works on: 464 MB in use became 5.5 MB',
    because: 'nothing grew',
  },
  'cmap-2': {
    known: 'two implementations that their author compares, a library and his own: the second has a third more in use',
    because:
      'about thirty samples cannot tell a third from chance (low-power says so); by function, cost may have moved from one to the other, which is told from growth in a later version: a warning, never a pass',
  },
  heapage: {
    known: 'the same heap with a frame for the age of each object below the stacks: equal totals',
    because: 'totals are equal; by function all cost has a new name, and moved cost is judged in a later version',
  },
  'genpool-block': {
    known: 'the same benchmark, run for longer: all delays are scaled',
    because:
      'the default rule compares delays as they are, and nothing in a block profile tells how long was measured: a warning only, which values per operation will take away',
  },
  avg: {
    known: 'delay divided by contentions: as many contentions, far less delay',
    because: 'nothing grew',
  },
  'pprof-rs-aa': {
    known: 'a Rust program twice: 319 samples against 320',
    because: 'an old pprof-rs counts samples and has no time, so it is of no kind that a default rule is for: an error',
  },
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 8].map((at) => [`parca-series-${at}`, { known: RESCRAPED, because: FLAT }]),
  ),
  'parca-series-7': {
    known: 'seconds later, a database was opened: 85 MB in one block',
    because:
      'one block is one event, which chance could have brought as well: in use it is inconclusive and named, as nothing so large goes unsaid; of what is allocated it is too little; whether it stays is for a series',
  },
}
