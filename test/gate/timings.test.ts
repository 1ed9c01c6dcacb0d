import { describe } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { recorded, withFile } from './recorded-sides.ts'

const expectVerdicts = verdictsOf('timings')

/**
 * `go test -bench`, ten times for each side in turn. `slower` sums up half as often again in BenchmarkCheck and BenchmarkRead,
 * and allocates 500 names more in BenchmarkRead.
 */

const timings = (how: string) => recorded(`comparability/timings/${how}`)

/** The first runs only, as -count has them. */
function counted(how: string, count: number): LoadedFolder {
  const side = timings(how)
  const content = side.files[0]?.read()
  if (content?.kind !== 'bytes') throw new Error('no benchmarks')
  const runs = new TextDecoder().decode(content.bytes).split(/(?=^goos: )/m)
  return withFile(side, 'bench.txt', runs.slice(0, count).join(''))
}

const judged = (text: string) => (verdict: string, baseline: LoadedFolder, candidate: LoadedFolder) =>
  [verdict, { policy: rule(`kind: benchmark, ${text}`), baseline, candidate }] as const satisfies Expected

/** One result for each time, in nanoseconds. */
function made(...times: readonly number[]) {
  return { 'bench.txt': `goos: linux\n${times.map((time) => `BenchmarkPut 100 ${time} ns/op`).join('\n')}\nPASS\n` }
}

const MADE = rule('kind: benchmark, of: benchmark, fail: { percent: 10 }')

describe('measured times are told by their order', () => {
  const times = judged('of: benchmark, warn: { percent: 10 }')
  const check = judged('of: benchmark, only: [Check], warn: { percent: 10 }')
  const failing = judged('of: benchmark, only: [Check], fail: { percent: 10 }')
  const total = judged('of: total, warn: { percent: 10 }')
  expectVerdicts({
    'the same code': times('pass', timings('plain'), timings('again')),
    'the same code, the other way round': times('pass', timings('again'), timings('plain')),
    'code that takes half as long again': check('warn orders.BenchmarkCheck', timings('plain'), timings('slower')),
    'code that takes half as long again, where that fails': failing(
      'fail orders.BenchmarkCheck',
      timings('plain'),
      timings('slower'),
    ),
    'code that takes less': times('pass', timings('slower'), timings('plain')),
    'all benchmarks of the same code together': total('pass', timings('plain'), timings('again')),
    'three runs a side are too few': check('inconclusive could-be-noise', counted('plain', 3), counted('slower', 3)),
    'five runs a side are too few': failing('inconclusive could-be-noise', counted('plain', 5), counted('slower', 5)),
    'one run is too few': check('inconclusive could-be-noise', counted('plain', 2), counted('slower', 1)),
    'ten runs against three are too few': failing(
      'inconclusive could-be-noise',
      timings('plain'),
      counted('slower', 3),
    ),
    'five runs a side are too few, however clear': [
      'inconclusive could-be-noise',
      { policy: MADE, baseline: made(10, 11, 12, 13, 14), candidate: made(20, 21, 22, 23, 24) },
    ],
    'six that are as clear are enough': [
      'fail BenchmarkPut',
      { policy: MADE, baseline: made(10, 11, 12, 13, 14, 15), candidate: made(20, 21, 22, 23, 24, 25) },
    ],
    'too few runs that are within the limit': judged('of: benchmark, only: [Check], warn: { percent: 500 }')(
      'pass',
      counted('plain', 3),
      counted('slower', 3),
    ),
  })
})

describe('what benchmarks count, and what they report of themselves', () => {
  const bytes = judged('metric: B/op, of: benchmark, fail: { percent: 5, growth: 16B }')
  const allocs = judged('metric: allocs/op, of: benchmark, fail: { percent: 2, growth: 0 }')
  const copies = judged('metric: copies/op, of: benchmark, fail: { percent: 10 }')
  const READ = 'fail orders.BenchmarkRead'
  expectVerdicts({
    'bytes of the same code': bytes('pass', timings('plain'), timings('again')),
    'bytes that are more': bytes(READ, timings('plain'), timings('slower')),
    'bytes of a single run': bytes(READ, counted('plain', 1), counted('slower', 1)),
    'bytes that are less': bytes('pass', timings('slower'), timings('plain')),
    'allocations of the same code': allocs('pass', timings('plain'), timings('again')),
    'allocations that are more': allocs(READ, timings('plain'), timings('slower')),
    'allocations of two runs a side': allocs(READ, counted('plain', 2), counted('slower', 2)),
    'allocations of a pool': allocs(READ, timings('plain'), counted('slower', 1)),
    'a unit of their own, of the same code': copies('pass', timings('plain'), timings('again')),
    'a unit of their own that is more': copies(READ, timings('plain'), timings('slower')),
    'a unit of their own of three runs': copies(
      'inconclusive could-be-noise',
      counted('plain', 3),
      counted('slower', 3),
    ),
  })
})

describe('a budget of a time', () => {
  const policy = rule('kind: benchmark, of: benchmark, warn: [{ percent: 10 }, { above: 50ns }]')
  expectVerdicts({
    'needs no second run': ['warn could-be-noise BenchmarkPut', { policy, baseline: made(10), candidate: made(90) }],
    'leaves growth below it in doubt': [
      'inconclusive could-be-noise',
      { policy, baseline: made(10), candidate: made(40) },
    ],
  })
})
