/**
 * Kinds of profile and the metrics that each is known by.
 * A metric is a pprof sample type; names are those that producers write.
 */
export const PROFILE_KINDS = [
  'heap',
  'cpu',
  'wall',
  'goroutine',
  'goroutineleak',
  'threadcreate',
  'mutex',
  'block',
  'benchmark',
  'metrics',
  'other',
] as const

export type ProfileKind = (typeof PROFILE_KINDS)[number]

/** Base units: every value inside the product is in one of them. */
export type BaseUnit = 'bytes' | 'nanoseconds' | 'count'

/** One metric of a kind. `unit` is null where the source decides. */
export interface KnownMetric {
  readonly name: string
  readonly unit: BaseUnit
}

/** The metrics of each kind, the default first. Kinds whose metrics the source names have none here. */
export const METRICS_OF_KIND: Readonly<Record<ProfileKind, readonly KnownMetric[]>> = {
  heap: [
    { name: 'inuse_space', unit: 'bytes' },
    { name: 'inuse_objects', unit: 'count' },
    { name: 'alloc_space', unit: 'bytes' },
    { name: 'alloc_objects', unit: 'count' },
  ],
  cpu: [
    { name: 'cpu', unit: 'nanoseconds' },
    { name: 'samples', unit: 'count' },
  ],
  wall: [
    { name: 'time', unit: 'nanoseconds' },
    { name: 'samples', unit: 'count' },
  ],
  goroutine: [{ name: 'goroutine', unit: 'count' }],
  goroutineleak: [{ name: 'goroutineleak', unit: 'count' }],
  threadcreate: [{ name: 'threadcreate', unit: 'count' }],
  mutex: [
    { name: 'delay', unit: 'nanoseconds' },
    { name: 'contentions', unit: 'count' },
  ],
  block: [
    { name: 'delay', unit: 'nanoseconds' },
    { name: 'contentions', unit: 'count' },
  ],
  benchmark: [],
  metrics: [],
  other: [],
}
