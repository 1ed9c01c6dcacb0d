import type { Int } from '../model/int64.ts'
import type { SideValues, Totals } from './tables.ts'

/** Values of one line of source: an `Int` of one profile, or both sides and their delta. */
export interface LineValues<Value> {
  /** Below 1 where the profile does not say. */
  readonly line: number
  /** Of samples whose leaf is on the line. */
  readonly flat: Value
  /** Of samples with the line on their stack; recursion counts once. */
  readonly cum: Value
}

/** A function in one of its files. */
export interface FunctionLines<Value> {
  /** As pprof prints it. */
  readonly name: string
  /** Empty where the profile does not say. */
  readonly file: string
  /** Where the function starts, in the candidate if there are two sides; 0 where the profile does not say. */
  readonly startLine: number
  /** Where it starts in the baseline, if that is known and another line. */
  readonly baselineStartLine: number | null
  /** Sums of its lines, as pprof has them: recursion over several lines counts once for each. */
  readonly flat: Value
  readonly cum: Value
  /** By number; lines without a value are left out. */
  readonly lines: readonly LineValues<Value>[]
}

export interface LineList {
  readonly kind: 'profile'
  readonly metric: string
  readonly unit: string
  readonly totals: Totals
  /** By name and file. */
  readonly functions: readonly FunctionLines<Int>[]
}

export interface LineDiff {
  readonly kind: 'diff'
  readonly metric: string
  readonly unit: string
  readonly baseline: Totals
  readonly candidate: Totals
  readonly functions: readonly FunctionLines<SideValues>[]
}
