import type { Side } from '../result/result.ts'
import type { EventSource } from './event-table.ts'
import { dispersionItems, type PairShift, shiftOf } from './stats/dispersion.ts'
import { summed } from './stats/run-classes.ts'

export interface ShiftRequest {
  /** Of the kind's sampling itself, which is taken out. */
  readonly dispersion: number
  /** What the events of each side are divided by. */
  readonly exposure: Readonly<Record<Side, number>>
}

/** Dispersion and common factor of the functions of a pair, by their flat values. @param source Null where there is no model. */
export function pairShift(source: EventSource | null, { dispersion, exposure }: ShiftRequest): PairShift {
  if (source === null) return shiftOf([])
  const { group } = source.comparison.stacks
  // The function of the leaf is the last one of the stack.
  const items = {
    itemOf: source.node.map((node) => group[node]!),
    count: source.comparison.index('function').groups.count,
  }
  const model = { dispersion, runsBaseline: exposure.baseline, runsCandidate: exposure.candidate }
  return shiftOf(dispersionItems(summed(source.total), items, model))
}
