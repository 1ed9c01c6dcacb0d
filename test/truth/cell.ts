import type { Sides } from './judge-sides.ts'
import type { PolicyName } from './policies.ts'
import type { Random } from './random.ts'

/** One figure of a table: a kind of pull request, drawn many times. */
export interface Cell {
  /** `TABLE/ROW/RUNS/RATE`: also the seed of its draws. */
  readonly id: string
  readonly table: TableName
  readonly row: string
  /** How many profiles a side has. */
  readonly runs: string
  readonly rateBytes: number
  readonly policy: PolicyName
  /** How many pull requests the full table draws. */
  readonly draws: number
  /** Names of the functions that truly grow; none where nothing changed, or where everything grows. */
  readonly grown: readonly string[]
  readonly reference: Reference
  /** Percent of these pull requests that may fail; null where nothing was promised. */
  readonly mostFailed: number | null
  readonly draw: (random: Random) => Sides
}

export type TableName = 'identical' | 'pool' | 'default' | 'power' | 'cpu' | 'look-alikes' | 'leaks'

/** What the decision rule reached in other simulations when it was designed, in percent; nothing where none was given. */
export interface Reference {
  readonly naive?: number
  readonly failed?: number
  readonly inconclusive?: number
  readonly found?: number
  readonly wrongly?: number
  /** Failed or inconclusive. */
  readonly noticed?: number
}

type Described = Omit<Cell, 'id'>

export function cellOf(described: Described): Cell {
  const { table, row, runs, rateBytes } = described
  return { id: [table, row, runs, rateBytes].join('/'), ...described }
}

export const KIB = 2 ** 10
export const MIB = 2 ** 20

/** Go's default and the two that are advised. */
export const RATES = [512 * KIB, 64 * KIB, 4 * KIB]
