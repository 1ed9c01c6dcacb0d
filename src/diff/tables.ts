import type { Int } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'

/** Sums of one side over all its samples. */
export interface Totals {
  readonly total: Int
  /** Sum of |value|: what pprof takes percentages of. */
  readonly absoluteTotal: Int
}

/** One group (a function, a file, …) of one profile. */
export interface TopRow {
  /** As pprof prints it. */
  readonly name: string
  /** The place where most of the group's value is; null where the profile does not say. */
  readonly file: string | null
  readonly line: number | null
  readonly flat: Int
  readonly cum: Int
  readonly own: Int
}

export interface TopTable {
  readonly metric: string
  readonly unit: string
  /** The groups: `function`, `file`, … */
  readonly of: string
  /** What the rows are sorted by. */
  readonly by: Measure
  readonly totals: Totals
  /** Largest first; groups without any value are left out. */
  readonly rows: readonly TopRow[]
  /** How many rows there would be without `--top`. */
  readonly rowCount: number
}

export interface SideValues {
  readonly baseline: Int
  readonly candidate: Int
  readonly delta: Int
}

export interface DiffRow {
  readonly name: string
  /** The place of the largest delta. */
  readonly file: string | null
  readonly line: number | null
  readonly flat: SideValues
  readonly cum: SideValues
  readonly own: SideValues
}

export interface DiffTable {
  readonly metric: string
  readonly unit: string
  readonly of: string
  readonly by: Measure
  readonly baseline: Totals
  readonly candidate: Totals
  /** Largest |delta| first. */
  readonly rows: readonly DiffRow[]
  readonly rowCount: number
}
