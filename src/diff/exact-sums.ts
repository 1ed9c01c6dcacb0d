import { addInt, type Int, subtractInt } from '../model/int64.ts'
import type { IntSums } from './sums.ts'

/** Sums to which values are added one by one: doubles where the caller knows that these stay exact. */
export type GrowingSums = Float64Array | Int[]

export function zeroSums(count: number, isSafe: boolean): GrowingSums {
  return isSafe ? new Float64Array(count) : new Array<Int>(count).fill(0)
}

export function addAt(sums: GrowingSums, at: number, value: Int): void {
  if (sums instanceof Float64Array) sums[at]! += Number(value)
  else sums[at] = addInt(sums[at]!, value)
}

/** `a` less `b`, cell by cell; what one of them lacks is 0 there. */
export function subtractSums(a: IntSums, b: IntSums, count: number): IntSums {
  const differences = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    const difference = subtractInt(a[at] ?? 0, b[at] ?? 0)
    if (typeof difference === 'bigint') {
      return Array.from(differences, (_, each) => subtractInt(a[each] ?? 0, b[each] ?? 0))
    }
    differences[at] = difference
  }
  return differences
}
