import { describe, expect, test } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import type { Result } from '../../src/result/result.ts'
import type { PlainProfile } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'
import { rule } from './expect-verdicts.ts'
import { contention, cpu, fileOf, goroutine, heap, type Made } from './made-profiles.ts'
import { type Case, gate, type Side } from './run.ts'

/**
 * Growth that could slip through, and steadiness that could be blamed: profiles of which a part is missing, empty, moved or
 * measured over other work. None of them may pass or fail for that part alone.
 */

/** What has to come of a case; what is left out may be anything. */
interface Expected {
  /** `inconclusive could-be-noise`: outcome and reason of each check. */
  readonly checks?: unknown
  /** Arguments of the first reason. */
  readonly args?: Readonly<Record<string, unknown>>
  /** `main.f moved`: by name, without those that only contribute. */
  readonly causes?: readonly string[]
  readonly problems?: readonly string[]
  readonly warnings?: readonly string[]
  /** Files that were skipped or refused: none unless said. */
  readonly unread?: readonly string[]
  /** What became of acceptances. */
  readonly accepted?: readonly string[]
}

type Row = readonly [expected: Expected, made: Case]

function expectAll(rows: Readonly<Record<string, Row>>): void {
  test.each(Object.entries(rows))('%s', (_, [expected, made]) => {
    expect(summaryOf(gate(made))).toMatchObject({ unread: [], ...expected })
  })
}

function summaryOf({ checks, problems, warnings, accepted, inputs }: Result) {
  const [reason] = checks.flatMap((check) => check.reason ?? [])
  return {
    checks: checks.map((check) => [check.outcome, check.reason?.code ?? []].flat().join(' ')).join(', '),
    args: reason?.args ?? {},
    causes: checks
      .flatMap(({ causes }) => causes.filter(({ status }) => status !== 'contributes'))
      .map(({ name, status }) => `${name} ${status}`)
      .sort(),
    problems: problems.map(({ code }) => code),
    warnings: warnings.map(({ code }) => code),
    unread: inputs.filter(({ state }) => state !== 'read').map(({ path }) => path),
    accepted: accepted.map(({ state }) => state),
  }
}

const judged = (policy: string, baseline: Side, candidate: Exclude<Side, null>): Case => ({
  policy: rule(policy),
  baseline,
  candidate,
})

type Files = Readonly<Record<string, Made>>

const lines = (...each: readonly string[]) => each.join('\n')

/** Files of a series, `heap-0001.pb.gz` and so on. */
function series(name: string, snapshots: readonly Made[]): Files {
  const dot = name.indexOf('.')
  const at = (index: number) => String(index + 1).padStart(4, '0')
  return Object.fromEntries(
    snapshots.map((made, index) => [`${name.slice(0, dot)}-${at(index)}${name.slice(dot)}`, made]),
  )
}

/** Snapshots with so many objects of one function each, sampled so often that nothing is left to chance. */
const heaps = (...counts: readonly number[]) => counts.map((count) => fineHeap(`main.f 4096 ${count}`))
const fineHeap = (text: string) => heap(text, 4096)

const upTo = (count: number, step = 100) => Array.from({ length: count }, (_, at) => (at + 1) * step)
const STEADY = series('heap.pb.gz', heaps(...upTo(12).map(() => 100)))
const LEAKING = heaps(...upTo(12))
const LEAKS = 'kind: heap, of: function, fail: { per-snapshot: 64KiB }'

const iterations = (count: number) => lines('goos: linux', 'pkg: x', `BenchmarkWork ${count} 100 ns/op`, 'PASS\n')

describe('what else a change does settles nothing', () => {
  const rest = upTo(10, 1).map((at) => `main.f${at} 4096 400`)
  const before = { 'heap.pb.gz': heap(lines('main.old 8192 3000', ...rest)) }
  const changed = (name: string) => ({
    'heap.pb.gz': heap(lines(`${name} 8192 3000`, ...rest, 'main.buffer 104857600 1')),
  })
  const functions = 'kind: heap, of: function, fail: { percent: 20, growth: 1MiB }'
  const doubt = { checks: 'inconclusive could-be-noise', args: { name: 'main.buffer' } }
  expectAll({
    'a new buffer that was sampled once is in doubt': [
      { ...doubt, causes: ['main.buffer inconclusive'] },
      judged(functions, before, changed('main.old')),
    ],
    'a new buffer stays in doubt where another function was renamed': [
      { ...doubt, causes: ['main.buffer inconclusive', 'main.renamed moved'] },
      judged(functions, before, changed('main.renamed')),
    ],
  })

  /** Five runs of a package of many functions, ten of them called by the same one. */
  const packages = (name: string, seed: number): Files => {
    const events = (at: number, run: number) => 40 + ((at + 3 * (run + seed)) % 9)
    const sampled = (run: number) =>
      upTo(500, 1).map((at) => `main.h${at % 50};${name}.f${at} ${4096 + 64 * (at % 7)} ${events(at, run)}`)
    return Object.fromEntries(upTo(5, 1).map((run) => [`heap.${run}.pb.gz`, fineHeap(lines(...sampled(run)))]))
  }

  test('a package of 500 functions that was renamed has moved as a whole, in five runs a side', () => {
    const policy = 'kind: heap, metric: alloc_space, of: function, fail: { percent: 20, growth: 64KiB }'
    const { checks } = gate(judged(policy, packages('old', 0), packages('new', 5)))
    expect(checks.map(({ outcome }) => outcome)).toEqual(['pass'])
    const causes = new Set(checks.flatMap(({ causes }) => causes).map(({ name, status }) => `${name} ${status}`))
    expect(causes).toEqual(new Set(upTo(500, 1).map((at) => `new.f${at} moved`)))
  })
})

describe('a metric that only some snapshots have has no trend', () => {
  const snapshots = (of: (at: number) => boolean) =>
    series(
      'metrics.prom',
      upTo(10, 1).map((at) => `# TYPE up gauge\nup 1\n${of(at) ? `# TYPE cached gauge\ncached ${at * 100}\n` : ''}`),
    )
  const grows = 'kind: metrics, metric: cached, of: total, fail: { per-snapshot: 10 }'
  const all = () => true
  const [lastTwo, lastFour] = [(at: number) => at > 8, (at: number) => at > 6]
  const notInTheMiddle = (at: number) => at < 4 || at > 6
  const lacking = (side: string, baseline: Side, candidate: Files): Row => [
    { checks: 'not-compared sample-type-missing', args: { metric: 'cached', side } },
    judged(grows, baseline, candidate),
  ]
  expectAll({
    'all have it, and it grows': [{ checks: 'fail' }, judged(grows, null, snapshots(all))],
    'all have it on both sides, and it grows on both': [
      { checks: 'pass' },
      judged(grows, snapshots(all), snapshots(all)),
    ],
    'the last two have it, on both sides': lacking('candidate', snapshots(lastTwo), snapshots(lastTwo)),
    'the last two have it, without a baseline': lacking('candidate', null, snapshots(lastTwo)),
    'the last two of the baseline have it': lacking('baseline', snapshots(lastTwo), snapshots(all)),
    'the last four have it, on both sides': lacking('candidate', snapshots(lastFour), snapshots(lastFour)),
    'the last four have it, without a baseline': lacking('candidate', null, snapshots(lastFour)),
    'the last four of the baseline have it': lacking('baseline', snapshots(lastFour), snapshots(all)),
    'some in the middle lack it, on both sides': lacking(
      'candidate',
      snapshots(notInTheMiddle),
      snapshots(notInTheMiddle),
    ),
    'some in the middle lack it, without a baseline': lacking('candidate', null, snapshots(notInTheMiddle)),
    'some in the middle of the baseline lack it': lacking('baseline', snapshots(notInTheMiddle), snapshots(all)),
  })
})

describe('a leak of which one snapshot is no snapshot', () => {
  const leaking = series('heap.pb.gz', LEAKING)
  const ninth = (made: PlainProfile) => series('heap.pb.gz', LEAKING.with(8, made))
  const last = (made: PlainProfile) => series('heap.pb.gz', LEAKING.with(11, made))
  const empty = fineHeap('')
  const addedInSeconds = { ...fineHeap('main.f 4096 50'), durationNs: 5_000_000_000n }
  const lacking = (code: string, side: string, baseline: Side, candidate: Files): Row => [
    { checks: `not-compared ${code}`, args: { side } },
    judged(LEAKS, baseline, candidate),
  ]
  expectAll({
    'is a leak with all of them': [{ checks: 'fail', causes: ['main.f over-limit'] }, judged(LEAKS, STEADY, leaking)],
    'is not passed over an empty one': lacking('no-samples', 'candidate', STEADY, ninth(empty)),
    'is not passed over an empty one, without a baseline': lacking('no-samples', 'candidate', null, ninth(empty)),
    'is not compared with a baseline that has an empty one': lacking('no-samples', 'baseline', ninth(empty), leaking),
    'is not compared with a baseline of which the last is empty': lacking(
      'no-samples',
      'baseline',
      last(empty),
      leaking,
    ),
    'is not passed over what some seconds added': lacking('delta-profile', 'candidate', STEADY, ninth(addedInSeconds)),
    'is not passed over what some seconds added, without a baseline': lacking(
      'delta-profile',
      'candidate',
      null,
      ninth(addedInSeconds),
    ),
    'is not compared with a baseline that has what some seconds added': lacking(
      'delta-profile',
      'baseline',
      ninth(addedInSeconds),
      leaking,
    ),
  })
})

describe('what was allocated over another number of snapshots', () => {
  /** So many objects of two functions, which differ in size: none can have moved from one to the other. */
  const profile = (f: number, g: number) => fineHeap(lines(`main.f 4096 ${f}`, `main.g 8192 ${g}`))
  const single = (f: number, g: number) => ({ 'heap.pb.gz': profile(f, g) })
  /** As many are added in each snapshot. */
  const allocated = (count: number, f: number, g: number) =>
    series(
      'heap.pb.gz',
      upTo(count, 1).map((at) => profile(at * f, at * g)),
    )
  const total = 'kind: heap, metric: alloc_space, of: total, fail: { percent: 10, growth: 1MiB }'
  const functions = 'kind: heap, metric: alloc_space, of: function, fail: { percent: 30, growth: 64KiB }'
  const differs = { checks: 'not-compared work-differs', args: { what: 'snapshots' } }
  expectAll({
    'a total of six is not compared with one of a single file': [
      differs,
      judged(total, single(1000, 1000), allocated(6, 1000, 1000)),
    ],
    'nor one of a single file with one of six': [differs, judged(total, allocated(6, 1000, 1000), single(1000, 1000))],
    'nor one of three with one of nine': [differs, judged(total, allocated(9, 500, 500), allocated(3, 1000, 1000))],
    'nor one of nine with one of three': [differs, judged(total, allocated(3, 500, 500), allocated(9, 500, 500))],
    'as many are compared': [{ checks: 'fail' }, judged(total, allocated(6, 500, 500), allocated(6, 1000, 1000))],
    'functions of the same shares pass': [
      { checks: 'pass', warnings: ['work-differs'] },
      judged(functions, allocated(9, 1000, 1000), allocated(3, 1000, 1000)),
    ],
    'functions of the same shares pass beside a single file': [
      { checks: 'pass', warnings: ['work-differs'] },
      judged(functions, single(1000, 1000), allocated(6, 1000, 1000)),
    ],
    'a function of a larger share has grown': [
      { checks: 'fail', causes: ['main.f over-limit'], warnings: ['work-differs'] },
      judged(functions, allocated(9, 1000, 1000), allocated(3, 3000, 1000)),
    ],
    'a function of a larger share has grown, beside a single file': [
      { checks: 'fail', causes: ['main.f over-limit'], warnings: ['work-differs'] },
      judged(functions, single(1000, 1000), allocated(6, 3000, 1000)),
    ],
  })
})

describe('a series whose first snapshot lacks what was allocated', () => {
  const inUse = {
    ...plainProfile('inuse_objects/count inuse_space/bytes\nmain.f@shop.go 100 409600'),
    ...({ periodType: ['space', 'bytes'], period: 4096 } as const),
  }
  /** Two series, of which the second is of another size, and has such a first snapshot. */
  const runs = (first: PlainProfile, factor: number): Files => {
    const of = (run: number, snapshots: readonly PlainProfile[]) =>
      Object.entries(series('heap.pb.gz', snapshots)).map(([path, made]) => [`run-${run}/${path}`, made] as const)
    const more = heaps(...upTo(5).map((count) => count * factor))
    return Object.fromEntries([...of(1, heaps(...upTo(5))), ...of(2, more.with(0, first))])
  }
  const steady = fineHeap('main.f 4096 100')
  const total = 'kind: heap, metric: alloc_space, of: total, fail: { percent: 10, growth: 1MiB }'
  const missing = (side: string) => ({ checks: 'not-compared sample-type-missing', args: { side } })
  expectAll({
    'is not left out of the candidate, though the other run is as before': [
      missing('candidate'),
      judged(total, runs(steady, 1), runs(inUse, 50)),
    ],
    'is not left out of the baseline': [missing('baseline'), judged(total, runs(inUse, 1), runs(steady, 50))],
  })
})

describe('benchmarks that are all slower', () => {
  const timed = (factor: number) => {
    const run = (at: number) =>
      upTo(35, 1).map((name) => `BenchmarkB${name} 1000 ${(1000 + name * 10 + at) * factor} ns/op 100 B/op 3 allocs/op`)
    return { 'bench.txt': `goos: linux\npkg: x\n${lines(...upTo(6, 1).flatMap(run))}\nPASS\n` }
  }
  const policy = `rules:
  - { name: allocs, kind: benchmark, metric: allocs/op, of: benchmark, fail: { growth: 0, percent: 2 } }
  - { name: bytes, kind: benchmark, metric: B/op, of: benchmark, fail: { growth: 16, percent: 5 } }
  - { name: times, kind: benchmark, metric: sec/op, of: benchmark, warn: { percent: 10 } }
`
  expectAll({
    'are too many for six runs to tell, and no pass': [
      { checks: 'pass, pass, inconclusive could-be-noise', args: { repeats: 10 } },
      { policy, baseline: timed(1), candidate: timed(10) },
    ],
    'and pass if they are not': [{ checks: 'pass, pass, pass' }, { policy, baseline: timed(1), candidate: timed(1) }],
  })
})

describe('totals of benchmarks that some runs lack', () => {
  type Time = (run: number) => number
  const from = (first: number, step = 1): Time => {
    return (run) => first + step * run
  }
  const always = () => true
  const inHalf = (run: number) => run % 2 === 0
  const [inFirst, inLast] = [(run: number) => run === 1, (run: number) => run === 10]
  /** Ten runs of two benchmarks, of which the second is in some of them only. */
  const timed = (put: Time, get: Time, hasGet: (run: number) => boolean): Files => {
    const output = (run: number) => {
      const results = [
        `BenchmarkPut 100 ${put(run)} ns/op`,
        ...(hasGet(run) ? [`BenchmarkGet 100 ${get(run)} ns/op`] : []),
      ]
      return lines('goos: linux', 'pkg: x', ...results, 'PASS\n')
    }
    return Object.fromEntries(upTo(10, 1).map((run) => [`run-${run}/bench.txt`, output(run)]))
  }
  const time = 'kind: benchmark, metric: sec/op, of: total, fail: { percent: 10 }'
  const steady = from(1000)
  /** Ten runs of the one are mostly, but not surely less than ten of the other. */
  const [noisy, later] = [from(640, 60), from(870, 60)]
  const fails = { checks: 'fail' }
  const passes = { checks: 'pass' }
  const inDoubt = { checks: 'inconclusive could-be-noise' }
  expectAll({
    'a quarter more fails where no run lacks any': [
      fails,
      judged(time, timed(from(100), steady, always), timed(from(400), steady, always)),
    ],
    'a quarter more is no pass where half of the candidate lacks one that is as before': [
      fails,
      judged(time, timed(from(100), steady, always), timed(from(400), steady, inHalf)),
    ],
    'what varies more than it grows does not fail where no run lacks any': [
      inDoubt,
      judged(time, timed(noisy, steady, always), timed(later, steady, always)),
    ],
    'nor where half of the baseline lacks the other': [
      inDoubt,
      judged(time, timed(noisy, steady, inHalf), timed(later, steady, always)),
    ],
    'nor where the baseline has what varies in a single run, by chance a fast one': [
      inDoubt,
      judged(time, timed(steady, noisy, inFirst), timed(steady, noisy, always)),
    ],
    'nor where the candidate has it in a single run, by chance a slow one': [
      inDoubt,
      judged(time, timed(steady, noisy, always), timed(steady, noisy, inLast)),
    ],
    'the same times pass where half of the baseline lacks one': [
      passes,
      judged(time, timed(steady, steady, inHalf), timed(steady, steady, always)),
    ],
    'the same times pass where half of the candidate lacks one': [
      passes,
      judged(time, timed(steady, steady, always), timed(steady, steady, inHalf)),
    ],
  })
})

describe('totals of benchmarks that ran apart', () => {
  const output = (name: string, bytes: number) =>
    lines('goos: linux', 'pkg: x', `Benchmark${name} 100 10 ns/op ${bytes} B/op 3 allocs/op`, 'PASS\n')
  const sharded = (factor: number) => ({
    'run-1/bench.txt': output('Put', 1000 * factor),
    'run-2/bench.txt': output('Get', 100_000 * factor),
  })
  const bytes = 'kind: benchmark, metric: B/op, of: total, fail: { percent: 10 }'
  expectAll({
    'fail if they are twice as large': [{ checks: 'fail' }, judged(bytes, sharded(1), sharded(2))],
    'pass if they are as large': [{ checks: 'pass' }, judged(bytes, sharded(1), sharded(1))],
  })
})

describe('a budget is held against what was measured', () => {
  const allocated = (factor: number) => ({
    'heap.pb.gz': fineHeap(lines(`main.f 1048576 ${50 * factor}`, `main.g 1048576 ${5 * factor}`)),
  })
  const space = 'kind: heap, metric: alloc_space, of: function, fail: { above: 100MiB }'
  const time = 'kind: cpu, of: function, per: total, fail: { above: 50ms }'
  const spent = { 'cpu.pb.gz': cpu(lines('main.f 500', 'main.g 3')) }
  const over = { checks: 'fail', causes: ['main.f over-limit'] }
  expectAll({
    'without knowing of any iterations': [over, judged(space, allocated(1), allocated(10))],
    'also where the candidate did ten times as many': [
      { ...over, warnings: ['work-differs'] },
      judged(
        space,
        { ...allocated(1), 'bench.txt': iterations(100) },
        { ...allocated(10), 'bench.txt': iterations(1000) },
      ),
    ],
    'per total, with a baseline': [over, judged(time, spent, spent)],
    'per total, without a baseline': [{ ...over, checks: 'fail growth-not-compared' }, judged(time, null, spent)],
  })
})

describe('a baseline in which nothing waited', () => {
  const delayed = (contentions: number, delayNs: number, count: number) => ({
    'mutex.pb.gz': contention(`main.f@shop.go ${contentions} ${delayNs}`),
    'bench.txt': iterations(count),
  })
  const delay = 'kind: mutex, of: function, fail: { percent: 10, growth: 10ms }'
  const over = { checks: 'fail', causes: ['main.f over-limit'] }
  expectAll({
    'is exceeded by nine seconds of the same work': [
      over,
      judged(delay, delayed(0, 0, 100), delayed(10, 9_000_000_000, 100)),
    ],
    'is exceeded by nine seconds of twice the work': [
      over,
      judged(delay, delayed(0, 0, 100), delayed(10, 9_000_000_000, 200)),
    ],
  })
})

describe('a leak that may be in the baseline as well', () => {
  const candidate = series('heap.pb.gz', LEAKING)
  const first = (count: number) => series('heap.pb.gz', LEAKING.slice(0, count))
  const short = (snapshots: number) => ({
    checks: 'inconclusive series-too-short',
    args: { side: 'baseline', snapshots },
  })
  expectAll({
    'is none if it is': [{ checks: 'pass' }, judged(LEAKS, first(12), candidate)],
    'is in doubt if four snapshots of the baseline cannot tell': [short(4), judged(LEAKS, first(4), candidate)],
    'is in doubt if the baseline is a single file': [
      short(1),
      judged(LEAKS, { 'heap.pb.gz': LEAKING[0] ?? '' }, candidate),
    ],
  })
})

describe('a leak that is accepted', () => {
  const accepted = (limit: string): Case => ({
    policy: rule(
      LEAKS,
      `accept:\n  - { function: main.f, up-to: ${limit}, until: 2027-01-01, reason: a known cache }\n`,
    ),
    baseline: STEADY,
    candidate: series('heap.pb.gz', LEAKING),
  })
  expectAll({
    'does not fail while its last value is within what was accepted': [
      { checks: 'pass', causes: ['main.f accepted'], accepted: ['used'] },
      accepted('100MiB'),
    ],
    'fails beyond that': [{ checks: 'fail', causes: ['main.f over-limit'] }, accepted('1MiB')],
  })
})

describe('goroutines of two runs a side that differ', () => {
  const waiting = (...counts: readonly number[]) =>
    Object.fromEntries(counts.map((count, at) => [`goroutine.${at + 1}.pb.gz`, goroutine(`main.f ${count}`)]))
  const functions = 'kind: goroutine, of: function, fail: { percent: 10, growth: 10 }'
  expectAll({
    'are in doubt, though every one of the candidate has more': [
      { checks: 'inconclusive could-be-noise', causes: ['main.f inconclusive'] },
      judged(functions, waiting(10, 20), waiting(60, 200)),
    ],
    'pass if they are as many': [{ checks: 'pass' }, judged(functions, waiting(10, 20), waiting(20, 10))],
  })
})

describe('a rule of which a part looks at nothing', () => {
  const either = 'kind: heap, of: function, fail: [{ per-snapshot: 64KiB }, { growth: 1GiB }]'
  const one = (count: number) => ({ 'heap.pb.gz': fineHeap(`main.f 4096 ${count}`) })
  expectAll({
    'is a problem where no profile is a series': [
      { problems: ['unmatched-series'] },
      judged(either, one(100), one(1200)),
    ],
    'is none where the rule is optional': [
      { checks: 'pass', problems: [] },
      judged(`${either}, optional: true`, one(100), one(1200)),
    ],
    'is none where a profile is a series': [{ checks: 'pass', problems: [] }, judged(either, STEADY, STEADY)],
  })
})

describe('operations that two sources count', () => {
  const perOp = 'kind: heap, metric: alloc_space, of: total, per: op, fail: { percent: 10 }'
  const counted = (count: number): Files => ({
    'heap.pb.gz': fineHeap('main.f 4096 1000'),
    'bench.txt': iterations(count),
  })
  const declared = (operations: number): LoadedFolder => {
    const files = [fileOf('heap.pb.gz', fineHeap('main.f 4096 1000'))]
    const manifest = fileOf('profile-gate.json', JSON.stringify({ version: 1, operations }))
    return { ...{ kind: 'folder', path: 'profiles', unread: [], notices: [] }, files, manifest }
  }
  const unknown = { checks: 'not-compared per-unknown', args: { per: 'op' } }
  expectAll({
    'are compared where outputs count both': [{ checks: 'pass' }, judged(perOp, counted(100), counted(100))],
    'are compared where manifests tell both': [{ checks: 'pass' }, judged(perOp, declared(100), declared(100))],
    'are unknown where only a manifest tells those of the baseline': [
      unknown,
      judged(perOp, declared(1), counted(100)),
    ],
    'are unknown where only a manifest tells those of the candidate': [
      unknown,
      judged(perOp, counted(100), declared(1)),
    ],
  })
})
