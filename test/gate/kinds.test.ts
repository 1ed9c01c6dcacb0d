import { test } from 'vitest'
import { expectCases } from './expect-cases.ts'
import { contention, goroutine, heap, type Made } from './made-profiles.ts'
import type { Case } from './run.ts'

function same(rules: readonly string[], files: Readonly<Record<string, Made>>): Case {
  const policy = `rules:\n${rules.map((rule) => `  - { ${rule} }\n`).join('')}`
  return { policy, baseline: files, candidate: files }
}

const LOCKS = [
  'name: locks, kind: mutex, of: total, fail: { percent: 10 }',
  'name: blocks, kind: block, of: total, fail: { percent: 10 }',
]
const EITHER = ['name: either, kind: [mutex, block], of: total, fail: { percent: 10 }']
const NAMELESS = contention('main.work 1 1000')
const SPACES = [
  'name: live, kind: heap, of: total, fail: { percent: 10 }',
  'name: allocated, kind: heap, metric: alloc_space, of: total, fail: { percent: 10 }',
]
const HEAP = heap('main.load 1024 4000')
const BENCH = 'goos: linux\nBenchmarkPut 100 10.0 ns/op 16 B/op 2 allocs/op\nPASS\n'
const WAITING = goroutine('main.main;shop/api.Serve 3')

test('rules find the profiles of their kinds, and say so where they find none', () => {
  expectCases('kinds', {
    'the name tells mutex from block': same(LOCKS, { 'mutex.pb.gz': NAMELESS, 'block.pb.gz': NAMELESS }),
    'what could be either is asked by both, with a warning': same(LOCKS, { 'contention.pb.gz': NAMELESS }),
    'but by one rule only once': same(EITHER, { 'contention.pb.gz': NAMELESS }),
    'a baseline that is certain tells what an empty candidate is': {
      ...same(['name: locks, kind: mutex, of: total, fail: { percent: 10 }'], {}),
      baseline: { 'contention.pb.gz': contention('main.work;sync.(*Mutex).Unlock 1 1000') },
      candidate: { 'contention.pb.gz': { ...NAMELESS, samples: [] } },
    },
    'heap and allocs answer for their own metrics': same(SPACES, { 'heap.pb.gz': HEAP, 'allocs.pb.gz': HEAP }),
    'one of them answers for all': same(SPACES, { 'allocs.pb.gz': HEAP }),
    'one that only the candidate has silences no other': {
      ...same(SPACES, {}),
      baseline: { 'heap.pb.gz': HEAP },
      candidate: { 'heap.pb.gz': HEAP, 'allocs.pb.gz': HEAP },
    },
    'a profile that a rule does not look at answers for none that it does': same(
      [
        'name: live, kind: heap, files: [heap.pb.gz], metric: alloc_space, of: total, fail: { percent: 10 }',
        'name: all, kind: heap, metric: alloc_space, of: total, fail: { percent: 10 }',
      ],
      { 'heap.pb.gz': HEAP, 'allocs.pb.gz': HEAP },
    ),
    'two files of benchmarks are two, whatever their names': same(
      ['name: allocs, kind: benchmark, metric: allocs/op, fail: { growth: 0 }'],
      { 'bench.txt': BENCH, 'bench.out': BENCH },
    ),
    'a rule without a profile': same(['name: cpu, kind: cpu, of: total, fail: { percent: 10 }'], {
      'heap.pb.gz': HEAP,
    }),
    'a rule without a file': same(
      ['name: live, kind: heap, files: ["services/**"], of: total, fail: { percent: 10 }'],
      { 'heap.pb.gz': HEAP },
    ),
    'a rule without a profile of that file, though one of its kind is gone': {
      ...same(['name: live, kind: heap, files: ["services/**"], of: total, fail: { percent: 10 }'], {}),
      baseline: { 'heap.pb.gz': HEAP, 'goroutine.pb.gz': WAITING },
      candidate: { 'goroutine.pb.gz': WAITING },
    },
    'an optional rule may be without': same(
      ['name: cpu, kind: cpu, of: total, fail: { percent: 10 }, optional: true'],
      { 'heap.pb.gz': HEAP },
    ),
    'the policy may mind less': {
      ...same(['name: cpu, kind: cpu, of: total, fail: { percent: 10 }'], { 'heap.pb.gz': HEAP }),
      policy: 'rules:\n  - { name: cpu, kind: cpu, of: total, fail: { percent: 10 } }\nwhen: { unmatched-rule: pass }',
    },
    'of several kinds one is enough': same(
      [
        'name: ops, kind: benchmark, metric: B/op, fail: { percent: 5 }',
        'name: any, kind: [heap, metrics], metric: alloc_space, of: total, fail: { percent: 5 }',
      ],
      { 'heap.pb.gz': HEAP },
    ),
    'an only that matches nothing': same(
      ['name: waiting, kind: goroutine, of: function, only: ["^shop/api", "^shop/gone"], fail: { growth: 3 }'],
      { 'goroutine.pb.gz': WAITING },
    ),
    'an only of an unreadable profile is nobody’s mistake': {
      ...same(['name: waiting, kind: goroutine, of: function, only: [new], fail: { growth: 3 }'], {}),
      baseline: { 'goroutine.pb.gz': WAITING },
      candidate: { 'goroutine.pb.gz': 'cut' },
    },
    'a metric that no profile has': same(['name: made, kind: other, metric: gadgets, of: total, fail: { growth: 3 }'], {
      'made.pb.gz': { ...WAITING, sampleTypes: [['widgets', 'count']] },
    }),
    'other kinds have the metrics of their source': same(['name: made, kind: other, of: total, fail: { growth: 3 }'], {
      'made.pb.gz': { ...WAITING, sampleTypes: [['widgets', 'count']] },
    }),
  })
})
