import { type Notice, notice } from '../../src/model/notice.ts'
import type { Subject } from '../../src/report/pen.ts'
import type { MarkdownView, TextView } from '../../src/report/view.ts'
import type {
  Amount,
  Cause,
  Change,
  Check,
  CheckedLimit,
  CheckOutcome,
  Counts,
  Input,
  Level,
  Noise,
  Place,
  Problem,
  Result,
  TreeNode,
} from '../../src/result/result.ts'

/**
 * Results of one made-up pull request, number 482 of acme/shop: a product cache that grows, a goroutine that is never
 * stopped, a decoder that became slower.
 */

export const MIB = 2 ** 20
export const MS = 1e6
export const SHOP = 'github.com/acme/shop/internal'
const BASE_SHA = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'
const HEAD_SHA = '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd'

export function mib(value: number): number {
  return Math.round(value * MIB)
}

export function change(baseline: number, candidate: number): Change {
  const delta = candidate - baseline
  return { baseline, candidate, delta, percent: baseline === 0 ? null : (delta / baseline) * 100 }
}

export function limit(parts: Partial<CheckedLimit>): CheckedLimit {
  return { level: 'fail', percent: null, growth: null, above: null, perSnapshot: null, exceeded: false, ...parts }
}

export function noise(parts: Partial<Noise> = {}): Noise {
  return {
    method: 'none',
    deltaLow: null,
    deltaHigh: null,
    pValue: null,
    detectable: [],
    events: { baseline: null, candidate: null },
    ...parts,
  }
}

/** Interval of so many percent of a baseline around a delta. */
export function eventNoise(baseline: number, delta: number, percent: number, pValue: number): Noise {
  const half = (baseline * percent) / 100
  return noise({
    method: 'events',
    deltaLow: delta - half,
    deltaHigh: delta + half,
    pValue,
    detectable: [
      { share: 1, percent: percent * 2 },
      { share: 0.1, percent: percent * 6 },
      { share: 0.01, percent: null },
    ],
    events: { baseline: 1204, candidate: 1530 },
  })
}

export function place(name: string, file: string | null, line: number | null, changed = false): Place {
  return { name, file, line, changed }
}

export function cause(name: string, values: Change, parts: Partial<Cause> = {}): Cause {
  return {
    name,
    file: null,
    line: null,
    external: false,
    status: 'contributes',
    ...values,
    share: null,
    pValue: null,
    runs: null,
    waiting: null,
    creator: null,
    hint: null,
    movedFrom: [],
    reach: 'unknown',
    callers: [],
    ...parts,
  }
}

export function check(parts: Partial<Check> = {}): Check {
  const rule = parts.rule ?? 'live-heap'
  const profile = parts.profile ?? 'heap.pb.gz'
  return {
    id: `${rule}:${profile}`,
    rule,
    target: 'api',
    profile,
    kind: 'heap',
    metric: 'inuse_space',
    unit: 'bytes',
    of: 'total',
    by: 'own',
    per: 'none',
    outcome: 'pass',
    level: 'pass',
    total: change(mib(41.2), mib(40)),
    runs: { baseline: [mib(41.2)], candidate: [mib(40)] },
    limits: [limit({ percent: 10 })],
    noise: eventNoise(mib(41.2), mib(-1.2), 2, 0.9),
    reason: null,
    causes: [],
    tree: null,
    ...parts,
  }
}

export function result(parts: Partial<Result> = {}): Result {
  const checks = parts.checks ?? []
  return {
    schemaVersion: 1,
    outcome: 'pass',
    context: {
      baseline: { sha: BASE_SHA, ref: 'main', how: 'merge-base', age: null, behind: 0, runId: 17020011222, steps: [] },
      candidate: { sha: HEAD_SHA, ref: 'cache-products' },
      policy: { source: '.github/profile-gate.yml', sha: BASE_SHA, changed: false },
      target: 'api',
      commentKey: 'profile-gate.yml',
      workflow: 'profile-gate.yml',
      runId: 17023344551,
      attempt: 1,
      failOn: 'fail',
      date: '2026-11-30',
    },
    checks,
    problems: [],
    inputs: [],
    accepted: [],
    warnings: [],
    counts: counts(checks),
    ...parts,
  }
}

function counts(checks: readonly Check[]): Counts {
  const of = (outcome: CheckOutcome) => checks.filter((each) => each.outcome === outcome).length
  return {
    pass: of('pass'),
    warn: of('warn'),
    fail: of('fail'),
    inconclusive: of('inconclusive'),
    notCompared: of('not-compared'),
    error: of('error'),
  }
}

export function problem(what: Notice, level: Level = 'error', parts: Partial<Problem> = {}): Problem {
  return { ...what, rule: null, profile: null, line: null, level, ...parts }
}

export function input(path: string, parts: Partial<Input> = {}): Input {
  return { path, side: 'candidate', state: 'read', kind: 'heap', runs: 1, events: null, reason: null, ...parts }
}

function node(at: Place, values: Change, children: readonly TreeNode[] = []): TreeNode {
  const { baseline, candidate, delta } = values
  return { ...at, baseline, candidate, delta, children }
}

export const SEARCH = place(`${SHOP}/catalog.(*Service).Search`, 'internal/catalog/service.go', 120, true)
export const FETCH = place(`${SHOP}/catalog.(*Service).fetch`, 'internal/catalog/service.go', 174)
export const LIST = place(`${SHOP}/http.(*CatalogHandler).List`, 'internal/http/catalog.go', 61)
export const REBUILD = place(`${SHOP}/search.(*Index).Rebuild`, 'internal/search/index.go', 97)
export const TICK = place(`${SHOP}/search.(*Worker).tick`, 'internal/search/worker.go', 45)
export const PUT = place(`${SHOP}/catalog.(*Cache).Put`, 'internal/catalog/cache.go', 88, true)
export const DECODE = place(`${SHOP}/catalog.decodeProduct`, 'internal/catalog/decode.go', 41, true)
export const SNAPSHOT = place(`${SHOP}/search.(*Index).snapshot`, 'internal/search/index.go', 132)
const REFRESHER = place(`${SHOP}/catalog.NewRefresher.gowrap1`, 'internal/catalog/refresher.go', 34, true)
const LOOP = place(`${SHOP}/catalog.(*Refresher).loop`, 'internal/catalog/refresher.go', 57, true)

export function causeAt({ name, file, line, changed }: Place, values: Change, parts: Partial<Cause>): Cause {
  return cause(name, values, { file, line, reach: changed ? 'in-diff' : 'unknown', ...parts })
}

const sum = (a: Change, b: Change) =>
  change(Number(a.baseline) + Number(b.baseline), Number(a.candidate) + Number(b.candidate))

export function heapFailure(parts: Partial<Check> = {}): Check {
  const total = change(mib(41.2), mib(64.3))
  const put = change(mib(4.2), mib(18.6))
  const decode = change(mib(2.1), mib(6.9))
  const snapshot = change(0, mib(3.5))
  const searched = sum(put, decode)
  return check({
    outcome: 'fail',
    level: 'fail',
    total,
    runs: { baseline: [total.baseline], candidate: [total.candidate] },
    limits: [limit({ percent: 10, growth: 4 * MIB, exceeded: true })],
    noise: eventNoise(mib(41.2), mib(23.1), 2, 1e-9),
    causes: [
      causeAt(PUT, put, { share: 0.623, callers: [SEARCH, LIST] }),
      causeAt(DECODE, decode, { share: 0.208, callers: [FETCH, SEARCH, LIST] }),
      causeAt(SNAPSHOT, snapshot, { share: 0.152, callers: [REBUILD, TICK] }),
    ],
    tree: node(place('total', null, null), total, [
      node(LIST, searched, [node(SEARCH, searched, [node(PUT, put), node(FETCH, decode, [node(DECODE, decode)])])]),
      node(TICK, snapshot, [node(REBUILD, snapshot, [node(SNAPSHOT, snapshot)])]),
    ]),
    ...parts,
  })
}

export function goroutineFailure(parts: Partial<Check> = {}): Check {
  const total = change(38, 278)
  const loop = change(1, 241)
  return check({
    rule: 'goroutines',
    profile: 'goroutine.pb.gz',
    id: 'goroutines:goroutine.pb.gz',
    kind: 'goroutine',
    metric: 'goroutine',
    unit: 'count',
    outcome: 'fail',
    level: 'fail',
    total,
    runs: { baseline: [38], candidate: [278] },
    limits: [limit({ growth: 10, exceeded: true })],
    noise: noise({ method: 'exact' }),
    causes: [
      causeAt(LOOP, loop, {
        ...{ share: 1, waiting: 'chan receive', creator: REFRESHER.name },
        hint: notice('chan-receive', { share: 1 }),
      }),
    ],
    tree: node(place('total', null, null), total, [node(REFRESHER, loop, [node(LOOP, loop)])]),
    ...parts,
  })
}

export function cpuWarning(parts: Partial<Check> = {}): Check {
  const values = change(410 * MS, 530 * MS)
  return check({
    rule: 'cpu',
    profile: 'cpu.pb.gz',
    id: 'cpu:cpu.pb.gz',
    kind: 'cpu',
    metric: 'cpu',
    unit: 'nanoseconds',
    of: 'function',
    by: 'cum',
    outcome: 'warn',
    level: 'warn',
    total: change(2310 * MS, 2440 * MS),
    runs: { baseline: [2310 * MS], candidate: [2440 * MS] },
    limits: [limit({ level: 'warn', percent: 20, exceeded: true })],
    noise: eventNoise(2310 * MS, 130 * MS, 12, 0.04),
    causes: [
      causeAt(DECODE, values, { status: 'over-limit', share: 0.92, pValue: 0.00031, callers: [FETCH, SEARCH, LIST] }),
    ],
    tree: null,
    ...parts,
  })
}

export function passingChecks(): readonly Check[] {
  return [
    check({
      rule: 'cpu-total',
      id: 'cpu-total:cpu.pb.gz',
      profile: 'cpu.pb.gz',
      kind: 'cpu',
      metric: 'cpu',
      unit: 'nanoseconds',
      total: change(2310 * MS, 2382 * MS),
      limits: [limit({ percent: 20 })],
      noise: eventNoise(2310 * MS, 72 * MS, 12, 0.3),
    }),
    check(),
    check({
      rule: 'goroutines',
      id: 'goroutines:goroutine.pb.gz',
      profile: 'goroutine.pb.gz',
      kind: 'goroutine',
      metric: 'goroutine',
      unit: 'count',
      total: change(38, 38),
      limits: [limit({ growth: 10 })],
      noise: noise({ method: 'exact' }),
    }),
    check({
      rule: 'allocation',
      id: 'allocation:heap.pb.gz',
      metric: 'alloc_space',
      total: change(mib(812), mib(815)),
      limits: [limit({ percent: 10, growth: 4 * MIB })],
      noise: eventNoise(mib(812), mib(3), 1, 0.2),
    }),
    check({
      rule: 'allocation-by-function',
      id: 'allocation-by-function:heap.pb.gz',
      metric: 'alloc_space',
      of: 'function',
      total: change(mib(812), mib(815)),
      limits: [limit({ percent: 20, growth: MIB })],
      noise: eventNoise(mib(812), mib(3), 1, 0.2),
    }),
  ]
}

/** Allocation and CPU totals as they are in a pull request that fails elsewhere. */
function bystanders(): readonly Check[] {
  return [
    check({
      rule: 'cpu-total',
      id: 'cpu-total:cpu.pb.gz',
      profile: 'cpu.pb.gz',
      kind: 'cpu',
      metric: 'cpu',
      unit: 'nanoseconds',
      total: change(2310 * MS, 2440 * MS),
      limits: [limit({ percent: 20 })],
      noise: eventNoise(2310 * MS, 130 * MS, 12, 0.04),
    }),
    check({
      rule: 'allocation',
      id: 'allocation:heap.pb.gz',
      metric: 'alloc_space',
      total: change(mib(812), mib(829)),
      limits: [limit({ percent: 10 })],
      noise: eventNoise(mib(812), mib(17), 1, 0.02),
    }),
  ]
}

export const fail = () =>
  result({ outcome: 'fail', checks: [heapFailure(), goroutineFailure(), cpuWarning(), ...bystanders()] })

export const pass = () => result({ checks: passingChecks() })

export const warn = () => result({ outcome: 'warn', checks: [cpuWarning(), ...passingChecks()] })

export const error = () =>
  result({
    outcome: 'error',
    checks: [
      ...passingChecks().slice(1),
      check({
        rule: 'cpu-total',
        id: 'cpu-total:cpu.pb.gz',
        profile: 'cpu.pb.gz',
        kind: 'cpu',
        metric: 'cpu',
        unit: 'nanoseconds',
        outcome: 'error',
        level: 'error',
        reason: notice('unreadable', { side: 'candidate' }),
        total: change(0, 0),
        runs: { baseline: [], candidate: [] },
        limits: [],
        noise: noise(),
      }),
    ],
    problems: [
      problem(
        notice('policy-mistake', {
          text: 'unknown key `grwoth`; did you mean `growth`?',
          file: '.github/profile-gate.yml',
          line: 14,
          column: 26,
          frame:
            '12 |   - name: live-heap\n13 |     kind: heap\n14 |     fail: { percent: 10, grwoth: 4MiB }\n   |                          ^^^^^^ unknown key; known here: percent, growth, above, per-snapshot',
        }),
        'error',
        { line: 14 },
      ),
      problem(notice('unreadable', { path: 'cpu.pb.gz', side: 'candidate', code: 'cut-off', bytes: 41984 }), 'error', {
        profile: 'cpu.pb.gz',
      }),
    ],
    inputs: [
      input('heap.pb.gz', { side: 'baseline' }),
      input('goroutine.pb.gz', { side: 'baseline', kind: 'goroutine' }),
      input('cpu.pb.gz', { side: 'baseline', kind: 'cpu' }),
      input('heap.pb.gz'),
      input('goroutine.pb.gz', { kind: 'goroutine' }),
      input('cpu.pb.gz', { state: 'refused', kind: null, reason: notice('cut-off', { bytes: 41984 }) }),
      input('README.md', { state: 'skipped', kind: null, runs: 0, reason: notice('not-meant') }),
    ],
  })

function uncompared(base: Check, candidate: number, parts: Partial<Check>): Check {
  return {
    ...base,
    outcome: 'not-compared',
    level: 'pass',
    reason: notice('no-baseline'),
    total: { baseline: 0, candidate, delta: candidate, percent: null },
    runs: { baseline: [], candidate: [candidate] },
    limits: base.limits.map((each) => ({ ...each, exceeded: false })),
    noise: noise(),
    causes: [],
    tree: null,
    ...parts,
  }
}

/** A result whose baseline was found, or not, as `parts` say. */
export function withBaseline(made: Result, parts: Partial<Result['context']['baseline']>): Result {
  return { ...made, context: { ...made.context, baseline: { ...made.context.baseline, ...parts } } }
}

const NOWHERE = { sha: null, how: null, age: null, behind: null, runId: null }

const STEP_SHA = '5d0c8bb1e2f94ac07731d5a9e8e6b7f1c0a2d394'

/** Nothing is stored for the commit nor before it. */
export const noBaseline = () =>
  withBaseline(uncomparedResult(), {
    ...NOWHERE,
    steps: [notice('no-run', { sha: BASE_SHA }), notice('none-before', { sha: BASE_SHA, depth: 50, runs: 3 })],
  })

export const firstRun = () =>
  withBaseline(uncomparedResult(), {
    ...NOWHERE,
    steps: [notice('none-stored', { name: 'profile-gate-profiles-api', branch: 'main' })],
  })

export const comparesNothing = () =>
  withBaseline(uncomparedResult(), {
    ...{ ...NOWHERE, ref: null },
    steps: [notice('event-compares-nothing', { event: 'schedule' })],
  })

/** The nearest ancestor that has profiles, three commits and four days away. */
export const ancestor = () =>
  withBaseline(pass(), {
    ...{ sha: STEP_SHA, how: 'ancestor', behind: 3, age: 4 * 86_400 + 3600, runId: 17010000001 },
    steps: [
      notice('damaged', { sha: BASE_SHA, run: 17020011222, code: 'artifact-digest-mismatch' }),
      notice('expired', { sha: HEAD_SHA, run: 17015550000 }),
      notice('found', { sha: STEP_SHA, run: 17010000001 }),
    ],
  })

const uncomparedResult = () =>
  result({
    checks: [
      uncompared(heapFailure(), mib(64.3), {
        outcome: 'pass',
        reason: notice('growth-not-compared'),
        limits: [limit({ above: 96 * MIB }), limit({ percent: 10 })],
      }),
      uncompared(goroutineFailure(), 278, {}),
      uncompared(cpuWarning({ of: 'total' }), 2400 * MS, {}),
    ],
  })

export const inconclusive = () =>
  result({
    outcome: 'warn',
    checks: [
      check({
        outcome: 'inconclusive',
        level: 'warn',
        total: change(mib(41.2), mib(47.1)),
        limits: [limit({ percent: 10, growth: 4 * MIB, exceeded: true })],
        noise: eventNoise(mib(41.2), mib(5.9), 16, 0.03),
        reason: notice('could-be-noise', { name: 'total', repeats: 5, rateBytes: 4096 }),
        causes: [causeAt(PUT, change(mib(4.2), mib(9.4)), { share: 0.88, callers: [SEARCH, LIST] })],
      }),
      cpuWarning({
        outcome: 'inconclusive',
        level: 'pass',
        reason: notice('may-have-moved', { name: DECODE.name, donor: `${SHOP}/catalog.parseProduct` }),
        causes: [],
      }),
      ...passingChecks().slice(2),
    ],
    warnings: [
      {
        ...notice('low-power', {
          rule: 'allocation-by-function',
          metric: 'alloc_space',
          limitPercent: 20,
          detectablePercent: 31,
          settle: 'rate',
        }),
        profile: 'heap.pb.gz',
      },
    ],
  })

/** A bit of everything: what surfaces have to put in an order. */
export const mixed = () =>
  result({
    outcome: 'fail',
    checks: [
      ...passingChecks().slice(2),
      cpuWarning(),
      check({
        rule: 'heap-budget',
        id: 'heap-budget:services/api/heap.pb.gz',
        profile: 'services/api/heap.pb.gz',
        outcome: 'fail',
        level: 'fail',
        total: change(mib(500), mib(530)),
        limits: [limit({ above: 512 * MIB, exceeded: true })],
        noise: eventNoise(mib(500), mib(30), 1, 0.001),
      }),
      check({
        rule: 'live-heap-by-function',
        id: 'live-heap-by-function:heap.pb.gz',
        of: 'function',
        outcome: 'fail',
        level: 'fail',
        total: change(mib(41.2), mib(64.3)),
        limits: [limit({ percent: 20, growth: MIB, exceeded: true }), limit({ growth: 64 * MIB })],
        noise: eventNoise(mib(41.2), mib(23.1), 2, 1e-9),
        causes: [
          causeAt(PUT, change(mib(4.2), mib(18.6)), {
            status: 'over-limit',
            share: 0.623,
            pValue: 1e-12,
            callers: [SEARCH, LIST],
          }),
          causeAt(SNAPSHOT, change(0, mib(3.5)), {
            status: 'over-limit',
            share: 0.152,
            pValue: 1e-5,
            callers: [REBUILD, TICK],
          }),
          causeAt(DECODE, change(mib(2.1), mib(6.9)), { status: 'accepted', share: 0.208, callers: [FETCH, SEARCH] }),
          cause('encoding/json.Unmarshal', change(mib(1), mib(1.4)), {
            external: true,
            file: '/usr/local/go/src/encoding/json/decode.go',
            line: 101,
          }),
        ],
      }),
      check({
        rule: 'mutex',
        id: 'mutex:mutex.pb.gz',
        profile: 'mutex.pb.gz',
        kind: 'mutex',
        metric: 'delay',
        unit: 'nanoseconds',
        of: 'function',
        outcome: 'error',
        level: 'error',
        reason: notice('unreadable', { side: 'baseline' }),
        total: change(0, 0),
        limits: [],
        noise: noise(),
      }),
    ],
    problems: [
      problem(notice('missing-profile', { path: 'block.pb.gz' }), 'fail', { profile: 'block.pb.gz' }),
      problem(notice('unmatched-rule', { rule: 'leaks' }), 'error', { rule: 'leaks', line: 31 }),
      problem(
        notice('unreadable', { path: 'mutex.pb.gz', side: 'baseline', code: 'not-a-profile', is: 'html' }),
        'error',
      ),
    ],
    accepted: [
      {
        state: 'used',
        rules: ['live-heap-by-function'],
        subject: { kind: 'function', name: DECODE.name },
        upTo: 8 * MIB,
        until: '2027-02-28',
        reason: 'larger catalogue, see #123',
        line: 40,
        checks: ['live-heap-by-function:heap.pb.gz'],
      },
    ],
    warnings: [
      { ...notice('no-event-model', { why: 'producer' }), profile: 'mutex.pb.gz' },
      {
        ...notice('acceptance-removable', { line: 47, until: '2027-01-01', name: `${SHOP}/catalog.Warm` }),
        profile: null,
      },
      {
        ...notice('run-gap', { side: 'candidate', profile: 'heap.pb.gz', missing: 2, runs: 4 }),
        profile: 'heap.pb.gz',
      },
    ],
  })

/** Growth that somebody agreed on. */
export const accepted = () => result({ checks: passingChecks(), accepted: mixed().accepted })

/** Five runs a side, as the repeats of a later version: every candidate run above every baseline run. */
export const repeated = () => {
  const runs = (values: readonly number[]): readonly Amount[] => values.map((value) => value * MS)
  return result({
    outcome: 'warn',
    checks: [
      cpuWarning({
        runs: { baseline: runs([2300, 2340, 2310, 2290, 2310]), candidate: runs([2420, 2450, 2430, 2460, 2440]) },
        noise: { ...eventNoise(2310 * MS, 130 * MS, 12, 0.004), method: 'repeats' },
        causes: cpuWarning().causes.map((each) => ({
          ...each,
          runs: { baseline: runs([400, 430, 415, 400, 405]), candidate: runs([540, 520, 535, 515, 540]) },
        })),
      }),
    ],
  })
}

export const CASES: Readonly<Record<string, () => Result>> = {
  fail,
  pass,
  warn,
  error,
  'no-baseline': noBaseline,
  'first-run': firstRun,
  'compares-nothing': comparesNothing,
  ancestor,
  inconclusive,
  mixed,
  repeated,
}

export function textView(parts: Partial<TextView> = {}): TextView {
  return {
    version: '1.2.0',
    baselineName: '41d09ae',
    candidateName: '8f3c1d2',
    policyName: '.github/profile-gate.yml',
    reportPath: 'profile-gate-report.html',
    failOn: 'fail',
    pull: null,
    pprofCommand: ({ profile }) => `go tool pprof -http=: -diff_base baseline/${profile} candidate/${profile}`,
    reproduce: [],
    colour: false,
    ...parts,
  }
}

const REPOSITORY = 'https://github.com/acme/shop'

/** As a pull request has it. */
export function commentView(parts: Partial<MarkdownView> = {}): MarkdownView {
  const { colour: _, ...view } = textView()
  const subject: Subject = 'this PR'
  return {
    ...view,
    subject,
    reportPath: null,
    reproduce: [
      'gh run download 17020011222 -n profile-gate-profiles-api -D baseline',
      'gh run download 17023344551 -n profile-gate-profiles-api -D candidate',
      'npx github:acme/profile-gate#v1 compare baseline candidate --policy .github/profile-gate.yml',
    ],
    links: {
      file: (path, line) => `${REPOSITORY}/blob/${HEAD_SHA}/${path}${line === null ? '' : `#L${line}`}`,
      fileAt: (sha, path, line) => `${REPOSITORY}/blob/${sha}/${path}${line === null ? '' : `#L${line}`}`,
      commit: (sha) => `${REPOSITORY}/commit/${sha}`,
      run: (id) => `${REPOSITORY}/actions/runs/${id}`,
      report: `${REPOSITORY}/actions/runs/17023344551/artifacts/3120044718`,
      summary: `${REPOSITORY}/actions/runs/17023344551`,
      workflow: `${REPOSITORY}/actions/workflows/profile-gate.yml`,
    },
    marker: '<!-- profile-gate {"v":1,"key":"profile-gate.yml"} -->',
    pull: { headSha: HEAD_SHA, previous: null, movedTo: null },
    storedAs: 'profile-gate-profiles-api',
    policyChange: null,
    ...parts,
  }
}

/** As the result has them: a side that it does not know has no name. */
export function namesIn({ context }: Result): Pick<MarkdownView, 'baselineName'> {
  return { baselineName: context.baseline.sha?.slice(0, 7) ?? null }
}

/** As `compare --format markdown` on a laptop has it. */
export function localView(parts: Partial<MarkdownView> = {}): MarkdownView {
  return commentView({
    ...{ links: null, marker: null, pull: null, storedAs: null, subject: 'the candidate', reproduce: [] },
    ...parts,
  })
}
