import fc from 'fast-check'
import { PATTERNS } from '../../src/advice/patterns.ts'
import { PROFILE_KINDS } from '../../src/model/kind.ts'
import type { Notice } from '../../src/model/notice.ts'
import type { PullView } from '../../src/report/view.ts'
import type { Amount, Cause, Check, Result, TreeNode } from '../../src/result/result.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { change, check, limit, noise, result } from './results.ts'

/** Results that no judge would make, with names from somebody who wants to break the page. */

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 2, arbitrary: fc.constantFrom('github.com/acme/shop.(*Cache).Put', 'main.main', 'a/b.F[go.shape.int]') },
)

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.integer({ min: -1000, max: 1e9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }).map(String),
  fc.constantFrom(0, 1, Number.NaN, Infinity, 'x|y'),
)

const line = fc.option(fc.integer({ min: 1, max: 1e6 }))

const notice: fc.Arbitrary<Notice> = fc.record({
  code: fc.oneof(
    fc.constantFrom(
      'could-be-noise',
      'no-baseline',
      'unreadable',
      'growth-not-compared',
      'sample-type-missing',
      'missing-profile',
    ),
    fc.constantFrom('may-keep-growing', 'per-unknown', 'platform-differs', 'work-differs', 'machine-differs'),
    fc.constantFrom('period-differs', 'go-release-differs', 'few-events', 'uniform-shift', 'no-collection'),
    fc.constantFrom('baseline-unknown', 'policy-unusable', 'artifact-doubled', 'comment-not-written'),
    fc.constantFrom('policy-mistake', 'low-power', 'may-have-moved', 'run-gap'),
    text,
  ),
  args: fc.dictionary(
    fc.constantFrom(
      'name',
      'path',
      'side',
      'rule',
      'code',
      'text',
      'frame',
      'file',
      'line',
      'donor',
      'repeats',
      'reason',
      'why',
      'sha',
      'message',
      ...['key', 'baseline', 'candidate', 'unit', 'slope', 'low', 'high', 'what', 'per', 'metric', 'percent'],
    ),
    fc.oneof(text, fc.integer(), fc.boolean()),
  ),
})

/** Where a ladder could say that it looked. */
const step: fc.Arbitrary<Notice> = fc.record({
  code: fc.oneof(
    fc.constantFrom('found', 'no-run', 'not-stored', 'expired', 'damaged', 'none-before', 'none-stored'),
    fc.constantFrom('event-compares-nothing', 'no-parent', 'not-asked'),
    text,
  ),
  args: fc.dictionary(
    fc.constantFrom('sha', 'run', 'code', 'depth', 'runs', 'name', 'event', 'why'),
    fc.oneof(text, fc.integer(), fc.double(), fc.boolean()),
  ),
})

const hint: fc.Arbitrary<Notice> = fc.record({
  code: fc.oneof(fc.constantFrom(...PATTERNS.map(({ code }) => code)), text),
  args: fc.dictionary(fc.constantFrom('frame', 'share'), fc.oneof(text, fc.double(), fc.boolean())),
})

const place = fc.record({ name: text, file: fc.option(text), line, changed: fc.boolean() })

const values = fc
  .record({ baseline: amount, candidate: amount, delta: amount, percent: fc.option(fc.double({ noNaN: true })) })
  .chain((loose) => fc.constantFrom(loose, change(Number(loose.baseline) || 0, Number(loose.candidate) || 0)))

const runs = fc.record({ baseline: fc.array(amount, { maxLength: 8 }), candidate: fc.array(amount, { maxLength: 8 }) })

const cause: fc.Arbitrary<Cause> = fc
  .tuple(
    fc.record({
      name: text,
      file: fc.option(text),
      line,
      external: fc.boolean(),
      status: fc.constantFrom('over-limit', 'accepted', 'moved', 'inconclusive', 'contributes'),
      share: fc.option(fc.double({ min: -1, max: 2, noNaN: true })),
      pValue: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      runs: fc.option(runs),
      waiting: fc.option(text),
      creator: fc.option(text),
      hint: fc.option(hint),
      movedFrom: fc.array(text, { maxLength: 3 }),
      reach: fc.constantFrom('in-diff', 'called-from-diff', 'unknown'),
      callers: fc.array(place, { maxLength: 3 }),
    }),
    values,
  )
  .map(([parts, change]) => ({ ...parts, ...change }) as Cause)

function treeOf(depth: number): fc.Arbitrary<TreeNode> {
  const children = depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 4 })
  return fc
    .tuple(place, values, children)
    .map(([at, { baseline, candidate, delta }, below]) => ({ ...at, baseline, candidate, delta, children: below }))
}

const tree = treeOf(3)

const limits = fc.array(
  fc
    .record({
      level: fc.constantFrom('fail' as const, 'warn' as const),
      percent: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
      growth: fc.option(fc.integer({ min: 0, max: 2 ** 40 })),
      above: fc.option(fc.integer({ min: 0, max: 2 ** 40 })),
      perSnapshot: fc.option(fc.integer({ min: 0, max: 2 ** 40 })),
      exceeded: fc.boolean(),
    })
    .map(limit),
  { maxLength: 3 },
)

const checkNoise = fc
  .record({
    method: fc.constantFrom(...(['events', 'repeats', 'pool', 'series', 'rank', 'exact', 'none'] as const)),
    deltaLow: fc.option(fc.double({ noNaN: true })),
    deltaHigh: fc.option(fc.double({ noNaN: true })),
    pValue: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(noise)

const LEVELS = ['pass', 'warn', 'error', 'fail'] as const

const anyCheck: fc.Arbitrary<Check> = fc
  .record({
    id: text,
    rule: text,
    target: fc.option(text),
    profile: text,
    kind: fc.constantFrom(...PROFILE_KINDS),
    metric: fc.oneof(text, fc.constantFrom('inuse_space', 'cpu', 'goroutine')),
    unit: fc.oneof(text, fc.constantFrom('bytes', 'nanoseconds', 'count', 'sec/op')),
    of: fc.oneof(
      fc.constantFrom('total', 'function', 'file', 'line', 'package', 'benchmark'),
      text,
      text.map((key) => `label:${key}`),
    ),
    by: fc.constantFrom('flat' as const, 'cum' as const, 'own' as const),
    per: fc.constantFrom('none' as const, 'op' as const, 'second' as const, 'total' as const),
    outcome: fc.constantFrom('pass', 'warn', 'fail', 'inconclusive', 'not-compared', 'error'),
    level: fc.constantFrom(...LEVELS),
    total: values,
    runs,
    limits,
    noise: checkNoise,
    reason: fc.option(notice),
    causes: fc.array(cause, { maxLength: 8 }),
    tree: fc.option(tree),
  })
  .map((parts) => check(parts as Check))

export const anyResult: fc.Arbitrary<Result> = fc
  .record({
    outcome: fc.constantFrom(...LEVELS),
    checks: fc.array(anyCheck, { maxLength: 6 }),
    problems: fc.array(
      fc
        .tuple(notice, fc.constantFrom(...LEVELS), line)
        .map(([what, level, at]) => ({ ...what, rule: null, profile: null, line: at, level })),
      { maxLength: 4 },
    ),
    inputs: fc.array(
      fc.record({
        path: text,
        side: fc.constantFrom('baseline' as const, 'candidate' as const),
        state: fc.constantFrom('read' as const, 'skipped' as const, 'refused' as const),
        kind: fc.option(fc.constantFrom(...PROFILE_KINDS)),
        runs: fc.nat(5),
        events: fc.option(fc.nat()),
        reason: fc.option(notice),
      }),
      { maxLength: 4 },
    ),
    accepted: fc.array(
      fc.record({
        state: fc.constantFrom('used' as const, 'removable' as const),
        rules: fc.option(fc.array(text, { maxLength: 2 })),
        subject: fc.record({ kind: text, name: fc.option(text) }),
        upTo: fc.option(fc.nat()),
        until: text,
        reason: text,
        line: fc.nat(),
        checks: fc.array(text, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
    warnings: fc.array(
      fc.tuple(notice, fc.option(text)).map(([what, profile]) => ({ ...what, profile })),
      { maxLength: 4 },
    ),
    context: fc.record({
      sha: fc.option(text),
      ref: fc.option(text),
      how: fc.option(fc.oneof(text, fc.constantFrom('exact', 'ancestor', 'base'))),
      date: text,
      behind: fc.option(fc.nat()),
      age: fc.option(fc.nat()),
      steps: fc.array(step, { maxLength: 4 }),
      policy: fc.record({ source: text, sha: fc.option(text), changed: fc.boolean() }),
    }),
  })
  .map(({ context, ...parts }) => {
    const base = result().context
    const { sha, ref, how, date, behind, age, steps, policy } = context
    const baseline = { ...base.baseline, sha, ref, how, behind, age, steps }
    return result({ ...parts, context: { ...base, baseline, candidate: { sha, ref }, policy, date } })
  })

export const anyText = text

export const anyPull: fc.Arbitrary<PullView> = fc.record({
  headSha: text,
  previous: fc.option(fc.record({ sha: text, outcome: fc.constantFrom(...LEVELS), headline: text })),
  movedTo: fc.option(text),
})
