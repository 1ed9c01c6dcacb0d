import type { Findings } from './findings.ts'
import type { LockKind, Part } from './part.ts'

interface RuleText {
  readonly name: string
  /** Why the rule is there and why its limit is what it is. */
  readonly why: readonly string[]
  /** Keys and values in the order of the reference. */
  readonly lines: readonly string[]
}

const OF_BENCHMARKS: readonly RuleText[] = [
  {
    name: 'allocs-per-op',
    why: ['Go counts allocations. Where all runs have the same number, every one more is seen.'],
    lines: ['kind: benchmark', 'metric: allocs/op', 'of: benchmark', 'fail: { percent: 2, growth: 0 }'],
  },
  {
    name: 'bytes-per-op',
    why: ['The same in bytes: fewer, larger allocations are no gain.'],
    lines: ['kind: benchmark', 'metric: B/op', 'of: benchmark', 'fail: { percent: 5, growth: 16B }'],
  },
  {
    name: 'allocation',
    why: [
      'Which of your functions allocates more, and on which line. A profile is a sample, so the limit is wider; the gate',
      'fails only what the noise of the runs does not explain. per: op divides by the iterations in bench.txt.',
    ],
    lines: ['kind: heap', 'metric: alloc_space', 'of: function', 'per: op', 'fail: { percent: 20, growth: 32B }'],
  },
  {
    name: 'live-heap',
    why: ['What is still held when a benchmark has ended and garbage is collected: caches and lists that only grow.'],
    lines: ['kind: heap', 'of: function', 'fail: { percent: 20, growth: 256KiB }'],
  },
]

const NO_TIMES = [
  'There is no rule for times (sec/op): the baseline was measured by another runner, and two runners differ by more',
  'than most regressions. Times need both sides in one job: docs/workflows.md of profile-gate has the workflow.',
]

const OF_SERVICES: readonly RuleText[] = [
  {
    name: 'leak',
    why: ['What keeps growing from snapshot to snapshot, faster than in the baseline. A cache that fills levels off.'],
    lines: ['kind: heap', 'of: function', 'fail: { per-snapshot: 64KiB }'],
  },
  {
    name: 'goroutine-leak',
    why: ['The same for goroutines, by the function that starts them. They are counted, not sampled.'],
    lines: ['kind: goroutine', 'of: creator', 'fail: { per-snapshot: 2 }'],
  },
  {
    name: 'live-heap',
    why: ['Memory in use at the last snapshot, after a collection. A budget would be: fail: { above: 512MiB }'],
    lines: ['kind: heap', 'of: total', 'fail: { percent: 20, growth: 2MiB }'],
  },
  {
    name: 'goroutines',
    why: ['More goroutines than before, though no more with every snapshot.'],
    lines: ['kind: goroutine', 'of: creator', 'fail: { percent: 20, growth: 50 }'],
  },
  {
    name: 'allocation',
    why: ['Work for the garbage collector from the first snapshot to the last: the load does the same every time.'],
    lines: ['kind: heap', 'metric: alloc_space', 'of: total', 'fail: { percent: 20, growth: 8MiB }'],
  },
  {
    name: 'cpu',
    why: [
      'Shares of the CPU time, for runners differ in speed, and only a warning: CPU time varies more than memory does.',
    ],
    lines: ['kind: cpu', 'of: function', 'per: total', 'warn: { percent: 50, growth: 500ms }'],
  },
]

/** The policy for the parts of one kind, with the reason for each choice. */
export function policyText({ modules, parts, hasWorkspace }: Findings, kind: Part['kind']): string {
  const ofKind = parts.filter((part) => part.kind === kind)
  const paths = modules.map(({ path }) => path)
  return [
    '# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/profile-gate/v1/dist/policy.schema.json',
    '# The policy of profile-gate, as `profile-gate init` wrote it: how much a pull request may grow. Change what does not fit;',
    '# `profile-gate policy check` finds mistakes, and `policy explain BASELINE CANDIDATE` says what it can see in your profiles.',
    '# All parts of a limit must be exceeded: a percentage alone speaks of trifles, an amount alone of large heaps.',
    'version: 1',
    ...ownLines(paths, !hasWorkspace && needsOwn(modules, ofKind)),
    '',
    'rules:',
    ...rulesFor(ofKind).flatMap(ruleLines),
    ...(kind === 'benchmarks' ? ['', ...NO_TIMES.map((line) => `  # ${line}`)] : []),
    '',
  ].join('\n')
}

function rulesFor(parts: readonly Part[]): readonly RuleText[] {
  const services = parts.filter((part) => part.kind === 'service')
  if (services.length === 0) return OF_BENCHMARKS
  const locks = [...new Set(services.flatMap((service) => service.locks))]
  return locks.length > 0 ? [...OF_SERVICES, lockRule(locks)] : OF_SERVICES
}

/** An empty profile of locks is left out by `capture`, for nobody could tell it from one that is turned off. */
function lockRule(locks: readonly LockKind[]): RuleText {
  return {
    name: 'lock-delay',
    why: [
      'Time spent waiting for locks and channels, but for the end of a profile. Optional: where nothing has waited there is no',
      'such profile.',
    ],
    lines: [
      locks.length > 1 ? 'kind: [mutex, block]' : `kind: ${locks[0]}`,
      ...['of: function', 'ignore: ["net/http/pprof\\\\."]', 'warn: { percent: 100, growth: 500ms }', 'optional: true'],
    ],
  }
}

function ruleLines({ name, why, lines }: RuleText, at: number): readonly string[] {
  const gap = at === 0 || why.length === 0 ? [] : ['']
  return [...gap, ...why.map((line) => `  # ${line}`), `  - name: ${name}`, ...lines.map((line) => `    ${line}`)]
}

/** Without this line the module of the root counts, and where it has none everything outside of the standard library. */
function needsOwn(modules: Findings['modules'], parts: readonly Part[]): boolean {
  const atRoot = modules.find(({ folder }) => folder === '.')
  return parts.some(({ module }) => module !== atRoot)
}

function ownLines(paths: readonly string[], isNeeded: boolean): readonly string[] {
  if (!isNeeded) return []
  const all = [...new Set(paths)].map((path) => JSON.stringify(`${path}/...`))
  return ['# Cost is blamed on the nearest function of these modules.', `own: [${all.join(', ')}]`]
}
