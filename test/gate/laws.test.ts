import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import type { Level, Result } from '../../src/result/result.ts'
import { contention, cpu, goroutine, heap } from './made-profiles.ts'
import { resultText } from './result-text.ts'
import { gate } from './run.ts'

/** A stack and a few numbers: what all made-up profiles are written in. */
interface Row {
  readonly stack: string
  readonly size: number
  readonly count: number
}

const FUNCTIONS = [
  'main.main',
  'shop/a.F',
  'shop/a.(*T).Do',
  'shop/b.G',
  'shop/b.G.func1',
  'net/http.Serve',
  'runtime.gopark',
]
const row = fc.record({
  stack: fc.array(fc.constantFrom(...FUNCTIONS), { minLength: 1, maxLength: 6 }).map((names) => names.join(';')),
  size: fc.constantFrom(16, 64, 1024, 65536, 4194304),
  count: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3000 })),
})
const rows = fc.array(row, { minLength: 1, maxLength: 14 })

const KINDS = ['heap', 'cpu', 'goroutine', 'mutex'] as const
type Kind = (typeof KINDS)[number]
const kind = fc.constantFrom(...KINDS)
const EXACT: Kind = 'goroutine'

const of = fc.constantFrom('total', 'function', 'package', 'file')
const by = fc.constantFrom('own', 'flat', 'cum')
const percent = fc.integer({ min: 0, max: 60 })

function profile(of: Kind, all: readonly Row[]) {
  const lines = (numbers: (row: Row) => string) => all.map((each) => `${each.stack} ${numbers(each)}`).join('\n')
  switch (of) {
    case 'heap':
      return heap(lines(({ size, count }) => `${size} ${count}`))
    case 'cpu':
      return cpu(lines(({ count }) => `${count}`))
    case 'goroutine':
      return goroutine(lines(({ count }) => `${count}`))
    case 'mutex':
      return contention(lines(({ count, size }) => `${count} ${count * size}`))
  }
}

interface Judged {
  readonly kind: Kind
  readonly baseline: readonly Row[]
  readonly candidate: readonly Row[]
  readonly rule: string
  readonly accept?: string
}

function judge({ kind: known, baseline, candidate, rule, accept = '' }: Judged): Result {
  const name = `${known}.pb.gz`
  return gate({
    policy: `rules:\n  - { name: rule, kind: ${known}, ${rule} }\n${accept}`,
    baseline: { [name]: profile(known, baseline) },
    candidate: { [name]: profile(known, candidate) },
    ownPackages: ['shop/...'],
  })
}

const SEVERITY: readonly Level[] = ['pass', 'warn', 'error', 'fail']
const severity = ({ outcome }: Result) => SEVERITY.indexOf(outcome)

describe('whatever the profiles', () => {
  test('one never fails against itself', () => {
    fc.assert(
      fc.property(kind, rows, of, by, percent, (known, all, group, measure, limit) => {
        const rule = `of: ${group}, by: ${measure}, fail: { percent: ${limit} }`
        const result = judge({ kind: known, baseline: all, candidate: all, rule })
        expect(result.outcome).toBe('pass')
        expect(result.checks.flatMap(({ causes }) => causes)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('growth that fails does not fail the other way round, where the total is counted', () => {
    fc.assert(
      fc.property(rows, rows, percent, (some, others, limit) => {
        const rule = `of: total, fail: { percent: ${limit} }`
        const there = judge({ kind: EXACT, baseline: some, candidate: others, rule })
        const back = judge({ kind: EXACT, baseline: others, candidate: some, rule })
        expect([there.outcome, back.outcome]).not.toEqual(['fail', 'fail'])
      }),
    )
  })

  test('a higher limit is never worse', () => {
    fc.assert(
      fc.property(
        kind,
        rows,
        rows,
        of,
        by,
        percent,
        percent,
        (known, baseline, candidate, group, measure, low, more) => {
          const result = (limit: number) =>
            judge({
              kind: known,
              baseline,
              candidate,
              rule: `of: ${group}, by: ${measure}, fail: { percent: ${limit} }`,
            })
          expect(severity(result(low + more))).toBeLessThanOrEqual(severity(result(low)))
        },
      ),
      { numRuns: 80 },
    )
  })

  test('an acceptance is never worse, nor one of more', () => {
    const subject = fc.constantFrom('', 'function: shop/a.F, ', 'package: shop/b, ', 'file: shop.go, ')
    const upTo = fc.integer({ min: 0, max: 40_000_000 })
    fc.assert(
      fc.property(
        kind,
        rows,
        rows,
        of,
        by,
        subject,
        upTo,
        upTo,
        (known, baseline, candidate, group, measure, name, some, more) => {
          const rule = `of: ${group}, by: ${measure}, fail: { percent: 10 }`
          const result = (accept: string) => judge({ kind: known, baseline, candidate, rule, accept })
          const accepting = (value: number) =>
            result(`accept:\n  - { ${name}up-to: ${value}, until: 2027-01-01, reason: agreed }`)
          const levels = [accepting(some + more), accepting(some), result('')].map(severity)
          expect(levels).toEqual(levels.toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 80 },
    )
  })

  test('the order of the samples decides nothing', () => {
    fc.assert(
      fc.property(
        kind,
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        of,
        by,
        (known, [baseline, shuffledBaseline], [candidate, shuffledCandidate], group, measure) => {
          const rule = `of: ${group}, by: ${measure}, fail: { percent: 10 }, warn: { growth: 1 }`
          const one = judge({ kind: known, baseline, candidate, rule })
          const other = judge({ kind: known, baseline: shuffledBaseline, candidate: shuffledCandidate, rule })
          expect(resultText(other)).toBe(resultText(one))
        },
      ),
      { numRuns: 80 },
    )
  })

  test('a result is JSON: no hole, nothing undefined, every number finite', () => {
    fc.assert(
      fc.property(kind, rows, rows, of, by, (known, baseline, candidate, group, measure) => {
        const rule = `of: ${group}, by: ${measure}, fail: [{ percent: 10 }, { above: 1 }], warn: { growth: 1 }`
        const accept = 'accept:\n  - { function: shop/a.F, up-to: 3, until: 2027-01-01, reason: agreed }'
        const result = judge({ kind: known, baseline, candidate, rule, accept })
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result)
        expect(JSON.parse(renderJson(result))).toEqual(result)
        expect(oddNumbers(result)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('shares and chances lie between 0 and 1, and counts count the checks', () => {
    fc.assert(
      fc.property(kind, rows, rows, of, by, (known, baseline, candidate, group, measure) => {
        const { checks, counts } = judge({
          kind: known,
          baseline,
          candidate,
          rule: `of: ${group}, by: ${measure}, fail: { growth: 0 }`,
        })
        const parts = checks.flatMap(({ noise, causes }) => [
          noise.pValue,
          ...causes.flatMap(({ share, pValue }) => [share, pValue]),
        ])
        expect(parts.filter((part) => part !== null && !(part >= 0 && part <= 1))).toEqual([])
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(checks.length)
      }),
      { numRuns: 60 },
    )
  })
})

function oddNumbers(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? [] : [value]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(oddNumbers)
  return value === undefined || typeof value === 'bigint' ? [value] : []
}
