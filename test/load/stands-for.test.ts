import { describe, expect, test } from 'vitest'
import { type NamedProfile, standsFor } from '../../src/load/stands-for.ts'

const heap = (profile: string): NamedProfile => ({ profile, kind: 'heap' })
const metrics = ['inuse_space', 'inuse_objects', 'alloc_space', 'alloc_objects']
const answered = (profile: string, all: readonly NamedProfile[]) =>
  metrics.filter((metric) => standsFor(profile, 'heap', metric, all))

describe('heap and allocs of one folder share their metrics', () => {
  const inuse = metrics.slice(0, 2)
  const alloc = metrics.slice(2)
  test.each([
    ['heap.pb.gz', ['heap.pb.gz', 'allocs.pb.gz'], inuse],
    ['allocs.pb.gz', ['heap.pb.gz', 'allocs.pb.gz'], alloc],
    ['api/heap.pb.gz', ['api/allocs.pprof', 'api/heap.pb.gz'], inuse],
    ['api/allocs', ['api/allocs', 'api/heap.out'], alloc],
    ['heap.txt', ['heap.pb.gz', 'heap.txt', 'allocs.pb.gz'], inuse],
  ])('%s among %j answers for %j', (profile, all, expected) => {
    expect(answered(profile, all.map(heap))).toEqual(expected)
  })

  test.each([
    ['heap.pb.gz', ['heap.pb.gz']],
    ['allocs.pb.gz', ['allocs.pb.gz']],
    ['a/heap.pb.gz', ['a/heap.pb.gz', 'b/allocs.pb.gz', 'allocs.pb.gz']],
    ['mem.pb.gz', ['mem.pb.gz', 'heap.pb.gz', 'allocs.pb.gz']],
    ['heap-a.pb.gz', ['heap-a.pb.gz', 'allocs.pb.gz']],
    ['heap.pb.gz', ['heap.pb.gz', 'old-allocs.pb.gz', 'xallocs.pb.gz']],
  ])('%s among %j answers for all four', (profile, all) => {
    expect(answered(profile, all.map(heap))).toEqual(metrics)
  })

  test('only a heap profile of that name counts, and only for heap', () => {
    expect(answered('heap.pb.gz', [heap('heap.pb.gz'), { profile: 'allocs.txt', kind: 'benchmark' }])).toEqual(metrics)
    expect(standsFor('heap.txt', 'benchmark', 'alloc_space', [heap('allocs.pb.gz')])).toBe(true)
  })
})
