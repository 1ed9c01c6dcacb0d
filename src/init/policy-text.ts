import type { Findings } from './findings.ts'
import type { LockKind, Part } from './part.ts'

interface RuleText {
  readonly name: string
  /** Why the rule is there and why its limit is what it is. */
  readonly why: readonly string[]
  /** Keys and values in the order of the reference. */
  readonly lines: readonly string[]
  /** Which parts have profiles for it. */
  readonly of: Part['kind']
  /** Where its profiles can be missing though the part is measured. */
  readonly isOptional?: boolean
}

const OF_BENCHMARKS: readonly RuleText[] = [
  {
    name: 'allocs-per-op',
    of: 'benchmarks',
    why: ['Go counts allocations. Where all runs have the same number, every one more is seen.'],
    lines: ['kind: benchmark', 'metric: allocs/op', 'of: benchmark', 'fail: { percent: 2, growth: 0 }'],
  },
  {
    name: 'bytes-per-op',
    of: 'benchmarks',
    why: ['The same in bytes: fewer, larger allocations are no gain.'],
    lines: ['kind: benchmark', 'metric: B/op', 'of: benchmark', 'fail: { percent: 5, growth: 16B }'],
  },
  {
    name: 'allocation',
    of: 'benchmarks',
    why: [
      'Which of your functions allocates more, and on which line. A profile is a sample, so the limit is wider; the gate',
      'fails only what the noise of the runs does not explain. per: op divides by the iterations in bench.txt.',
    ],
    lines: ['kind: heap', 'metric: alloc_space', 'of: function', 'per: op', 'fail: { percent: 20, growth: 64B }'],
  },
  {
    name: 'retained',
    of: 'benchmarks',
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
    name: 'live-heap',
    of: 'service',
    why: ['Memory in use at the end of the load, after a collection: of the whole service, and function by function.'],
    lines: ['kind: heap', 'of: total', 'fail: { percent: 10, growth: 4MiB }'],
  },
  {
    name: 'live-heap-by-function',
    of: 'service',
    why: [],
    lines: ['kind: heap', 'of: function', 'fail: { percent: 20, growth: 1MiB }'],
  },
  {
    name: 'leaks',
    of: 'service',
    why: ['What keeps growing from snapshot to snapshot, faster than in the baseline. A cache that fills does not.'],
    lines: ['kind: heap', 'of: function', 'fail: { per-snapshot: 64KiB }'],
  },
  {
    name: 'allocation-under-load',
    of: 'service',
    why: ['Work for the garbage collector between the first and the last snapshot, under the same load.'],
    lines: ['kind: heap', 'metric: alloc_space', 'of: function', 'fail: { percent: 20, growth: 1MiB }'],
  },
  {
    name: 'goroutines',
    of: 'service',
    why: ['Goroutines by the function that they wait in. They are counted, not sampled.'],
    lines: ['kind: goroutine', 'of: function', 'fail: { percent: 10, growth: 10 }'],
  },
  {
    name: 'goroutine-leaks',
    of: 'service',
    why: [],
    lines: ['kind: goroutine', 'of: function', 'fail: { per-snapshot: 1 }'],
  },
  {
    name: 'cpu',
    of: 'service',
    why: [
      'Shares of the CPU time, for runners differ in speed, and only a warning: CPU time varies more than memory does.',
    ],
    lines: ['kind: cpu', 'of: function', 'per: total', 'warn: { percent: 25, growth: 50ms }'],
  },
]

/** The policy for what was found, with the reason for each choice. */
export function policyText({ modules, parts, hasWorkspace }: Findings): string {
  const kinds = new Set(parts.map(({ kind }) => kind))
  const isMixed = kinds.size > 1
  const rules = rulesFor(parts).flatMap((rule, at) => ruleLines(rule, { isMixed, isFirst: at === 0 }))
  return [
    '# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/profile-gate/v1/dist/policy.schema.json',
    '# The policy of profile-gate, as `profile-gate init` wrote it: how much a pull request may grow. Change what does not fit;',
    '# `profile-gate policy check` finds mistakes, and `policy explain BASELINE CANDIDATE` says what it can see in your profiles.',
    '# All parts of a limit must be exceeded: a percentage alone speaks of trifles, an amount alone of large heaps.',
    'version: 1',
    ...ownLines(
      modules.map(({ path }) => path),
      !hasWorkspace && needsOwn(modules, parts),
    ),
    '',
    ...(isMixed ? MIXED : []),
    'rules:',
    ...rules,
    ...(kinds.has('benchmarks') ? ['', ...NO_TIMES.map((line) => `  # ${line}`)] : []),
    '',
  ].join('\n')
}

/** Where the workflow puts profiles that both have. */
const FILES: Readonly<Record<Part['kind'], string>> = { benchmarks: '**/Benchmark*/**', service: 'service/**' }

const MIXED = [
  '# Benchmarks and services are measured apart, and each has no profiles for the rules of the other, so rules are optional.',
  '# A profile that the baseline has and the pull request lacks fails all the same (missing-profile).',
]

function rulesFor(parts: readonly Part[]): readonly RuleText[] {
  const has = (kind: Part['kind']) => parts.some((part) => part.kind === kind)
  const locks = [...new Set(parts.flatMap((part) => (part.kind === 'service' ? part.locks : [])))]
  return [
    ...(has('benchmarks') ? OF_BENCHMARKS : []),
    ...(has('service') ? OF_SERVICES : []),
    ...(locks.length > 0 ? [lockRule(locks)] : []),
  ]
}

/** An empty profile of locks is left out by `capture`, for nobody could tell it from one that is turned off. */
function lockRule(locks: readonly LockKind[]): RuleText {
  return {
    name: 'lock-delay',
    of: 'service',
    why: ['Time spent waiting for locks and channels. Optional: where nothing has waited there is no such profile.'],
    lines: [
      locks.length > 1 ? 'kind: [mutex, block]' : `kind: ${locks[0]}`,
      ...['of: function', 'warn: { percent: 100, growth: 100ms }'],
    ],
    isOptional: true,
  }
}

function ruleLines(rule: RuleText, { isMixed, isFirst }: { readonly isMixed: boolean; readonly isFirst: boolean }) {
  const { name, why, lines, isOptional = false } = rule
  const files = isMixed && lines.includes('kind: heap') ? [`files: [${JSON.stringify(FILES[rule.of])}]`] : []
  const [kind = '', ...rest] = lines
  const all = [kind, ...files, ...rest, ...(isMixed || isOptional ? ['optional: true'] : [])]
  const gap = isFirst || why.length === 0 ? [] : ['']
  return [...gap, ...why.map((line) => `  # ${line}`), `  - name: ${name}`, ...all.map((line) => `    ${line}`)]
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
