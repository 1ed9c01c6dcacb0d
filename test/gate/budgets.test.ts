import { test } from 'vitest'
import { expectCases } from './expect-cases.ts'
import { goroutine, heap } from './made-profiles.ts'
import type { Case } from './run.ts'

const MIB = 2 ** 20

function heaps(limits: string, candidate: string, rate?: number): Case {
  return {
    policy: `rules:\n  - { name: budget, kind: heap, ${limits} }`,
    baseline: { 'heap.pb.gz': heap(candidate, rate) },
    candidate: { 'heap.pb.gz': heap(candidate, rate) },
  }
}

test('a budget holds the candidate alone, less its sampling error', () => {
  expectCases('budgets', {
    'exactly the budget passes': {
      policy: 'rules:\n  - { name: waiting, kind: goroutine, of: total, fail: { above: 5 } }',
      baseline: null,
      candidate: { 'goroutine.pb.gz': goroutine('main.wait 5') },
    },
    'one above fails': {
      policy: 'rules:\n  - { name: waiting, kind: goroutine, of: function, fail: { above: 4 } }',
      baseline: null,
      candidate: { 'goroutine.pb.gz': goroutine('main.wait 5\nmain.other 4') },
    },
    'a leaked goroutine is one too many': {
      policy: 'rules:\n  - { name: leaks, kind: goroutineleak, of: total, fail: { above: 0 } }',
      baseline: null,
      candidate: {
        'leak.pb.gz': { ...goroutine('main.leak 1'), sampleTypes: [['goroutineleak', 'count']] },
      },
    },
    'above by more than the error': heaps('of: total, fail: { above: 64MiB }', 'main.load 1024 200'),
    'above by less than the error is a warning': heaps('of: total, fail: { above: 64MiB }', 'main.load 1024 130'),
    'a warning stays one': heaps('of: total, warn: { above: 64MiB }', 'main.load 1024 130'),
    'a lower warning may be certain': heaps(
      'of: total, fail: { above: 64MiB }, warn: { above: 16MiB }',
      'main.load 1024 130',
    ),
    'what is counted has no error': heaps('of: total, fail: { above: 1MiB }', `main.load 1 ${MIB + 1}`, 1),
    'of functions each has the same': heaps(
      'of: function, fail: { above: 64MiB }',
      'main.large 1024 300\nmain.small 1024 100',
    ),
    'beside growth': {
      policy: 'rules:\n  - { name: both, kind: goroutine, of: total, fail: [{ growth: 3 }, { above: 7 }] }',
      baseline: { 'goroutine.pb.gz': goroutine('main.wait 6') },
      candidate: { 'goroutine.pb.gz': goroutine('main.wait 8') },
    },
  })
})
