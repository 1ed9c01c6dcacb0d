import type { ProfileKind } from '../model/kind.ts'
import type { Measure, Per } from '../model/measure.ts'
import type { Notice } from '../model/notice.ts'

/** The one model that every surface renders. No prose inside: notices are codes with arguments (`report/words.ts`). */

/** A value in a base unit: a whole number of one run, a decimal string beyond 2^53, or a mean (a float). */
export type Amount = number | string

/** What `when`, limits and problems come to; the worst decides the outcome: pass < warn < error < fail. */
export type Level = 'pass' | 'warn' | 'error' | 'fail'

export type CheckOutcome = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-compared' | 'error'

export type Side = 'baseline' | 'candidate'

export interface Result {
  readonly schemaVersion: 1
  readonly outcome: Level
  readonly context: Context
  readonly checks: readonly Check[]
  readonly problems: readonly Problem[]
  readonly inputs: readonly Input[]
  readonly accepted: readonly Accepted[]
  readonly warnings: readonly Warning[]
  readonly counts: Counts
}

/** Where the two sides and the policy come from. Null is what nobody knows. */
export interface Context {
  readonly baseline: {
    readonly sha: string | null
    readonly ref: string | null
    readonly how: string | null
    /** Whole seconds from the baseline's run to this one. */
    readonly age: number | null
    /** Commits from the one that was wanted to the one that is used. */
    readonly behind: number | null
    readonly runId: number | null
    /** Where a baseline was looked for, in order; the last one is where it was found. */
    readonly steps: readonly Notice[]
  }
  readonly candidate: { readonly sha: string | null; readonly ref: string | null }
  readonly policy: { readonly source: string; readonly sha: string | null; readonly changed: boolean }
  readonly target: string | null
  readonly commentKey: string | null
  readonly workflow: string | null
  readonly runId: number | null
  readonly attempt: number | null
  /** Which outcomes fail the step; null outside of one. */
  readonly failOn: 'fail' | 'warn' | 'never' | null
  /** Day of the judgement, UTC, `YYYY-MM-DD`: acceptances end by it. */
  readonly date: string
}

/** One rule on one profile. */
export interface Check {
  /** `RULE:PROFILE`, e.g. `allocation:services/api/heap.pb.gz`. */
  readonly id: string
  readonly rule: string
  readonly target: string | null
  /** Relative path without {run} and {at}. */
  readonly profile: string
  readonly kind: ProfileKind
  readonly metric: string
  readonly unit: string
  /** `total`, `function`, …, `label:KEY`. */
  readonly of: string
  readonly by: Measure
  readonly per: Per
  readonly outcome: CheckOutcome
  readonly level: Level
  readonly total: Change
  /** Total of each run of each side. */
  readonly runs: { readonly baseline: readonly Amount[]; readonly candidate: readonly Amount[] }
  readonly limits: readonly CheckedLimit[]
  readonly noise: Noise
  readonly reason: Notice | null
  readonly causes: readonly Cause[]
  readonly tree: TreeNode | null
}

export interface Change {
  readonly baseline: Amount
  readonly candidate: Amount
  readonly delta: Amount
  /** Of the baseline, in percent; null where that is 0. */
  readonly percent: number | null
}

/** One part of a limit list; its parts must all be exceeded. Absent parts are null. Amounts are in the metric's unit. */
export interface CheckedLimit {
  readonly level: 'fail' | 'warn'
  readonly percent: number | null
  readonly growth: number | null
  readonly above: number | null
  readonly perSnapshot: number | null
  readonly exceeded: boolean
}

export interface Noise {
  readonly method: 'events' | 'repeats' | 'pool' | 'series' | 'rank' | 'exact' | 'none'
  /** 95 % interval of the total's delta; null without a model. */
  readonly deltaLow: number | null
  readonly deltaHigh: number | null
  /** One-sided p-value of the total's growth; null without a model. */
  readonly pValue: number | null
  /** Growth in percent that would have failed with probability 0.8, for items of that share of the total. */
  readonly detectable: readonly { readonly share: 1 | 0.1 | 0.01; readonly percent: number | null }[]
  readonly events: { readonly baseline: number | null; readonly candidate: number | null }
}

export type CauseStatus = 'over-limit' | 'accepted' | 'moved' | 'inconclusive' | 'contributes'

export interface Cause {
  readonly name: string
  readonly file: string | null
  readonly line: number | null
  /** No frame of the user's own code was on the stack. */
  readonly external: boolean
  readonly status: CauseStatus
  readonly baseline: Amount
  readonly candidate: Amount
  readonly delta: Amount
  readonly percent: number | null
  /** Of the check's total delta, 0..1; null where shares of it make no sense. */
  readonly share: number | null
  readonly pValue: number | null
  readonly runs: { readonly baseline: readonly Amount[]; readonly candidate: readonly Amount[] } | null
  /** Where goroutines wait, e.g. `chan receive`. */
  readonly waiting: string | null
  readonly creator: string | null
  /** The known pattern that most of the growth shows (`advice/patterns.ts`). */
  readonly hint: Notice | null
  readonly movedFrom: readonly string[]
  readonly reach: 'in-diff' | 'called-from-diff' | 'unknown'
  /** Nearest first. */
  readonly callers: readonly Place[]
}

export interface Place {
  readonly name: string
  readonly file: string | null
  readonly line: number | null
  readonly changed: boolean
}

export interface TreeNode extends Place {
  readonly baseline: Amount
  readonly candidate: Amount
  readonly delta: Amount
  readonly children: readonly TreeNode[]
}

/** What went wrong outside a check. */
export interface Problem extends Notice {
  readonly rule: string | null
  readonly profile: string | null
  /** Line of the policy file, 1-based. */
  readonly line: number | null
  readonly level: Level
}

export interface Input {
  readonly path: string
  readonly side: Side
  readonly state: 'read' | 'skipped' | 'refused'
  readonly kind: ProfileKind | null
  readonly runs: number
  readonly events: number | null
  readonly reason: Notice | null
}

/** An acceptance and what became of it. */
export interface Accepted {
  readonly state: 'used' | 'removable' | 'unused' | 'expired'
  readonly rules: readonly string[] | null
  readonly subject: { readonly kind: string; readonly name: string | null }
  /** Null for a deleted profile. */
  readonly upTo: number | null
  readonly until: string
  readonly reason: string
  readonly line: number
  readonly checks: readonly string[]
}

export interface Warning extends Notice {
  readonly profile: string | null
}

/** Checks by outcome. */
export interface Counts {
  readonly pass: number
  readonly warn: number
  readonly fail: number
  readonly inconclusive: number
  readonly notCompared: number
  readonly error: number
}

const LEVELS: readonly Level[] = ['pass', 'warn', 'error', 'fail']

export function worstLevel(levels: Iterable<Level>): Level {
  let worst = 0
  for (const level of levels) worst = Math.max(worst, LEVELS.indexOf(level))
  return LEVELS[worst] ?? 'fail'
}

/** Whether a side has a file of just this path that is a profile: not several runs, and nothing that was left out. */
export function isRead(inputs: readonly Input[], side: Side, path: string): boolean {
  return inputs.some((input) => input.side === side && input.path === path && input.state === 'read')
}
