import { notice } from '../../src/model/notice.ts'
import type { Change, Check, Noise, Result, Warning } from '../../src/result/result.ts'
import {
  causeAt,
  change,
  check,
  cpuWarning,
  DECODE,
  FETCH,
  LIST,
  limit,
  MIB,
  MS,
  mib,
  noise,
  PUT,
  passingChecks,
  REBUILD,
  result,
  SEARCH,
  SHOP,
  SNAPSHOT,
  TICK,
} from './results.ts'

/** Results of the same pull request by every method of telling growth from noise, in each state that it may leave. */

type Runs = Check['runs']

function runs(unit: number, baseline: readonly number[], candidate: readonly number[]): Runs {
  const scaled = (values: readonly number[]) => values.map((value) => Math.round(value * unit))
  return { baseline: scaled(baseline), candidate: scaled(candidate) }
}

/** The means of both sides. */
function means({ baseline, candidate }: Runs): Change {
  const mean = (values: Runs['baseline']) =>
    values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length
  return change(mean(baseline), mean(candidate))
}

function around(method: Noise['method'], { baseline, delta }: Change, percent: number, pValue: number): Noise {
  const half = (Number(baseline) * percent) / 100
  const detectable = [
    { share: 1 as const, percent: percent * 1.5 },
    { share: 0.1 as const, percent: percent * 4 },
  ]
  const bounds = { deltaLow: Number(delta) - half, deltaHigh: Number(delta) + half }
  return noise({ method, ...bounds, pValue, detectable, events: { baseline: 6020, candidate: 7650 } })
}

/** The heap of five runs a side, or of five and one. */
function heapOfRuns(method: Noise['method'], values: Runs, parts: Partial<Check> & { readonly pValue: number }): Check {
  const { pValue, ...rest } = parts
  const total = means(values)
  return check({
    total,
    runs: values,
    limits: [limit({ percent: 10, growth: 4 * MIB, exceeded: true })],
    noise: around(method, total, 4, pValue),
    ...rest,
  })
}

const FAILED = { outcome: 'fail', level: 'fail' } as const
const OPEN = { outcome: 'inconclusive', level: 'warn' } as const

const BASELINE_RUNS = [41, 41.6, 40.7, 41.3, 41.4]

const putOfRuns = (baseline: readonly number[], candidate: readonly number[]) => {
  const values = runs(MIB, baseline, candidate)
  return causeAt(PUT, means(values), { share: 0.62, pValue: 1e-6, runs: values, callers: [SEARCH, LIST] })
}

const repeatsFail = () =>
  result({
    outcome: 'fail',
    checks: [
      heapOfRuns('repeats', runs(MIB, BASELINE_RUNS, [63.9, 64.5, 64.1, 64.8, 64.2]), {
        ...{ ...FAILED, pValue: 1e-7 },
        causes: [putOfRuns([4.2, 4.4, 4.1, 4.2, 4.1], [18.4, 18.9, 18.6, 18.7, 18.5])],
      }),
      ...passingChecks().slice(2),
    ],
  })

/** Not all runs are above all others, but all together are clearly higher. */
const repeatsOverlap = () =>
  result({
    outcome: 'fail',
    checks: [
      heapOfRuns('repeats', runs(MIB, [41, 44.6, 40.7, 47.3, 41.4], [52.1, 49.7, 55.3, 47.1, 51]), {
        ...{ ...FAILED, pValue: 0.0017 },
        causes: [],
      }),
    ],
  })

const repeatsInconclusive = () =>
  result({
    outcome: 'warn',
    checks: [
      heapOfRuns('repeats', runs(MIB, [41, 46.6, 38.7], [52.1, 49.7, 45.3]), {
        ...{ ...OPEN, pValue: 0.04 },
        reason: notice('could-be-noise', { name: 'total', repeats: 5 }),
      }),
      ...passingChecks().slice(2),
    ],
  })

const poolFail = () =>
  result({
    outcome: 'fail',
    checks: [
      heapOfRuns('pool', runs(MIB, BASELINE_RUNS, [64.3]), {
        ...{ ...FAILED, pValue: 1e-5 },
        causes: [putOfRuns([4.2, 4.4, 4.1, 4.2, 4.1], [18.6])],
      }),
    ],
  })

const poolInconclusive = () =>
  result({
    outcome: 'warn',
    checks: [
      heapOfRuns('pool', runs(MIB, [41, 46.6, 38.7, 49.1, 42], [48.3]), {
        ...{ ...OPEN, pValue: 0.03 },
        reason: notice('could-be-noise', { name: 'total', repeats: 5, rateBytes: 4096 }),
      }),
    ],
  })

/** Snapshots after the warm-up, of a cache that never lets go, with the slope's interval around what they show. */
const LEAKING = [6.1, 7.4, 8.4, 9.7, 11, 12.1, 13.4, 14.6]
const STEADY = [4.1, 4.3, 4.2, 4.2, 4.4, 4.2, 4.3, 4.2]
const RESTLESS = [6.1, 7.9, 7.4, 9.7, 8.2, 11.1, 10.4, 12.6]
const FILLING = [6.1, 9.8, 12.4, 14, 14.5, 14.6, 14.6, 14.6]

function slope(values: readonly number[]): number {
  const centre = (values.length - 1) / 2
  const steps = values.reduce((sum, _, at) => sum + (at - centre) ** 2, 0)
  return values.reduce((sum, value, at) => sum + (at - centre) * value, 0) / steps
}

function leakCheck(baseline: readonly number[], candidate: readonly number[], parts: Partial<Check>): Check {
  const values = runs(MIB, baseline, candidate)
  const [before, after] = [Number(values.baseline.at(-1) ?? 0), Number(values.candidate.at(-1))]
  const difference =
    slope(values.candidate.map(Number)) - (baseline.length > 0 ? slope(values.baseline.map(Number)) : 0)
  const half = 0.09 * MIB
  return check({
    rule: 'leaks',
    id: 'leaks:heap.pb.gz',
    of: 'function',
    total: change(baseline.length > 0 ? before + mib(37) : 0, after + mib(37)),
    runs: runs(
      MIB,
      baseline.map((value) => value + 37),
      candidate.map((value) => value + 37),
    ),
    limits: [limit({ perSnapshot: 64 * 1024, exceeded: true })],
    noise: noise({
      method: 'series',
      deltaLow: difference - half,
      deltaHigh: difference + half,
      pValue: 1e-6,
      events: { baseline: 1204, candidate: 1530 },
    }),
    ...parts,
  })
}

function leakingCause(baseline: readonly number[], candidate: readonly number[]) {
  const values = runs(MIB, baseline, candidate)
  const total = change(Number(values.baseline.at(-1) ?? 0), Number(values.candidate.at(-1)))
  return { ...causeAt(PUT, total, { share: 0.97, pValue: 1e-6, callers: [SEARCH, LIST] }), runs: values }
}

const seriesLeak = () =>
  result({
    outcome: 'fail',
    checks: [
      leakCheck(STEADY, LEAKING, {
        ...FAILED,
        causes: [{ ...leakingCause(STEADY, LEAKING), status: 'over-limit' }],
      }),
      ...passingChecks().slice(2),
    ],
  })

const seriesLeaks = () =>
  result({
    outcome: 'fail',
    checks: [
      leakCheck([], LEAKING, {
        ...FAILED,
        causes: [
          { ...leakingCause([], LEAKING), status: 'over-limit' },
          {
            ...causeAt(SNAPSHOT, change(0, mib(1.9)), { status: 'over-limit', pValue: 1e-4, callers: [REBUILD, TICK] }),
            runs: runs(MIB, [], [0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9]),
          },
        ],
      }),
    ],
  })

const seriesLookAlike = () => result({ checks: [leakCheck(STEADY, FILLING, {}), ...passingChecks().slice(2)] })

const seriesInconclusive = () => {
  const cause = leakingCause(STEADY, RESTLESS)
  const rate = slope(cause.runs.candidate.map(Number))
  const difference = rate - slope(cause.runs.baseline.map(Number))
  const [low, high] = [difference * -0.1, difference * 2.1]
  const made = leakCheck(STEADY, RESTLESS, {
    ...OPEN,
    reason: notice('may-keep-growing', { name: PUT.name, slope: rate, low, high }),
    noise: noise({ method: 'series', deltaLow: low, deltaHigh: high, pValue: 0.03 }),
    causes: [{ ...cause, status: 'inconclusive' }],
  })
  return result({ outcome: 'warn', checks: [made] })
}

const seriesTooShort = () =>
  result({
    outcome: 'warn',
    checks: [
      check({
        ...{ rule: 'leaks', id: 'leaks:heap.pb.gz', of: 'function', ...OPEN },
        limits: [limit({ perSnapshot: 64 * 1024 })],
        reason: notice('series-too-short', { snapshots: 3, least: 5 }),
        noise: noise({ method: 'events' }),
      }),
    ],
  })

const BENCHMARK = 'shop.BenchmarkSearch/large-8'

function timing(values: Runs, parts: Partial<Check>): Check {
  const median = (amounts: Runs['baseline']) => {
    const sorted = amounts.map(Number).sort((a, b) => a - b)
    return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
  }
  const medians = change(median(values.baseline), median(values.candidate))
  const open = parts.outcome === 'inconclusive'
  return check({
    ...{ rule: 'timing', id: 'timing:bench.txt', profile: 'bench.txt', kind: 'benchmark', metric: 'sec/op' },
    ...{ unit: 'sec/op', of: 'benchmark', outcome: 'warn', level: 'warn' },
    total: medians,
    runs: values,
    limits: [limit({ level: 'warn', percent: 10, exceeded: true })],
    noise: noise({ method: 'rank', pValue: 0.0004 }),
    causes: [
      {
        ...causeAt({ name: BENCHMARK, file: null, line: null, changed: false }, medians, {
          status: open ? 'inconclusive' : 'over-limit',
          pValue: open ? 0.1 : 0.0004,
        }),
        runs: values,
      },
    ],
    ...parts,
  })
}

const seconds = (...values: readonly number[]) => values.map((value) => value / 1e6)

const rankWarn = () =>
  result({
    outcome: 'warn',
    checks: [
      timing(
        {
          baseline: seconds(120, 121, 119, 124, 120, 118, 122, 121, 120, 133),
          candidate: seconds(139, 141, 138, 142, 137, 139, 131, 140, 139, 138),
        },
        {},
      ),
    ],
  })

const rankFew = () =>
  result({
    outcome: 'warn',
    checks: [
      timing(
        { baseline: seconds(120, 121, 119), candidate: seconds(139, 141, 138) },
        { ...OPEN, reason: notice('could-be-noise', { name: BENCHMARK, repeats: 10 }) },
      ),
    ],
  })

/** A decoder that was split in two. */
const movedCause = (parts: Parameters<typeof causeAt>[2]) =>
  causeAt(DECODE, change(mib(2.1), mib(6.9)), { pValue: 1e-4, callers: [FETCH, SEARCH], ...parts })

const DONORS = ['parseProduct', 'parsePrice', 'parseText'].map((name) => `${SHOP}/catalog.${name}`)

const byFunction = (parts: Partial<Check>) =>
  check({
    ...{ rule: 'live-heap-by-function', id: 'live-heap-by-function:heap.pb.gz', of: 'function' },
    total: change(mib(41.2), mib(41.9)),
    runs: { baseline: [mib(41.2)], candidate: [mib(41.9)] },
    limits: [limit({ percent: 20, growth: MIB, exceeded: true })],
    noise: around('events', change(mib(41.2), mib(41.9)), 2, 0.2),
    ...parts,
  })

const moved = () =>
  result({
    checks: [byFunction({ causes: [movedCause({ status: 'moved', movedFrom: DONORS })] }), ...passingChecks().slice(2)],
  })

const partlyMoved = () =>
  result({
    outcome: 'fail',
    checks: [
      byFunction({
        ...FAILED,
        causes: [
          movedCause({ status: 'over-limit', movedFrom: DONORS.slice(0, 1) }),
          causeAt(PUT, change(mib(4.2), mib(5.9)), { status: 'moved', movedFrom: DONORS.slice(1, 2) }),
        ],
      }),
    ],
  })

const mayHaveMoved = () =>
  result({
    outcome: 'warn',
    checks: [
      byFunction({
        ...OPEN,
        reason: notice('may-have-moved', { name: DECODE.name, donor: DONORS[0] ?? '' }),
        causes: [movedCause({ status: 'inconclusive', movedFrom: DONORS.slice(0, 1) })],
      }),
    ],
  })

function uncompared(reason: Check['reason'], parts: Partial<Check> = {}): Check {
  return check({
    ...{ outcome: 'not-compared', level: 'warn', reason },
    total: change(mib(41.2), mib(61.5)),
    runs: { baseline: [mib(41.2)], candidate: [mib(61.5)] },
    noise: noise({ method: 'events' }),
    ...parts,
  })
}

const platformDiffers = () =>
  result({
    outcome: 'warn',
    checks: [
      uncompared(notice('platform-differs', { baseline: 'linux/amd64', candidate: 'linux/arm64' }), {
        limits: [limit({ percent: 10, growth: 4 * MIB }), limit({ above: 96 * MIB })],
      }),
    ],
  })

const ITERATIONS = { what: 'iterations', baseline: 1000, candidate: 1502 } as const

const workDiffers = () =>
  result({
    outcome: 'warn',
    checks: [
      uncompared(notice('work-differs', ITERATIONS), { rule: 'allocation', metric: 'alloc_space' }),
      ...passingChecks().slice(4),
    ],
    warnings: [{ ...notice('work-differs', ITERATIONS), profile: 'heap.pb.gz' }],
  })

const perUnknown = () =>
  result({
    outcome: 'warn',
    checks: [
      uncompared(notice('per-unknown', { per: 'op' }), {
        ...{ rule: 'allocation', metric: 'alloc_space', per: 'op', limits: [] },
        ...{ total: change(0, 0), runs: { baseline: [], candidate: [] } },
      }),
    ],
  })

const perOperation = () =>
  result({
    outcome: 'fail',
    checks: [
      check({
        ...{ ...FAILED, rule: 'allocation', id: 'allocation:mem.pb.gz', metric: 'alloc_space', per: 'op' },
        total: change(2204.8, 3319.25),
        runs: { baseline: [2204.8], candidate: [3319.25] },
        limits: [limit({ percent: 20, growth: 512, exceeded: true })],
        noise: around('events', change(2204.8, 3319.25), 3, 1e-9),
        causes: [causeAt(PUT, change(1024.5, 2099.75), { share: 0.96, callers: [SEARCH, LIST] })],
      }),
      cpuWarning({
        ...{ outcome: 'pass', level: 'pass', per: 'second', of: 'total', causes: [] },
        total: change(410 * MS, 430.5 * MS),
        limits: [limit({ level: 'warn', percent: 20, growth: 50 * MS })],
        noise: around('events', change(410 * MS, 430.5 * MS), 5, 0.2),
      }),
      cpuWarning({ ...{ outcome: 'pass', level: 'pass', per: 'total', causes: [] }, limits: [limit({ percent: 25 })] }),
    ],
  })

const warning = (code: string, args: Warning['args'], profile: string | null = 'heap.pb.gz'): Warning => {
  return { ...notice(code, args), profile }
}

/** Everything in which two sides may differ, and what their samples say of themselves. */
const conditions = () =>
  result({
    checks: passingChecks(),
    warnings: [
      warning('machine-differs', { key: 'go', baseline: 'go1.25.4', candidate: 'go1.26.0' }, null),
      warning('machine-differs', { key: 'runner', baseline: 'ubuntu-22.04', candidate: 'ubuntu-24.04' }, null),
      warning('machine-differs', { key: 'cores', baseline: '2', candidate: '4' }, null),
      warning('go-release-differs', { baseline: '1.25.4', candidate: '1.26.0' }),
      warning('period-differs', { baseline: 524_288, candidate: 4096, unit: 'bytes' }),
      warning('few-events', { metric: 'inuse_space', baseline: 12, candidate: 20 }),
      warning('uniform-shift', { metric: 'cpu', percent: 23.4 }, 'cpu.pb.gz'),
      warning('no-collection', { side: 'candidate' }),
    ],
  })

export const STATES: Readonly<Record<string, () => Result>> = {
  'repeats-fail': repeatsFail,
  'repeats-overlap': repeatsOverlap,
  'repeats-inconclusive': repeatsInconclusive,
  'pool-fail': poolFail,
  'pool-inconclusive': poolInconclusive,
  'series-leak': seriesLeak,
  'series-leaks': seriesLeaks,
  'series-look-alike': seriesLookAlike,
  'series-inconclusive': seriesInconclusive,
  'series-too-short': seriesTooShort,
  'rank-warn': rankWarn,
  'rank-few': rankFew,
  moved,
  'partly-moved': partlyMoved,
  'may-have-moved': mayHaveMoved,
  'platform-differs': platformDiffers,
  'work-differs': workDiffers,
  'per-unknown': perUnknown,
  'per-operation': perOperation,
  conditions,
}
