import type { SideValues } from '../diff/tables.ts'
import { type Int, subtractInt } from '../model/int64.ts'
import type { Amount, Change } from '../result/result.ts'

/** An exact integer as results carry it: beyond 2^53 as decimal text. */
export function amount(value: Int): Amount {
  return typeof value === 'bigint' ? value.toString() : value
}

export function changeOf({ baseline, candidate }: Pick<SideValues, 'baseline' | 'candidate'>): Change {
  const delta = subtractInt(candidate, baseline)
  return {
    baseline: amount(baseline),
    candidate: amount(candidate),
    delta: amount(delta),
    percent: percentOf(Number(delta), Number(baseline)),
  }
}

/** In percent, null of a baseline of 0. */
function percentOf(delta: number, baseline: number): number | null {
  return baseline === 0 ? null : (delta * 100) / baseline
}
