import { absInt, addInt, type Int, type IntColumn } from '../model/int64.ts'

/** What decides how a column is added up, found in one walk. */
export interface ColumnFacts {
  readonly total: Int
  /** Sum of |value|. */
  readonly absoluteTotal: Int
  /** Whether every sum of its values is an exact double, or needs to be none, for values are fractions. */
  readonly isSafe: boolean
  readonly hasNegatives: boolean
}

const known = new WeakMap<IntColumn, ColumnFacts>()

/** Whole numbers are added up exactly, in whatever order; fractions, which are measured values, as doubles. */
export function factsOf(values: IntColumn): ColumnFacts {
  let facts = known.get(values)
  if (facts === undefined) {
    facts = (values instanceof Float64Array ? factsOfDoubles(values) : null) ?? factsOfLarge(values)
    known.set(values, facts)
  }
  return facts
}

/** Null for whole numbers whose sums may be beyond 2^53. */
function factsOfDoubles(values: Float64Array): ColumnFacts | null {
  let total = 0
  let absoluteTotal = 0
  let isWhole = true
  let hasNegatives = false
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    total += value
    absoluteTotal += Math.abs(value)
    if (!Number.isInteger(value)) isWhole = false
    if (value < 0) hasNegatives = true
  }
  return isWhole && absoluteTotal > Number.MAX_SAFE_INTEGER
    ? null
    : { total, absoluteTotal, isSafe: true, hasNegatives }
}

function factsOfLarge(values: IntColumn): ColumnFacts {
  let total: Int = 0
  let absoluteTotal: Int = 0
  for (let at = 0; at < values.length; at++) {
    total = addInt(total, values[at]!)
    absoluteTotal = addInt(absoluteTotal, absInt(values[at]!))
  }
  return { total, absoluteTotal, isSafe: typeof absoluteTotal === 'number', hasNegatives: values.some(isNegative) }
}

function isNegative(value: Int): boolean {
  return value < 0
}
