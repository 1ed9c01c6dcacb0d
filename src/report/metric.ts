import type { ProfileKind } from '../model/kind.ts'
import type { Pen } from './pen.ts'

/** What readers call a metric. */
interface MetricWords {
  /** In tables: `Heap in use`. */
  readonly title: string
  /** In headings: `heap`. */
  readonly noun: string
  /** In "62% of the heap growth". */
  readonly growth: string
}

const NAMES: ReadonlyMap<string, MetricWords> = new Map(
  Object.entries({
    inuse_space: { title: 'Heap in use', noun: 'heap', growth: 'heap growth' },
    inuse_objects: { title: 'Objects in use', noun: 'objects in use', growth: 'growth in objects' },
    alloc_space: { title: 'Allocated bytes', noun: 'allocated bytes', growth: 'growth in allocated bytes' },
    alloc_objects: { title: 'Allocated objects', noun: 'allocated objects', growth: 'growth in allocated objects' },
    goroutine: { title: 'Goroutines', noun: 'goroutines', growth: 'goroutine growth' },
    goroutineleak: { title: 'Leaked goroutines', noun: 'leaked goroutines', growth: 'growth in leaked goroutines' },
    threadcreate: { title: 'Threads created', noun: 'threads', growth: 'growth in threads' },
    cpu: { title: 'CPU time', noun: 'CPU', growth: 'CPU growth' },
    'cpu/samples': { title: 'CPU samples', noun: 'CPU samples', growth: 'CPU growth' },
    time: { title: 'Wall time', noun: 'wall time', growth: 'growth in wall time' },
    'wall/samples': { title: 'Wall samples', noun: 'wall samples', growth: 'growth in wall time' },
    'mutex/delay': { title: 'Mutex wait', noun: 'mutex wait', growth: 'growth in mutex wait' },
    'block/delay': { title: 'Block wait', noun: 'block wait', growth: 'growth in block wait' },
    'mutex/contentions': { title: 'Mutex contentions', noun: 'mutex contentions', growth: 'growth in contentions' },
    'block/contentions': { title: 'Block events', noun: 'block events', growth: 'growth in block events' },
    'sec/op': { title: 'Time per operation', noun: 'time per operation', growth: 'growth in time' },
    'B/op': { title: 'Bytes per operation', noun: 'bytes per operation', growth: 'growth in bytes' },
    'allocs/op': {
      title: 'Allocations per operation',
      noun: 'allocations per operation',
      growth: 'growth in allocations',
    },
  }),
)

/** A metric that is not in the list goes by its own name. */
export function metricWords(
  { kind, metric }: { readonly kind: ProfileKind; readonly metric: string },
  pen: Pen,
): MetricWords {
  const known = NAMES.get(`${kind}/${metric}`) ?? NAMES.get(metric)
  if (known !== undefined) return known
  const name = pen.code(metric)
  return { title: name, noun: name, growth: `growth of ${name}` }
}
