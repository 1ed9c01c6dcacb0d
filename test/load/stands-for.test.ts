import { describe, expect, test } from 'vitest'
import { type NamedProfile, standsFor } from '../../src/load/stands-for.ts'

const heap = (profile: string): NamedProfile => ({ profile, kind: 'heap', isDump: false })
const metrics = ['inuse_space', 'inuse_objects', 'alloc_space', 'alloc_objects']
const answered = (profile: string, all: readonly NamedProfile[]) =>
  metrics.filter((metric) => standsFor({ ...heap(profile), metric, of: 'total' }, all))

describe('heap and allocs of one folder share their metrics', () => {
  const inuse = metrics.slice(0, 2)
  const alloc = metrics.slice(2)
  test.each([
    ['heap.pb.gz', ['heap.pb.gz', 'allocs.pb.gz'], inuse],
    ['allocs.pb.gz', ['heap.pb.gz', 'allocs.pb.gz'], alloc],
    ['api/heap.pb.gz', ['api/allocs.pprof', 'api/heap.pb.gz'], inuse],
    ['api/allocs', ['api/allocs', 'api/heap.out'], alloc],
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
    const other: NamedProfile = { ...heap('allocs.txt'), kind: 'benchmark' }
    expect(answered('heap.pb.gz', [heap('heap.pb.gz'), other])).toEqual(metrics)
    const asked = { ...heap('heap.txt'), kind: 'benchmark', metric: 'alloc_space', of: 'total' } as const
    expect(standsFor(asked, [heap('allocs.pb.gz')])).toBe(true)
  })
})

describe('a dump and a goroutine profile of the same name are one', () => {
  const goroutines = (profile: string, isDump = profile.endsWith('.txt')): NamedProfile => {
    return { profile, kind: 'goroutine', isDump }
  }
  const groups = ['total', 'function', 'creator', 'state', 'label:state', 'label:waiting', 'label:tenant']
  const answered = (asked: NamedProfile, ...others: readonly NamedProfile[]) =>
    groups.filter((of) => standsFor({ ...asked, metric: 'goroutine', of }, [asked, ...others]))

  const inDump = ['creator', 'state', 'label:state', 'label:waiting']
  const inProfile = groups.filter((group) => !inDump.includes(group))

  test('which share their questions', () => {
    const [dump, profile] = [goroutines('api/goroutine.txt'), goroutines('api/goroutine.pb.gz')]
    expect(answered(dump, profile)).toEqual(inDump)
    expect(answered(profile, dump)).toEqual(inProfile)
  })

  test.each([
    ['one alone', goroutines('goroutine.txt'), []],
    ['one of another name', goroutines('goroutine.txt'), [goroutines('goroutines.pb.gz')]],
    ['one of another folder', goroutines('a/goroutine.txt'), [goroutines('b/goroutine.pb.gz')]],
    ['two dumps', goroutines('goroutine.log', true), [goroutines('goroutine.out', true)]],
    ['two profiles', goroutines('goroutine.pb.gz'), [goroutines('goroutine.txt', false)]],
    ['two profiles that are no text', goroutines('goroutine.pb.gz'), [goroutines('goroutine.pprof')]],
    ['leaks', { ...goroutines('leak.pb.gz'), kind: 'goroutineleak' as const }, [goroutines('leak.txt')]],
  ])('but not %s', (_name, asked, others) => {
    expect(answered(asked, ...others)).toEqual(groups)
  })
})

describe('a profile as text is the same as one beside it', () => {
  const answers = (profile: string, kind: NamedProfile['kind'], ...others: readonly string[]) => {
    const [asked, ...all] = [profile, ...others].map((path): NamedProfile => ({ profile: path, kind, isDump: false }))
    return standsFor(
      { profile, kind, isDump: false, metric: 'any', of: 'total' },
      asked === undefined ? [] : [asked, ...all],
    )
  }

  test.each([
    ['heap.txt', 'heap', 'heap.pb.gz', false],
    ['heap.pb.gz', 'heap', 'heap.txt', true],
    ['api/mutex.txt', 'mutex', 'api/mutex.pprof', false],
    ['bench.txt', 'benchmark', 'bench.json', true],
    ['heap.txt', 'heap', 'api/heap.pb.gz', true],
    ['heap.txt', 'heap', 'heap2.pb.gz', true],
    ['heap.txt', 'metrics', 'heap.json', true],
  ] as const)('%s of %s beside %s answers: %s', (profile, kind, other, expected) => {
    expect(answers(profile, kind, other)).toBe(expected)
  })
})
