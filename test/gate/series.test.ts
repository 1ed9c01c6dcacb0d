import { describe, expect, test } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { first, only, recorded } from './recorded-sides.ts'
import { gate } from './run.ts'

const expectVerdicts = verdictsOf('series')

/**
 * Twelve snapshots of one process: `quiet` throws away and makes again; `busy` has a cache that fills, a batch that is written
 * off now and then, and a catalogue that is loaded once as well; `leaking` keeps receipts and waiting goroutines besides.
 */

const heaps = (how: string) => only(recorded(`comparability/till/${how}`), 'heap')
const goroutines = (how: string) => only(recorded(`comparability/till/${how}`), 'goroutine')

/** The last snapshot alone, as a profile that is no series. */
function lastOf(side: LoadedFolder): LoadedFolder {
  return { ...side, files: side.files.slice(-1).map((file) => ({ ...file, path: 'heap.pb.gz' })) }
}

const judged =
  (text: string, more = '') =>
  (verdict: string, baseline: LoadedFolder | null, candidate: LoadedFolder) =>
    [verdict, { policy: rule(text, more), baseline, candidate }] as const satisfies Expected

const SLOPE = 'kind: heap, of: function, fail: { per-snapshot: 64KiB }'
const leak = judged(SLOPE)
const RECEIPTS = 'fail shop.Shop.keepReceipts'

describe('memory that keeps growing, and memory that only looks like it', () => {
  const only1 = (name: string) => judged(`${SLOPE}, only: ["${name}"]`)
  expectVerdicts({
    'a leak': leak(RECEIPTS, heaps('busy'), heaps('leaking')),
    'a leak beside a cache, a batch and a catalogue that are all new': leak(RECEIPTS, heaps('quiet'), heaps('leaking')),
    'a leak without a baseline': leak(RECEIPTS, null, heaps('leaking')),
    'a leak against a single profile': judged('kind: heap, of: function, fail: { per-snapshot: 64KiB }')(
      'inconclusive series-too-short',
      lastOf(heaps('busy')),
      heaps('leaking'),
    ),
    'a leak against a series that is too short': judged('kind: heap, of: function, fail: { per-snapshot: 64KiB }')(
      'inconclusive series-too-short',
      first(4, heaps('busy')),
      heaps('leaking'),
    ),
    'a leak that only warns': judged('kind: heap, of: function, warn: { per-snapshot: 64KiB }')(
      'warn shop.Shop.keepReceipts',
      heaps('busy'),
      heaps('leaking'),
    ),
    'a leak below the limit': judged('kind: heap, of: function, fail: { per-snapshot: 64MiB }')(
      'pass',
      heaps('busy'),
      heaps('leaking'),
    ),
    'a leak by its objects': judged('kind: heap, metric: inuse_objects, of: function, fail: { per-snapshot: 8 }')(
      RECEIPTS,
      heaps('busy'),
      heaps('leaking'),
    ),
    'the same leak on both sides': leak('pass', heaps('leaking'), heaps('leaking')),
    'a leak that was mended': leak('pass', heaps('leaking'), heaps('busy')),
    'functions that are gone are no common factor': leak('pass', heaps('leaking'), heaps('quiet')),
    'the same program': leak('pass', heaps('busy'), heaps('busy')),
    'a cache that fills': only1('fillCache')('pass', heaps('quiet'), heaps('busy')),
    'a batch that is written off': only1('fillBatch')('pass', heaps('quiet'), heaps('busy')),
    'a catalogue that is loaded once': only1('loadCatalogue')('pass', heaps('quiet'), heaps('busy')),
    'none of them without a baseline either': leak('pass', null, heaps('busy')),
    'four snapshots': leak('inconclusive series-too-short', heaps('busy'), first(4, heaps('leaking'))),
    'five snapshots': leak(RECEIPTS, heaps('busy'), first(5, heaps('leaking'))),
    'a cache, of whose filling nothing is skipped': judged(SLOPE, 'files: { skip-snapshots: 0 }')(
      'pass',
      heaps('quiet'),
      heaps('busy'),
    ),
    'whatever is skipped, five are left': judged(SLOPE, 'files: { skip-snapshots: 11 }')(
      RECEIPTS,
      heaps('busy'),
      heaps('leaking'),
    ),
    'no series at all': judged(`${SLOPE}, optional: true`)(
      'error nothing-judged',
      lastOf(heaps('busy')),
      lastOf(heaps('leaking')),
    ),
  })
})

describe('goroutines that keep waiting', () => {
  const waiting = judged('kind: goroutine, of: function, fail: { per-snapshot: 1 }')
  expectVerdicts({
    'three more in each snapshot': waiting('fail shop.Shop.wait', goroutines('busy'), goroutines('leaking')),
    'three more in each, without a baseline': waiting('fail shop.Shop.wait', null, goroutines('leaking')),
    'three more in each, on both sides': waiting('pass', goroutines('leaking'), goroutines('leaking')),
    'always as many': waiting('pass', goroutines('busy'), goroutines('busy')),
    'exactly as many as the limit': judged('kind: goroutine, of: function, fail: { per-snapshot: 3 }')(
      'fail shop.Shop.wait',
      goroutines('busy'),
      goroutines('leaking'),
    ),
    'fewer than the limit': judged('kind: goroutine, of: function, fail: { per-snapshot: 4 }')(
      'pass',
      goroutines('busy'),
      goroutines('leaking'),
    ),
    'at last, by a rule on growth': judged('kind: goroutine, of: function, fail: { growth: 10 }')(
      'fail shop.Shop.wait',
      goroutines('busy'),
      goroutines('leaking'),
    ),
  })
})

describe('a rule without slopes looks at a series', () => {
  const totalOf = (metric: string, candidate: LoadedFolder) => {
    const policy = rule(`kind: heap, metric: ${metric}, of: total, fail: { percent: 10 }`)
    const { checks } = gate({ policy, baseline: lastOf(heaps('quiet')), candidate })
    return Number(checks[0]?.total.candidate)
  }
  const at = (snapshot: number) => lastOf(first(snapshot, heaps('leaking')))

  test('of what is in use at its last snapshot', () => {
    expect(totalOf('inuse_space', heaps('leaking'))).toBe(totalOf('inuse_space', at(12)))
  })

  test('of what was allocated from its first to its last', () => {
    const allocated = totalOf('alloc_space', at(12)) - totalOf('alloc_space', at(1))
    expect(totalOf('alloc_space', heaps('leaking'))).toBe(allocated)
    expect(allocated).toBeGreaterThan(0)
  })

  const allocated = judged('kind: heap, metric: alloc_space, of: function, fail: { percent: 50, growth: 1MiB }')
  expectVerdicts({
    'allocations of the same program': allocated('pass', heaps('busy'), heaps('busy')),
    'allocations that are new': allocated(RECEIPTS, heaps('busy'), heaps('leaking')),
    'what is in use at last': judged('kind: heap, of: function, fail: { percent: 50, growth: 1MiB }')(
      RECEIPTS,
      heaps('busy'),
      heaps('leaking'),
    ),
  })

  test('results show the snapshots of a leak', () => {
    const { checks } = gate({ policy: rule(SLOPE), baseline: heaps('busy'), candidate: heaps('leaking') })
    const leak = checks[0]?.causes.find(({ status }) => status === 'over-limit')
    // The first two are warm-up.
    expect([leak?.runs?.baseline.length, leak?.runs?.candidate.length]).toEqual([10, 10])
    expect(leak?.runs?.candidate.map(Number)).toEqual(
      [...(leak?.runs?.candidate ?? [])].map(Number).sort((a, b) => a - b),
    )
  })
})
