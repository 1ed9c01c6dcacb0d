import type { Notice } from '../model/notice.ts'
import type { Check, CheckedLimit, Noise, Problem, Side, Warning } from './result.ts'

/** What a policy can see in two sides, whatever it makes of them. No prose inside: surfaces word the codes. */
export interface Explanation {
  readonly schemaVersion: 1
  /** Path of the policy, or the name of the default one. */
  readonly policy: string
  /** Chance that identical code passes the whole step. */
  readonly confidence: number
  /** The part of 1 - confidence that each check of chance has; null without a check. */
  readonly alpha: number | null
  readonly checks: readonly ExplainedCheck[]
  /** Rules that speak of no profile here. */
  readonly silentRules: readonly string[]
  /** Limits that fit what was measured, where the policy has others. */
  readonly suggestions: readonly Suggestion[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Warning[]
}

/** One rule on one profile. Growth is in percent of the baseline, amounts in the metric's unit. */
export interface ExplainedCheck {
  readonly check: Check
  /** Runs of each side; of a series its snapshots. */
  readonly runs: Readonly<Record<Side, number>>
  readonly items: {
    /** The total, or the groups that the rule looks at. */
    readonly looked: number
    /** Those that could show significant growth at all, which share the check's alpha. */
    readonly tested: number
  }
  /** Half of the 95 % interval of the growth: measured of the total, and what follows for groups of less. */
  readonly noise: readonly PercentAtShare[]
  /** Growth at the limit could hide; null if it could not, or nothing is known. */
  readonly weakness: { readonly detectablePercent: number | null; readonly limitPercent: number } | null
  /** Limits of one part that identical code would pass as often as the policy asks; null where the noise is not known. */
  readonly identical: LimitParts | null
  /** Those of the check, in its order. */
  readonly limits: readonly ExplainedLimit[]
  /** Why the check cannot fail, whatever grows; none if it can. */
  readonly cannotFail: readonly Notice[]
  /** Ways to measure that would sharpen it. */
  readonly settings: readonly Setting[]
}

export type PercentAtShare = Noise['detectable'][number]

/** Null is a part that does not apply, or that nothing can be said of. */
export interface LimitParts {
  readonly percent: number | null
  readonly growth: number | null
  readonly perSnapshot: number | null
}

export interface ExplainedLimit {
  readonly limit: CheckedLimit
  /**
   * For each part that the limit has, the least value that identical code would pass with the other part as it is; 0 where the
   * other part is enough. Null for a budget, and where the noise is not known.
   */
  readonly identical: LimitParts | null
  /** Whether identical code stays within the limit as often as the policy asks. */
  readonly passes: boolean | null
  /**
   * The least value of its percentage, else of its amount, that identical code would pass and beyond which growth would show; 0 for
   * any; null where none would do, or the noise is not known.
   */
  readonly supported: number | null
}

/** A way to measure, and what would be detectable then; nothing where that follows from no formula. */
export interface Setting {
  /**
   * `memprofilerate`: bytes between two samples; `runs`: on each side; `work`: so many times as much in each run; `snapshots`: in
   * a series.
   */
  readonly setting: 'memprofilerate' | 'runs' | 'work' | 'snapshots'
  readonly value: number
  readonly detectable: readonly PercentAtShare[]
}

/** Limits of one level of a rule, of which at least one does not fit what was measured. */
export interface Suggestion {
  readonly rule: string
  readonly level: CheckedLimit['level']
  readonly unit: string
  /** All limits of the level, those that stay included. */
  readonly limits: readonly SuggestedLimit[]
}

export interface SuggestedLimit extends LimitParts {
  readonly above: number | null
  /** `quieter`: identical code would exceed what stands there; `sharper`: growth below it would show; null: it stays. */
  readonly makes: 'quieter' | 'sharper' | null
  /** What stands there now. */
  readonly now: LimitParts
}
