import type { Side } from '../result/result.ts'
import { type EventSource, EventTable } from './event-table.ts'
import { groupLister } from './group-lister.ts'
import { dispersionItem, type PairShift, shiftOf } from './stats/dispersion.ts'
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
  const index = source.comparison.index('function')
  const table = new EventTable(source, {
    itemsOf: (frames) => groupLister(frames, index, 'flat'),
    maskOf: () => null,
    shares: null,
  })
  const model = { dispersion, runsBaseline: exposure.baseline, runsCandidate: exposure.candidate }
  return shiftOf([...table.items].map((item) => dispersionItem(summed(table.classesOf(item)), model)))
}
