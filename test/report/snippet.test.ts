import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePolicy } from '../../src/policy/parse.ts'
import { acceptEntries, acceptFlow, acceptLines, daysAfter, roundedUp } from '../../src/report/snippet.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { cause, change, check, fail, heapFailure, limit, mib, mixed, result } from './results.ts'

describe('the accept snippet', () => {
  test('names the few functions that make up nearly all growth of a total', () => {
    expect(
      acceptEntries(fail()).map(({ rules, subject, upTo }) => [rules, subject?.[1].split('/').at(-1), upTo]),
    ).toEqual([
      [['goroutines'], 'catalog.(*Refresher).loop', '260'],
      [['live-heap'], 'catalog.(*Cache).Put', '20MiB'],
      [['live-heap'], 'catalog.decodeProduct', '7.3MiB'],
      [['live-heap'], 'search.(*Index).snapshot', '3.7MiB'],
    ])
  })

  test('names the total where its growth is spread over many functions', () => {
    const spread = heapFailure({ causes: heapFailure().causes.slice(1) })
    expect(acceptEntries(result({ checks: [spread] }))).toMatchObject([
      { subject: null, upTo: '68MiB', now: '64.3 MiB' },
    ])
  })

  test('takes what is over the limit of a rule by functions, and joins rules that ask for the same', () => {
    const put = heapFailure().causes[0]
    const grown = put === undefined ? [] : [{ ...put, status: 'over-limit' as const, share: 0.95 }]
    const byFunction = heapFailure({ rule: 'by-function', of: 'function', causes: grown })
    const total = heapFailure({ causes: grown.map((each) => ({ ...each, status: 'contributes' as const })) })
    expect(acceptEntries(result({ checks: [total, byFunction] }))).toMatchObject([
      { rules: ['live-heap', 'by-function'], upTo: '20MiB' },
    ])
  })

  test('has nothing to offer for groups that no acceptance can name', () => {
    const byLine = check({
      of: 'line',
      outcome: 'fail',
      level: 'fail',
      causes: [cause('main.f main.go:3', change(0, 9), { status: 'over-limit' })],
    })
    expect(acceptEntries(result({ checks: [byLine] }))).toEqual([])
  })

  test('is YAML that the policy takes once a reason is given', () => {
    for (const made of [fail(), mixed()]) {
      const entries = acceptEntries(made).map((entry) => ({ ...entry, rules: ['heap'] }))
      const lines = [
        'version: 1',
        'rules:',
        '  - { name: heap, kind: [heap, goroutine], metric: inuse_space, fail: { percent: 10 } }',
        'accept:',
        ...entries.filter(({ upTo }) => upTo.endsWith('B')).flatMap(acceptLines),
      ]
      const text = lines.join('\n').replaceAll('reason: ""', 'reason: "agreed"').replace('[heap, goroutine]', 'heap')
      const read = parsePolicy(text, 'policy.yml')
      expect(read).toMatchObject({ kind: 'policy' })
    }
  })

  test('gives any name back to a YAML reader, and shows nothing raw', () => {
    const name = fc.oneof(
      fc.constantFrom(...HOSTILE_NAMES),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(name, fc.constantFrom('live-heap', 'true', '1', 'y', 'null'), (text, rule) => {
        const [entry] = acceptEntries(
          result({ checks: [heapFailure({ rule, causes: [cause(text, change(1, mib(20)), { share: 1 })] })] }),
        )
        if (entry === undefined) throw new Error('no entry')
        const flow = acceptFlow(entry)
        const block = acceptLines(entry).join('\n')
        const expected = { rules: [rule], function: text, 'up-to': '21MiB', until: '2027-02-28', reason: '' }
        expect(parse(`[${flow}]`, { schema: 'core' })[0]).toEqual(expected)
        expect(parse(block, { schema: 'core' })[0]).toEqual(expected)
        expect(flow + block.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      }),
    )
  })
})

describe('up-to', () => {
  test.each<[number | string, string, string]>([
    [mib(18.6), 'bytes', '20MiB'],
    [mib(64.3), 'bytes', '68MiB'],
    [mib(3.5), 'bytes', '3.7MiB'],
    [mib(530), 'bytes', '560MiB'],
    [100, 'bytes', '110B'],
    [0, 'bytes', '0B'],
    ['9007199254740993', 'bytes', '8900000GiB'],
    [530e6, 'nanoseconds', '560ms'],
    [7, 'nanoseconds', '8ns'],
    [241, 'count', '260'],
    [1, 'count', '2'],
    [123456, 'count', '130000'],
    [2.3e-7, 'sec/op', '250ns'],
  ])('of %s %s is %s', (value, unit, text) => {
    expect(roundedUp(value, unit)).toBe(text)
  })

  test('is never below the value, nor far above', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (value) => {
        const [, number, unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(roundedUp(value, 'bytes')) ?? []
        const size = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }[unit] ?? Number.NaN
        expect(Number(number) * size).toBeGreaterThanOrEqual(value)
        expect(Number(number) * size).toBeLessThanOrEqual(Math.max(value * 1.17, value + 1))
      }),
    )
  })
})

test('until counts days of the calendar', () => {
  expect(['2026-11-30', '2027-12-31', '2023-12-01', 'today\u0007'].map((date) => daysAfter(date, 90))).toEqual([
    '2027-02-28',
    '2028-03-30',
    '2024-02-29',
    'today\\u{7}',
  ])
})

test('a warning is offered for acceptance only where nothing failed', () => {
  const warned = check({
    rule: 'soft',
    outcome: 'warn',
    level: 'warn',
    limits: [limit({ level: 'warn', percent: 1, exceeded: true })],
  })
  expect(acceptEntries(result({ checks: [warned] })).map(({ rules }) => rules)).toEqual([['soft']])
  expect(acceptEntries(result({ checks: [warned, heapFailure()] })).flatMap(({ rules }) => rules)).not.toContain('soft')
})

test('offers no acceptance of a slope, of which none takes anything off', () => {
  const leak = (...limits: readonly ReturnType<typeof limit>[]) =>
    result({ outcome: 'fail', checks: [heapFailure({ limits })] })
  const slope = limit({ perSnapshot: 1000, exceeded: true })
  expect(acceptEntries(leak(slope))).toEqual([])
  expect(acceptEntries(leak(slope, limit({ percent: 10, exceeded: true })))).not.toEqual([])
})
