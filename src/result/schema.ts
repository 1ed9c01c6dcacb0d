import * as z from 'zod'
import { PLAIN_GROUPINGS } from '../model/grouping.ts'
import { PROFILE_KINDS } from '../model/kind.ts'
import { MEASURES } from '../model/measure.ts'
import type { Result, TreeNode } from './result.ts'

/**
 * The form of a result: strict and bounded, for results that somebody else may have written. No key is optional and no
 * other is allowed. Bounds are far beyond what a judgement makes, and keep what a reader does with a result small.
 */

/** Nodes of one call tree (`judge/tree.ts` makes at most as many). */
const MOST_NODES = 200

/** In UTF-16 units. Generic functions of Go have names of thousands. */
const name = z.string().max(8192)
const path = z.string().max(4096)
const ref = z.string().max(1024)
const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const rule = z.string().regex(/^[a-z0-9-]{1,256}$/)
const target = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)
const line = z.int()
const count = z.int().nonnegative()
const level = z.enum(['pass', 'warn', 'error', 'fail'])
const amount = z.union([z.number(), z.string().regex(/^-?\d{1,40}$/)])
const amounts = z.array(amount).max(10_000)

/** A code with its arguments: texts are names, paths and words, never sentences. */
const notice = {
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  args: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/), z.union([z.string().max(8192), z.number(), z.boolean()]))
    .refine((args) => Object.keys(args).length <= 32, 'more than 32 arguments'),
}
const noticeOrNull = z.strictObject(notice).nullable()

const change = {
  baseline: amount,
  candidate: amount,
  delta: amount,
}
const percent = z.number().nullable()

const limit = z.strictObject({
  level: z.enum(['fail', 'warn']),
  percent,
  growth: z.number().nullable(),
  above: z.number().nullable(),
  perSnapshot: z.number().nullable(),
  exceeded: z.boolean(),
})

const noise = z.strictObject({
  method: z.enum(['events', 'repeats', 'pool', 'series', 'rank', 'exact', 'none']),
  deltaLow: z.number().nullable(),
  deltaHigh: z.number().nullable(),
  pValue: z.number().nullable(),
  detectable: z
    .array(z.strictObject({ share: z.union([z.literal(1), z.literal(0.1), z.literal(0.01)]), percent }))
    .max(3),
  events: z.strictObject({ baseline: z.number().nullable(), candidate: z.number().nullable() }),
})

const place = {
  name,
  file: path.nullable(),
  line: line.nullable(),
  changed: z.boolean(),
}

const runs = z.strictObject({ baseline: amounts, candidate: amounts })

const cause = z.strictObject({
  name,
  file: path.nullable(),
  line: line.nullable(),
  external: z.boolean(),
  status: z.enum(['over-limit', 'accepted', 'moved', 'inconclusive', 'contributes']),
  ...change,
  percent,
  share: z.number().nullable(),
  pValue: z.number().nullable(),
  runs: runs.nullable(),
  waiting: z.string().max(256).nullable(),
  creator: name.nullable(),
  hint: noticeOrNull,
  movedFrom: z.array(name).max(64),
  reach: z.enum(['in-diff', 'called-from-diff', 'unknown']),
  callers: z.array(z.strictObject(place)).max(64),
})

const treeNode: z.ZodType<TreeNode> = z.strictObject({
  ...place,
  ...change,
  get children() {
    return z.array(treeNode).max(MOST_NODES)
  },
})

const check = z.strictObject({
  id: z.string().max(8192),
  rule,
  target: target.nullable(),
  profile: path,
  kind: z.enum(PROFILE_KINDS),
  metric: z.string().max(1024),
  unit: z.string().max(256),
  of: z.union([
    z.enum(PLAIN_GROUPINGS),
    z
      .string()
      .max(1024)
      .regex(/^label:\S/),
  ]),
  by: z.enum(MEASURES),
  per: z.enum(['none', 'op', 'second', 'total']),
  outcome: z.enum(['pass', 'warn', 'fail', 'inconclusive', 'not-compared', 'error']),
  level,
  total: z.strictObject({ ...change, percent }),
  runs,
  limits: z.array(limit).max(256),
  noise,
  reason: noticeOrNull,
  causes: z.array(cause).max(100_000),
  tree: treeNode.nullable().refine((tree) => tree === null || nodesOf(tree) <= MOST_NODES, 'more than 200 nodes'),
})

const context = z.strictObject({
  baseline: z.strictObject({
    sha: sha.nullable(),
    ref: ref.nullable(),
    how: z.enum(['path', 'artifact', 'run', 'exact', 'merge-base', 'parent', 'base', 'ancestor']).nullable(),
    age: z.int().nullable(),
    behind: count.nullable(),
    runId: z.int().positive().nullable(),
    steps: z.array(z.strictObject(notice)).max(2048),
  }),
  candidate: z.strictObject({ sha: sha.nullable(), ref: ref.nullable() }),
  policy: z.strictObject({ source: path, sha: sha.nullable(), changed: z.boolean() }),
  target: target.nullable(),
  commentKey: z.string().max(256).nullable(),
  workflow: z.string().max(256).nullable(),
  runId: z.int().positive().nullable(),
  attempt: z.int().positive().nullable(),
  failOn: z.enum(['fail', 'warn', 'never']).nullable(),
  date,
})

/** A result in its JSON form (`report/json.ts`). */
export const resultSchema: z.ZodType<Result> = z.strictObject({
  schemaVersion: z.literal(1),
  outcome: level,
  context,
  checks: z.array(check).max(20_000),
  problems: z
    .array(z.strictObject({ ...notice, rule: rule.nullable(), profile: path.nullable(), line: line.nullable(), level }))
    .max(50_000),
  inputs: z
    .array(
      z.strictObject({
        path,
        side: z.enum(['baseline', 'candidate']),
        state: z.enum(['read', 'skipped', 'refused']),
        kind: z.enum(PROFILE_KINDS).nullable(),
        runs: count,
        events: z.number().nullable(),
        reason: noticeOrNull,
      }),
    )
    .max(50_000),
  accepted: z
    .array(
      z.strictObject({
        state: z.enum(['used', 'removable', 'unused', 'expired']),
        rules: z.array(rule).max(1024).nullable(),
        subject: z.strictObject({ kind: z.string().max(64), name: name.nullable() }),
        upTo: z.number().nullable(),
        until: date,
        reason: z.string().max(8192),
        line,
        checks: z.array(z.string().max(8192)).max(20_000),
      }),
    )
    .max(10_000),
  warnings: z.array(z.strictObject({ ...notice, profile: path.nullable() })).max(50_000),
  counts: z.strictObject({
    pass: count,
    warn: count,
    fail: count,
    inconclusive: count,
    notCompared: count,
    error: count,
  }),
})

function nodesOf(node: TreeNode): number {
  let nodes = 1
  for (const child of node.children) nodes += nodesOf(child)
  return nodes
}
