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
  private readonly rowsOfItem = new Map<number, number[]>()
  /** Most classes are of one item only; rows of their others are found by item and class. */
  private readonly firstItem: Int32Array
  private readonly firstRow: Int32Array
  private readonly otherRows = new Map<number, number>()
  /** By run and row; shorter where a run has none of the last rows. */
  private readonly counts: Readonly<Record<Side, readonly number[][]>>
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
  get items(): Iterable<number> {
    return this.rowsOfItem.keys()
  }

  classesOf(item: number): ItemClasses {
    const known = this.known.get(item)
    if (known !== undefined) return known
    const rows = this.rowsOfItem.get(item) ?? []
    const classes: ItemClasses = {
      baseline: this.counts.baseline.map((counts) => countsIn(counts, rows)),
      candidate: this.counts.candidate.map((counts) => countsIn(counts, rows)),
      weight: new Float64Array(rows.length),
      chance: new Float64Array(rows.length),
      ids: new Int32Array(rows.length),
    }
    for (let at = 0; at < rows.length; at++) {
      const id = this.classOfRow[rows[at]!]!
      classes.ids[at] = id
      classes.weight[at] = this.source.weight[id]!
      classes.chance[at] = this.source.chance[id]!
    }
    this.known.set(item, classes)
    return classes
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
    const row = this.classOfRow.push(id) - 1
    const rows = this.rowsOfItem.get(item)
    if (rows === undefined) this.rowsOfItem.set(item, [row])
    else rows.push(row)
    return row
  }
}

/** A class that has shrunk since the first snapshot was rounded otherwise there: nothing is allocated back. */
function countsIn(counts: readonly number[], rows: readonly number[]): Float64Array {
  const found = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    if (row < counts.length) found[at] = Math.max(0, counts[row]!)
  }
  return found
}

/** The classes of one item, with their numbers in the `EventSource`. */
export interface ItemClasses extends RunClasses {
  readonly ids: Int32Array
}
