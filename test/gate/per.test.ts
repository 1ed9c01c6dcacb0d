import { describe } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { only, recorded, withManifest } from './recorded-sides.ts'

const expectVerdicts = verdictsOf('per')

/**
 * Sides that did not do the same work. A benchmark was run 4000 and 8000 times; its output lies beside the profile and says so.
 * `grown` copies names twice, `slow` takes four times as long for one function.
 */

const orders = (how: string) => recorded(`comparability/orders/${how}`)
const profileOf = (how: string) => only(orders(how), 'allocs.pb.gz', 'cpu.pb.gz')
const withOperations = (how: string, operations: unknown) => withManifest(profileOf(how), { operations })

const judged = (of: string) => (policy: string) => (verdict: string, baseline: LoadedFolder, candidate: LoadedFolder) =>
  [verdict, { policy: rule(`${of}, ${policy}`), baseline, candidate }] as const satisfies Expected

describe('allocations of another number of iterations', () => {
  const allocated = judged('kind: heap, metric: alloc_space')
  const total = allocated('of: total, fail: { percent: 10 }')
  const totalPerOp = allocated('of: total, per: op, fail: { percent: 10 }')
  const functions = allocated('of: function, fail: { percent: 20 }')
  const functionsPerOp = allocated('of: function, per: op, fail: { percent: 20, growth: 10KiB }')
  const functionsOfTotal = allocated('of: function, per: total, fail: { percent: 20 }')
  const [less, more, grown] = ['allocs-4000', 'allocs-8000', 'allocs-8000-grown'] as const
  expectVerdicts({
    'the totals of different work are not compared': total('not-compared work-differs', orders(less), orders(more)),
    'of less work neither': total('not-compared work-differs', orders(more), orders(less)),
    'functions are, by their shares': functions('pass + work-differs', orders(less), orders(more)),
    'functions of less work as well': functions('pass + work-differs', orders(more), orders(less)),
    'a function with a larger share has grown': functions(
      'fail orders.parse + work-differs',
      orders(less),
      orders(grown),
    ),
    'the same work is compared as it is': total('fail', orders(more), orders(grown)),
    'for each operation the same code costs the same': totalPerOp('pass', orders(less), orders(more)),
    'and the other way round': totalPerOp('pass', orders(more), orders(less)),
    'for each operation more is more': totalPerOp('fail', orders(less), orders(grown)),
    'functions of the same code, for each operation': functionsPerOp('pass', orders(less), orders(more)),
    'and the function that grew': functionsPerOp('fail orders.parse', orders(less), orders(grown)),
    'shares of the same code': functionsOfTotal('pass', orders(less), orders(more)),
    'shares of code that grew': functionsOfTotal('fail orders.parse', orders(less), orders(grown)),
    'nobody knows how many operations there were': totalPerOp(
      'not-compared per-unknown',
      profileOf(less),
      profileOf(more),
    ),
    'one side is not enough': totalPerOp('not-compared per-unknown', orders(less), profileOf(more)),
    'a made manifest knows': totalPerOp('pass', withOperations(less, 4000), withOperations(more, 8000)),
    'a made manifest knows them by the path': totalPerOp(
      'pass',
      withOperations(less, { 'allocs.pb.gz': 4000, 'heap.pb.gz': 1 }),
      withOperations(more, { 'allocs.pb.gz': 8000 }),
    ),
    'but not of this path': totalPerOp(
      'not-compared per-unknown',
      withOperations(less, { 'heap.pb.gz': 4000 }),
      withOperations(more, 8000),
    ),
    'a made manifest is believed after the output': totalPerOp(
      'pass',
      withManifest(orders(less), { operations: 1 }),
      withManifest(orders(more), { operations: 1 }),
    ),
    'a made manifest tells of different work': total(
      'not-compared work-differs',
      withOperations(less, 4000),
      withOperations(more, 8000),
    ),
    'without any of this, the work is thought to be the same': total('fail', profileOf(less), profileOf(more)),
  })
})

describe('CPU time of another length', () => {
  const cpu = judged('kind: cpu')
  const total = cpu('of: total, fail: { percent: 50, growth: 50ms }')
  const functions = cpu('of: function, fail: { percent: 50, growth: 200ms }')
  const totalPerOp = cpu('of: total, per: op, fail: { percent: 50, growth: 20us }')
  const functionsPerOp = cpu('of: function, per: op, fail: { percent: 50, growth: 20us }')
  const [less, more, slow] = ['cpu-4000', 'cpu-8000', 'cpu-8000-slow'] as const
  expectVerdicts({
    'totals of different work are not compared': total('not-compared work-differs', orders(less), orders(more)),
    'profiles tell themselves how long they took': total('not-compared work-differs', profileOf(less), profileOf(more)),
    'functions are compared by their shares': functions('pass + work-differs', profileOf(less), profileOf(more)),
    'as many iterations that took longer are the same work': total('fail', orders(more), orders(slow)),
    'and the slow function is named': functions('fail orders.check', orders(more), orders(slow)),
    'for each operation the same code takes as long': totalPerOp('pass', orders(less), orders(more)),
    'for each operation slow code is slower': totalPerOp('fail', orders(less), orders(slow)),
    'by function': functionsPerOp('fail orders.check', orders(less), orders(slow)),
    'nobody knows of any operations': totalPerOp('not-compared per-unknown', profileOf(less), profileOf(slow)),
  })
})

describe('CPU time of programs that always do the same', () => {
  const cpu = (program: string, side: string) => only(recorded(`${program}/${side}`), 'cpu.pb.gz')
  const both = (policy: string) => (verdict: string, program: string) =>
    judged('kind: cpu')(policy)(verdict, cpu(program, 'baseline'), cpu(program, 'candidate'))
  const perSecond = both('of: function, per: second, fail: { percent: 50, growth: 100ms }')
  const perTotal = both('of: function, per: total, fail: { percent: 50, growth: 200ms }')
  const known = (program: string, side: string) => withManifest(cpu(program, side), { operations: 1 })
  const functions = judged('kind: cpu')('of: function, fail: { percent: 50, growth: 200ms }')
  expectVerdicts({
    'the same code in each second': perSecond('pass', 'same-code'),
    'a slow loop in each second': perSecond('fail blocklist.List.Blocks', 'slow-loop'),
    'shares of the same code': perTotal('pass', 'same-code'),
    'shares of a slow loop, though all others have less': perTotal('fail blocklist.List.Blocks', 'slow-loop'),
    'what a made manifest calls the same work is compared as it is': functions(
      'fail blocklist.List.Blocks',
      known('slow-loop', 'baseline'),
      known('slow-loop', 'candidate'),
    ),
  })
})
