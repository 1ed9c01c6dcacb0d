import type { BaseUnit, ProfileKind } from '../model/kind.ts'
import type { Measure, Per } from '../model/measure.ts'
import type { CalendarDate } from './calendar.ts'
import type { Glob } from './glob.ts'
import type { Group } from './group.ts'
import type { Regex } from './regex.ts'

/** A policy as the judge uses it: compiled, every default filled in, every number in base units. */
export interface Policy {
  /** Chance that identical code passes one step; 0.5 < confidence < 1. */
  readonly confidence: number
  /** Package patterns such as `github.com/acme/shop/...`; null leaves it to the modules of the checkout. */
  readonly own: readonly string[] | null
  readonly files: FileSelection
  readonly rules: readonly Rule[]
  readonly acceptances: readonly Acceptance[]
  readonly when: When
}

export interface FileSelection {
  readonly include: Glob
  readonly exclude: Glob
  /** Patterns with {name} and {run}, in order of preference. */
  readonly repeats: readonly string[]
  /** Patterns with {name} and {at}, in order of preference. */
  readonly series: readonly string[]
  /** So many snapshots are dropped from the start of a series of at least 8. */
  readonly skipSnapshots: number
}

export interface Rule {
  readonly name: string
  /** The line of the policy file where the rule begins, from 1. */
  readonly line: number
  readonly kinds: readonly ProfileKind[]
  /** null: the profiles of these kinds at any path. */
  readonly files: Glob | null
  /** null: the default metric of the profile's kind. */
  readonly metric: string | null
  /** What the limits' quantities were written in; null if plain numbers only, which are the metric's base unit. */
  readonly unit: BaseUnit | null
  readonly of: Group
  readonly by: Measure
  readonly per: Per
  readonly focus: readonly Regex[]
  readonly ignore: readonly Regex[]
  /** Groups whose name matches one of them, or all groups if there is none. */
  readonly only: readonly Regex[]
  readonly except: readonly Regex[]
  readonly levels: Levels
  readonly overrides: readonly Override[]
  /** Whether the rule may match no profile. */
  readonly optional: boolean
}

/** Per level the limits, any of which suffices. An empty list: the rule has no such level. */
export interface Levels {
  readonly fail: readonly Limit[]
  readonly warn: readonly Limit[]
}

export type LimitLevel = keyof Levels

/** A limit is exceeded when every part of it is, strictly. */
export type Limit = GrowthLimit | BudgetLimit | SlopeLimit

/** Candidate minus baseline, relative and absolute; at least one of both is a number. */
export interface GrowthLimit {
  readonly kind: 'growth'
  readonly percent: number | null
  readonly growth: number | null
}

/** The candidate alone. */
export interface BudgetLimit {
  readonly kind: 'budget'
  readonly above: number
}

/** Growth from one snapshot of a series to the next, beyond that of the baseline. */
export interface SlopeLimit {
  readonly kind: 'slope'
  readonly perSnapshot: number
}

export interface Override {
  readonly only: readonly Regex[]
  readonly except: readonly Regex[]
  readonly files: Glob | null
  /** Only the levels that it replaces. */
  readonly levels: Partial<Levels>
}

export type Acceptance = ValueAcceptance | DeletionAcceptance

interface Agreement {
  /** Names of rules; null: all of them. */
  readonly rules: readonly string[] | null
  /** The last day it holds (UTC). */
  readonly until: CalendarDate
  readonly reason: string
  /** The line of the policy file where the acceptance begins, from 1. */
  readonly line: number
}

/** Growth up to a value of the candidate, per run and after `per`. */
export interface ValueAcceptance extends Agreement {
  readonly kind: 'value'
  readonly subject: AcceptedSubject
  readonly upTo: number
  /** What `upTo` was written in; null: a plain number. */
  readonly unit: BaseUnit | null
}

export type AcceptedSubject =
  | { readonly kind: 'total' }
  | { readonly kind: 'function' | 'package' | 'file' | 'benchmark' | 'creator'; readonly name: string }

/** Profiles that the baseline has and the candidate no longer has. */
export interface DeletionAcceptance extends Agreement {
  readonly kind: 'deletion'
  readonly files: Glob
}

export type WhenLevel = 'pass' | 'warn' | 'fail' | 'error'

export interface When {
  readonly noBaseline: WhenLevel
  readonly missingProfile: WhenLevel
  readonly inconclusive: WhenLevel
  readonly lowPower: WhenLevel
  readonly unreadable: WhenLevel
  readonly unmatchedRule: WhenLevel
}
