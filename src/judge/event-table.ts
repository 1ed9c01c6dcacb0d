import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import type { SampleMask } from '../diff/sums.ts'
import type { Side } from '../result/result.ts'
import type { SampleEvents } from './event-model.ts'
import type { RunClasses } from './stats/run-classes.ts'

/** A profile whose events count for a run of a side. */
export interface EventRun {
  readonly frames: Frames
  readonly events: SampleEvents
  /** Number of the run on its side, from 0. */
  readonly run: number
  /** -1 where the events are taken off those of the run. */
  readonly sign: 1 | -1
}

/** The samples of a profile that count. */
export type MaskOf = (frames: Frames) => SampleMask

/** A part of each sample, 0..1; by number of the sample. */
export type SampleShare = (sample: number) => number

/** The same for each run of either side; null for all of every sample. */
export type SharesOfSide = (frames: Frames, side: Side) => SampleShare | null

/** Lists the items that a sample counts for. */
export type ItemsOfSample = (sample: number) => readonly number[]

const SIDES = ['baseline', 'candidate'] as const

/** The events of both sides of a metric, each in its class: one (stack, object size). Classes are numbered once for all rules. */
export class EventSource {
  readonly runs: Readonly<Record<Side, readonly EventRun[]>>
  readonly runCount: Readonly<Record<Side, number>>
  readonly comparison: Comparison
  /** Node of `comparison.stacks` of each class. */
  readonly node: number[] = []
  readonly weight: number[] = []
  readonly chance: number[] = []
  private readonly classOf = new Map<EventRun, Int32Array>()

  constructor(comparison: Comparison, runs: EventSource['runs'], runCount: EventSource['runCount']) {
    this.comparison = comparison
    this.runs = runs
    this.runCount = runCount
    const known = new Map<number, Map<number, number>>()
    for (const side of SIDES) {
      for (const run of runs[side]) this.classOf.set(run, this.number(run, known))
    }
  }

  /** The class of each sample; -1 for one without events. */
  classes(run: EventRun): Int32Array {
    return this.classOf.get(run)!
  }

  /** Classes of each weight, and in it by stack. */
  private number({ frames, events }: EventRun, known: Map<number, Map<number, number>>): Int32Array {
    const nodes = this.comparison.stackNodes(frames)
    const classes = new Int32Array(nodes.length).fill(-1)
    for (let sample = 0; sample < nodes.length; sample++) {
      if (events.count[sample] === 0) continue
      const weight = events.weight[sample]!
      let ofWeight = known.get(weight)
      if (ofWeight === undefined) {
        ofWeight = new Map()
        known.set(weight, ofWeight)
      }
      const node = nodes[sample]!
      let id = ofWeight.get(node)
      if (id === undefined) {
        id = this.node.length
        ofWeight.set(node, id)
        this.node.push(node)
        this.weight.push(weight)
        this.chance.push(events.chance[sample]!)
      }
      classes[sample] = id
    }
    return classes
  }
}

export interface EventTableRequest {
  readonly itemsOf: (frames: Frames) => ItemsOfSample
  readonly maskOf: MaskOf
  /** Null for all of every sample. */
  readonly shares: SharesOfSide | null
}

/** No item has this number. */
const NO_ITEM = -2

/** The events of each item by class and run: a row is one class of one item. */
export class EventTable {
  private readonly source: EventSource
  private readonly classOfRow: number[] = []
  private readonly itemOfRow: number[] = []
  /** Most classes are of one item only; rows of their others are found by item and class. */
  private readonly firstItem: Int32Array
  private readonly firstRow: Int32Array
  private readonly otherRows = new Map<number, number>()
  /** By run and row; shorter where a run has none of the last rows. */
  private readonly counts: Readonly<Record<Side, readonly number[][]>>
  private knownColumns: Columns | null = null
  private readonly known = new Map<number, ItemClasses>()

  constructor(source: EventSource, request: EventTableRequest) {
    this.source = source
    this.firstItem = new Int32Array(source.node.length).fill(NO_ITEM)
    this.firstRow = new Int32Array(source.node.length)
    const columns = (count: number) => Array.from({ length: count }, (): number[] => [])
    this.counts = { baseline: columns(source.runCount.baseline), candidate: columns(source.runCount.candidate) }
    for (const side of SIDES) for (const run of source.runs[side]) this.add(side, run, request)
  }

  /** The items that have any event. */
  get items(): readonly number[] {
    const { start } = this.columns()
    const items: number[] = []
    for (let at = 0; at + 1 < start.length; at++) if (start[at + 1]! > start[at]!) items.push(at - 1)
    return items
  }

  /** The same object for the same item: what is not accepted in part is told by that. */
  classesOf(item: number): ItemClasses {
    const known = this.known.get(item) ?? this.view(item)
    this.known.set(item, known)
    return known
  }

  private view(item: number): ItemClasses {
    const { start, baseline, candidate, weight, chance, ids } = this.columns()
    const [from, to] = [start[item + 1] ?? 0, start[item + 2] ?? 0]
    const rows = <Column extends Float64Array | Int32Array>(column: Column) => column.subarray(from, to) as Column
    return {
      baseline: baseline.map(rows),
      candidate: candidate.map(rows),
      weight: rows(weight),
      chance: rows(chance),
      ids: rows(ids),
    }
  }

  private add(side: Side, run: EventRun, { itemsOf, maskOf, shares }: EventTableRequest): void {
    const { frames, events, sign } = run
    const column = this.counts[side][run.run]!
    const classes = this.source.classes(run)
    const mask = maskOf(frames)
    const share = shares === null ? null : shares(frames, side)
    const items = itemsOf(frames)
    for (let sample = 0; sample < classes.length; sample++) {
      const id = classes[sample]!
      if (id === -1 || (mask !== null && mask[sample] === 0)) continue
      const count = sign * events.count[sample]! * (share === null ? 1 : share(sample))
      for (const item of items(sample)) {
        const row = this.row(item, id)
        while (column.length <= row) column.push(0)
        column[row]! += count
      }
    }
  }

  private row(item: number, id: number): number {
    if (this.firstItem[id] === item) return this.firstRow[id]!
    if (this.firstItem[id] === NO_ITEM) {
      const row = this.newRow(item, id)
      this.firstItem[id] = item
      this.firstRow[id] = row
      return row
    }
    const key = (item + 1) * this.source.node.length + id
    const known = this.otherRows.get(key)
    if (known !== undefined) return known
    const row = this.newRow(item, id)
    this.otherRows.set(key, row)
    return row
  }

  private newRow(item: number, id: number): number {
    this.itemOfRow.push(item)
    return this.classOfRow.push(id) - 1
  }

  /** Made once all rows are there: thousands of items are views of them. */
  private columns(): Columns {
    this.knownColumns ??= this.inOrderOfItems()
    return this.knownColumns
  }

  private inOrderOfItems(): Columns {
    const { itemOfRow, classOfRow, source } = this
    let last = NO_ITEM
    for (const item of itemOfRow) if (item > last) last = item
    // The total is item -1.
    const start = new Int32Array(last + 3)
    for (const item of itemOfRow) start[item + 2]!++
    for (let at = 1; at < start.length; at++) start[at]! += start[at - 1]!
    const free = start.slice()
    const order = new Int32Array(itemOfRow.length)
    for (let row = 0; row < order.length; row++) order[free[itemOfRow[row]! + 1]!++] = row
    const ids = order.map((row) => classOfRow[row]!)
    const ofClass = (values: readonly number[]) => {
      const column = new Float64Array(ids.length)
      for (let at = 0; at < ids.length; at++) column[at] = values[ids[at]!]!
      return column
    }
    return {
      ...{ start, ids, weight: ofClass(source.weight), chance: ofClass(source.chance) },
      baseline: this.counts.baseline.map((counts) => countsIn(counts, order)),
      candidate: this.counts.candidate.map((counts) => countsIn(counts, order)),
    }
  }
}

/** The rows of all items, one item after the other: those of item i are from `start[i + 1]` to `start[i + 2]`. */
interface Columns extends ItemClasses {
  readonly start: Int32Array
}

/** A class that has shrunk since the first snapshot was rounded otherwise there: nothing is allocated back. */
function countsIn(counts: readonly number[], order: Int32Array): Float64Array {
  const found = new Float64Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!
    if (row < counts.length) found[at] = Math.max(0, counts[row]!)
  }
  return found
}

/** The classes of one item, with their numbers in the `EventSource`. */
export interface ItemClasses extends RunClasses {
  readonly ids: Int32Array
}
