import { test } from 'vitest'
import { expectCases } from './expect-cases.ts'
import { contention, cpu, DEFAULT_RATE, goroutine, heap } from './made-profiles.ts'
import type { Case } from './run.ts'

const HEAP_RULES = `
rules:
  - { name: total, kind: heap, of: total, fail: { percent: 10, growth: 1MiB } }
  - { name: functions, kind: heap, of: function, fail: { percent: 20, growth: 1MiB } }
`
const CPU_RULES = 'rules:\n  - { name: cpu, kind: cpu, of: function, fail: { percent: 20, growth: 100ms } }'

const heaps = (baseline: string, candidate: string, rate?: number): Case => {
  return {
    policy: HEAP_RULES,
    baseline: { 'heap.pb.gz': heap(baseline, rate) },
    candidate: { 'heap.pb.gz': heap(candidate, rate) },
  }
}

const cpus = (baseline: string, candidate: string): Case => {
  return { policy: CPU_RULES, baseline: { 'cpu.pprof': cpu(baseline) }, candidate: { 'cpu.pprof': cpu(candidate) } }
}

test('growth is told from noise by the samples that it rests on', () => {
  expectCases('noise', {
    'two samples more of many small objects are noise': heaps('main.load 1024 40', 'main.load 1024 46'),
    'a doubled function of 200 samples is growth': heaps(
      'main.load 1024 200\nmain.keep 4096 400',
      'main.load 1024 400\nmain.keep 4096 400',
    ),
    'some growth is worth a second look': heaps('main.load 1024 40', 'main.load 1024 62'),
    'a single new buffer of 100 MB is never passed over in silence': heaps(
      'main.load 1024 400',
      'main.load 1024 400\nmain.buffer 104857600 1',
    ),
    'sixteen of 4 MiB are growth': heaps('main.load 1024 400', 'main.load 1024 400\nmain.buffers 4194304 16'),
    'a rate of 4 KiB sees what the default rate cannot': heaps(
      'main.load 1024 12800\nmain.keep 1024 100000',
      'main.load 1024 16400\nmain.keep 1024 100000',
      4096,
    ),
    'a rate of 1 byte counts every object': heaps('main.load 4096 1000', 'main.load 4096 1600', 1),
    'what is 0.1 % of the total is not asked for': heaps(
      'main.keep 1048576 4000',
      'main.keep 1048576 4000\nmain.tiny 1048576 3',
      1,
    ),
    'functions that all differ excuse one that differs no more': heaps(
      spread([100, 100, 100, 100, 100, 100, 100]),
      spread([180, 40, 170, 60, 150, 45, 190]),
    ),
    'CPU samples vary twice as much as counts': cpus('main.work 100\nmain.rest 200', 'main.work 145\nmain.rest 200'),
    'a hot function that doubled is growth': cpus('main.work 200\nmain.rest 900', 'main.work 400\nmain.rest 900'),
    'weak checks pass, and the policy may mind': {
      ...heaps('main.load 1024 40', 'main.load 1024 41'),
      policy: `${HEAP_RULES}when: { low-power: warn }`,
    },
  })
})

test('without a model of the noise the limit alone decides', () => {
  const doubled = heap('main.load 1024 80')
  const half = heap('main.load 1024 40')
  const scaled = {
    ...half,
    samples:
      half.samples?.map((each) => ({
        ...each,
        values: each.values.map((value) => Math.round(Number(value) * 0.37)),
      })) ?? [],
  }
  expectCases('no-model', {
    'goroutines are counted': {
      policy: 'rules:\n  - { name: waiting, kind: goroutine, of: function, fail: { growth: 0 } }',
      baseline: { 'goroutine.pb.gz': goroutine('main.wait 1') },
      candidate: { 'goroutine.pb.gz': goroutine('main.wait 2') },
    },
    'nobody knows how locks are sampled': {
      policy: 'rules:\n  - { name: locks, kind: mutex, of: function, fail: { percent: 100 } }',
      baseline: { 'mutex.pb.gz': contention('main.lock 2 1000') },
      candidate: { 'mutex.pb.gz': contention('main.lock 3 2001') },
    },
    'a heap of another producer': {
      policy: HEAP_RULES,
      baseline: {
        'heap.pb.gz': { ...half, functions: half.functions?.map((each) => ({ ...each, file: 'shop.rs' })) ?? [] },
      },
      candidate: { 'heap.pb.gz': doubled },
    },
    'a heap that was scaled': {
      policy: HEAP_RULES,
      baseline: { 'heap.pb.gz': scaled },
      candidate: { 'heap.pb.gz': doubled },
    },
    'a heap without its rate': {
      policy: HEAP_RULES,
      baseline: { 'heap.pb.gz': { ...half, period: 0 } },
      candidate: { 'heap.pb.gz': doubled },
    },
    'sides of different rates are judged': {
      policy: HEAP_RULES,
      baseline: { 'heap.pb.gz': heap('main.load 1024 40', DEFAULT_RATE) },
      candidate: { 'heap.pb.gz': heap('main.load 1024 10000', 4096) },
    },
  })
})

function spread(counts: readonly number[]): string {
  return counts.map((count, at) => `main.f${at} 1024 ${count}`).join('\n')
}
