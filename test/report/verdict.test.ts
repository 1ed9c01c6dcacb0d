import { describe, expect, test } from 'vitest'
import { exitCodeFor } from '../../src/report/exit-code.ts'
import { headlineText } from '../../src/report/headline-text.ts'
import { isWorthSaying } from '../../src/report/worth-saying.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { accepted, CASES, cause, change, check, pass, result } from './results.ts'
import { STATES } from './statistical-results.ts'

describe('the exit code', () => {
  test.each([
    ['fail', [0, 0, 2, 1]],
    ['warn', [0, 1, 2, 1]],
    ['never', [0, 0, 0, 0]],
  ] as const)('with fail-on %s is %j for pass, warn, error, fail', (failOn, codes) => {
    expect((['pass', 'warn', 'error', 'fail'] as const).map((outcome) => exitCodeFor(outcome, failOn))).toEqual(codes)
  })
})

describe('a result', () => {
  test('is worth saying unless it is a plain pass', () => {
    const silent = Object.entries({ ...CASES, ...STATES, accepted }).filter(([, make]) => !isWorthSaying(make()))
    expect(silent.map(([name]) => name)).toEqual(['pass', 'ancestor', 'series-look-alike', 'moved', 'conditions'])
  })

  test('is worth saying if the policy changes with it', () => {
    const { context, ...rest } = pass()
    expect(isWorthSaying({ ...rest, context: { ...context, policy: { ...context.policy, changed: true } } })).toBe(true)
  })
})

describe('the headline as text', () => {
  test('is that of the heading', () => {
    expect(Object.fromEntries(Object.entries(CASES).map(([name, make]) => [name, headlineText(make())]))).toMatchObject(
      {
        fail: 'goroutines +240, heap +23.1 MiB (+56%)',
        error: '2 problems to fix',
        warn: 'CPU +120 ms under catalog.decodeProduct',
        pass: 'all 5 checks within their limits',
      },
    )
    const states = Object.entries(STATES).map(([name, make]) => [name, headlineText(make())])
    expect(Object.fromEntries(states)).toMatchObject({
      'series-leak': 'heap +1.2 MiB per snapshot in catalog.(*Cache).Put',
      'series-leaks': 'heap still growing in 2 functions',
      'series-look-alike': 'all 4 checks within their limits',
      'series-inconclusive': 'heap in catalog.(*Cache).Put may keep growing',
      'rank-few': 'time per operation +19.0 µs/op in shop.BenchmarkSearch/large-8 could be noise',
      'may-have-moved': 'heap +4.8 MiB in catalog.decodeProduct may only have moved',
      'platform-differs': 'heap not compared',
      'per-operation': 'allocated bytes +1.1 KiB/op (+51%)',
    })
    expect(headlineText(result({ outcome: 'fail' }))).toBe('Profile gate failed')
  })

  test('is one bounded line without anything that hides, whatever the names are', () => {
    for (const name of HOSTILE_NAMES) {
      const sole = check({
        ...{ outcome: 'fail', level: 'fail', of: 'function', metric: name },
        causes: [cause(name, change(1, 2), { status: 'over-limit' })],
      })
      const text = headlineText(result({ outcome: 'fail', checks: [sole] }))
      expect([...text].length).toBeLessThanOrEqual(200)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }
  })
})
