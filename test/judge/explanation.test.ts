import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain.ts'
import { runGate } from '../../src/gate.ts'
import type { ExplainedCheck, Explanation } from '../../src/result/explanation.ts'
import { cpu, folder, goroutine, heap, type Made } from '../gate/made-profiles.ts'
import { CONTEXT, policyOf } from '../gate/run.ts'
import { poisson } from '../truth/counts.ts'
import { Random } from '../truth/random.ts'

type Files = Readonly<Record<string, Made>>

function inputsOf(rules: readonly string[], baseline: Files | null, candidate: Files) {
  const policy = policyOf(`rules:\n${rules.map((rule) => `  - { ${rule} }\n`).join('')}`)
  const before = baseline === null ? null : folder(baseline)
  return { baseline: before, candidate: folder(candidate), policy, ownPackages: null, context: CONTEXT }
}

function explained(rules: readonly string[], baseline: Files | null, candidate: Files = baseline ?? {}): Explanation {
  return explain(inputsOf(rules, baseline, candidate))
}

function only({ checks }: Explanation): ExplainedCheck {
  const [check, ...others] = checks
  if (check === undefined || others.length > 0) throw new Error('one check was expected')
  return check
}

const LIVE = 'name: live, kind: heap, of: total, fail: { percent: 10 }'
const FUNCTIONS = 'name: functions, kind: heap, of: function, fail: { percent: 20, growth: 1MiB }'
const TIMES = 'name: times, kind: benchmark, fail: { percent: 10 }'
const heapOf = (events: number, rate?: number) => ({ 'heap.pb.gz': heap(`main.load 1024 ${events}`, rate) })

const times = (values: readonly number[]) => ({
  'bench.txt': values.map((value) => `BenchmarkPut 100 ${value} ns/op 16 B/op 2 allocs/op\n`).join(''),
})
const timesOf = (count: number) => times(Array.from({ length: count }, (_, at) => 10 + at / 10))

/** Snapshots of a process; events of each at the heap's default rate. */
const seriesOf = (events: readonly number[]) =>
  Object.fromEntries(
    events.map((count, at) => [`heap-${String(at + 1).padStart(4, '0')}.pb.gz`, heap(`main.load 1024 ${count}`)]),
  )

const runsOf = (events: readonly number[], rate?: number) =>
  Object.fromEntries(events.map((count, at) => [`heap.${at + 1}.pb.gz`, heap(`main.load 1024 ${count}`, rate)]))

describe('the limit that identical code would pass', () => {
  const reachOf = (events: number) => only(explained([LIVE], heapOf(events))).identical?.percent ?? Number.NaN

  test('is z sqrt(V + drift) of the baseline: of 900 events z sqrt(2 * 900 + 2 (0.02 * 900)^2) / 900', () => {
    expect(reachOf(900)).toBeCloseTo((2.326348 * Math.sqrt(1800 + 648) * 100) / 900, 4)
  })

  test('is below what is detectable, and shrinks with more events', () => {
    const { identical, check } = only(explained([LIVE], heapOf(900)))
    expect(identical?.percent).toBeLessThan(check.noise.detectable[0]?.percent ?? 0)
    expect([reachOf(100) > reachOf(900), reachOf(900) > reachOf(9000)]).toEqual([true, true])
  })

  test('is exceeded by chance about as often as the policy says, and half of it far more often', () => {
    const random = new Random('identical code')
    const draws = 300
    let beyond = 0
    let beyondHalf = 0
    for (let draw = 0; draw < draws; draw++) {
      const [before, after] = [poisson(random, 400), poisson(random, 400)]
      const { identical, check } = only(explained([LIVE], heapOf(before), heapOf(after)))
      if ((check.total.percent ?? 0) > (identical?.percent ?? 0)) beyond++
      if ((check.total.percent ?? 0) > (identical?.percent ?? 0) / 2) beyondHalf++
    }
    // 1 % of 300 is 3; 12 or more would happen less than once in 10,000.
    expect(beyond).toBeLessThan(12)
    expect(beyondHalf).toBeGreaterThan(15)
  })

  test('is shared by the checks, and in a check by the groups', () => {
    const more = only(explained([LIVE, FUNCTIONS.replace('functions', 'x')].slice(0, 1), heapOf(900)))
    const [shared] = explained([LIVE, FUNCTIONS], heapOf(900)).checks
    expect(shared?.identical?.percent).toBeGreaterThan(more.identical?.percent ?? 0)
  })

  test('is of t where the runs have shown the variance, and rests on no events', () => {
    const before = runsOf([900, 930, 860, 1000, 905])
    const steady = runsOf([900, 901, 899, 900, 900])
    const [loose, tight] = [before, steady].map((files) => only(explained([LIVE], files)).identical?.percent ?? 0)
    expect(loose).toBeGreaterThan(tight ?? 0)
  })

  test('is none where nothing varies, by as much as is counted', () => {
    const rule = 'name: allocs, kind: benchmark, metric: allocs/op, fail: { growth: 0 }'
    const { identical, weakness, limits } = only(explained([rule], timesOf(5)))
    expect({ identical, weakness, passes: limits.map(({ passes }) => passes) }).toEqual({
      identical: { percent: 0, growth: 0, perSnapshot: null },
      weakness: null,
      passes: [true],
    })
  })

  test('is of a series in growth per snapshot', () => {
    const rule = 'name: leaks, kind: heap, of: total, fail: { per-snapshot: 1KiB }'
    const files = seriesOf([400, 412, 395, 408, 399, 411, 402, 397, 406, 401])
    const { identical, limits, runs, noise } = only(explained([rule], files))
    expect(identical).toEqual({ percent: null, growth: null, perSnapshot: expect.any(Number) })
    expect(identical?.perSnapshot).toBeGreaterThan(1024)
    expect(limits[0]?.passes).toBe(false)
    expect({ runs, noise }).toEqual({ runs: { baseline: 10, candidate: 10 }, noise: [] })
  })

  test('is not known where ranks are compared, of one run without a model, and without a baseline', () => {
    expect(only(explained([TIMES], timesOf(10))).identical).toBeNull()
    expect(
      only(
        explained(['name: g, kind: goroutine, of: total, fail: { growth: 3 }'], {
          'goroutine.pb.gz': goroutine('main.wait 3'),
        }),
      ).identical,
    ).toBeNull()
    expect(only(explained([LIVE], null, heapOf(900))).identical).toBeNull()
  })
})

describe('whether a check can fail at all', () => {
  const SLOPE = 'name: leaks, kind: heap, of: total, fail: { per-snapshot: 1KiB }'
  const warns = LIVE.replace('fail', 'warn')
  test.each<[string, string, Files | null, Files, readonly string[]]>([
    ['it can with events enough', LIVE, heapOf(900), heapOf(900), []],
    ['not with too few', LIVE, heapOf(2), heapOf(2), ['too-few-events']],
    ['not if it only warns', warns, heapOf(900), heapOf(900), ['no-fail-limit']],
    ['nor if it cannot even do that', warns, heapOf(2), heapOf(2), ['no-fail-limit', 'too-few-events']],
    ['not without a baseline', LIVE, null, heapOf(900), ['no-baseline']],
    ['but a budget can', LIVE.replace('percent: 10', 'above: 1GiB'), null, heapOf(900), []],
    ['not by five measured times', TIMES, timesOf(5), timesOf(5), ['too-few-times']],
    ['but by six', TIMES, timesOf(6), timesOf(6), []],
    ['not by a series that is too short', SLOPE, seriesOf([1, 2, 3]), seriesOf([1, 2, 3]), ['series-too-short']],
    [
      'what is counted can',
      'name: g, kind: goroutine, of: total, fail: { growth: 3 }',
      { 'goroutine.pb.gz': goroutine('main.wait 3') },
      { 'goroutine.pb.gz': goroutine('main.wait 3') },
      [],
    ],
  ])('%s', (_, rule, baseline, candidate, codes) => {
    const { cannotFail } = only(explained([rule], baseline, candidate))
    expect(cannotFail.map(({ code }) => code)).toEqual(codes)
  })

  test('as many measured times are needed as a share of alpha takes', () => {
    const rules = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => TIMES.replace('times', name))
    const [first] = explained(rules, timesOf(6)).checks
    // 0.001 is less than 1 / 924, and not less than 1 / 3432.
    expect(first?.cannotFail).toEqual([{ code: 'too-few-times', args: { times: 6, needed: 7 } }])
  })
})

describe('a setting that would make it sharper', () => {
  const settingsOf = (rules: readonly string[], files: Files) =>
    Object.fromEntries(only(explained(rules, files)).settings.map((each) => [each.setting, each]))
  const seenBy = (files: Files) => only(explained([LIVE], files)).check.noise.detectable[0]?.percent ?? Number.NaN

  test('predicts what five runs and a finer rate would show: as much as is seen then', () => {
    const { memprofilerate, runs } = settingsOf([LIVE], heapOf(900))
    expect(runs?.detectable[0]?.percent).toBeGreaterThan(seenBy(runsOf([900, 901, 899, 900, 900])))
    // The same objects, of 1 KiB, at 4 KiB: 900 p' / p events.
    const finer = 900 * (-Math.expm1(-1024 / 4096) / -Math.expm1(-1024 / 524288))
    expect(memprofilerate?.detectable[0]?.percent).toBeCloseTo(seenBy(heapOf(Math.round(finer), 4096)), 1)
  })

  test('asks for no finer rate than 4 KiB, and for no more than five runs', () => {
    expect(Object.keys(settingsOf([LIVE], heapOf(900, 4096)))).toEqual(['runs'])
    expect(settingsOf([LIVE], runsOf([900, 900, 901, 899, 900], 4096))).toEqual({})
  })

  test('asks for more work where that adds events: as much as the limit takes', () => {
    const rule = 'name: cpu, kind: cpu, of: total, fail: { percent: 10 }'
    const work = (samples: number) => settingsOf([rule], { 'cpu.pb.gz': cpu(`main.work ${samples}`) })['work']
    const [much, little] = [work(50_000), work(1000)]
    expect(much?.value).toBe(4)
    expect(little?.value).toBeGreaterThan(4)
    expect(little?.detectable[0]?.percent).toBeLessThanOrEqual(10)
  })

  test('is more runs where nothing is known of one, more times for ranks, more snapshots of a series', () => {
    const rule = 'name: locks, kind: mutex, of: total, fail: { percent: 10 }'
    const locks = { 'mutex.pb.gz': heap('main.load 1024 3') }
    expect(settingsOf([TIMES], timesOf(6))).toEqual({ runs: { setting: 'runs', value: 10, detectable: [] } })
    const slope = 'name: leaks, kind: heap, of: total, fail: { per-snapshot: 1KiB }'
    expect(Object.keys(settingsOf([slope], seriesOf([1, 2, 1, 2, 1])))).toEqual(['snapshots'])
    expect(explained([rule], locks).silentRules).toEqual(['locks'])
  })
})

describe('a limit that fits better', () => {
  const suggested = (limits: string, files: Files = heapOf(2000)) =>
    explained([`name: live, kind: heap, of: total, ${limits}`], files).suggestions.flatMap(({ level, limits }) =>
      limits.map(({ percent, growth, above, makes }) => [level, percent, growth, above, makes]),
    )

  // 2,000 events of 1 KiB are 1,001 MiB: identical code grows by at most 9.9 %, and 13 % would show.
  test.each<[string, string, ReturnType<typeof suggested>]>([
    ['is none where all is well', 'fail: { percent: 15 }', []],
    ['is wider where identical code exceeds it', 'fail: { percent: 5 }', [['fail', 10, null, null, 'quieter']]],
    [
      'or wider in the part that has to change less',
      'warn: { percent: 2, growth: 90MiB }',
      [['warn', 2, 2 ** 27, null, 'quieter']],
    ],
    [
      'is nearer where growth below it shows',
      'fail: { percent: 90, growth: 1MiB }',
      [['fail', 15, 2 ** 20, null, 'sharper']],
    ],
    ['of an amount too', 'fail: { growth: 1GiB }', [['fail', null, 2 ** 28, null, 'sharper']]],
    [
      'names what stays beside it',
      'fail: [{ percent: 5 }, { above: 2GiB }]',
      [
        ['fail', 10, null, null, 'quieter'],
        ['fail', null, null, 2 ** 31, null],
      ],
    ],
  ])('%s', (_, limits, expected) => {
    expect(suggested(limits)).toEqual(expected)
  })

  test('fits every profile of the rule, and is none where one of them was not compared', () => {
    const small = { ...heapOf(2000), 'api/heap.pb.gz': heap('main.load 1024 300') }
    expect(suggested('fail: { percent: 5 }', small)).toEqual([['fail', 25, null, null, 'quieter']])
    const rule = 'name: live, kind: heap, of: total, fail: { percent: 5 }'
    expect(explained([rule], heapOf(2000), small).suggestions).toEqual([])
  })
})

describe('an explanation', () => {
  test('judges as the gate does', () => {
    const inputs = inputsOf([LIVE, FUNCTIONS], heapOf(900), heapOf(2000))
    expect(explain(inputs).checks.map(({ check }) => check)).toEqual(runGate(inputs).checks)
  })

  test('names the rules that speak of nothing, and what went wrong', () => {
    const { silentRules, problems } = explained([LIVE, TIMES], heapOf(900))
    expect(silentRules).toEqual(['times'])
    expect(problems.map(({ code }) => code)).toEqual(['unmatched-rule'])
  })
})
