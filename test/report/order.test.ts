import { describe, expect, test } from 'vitest'
import { headlineOf } from '../../src/report/headline.ts'
import { limitText, limitUse } from '../../src/report/limit.ts'
import { inReadingOrder } from '../../src/report/order.ts'
import { PLAIN } from '../../src/report/pen.ts'
import { statusOf } from '../../src/report/status.ts'
import { namesOf } from '../../src/report/surface-names.ts'
import type { Check, Result } from '../../src/result/result.ts'
import {
  CASES,
  cause,
  change,
  check,
  cpuWarning,
  goroutineFailure,
  heapFailure,
  limit,
  mib,
  mixed,
  noise,
  passingChecks,
  problem,
  result,
} from './results.ts'

function headline(of: Result): string {
  const { verdict, detail } = headlineOf(of, namesOf(of), PLAIN)
  return `${verdict}${detail === null ? '' : `: ${detail}`}`
}

describe('checks', () => {
  test('stand in the order: fail, error, warn, inconclusive, not compared, pass', () => {
    const levels: readonly [Check['outcome'], Check['level']][] = [
      ['pass', 'pass'],
      ['not-compared', 'pass'],
      ['inconclusive', 'pass'],
      ['inconclusive', 'warn'],
      ['warn', 'warn'],
      ['error', 'error'],
      ['inconclusive', 'fail'],
      ['fail', 'fail'],
    ]
    const checks = levels.map(([outcome, level]) => check({ id: `${outcome}-${level}`, outcome, level }))
    expect(inReadingOrder(checks)).toEqual(checks.toReversed())
  })

  test('stand by how far they are over their limit, then by size, then by name', () => {
    const ids = (checks: readonly Check[]) => inReadingOrder(checks).map(({ id }) => id)
    expect(ids([heapFailure(), goroutineFailure()])).toEqual(['goroutines:goroutine.pb.gz', 'live-heap:heap.pb.gz'])
    const same = ['b', 'a'].map((id) => heapFailure({ id }))
    expect(ids(same)).toEqual(['a', 'b'])
    const unlimited = [
      check({ id: 'small', total: change(100, 101), limits: [] }),
      check({ id: 'large', total: change(100, 190), limits: [] }),
    ]
    expect(ids(unlimited)).toEqual(['large', 'small'])
  })

  test('have a sign for what was found and a word for what it comes to', () => {
    const shown = [
      ['fail', 'fail'],
      ['inconclusive', 'fail'],
      ['inconclusive', 'warn'],
      ['inconclusive', 'pass'],
      ['not-compared', 'pass'],
      ['pass', 'warn'],
      ['pass', 'pass'],
    ] as const
    expect(
      shown
        .map(([outcome, level]) => statusOf({ outcome, level }))
        .map(({ sign, word, icon }) => `${sign} ${word} ${icon}`),
    ).toEqual([
      '✗ FAIL ❌',
      '? FAIL ❌',
      '? WARN ❔',
      '? inconclusive ❔',
      '- not compared ⚪',
      '✓ WARN ⚠️',
      '✓ pass ✅',
    ])
  })
})

describe('limits', () => {
  const text = (...limits: Check['limits']) => limitText(check({ limits }), PLAIN)

  test('read as they are meant: all parts of one, any of several', () => {
    expect(text(limit({ percent: 10, growth: mib(4) }))).toBe('+10% and +4 MiB')
    expect(text(limit({ percent: 20, growth: mib(0.5) }), limit({ growth: mib(64) }))).toBe(
      '+20% and +512 KiB or +64 MiB',
    )
    expect(text(limit({ above: mib(512) }))).toBe('budget 512 MiB')
    expect(text(limit({ perSnapshot: mib(1) }))).toBe('+1 MiB per snapshot')
    expect(text(limit({ growth: 0 }))).toBe('+0 B')
    expect(text()).toBe('')
  })

  test('show those that were exceeded, and say where they only warn', () => {
    const fails = limit({ percent: 10 })
    const warns = limit({ level: 'warn', percent: 5, exceeded: true })
    expect(text(fails, warns)).toBe('+5% (warn)')
    expect(text(fails, { ...warns, exceeded: false })).toBe('+10%')
  })

  test('are used up as far as their least used part', () => {
    const values = { candidate: 150, delta: 50, percent: 50 }
    expect(limitUse([limit({ percent: 10, growth: 100 })], values)).toBe(0.5)
    expect(limitUse([limit({ percent: 10, growth: 100 }), limit({ above: 100 })], values)).toBe(1.5)
    expect(limitUse([limit({ percent: 10 })], { candidate: 5, delta: 5, percent: null })).toBe(Infinity)
    expect(limitUse([limit({ growth: 0 })], { candidate: 5, delta: 0, percent: 0 })).toBe(0)
    expect(limitUse([], values)).toBe(0)
  })
})

describe('the headline', () => {
  test('says the verdict of every case', () => {
    expect(Object.fromEntries(Object.entries(CASES).map(([name, make]) => [name, headline(make())]))).toEqual({
      fail: 'Profile gate failed: goroutines +240, heap +23.1 MiB (+56%)',
      pass: 'Profile gate passed: all 5 checks within their limits',
      ancestor: 'Profile gate passed: all 5 checks within their limits',
      'first-run': 'Profile gate: no baseline yet, so growth was not compared',
      'compares-nothing': 'Profile gate: nothing to compare with, so growth was not compared',
      warn: 'Profile gate passed with 1 warning: CPU +120 ms under catalog.decodeProduct',
      error: 'Profile gate could not decide: 2 problems to fix',
      'no-baseline': 'Profile gate: no baseline yet, so growth was not compared',
      inconclusive: 'Profile gate passed with 1 warning: heap +5.9 MiB (+14%) could be noise',
      mixed: 'Profile gate failed: heap grew in 2 functions, heap 530 MiB (budget 512 MiB), 1 problem',
      repeated: 'Profile gate passed with 1 warning: CPU +120 ms under catalog.decodeProduct',
    })
  })

  test('names a metric once: by its total, if that failed too', () => {
    const byFunction = heapFailure({
      id: 'a',
      of: 'function',
      causes: [cause('main.f', change(0, 9), { status: 'over-limit' })],
    })
    expect(headline(result({ outcome: 'fail', checks: [byFunction, heapFailure()] }))).toBe(
      'Profile gate failed: heap +23.1 MiB (+56%)',
    )
  })

  test('counts what does not fit', () => {
    const checks = Array.from({ length: 6 }, (_, at) =>
      heapFailure({ id: `${at}`, profile: `p${at}`, total: change(mib(10), mib(20 + at)) }),
    )
    expect(headline(result({ outcome: 'fail', checks }))).toBe(
      'Profile gate failed: heap +15.0 MiB (+150%), heap +14.0 MiB (+140%), heap +13.0 MiB (+130%) and 3 more',
    )
  })

  test('never calls nothing a pass', () => {
    expect(headline(result())).toBe('Profile gate: no rule applied, so nothing was judged')
    const open = [
      check({ outcome: 'inconclusive', level: 'pass' }),
      check({ outcome: 'not-compared', level: 'pass' }),
      check(),
    ]
    expect(headline(result({ checks: open }))).toBe(
      'Profile gate passed: 1 check within its limits, 1 inconclusive, 1 not compared',
    )
  })

  test('tells a failed limit from what could not be told', () => {
    const checks = [
      heapFailure({ outcome: 'not-compared', reason: { code: 'work-differs', args: {} } }),
      cpuWarning({ outcome: 'error', level: 'fail', reason: { code: 'unreadable', args: {} } }),
    ]
    expect(headline(result({ outcome: 'fail', checks }))).toBe(
      'Profile gate failed: CPU could not be judged, heap not compared',
    )
    const missing = problem({ code: 'missing-profile', args: { path: 'x' } }, 'fail')
    expect(headline(result({ outcome: 'fail', checks: passingChecks(), problems: [missing] }))).toBe(
      'Profile gate failed: 1 problem',
    )
  })

  test('counts problems that fail together with checks', () => {
    expect(headline(mixed())).toContain('1 problem')
  })
})

test('a leak stands by how far its slope is over the limit', () => {
  const leak = (id: string, slope: number) =>
    heapFailure({
      id,
      limits: [limit({ perSnapshot: 1000, exceeded: true })],
      noise: noise({ method: 'series', deltaLow: slope, deltaHigh: slope }),
    })
  const order = inReadingOrder([leak('a', 2000), leak('b', 9000), heapFailure({ id: 'c' })])
  expect(order.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
})

test('a series without a baseline that keeps its limit is a pass, not a check that compared nothing', () => {
  const alone = check({
    total: { baseline: 0, candidate: 100, delta: 100, percent: null },
    runs: { baseline: [], candidate: [100, 100, 100, 100, 100] },
    limits: [limit({ perSnapshot: 1000 })],
    noise: noise({ method: 'series', deltaLow: -1, deltaHigh: 1 }),
  })
  expect(headline(result({ checks: [alone] }))).toBe('Profile gate passed: the check is within its limits')
})
