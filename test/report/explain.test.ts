import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { notice } from '../../src/model/notice.ts'
import { renderExplainJson } from '../../src/report/explain-json.ts'
import { renderExplainMarkdown } from '../../src/report/explain-markdown.ts'
import { renderExplainText } from '../../src/report/explain-text.ts'
import { policyAmount } from '../../src/report/explain-yaml.ts'
import type { ExplainedCheck, Explanation, LimitParts } from '../../src/result/explanation.ts'
import type { Cause, Check } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { change, limit, MIB, MS, noise, SHOP } from './results.ts'

const parts = (some: Partial<LimitParts>): LimitParts => ({ percent: null, growth: null, perSnapshot: null, ...some })

function check(some: Partial<Check> & Pick<Check, 'rule'>): Check {
  return {
    ...{ id: `${some.rule}:heap.pb.gz`, target: null, profile: 'heap.pb.gz', kind: 'heap', metric: 'inuse_space' },
    ...{ unit: 'bytes', of: 'total', by: 'own', per: 'none', outcome: 'pass', level: 'pass' },
    ...{ total: change(40 * MIB, 41 * MIB), runs: { baseline: [40 * MIB], candidate: [41 * MIB] } },
    ...{ limits: [], noise: noise(), reason: null, causes: [], tree: null },
    ...some,
  }
}

function explained(of: Check, some: Partial<ExplainedCheck> = {}): ExplainedCheck {
  return {
    check: of,
    ...{
      runs: { baseline: 1, candidate: 1 },
      items: { looked: 1, tested: 1 },
      noise: [],
      weakness: null,
      identical: null,
    },
    ...{ limits: of.limits.map((each) => ({ limit: each, identical: null, passes: null, supported: null })) },
    ...{ cannotFail: [], settings: [] },
    ...some,
  }
}

function cause(some: Partial<Cause> & Pick<Cause, 'name'>): Cause {
  return {
    ...{ file: null, line: null, external: false, status: 'moved', ...change(0, 3 * MIB), share: null, pValue: null },
    ...{ runs: null, waiting: null, creator: null, hint: null, movedFrom: [], reach: 'unknown', callers: [] },
    ...some,
  }
}

const TOTAL = limit({ percent: 10, growth: 4 * MIB })
const FUNCTIONS = limit({ percent: 20, growth: MIB })
const events = { baseline: 1204, candidate: 1230 }

const CHECKS: readonly ExplainedCheck[] = [
  explained(
    check({
      rule: 'live-heap',
      limits: [TOTAL, limit({ above: 512 * MIB })],
      noise: noise({ method: 'events', events, detectable: [{ share: 1, percent: 8.7 }] }),
    }),
    {
      noise: [{ share: 1, percent: 4.21 }],
      identical: parts({ percent: 5.62, growth: 2.25 * MIB }),
      limits: [
        { limit: TOTAL, identical: parts({ percent: 0, growth: 0 }), passes: true, supported: 8.7 },
        { limit: limit({ above: 512 * MIB }), identical: null, passes: null, supported: null },
      ],
      settings: [
        { setting: 'memprofilerate', value: 4096, detectable: [{ share: 1, percent: 7.25 }] },
        { setting: 'runs', value: 5, detectable: [{ share: 1, percent: 7.5 }] },
      ],
    },
  ),
  explained(
    check({
      rule: 'live-heap-by-function',
      of: 'function',
      limits: [FUNCTIONS],
      causes: [
        cause({ name: `${SHOP}/order.Parse`, movedFrom: [`${SHOP}/order.Decode`, `${SHOP}/order.trim`] }),
        cause({
          name: `${SHOP}/catalog.(*Cache).Put`,
          status: 'inconclusive',
          movedFrom: [`${SHOP}/catalog.(*Map).Put`],
        }),
        cause({ name: `${SHOP}/price.Sum`, status: 'over-limit', movedFrom: [`${SHOP}/price.Add`] }),
      ],
      noise: noise({
        method: 'repeats',
        events,
        detectable: [
          { share: 1, percent: 8.7 },
          { share: 0.1, percent: 41 },
          { share: 0.01, percent: null },
        ],
      }),
    }),
    {
      runs: { baseline: 5, candidate: 4 },
      items: { looked: 34, tested: 9 },
      noise: [
        { share: 1, percent: 4.21 },
        { share: 0.1, percent: 13.3 },
        { share: 0.01, percent: 42.1 },
      ],
      weakness: { detectablePercent: 41, limitPercent: 25 },
      identical: parts({ percent: 120, growth: 1.8 * MIB }),
      limits: [
        { limit: FUNCTIONS, identical: parts({ percent: 34.2, growth: 1.8 * MIB }), passes: false, supported: 41 },
      ],
    },
  ),
  explained(
    check({ rule: 'leaks', limits: [limit({ perSnapshot: 65536 })], noise: noise({ method: 'series', events }) }),
    {
      runs: { baseline: 0, candidate: 8 },
      identical: parts({ perSnapshot: 91_000 }),
      limits: [
        {
          limit: limit({ perSnapshot: 65536 }),
          identical: parts({ perSnapshot: 91_000 }),
          passes: false,
          supported: 91_000,
        },
      ],
      settings: [{ setting: 'snapshots', value: 10, detectable: [] }],
    },
  ),
  explained(
    check({
      ...{ rule: 'cpu', kind: 'cpu', metric: 'cpu', unit: 'nanoseconds', of: 'function', per: 'total' },
      ...{ profile: 'cpu.pb.gz', total: change(2780 * MS, 2780 * MS) },
      limits: [limit({ level: 'warn', percent: 25, growth: 50 * MS })],
      noise: noise({ method: 'events', events: { baseline: 3, candidate: 3 } }),
    }),
    {
      cannotFail: [notice('no-fail-limit'), notice('too-few-events', { least: 1 / 64, needed: 0.002 })],
      settings: [{ setting: 'work', value: 32, detectable: [] }],
    },
  ),
  explained(
    check({
      ...{ rule: 'time-per-op', kind: 'benchmark', metric: 'sec/op', unit: 'sec/op', of: 'benchmark' },
      ...{ profile: 'bench.txt', total: change(10.2e-9, 12e-9) },
      limits: [limit({ percent: 10 })],
      noise: noise({ method: 'rank' }),
    }),
    {
      ...{ runs: { baseline: 5, candidate: 5 }, items: { looked: 3, tested: 0 } },
      cannotFail: [notice('too-few-times', { times: 5, needed: 7 })],
      settings: [{ setting: 'runs', value: 10, detectable: [] }],
    },
  ),
  explained(
    check({
      ...{ rule: 'goroutines', kind: 'goroutine', metric: 'goroutine', unit: 'count', of: 'creator' },
      ...{ profile: 'goroutine.pb.gz', total: change(12, 12), limits: [limit({ growth: 10 })] },
      noise: noise({ method: 'exact' }),
    }),
    { items: { looked: 4, tested: 0 } },
  ),
  explained(
    check({
      ...{ rule: 'locks', kind: 'mutex', metric: 'delay', unit: 'nanoseconds', profile: 'mutex.pb.gz' },
      ...{ total: change(252e3, 319e3), limits: [limit({ percent: 100 })] },
    }),
    { settings: [{ setting: 'runs', value: 5, detectable: [] }] },
  ),
  explained(
    check({
      rule: 'new',
      profile: 'new.pb.gz',
      limits: [TOTAL],
      reason: notice('no-baseline'),
      outcome: 'not-compared',
    }),
    { runs: { baseline: 0, candidate: 1 }, cannotFail: [notice('no-baseline')] },
  ),
]

const EXPLANATION: Explanation = {
  ...{ schemaVersion: 1, policy: '.github/profile-gate.yml', confidence: 0.99, alpha: 0.01 / 3 },
  checks: CHECKS,
  silentRules: ['allocs-per-op', 'stuck'],
  suggestions: [
    {
      ...{ rule: 'live-heap', level: 'fail', unit: 'bytes' },
      limits: [
        {
          ...parts({ percent: 10, growth: 4 * MIB }),
          above: null,
          makes: null,
          now: parts({ percent: 10, growth: 4 * MIB }),
        },
        { ...parts({ growth: 8 * MIB }), above: null, makes: 'sharper', now: parts({ growth: 64 * MIB }) },
        { ...parts({}), above: 512 * MIB, makes: null, now: parts({}) },
      ],
    },
    {
      ...{ rule: 'cpu', level: 'fail', unit: 'nanoseconds' },
      limits: [{ ...parts({ percent: 40 }), above: null, makes: 'quieter', now: parts({ percent: 25 }) }],
    },
    {
      ...{ rule: 'cpu', level: 'warn', unit: 'nanoseconds' },
      limits: [{ ...parts({ growth: 80 * MS }), above: null, makes: 'quieter', now: parts({ growth: 1250 * 1e3 }) }],
    },
  ],
  ...{ problems: [], warnings: [] },
}

describe('an explanation', () => {
  test('reads well in a terminal', () => {
    expectGolden('report/explain.txt', renderExplainText(EXPLANATION, { colour: false }))
  })

  test('reads well as Markdown', () => {
    expectGolden('report/explain.md', renderExplainMarkdown(EXPLANATION))
  })

  test('has codes and numbers as JSON', () => {
    const text = renderExplainJson(EXPLANATION)
    expectGolden('report/explain.json', text)
    expect(text).not.toMatch(/[a-z] [a-z]+ [a-z]/)
  })

  test('without any check says that there is none', () => {
    const nothing = { ...EXPLANATION, alpha: null, checks: [], suggestions: [], silentRules: [] }
    expect(renderExplainText(nothing, { colour: false })).toBe(
      'Identical code is to pass all of this 99 times in 100.\n0 of 0 checks could fail at all.\n',
    )
  })
})

describe('names that somebody else chose', () => {
  test.each(HOSTILE_NAMES)('%j breaks no line and no page', (name) => {
    const [first] = CHECKS
    const checks = ['function', `label:${name}`].map((of) => {
      const causes = [cause({ name, movedFrom: [name] })]
      return explained(check({ rule: 'live-heap', profile: name, target: name, metric: name, unit: name, of, causes }))
    })
    const explanation = {
      ...EXPLANATION,
      checks: [...(first === undefined ? [] : [first]), ...checks],
      suggestions: [],
    }
    const text = renderExplainText(explanation, { colour: false })
    expect(text.split('\n').length).toBe(
      renderExplainText({ ...explanation, checks: explanation.checks.map(named) }, { colour: false }).split('\n')
        .length,
    )
    expect(text).not.toMatch(/[^\n -~\u00a0-\uffff]/)
    const html = String(marked.parse(renderExplainMarkdown(explanation)))
    expect(html).not.toMatch(/<(?:img|script|a|details|td><\/table)\b/)
    expect(html.match(/<h3>/g)?.length).toBe(explanation.checks.length)
  })
})

/** The same check with names that harm nobody. */
function named(each: ExplainedCheck): ExplainedCheck {
  const of = each.check.of.startsWith('label:') ? 'label:x' : each.check.of
  const causes = each.check.causes.map((one) => ({ ...one, name: 'x', movedFrom: ['x'] }))
  return { ...each, check: { ...each.check, profile: 'x', target: 'x', metric: 'x', unit: 'x', of, causes } }
}

describe('an amount in the policy language', () => {
  test.each([
    [4 * MIB, 'bytes', '4MiB'],
    [1.25 * MIB, 'bytes', '1.25MiB'],
    [524288, 'bytes', '512KiB'],
    [1000, 'bytes', '1000B'],
    [0, 'bytes', '0'],
    [50 * MS, 'nanoseconds', '50ms'],
    [1500, 'nanoseconds', '1.5us'],
    [0.05, 'sec/op', '50ms'],
    [1.5e-6, 'sec/op', '1.5us'],
    [16, 'B/op', '16B'],
    [50, 'count', '50'],
    [1024, 'furlongs', '1024'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(policyAmount(value, unit)).toBe(text)
  })
})
