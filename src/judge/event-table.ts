import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import { PairNumbers } from '../diff/pair-numbers.ts'
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

/** Lists the items that a sample counts for; valid until the next one is asked about. */
export type ItemsOfSample = (sample: number) => readonly number[]

const SIDES = ['baseline', 'candidate'] as const

/** The events of both sides of a metric, each in its class: one (stack, object size). Classes are numbered once for all rules. */
export class EventSource {
  readonly runs: Readonly<Record<Side, readonly EventRun[]>>
  readonly runCount: Readonly<Record<Side, number>>
  readonly comparison: Comparison
  /** Node of `comparison.stacks` of each class. */
  readonly node: Int32Array
  readonly weight: Float64Array
  readonly chance: Float64Array
  private readonly classOf = new Map<EventRun, Int32Array>()
  private knownTotal: ItemClasses | null = null

  constructor(comparison: Comparison, runs: EventSource['runs'], runCount: EventSource['runCount']) {
    this.comparison = comparison
    this.runs = runs
    this.runCount = runCount
    const classes = new ClassNumbers()
    for (const side of SIDES) {
      for (const run of runs[side]) this.classOf.set(run, classes.assign(run.events, comparison.stackNodes(run.frames)))
    }
    this.node = classes.node
    this.weight = Float64Array.from(classes.weight)
    this.chance = Float64Array.from(classes.chance)
  }

  /** The class of each sample; -1 for one without events. */
  classes(run: EventRun): Int32Array {
    return this.classOf.get(run)!
  }

  /** All samples together. */
  get total(): ItemClasses {
    this.knownTotal ??= this.addUp()
    return this.knownTotal
  }

  private addUp(): ItemClasses {
    const { node, weight, chance, runCount, runs } = this
    const of = (side: Side) => {
      const columns = Array.from({ length: runCount[side] }, () => new Float64Array(node.length))
      for (const run of runs[side]) {
        const column = columns[run.run]!
        const classes = this.classes(run)
        const { count } = run.events
        for (let sample = 0; sample < classes.length; sample++) {
          if (classes[sample] !== -1) column[classes[sample]!]! += run.sign * count[sample]!
        }
      }
      return columns.map(withoutNegatives)
    }
    const ids = node.map((_, id) => id)
    return { baseline: of('baseline'), candidate: of('candidate'), weight, chance, ids }
  }
}

/** Classes in the order in which they are met. */
class ClassNumbers {
  readonly weight: number[] = []
  readonly chance: number[] = []
  private readonly weights = new Map<number, number>()
  /** Pairs of a weight and a stack. */
  private readonly numbers = new PairNumbers()

  get node(): Int32Array {
    return this.numbers.seconds.slice(0, this.numbers.count)
  }

  /** @param nodes The stack of each sample. */
  assign({ count, weight, chance }: SampleEvents, nodes: Uint32Array): Int32Array {
    const classes = new Int32Array(nodes.length).fill(-1)
    for (let sample = 0; sample < nodes.length; sample++) {
      if (count[sample] === 0) continue
      const known = this.numbers.count
      const id = this.numbers.number(this.numberOf(weight[sample]!), nodes[sample]!)
      classes[sample] = id
      if (id < known) continue
      this.weight.push(weight[sample]!)
      this.chance.push(chance[sample]!)
    }
    return classes
  }

  private numberOf(weight: number): number {
    const known = this.weights.get(weight)
    if (known !== undefined) return known
    this.weights.set(weight, this.weights.size)
    return this.weights.size - 1
  }
}

export interface EventTableRequest {
  readonly itemsOf: (frames: Frames) => ItemsOfSample
  readonly maskOf: MaskOf
  /** Null for all of every sample. */
  readonly shares: SharesOfSide | null
}

/** The events of each item by class and run: a row is one class of one item. */
export class EventTable {
  private readonly source: EventSource
  /** Pairs of an item and a class. */
  private readonly rows = new PairNumbers()
  /** By run and row; longer than there are rows, or shorter where a run has none of the last ones. */
  private readonly counts: Readonly<Record<Side, Float64Array[]>>
  private knownColumns: Columns | null = null
  private readonly known = new Map<number, ItemClasses>()

  constructor(source: EventSource, request: EventTableRequest) {
    this.source = source
    const columns = (count: number) => Array.from({ length: count }, () => new Float64Array(source.node.length))
    this.counts = { baseline: columns(source.runCount.baseline), candidate: columns(source.runCount.candidate) }
    for (const side of SIDES) {
      for (const run of source.runs[side]) this.counts[side][run.run] = this.add(side, run, request)
    }
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

  /** The counts of the run, with those of the sample events added. */
  private add(side: Side, run: EventRun, { itemsOf, maskOf, shares }: EventTableRequest): Float64Array {
    const { frames, events, sign } = run
    let counts = this.counts[side][run.run]!
    const classes = this.source.classes(run)
    const mask = maskOf(frames)
    const share = shares === null ? null : shares(frames, side)
    const items = itemsOf(frames)
    for (let sample = 0; sample < classes.length; sample++) {
      const id = classes[sample]!
      if (id === -1 || (mask !== null && mask[sample] === 0)) continue
      const count = sign * events.count[sample]! * (share === null ? 1 : share(sample))
      const found = items(sample)
      for (let at = 0; at < found.length; at++) {
        const row = this.rows.number(found[at]!, id)
        if (row >= counts.length) counts = longer(counts, row)
        counts[row]! += count
      }
    }
    return counts
  }

  /** Made once all rows are there: thousands of items are views of them. */
  private columns(): Columns {
    this.knownColumns ??= this.inOrderOfItems()
    return this.knownColumns
  }

  private inOrderOfItems(): Columns {
    const { rows, source } = this
    const itemOfRow = rows.firsts.subarray(0, rows.count)
    let last = -2
    for (const item of itemOfRow) if (item > last) last = item
    // The total is item -1.
    const start = new Int32Array(last + 3)
    for (const item of itemOfRow) start[item + 2]!++
    for (let at = 1; at < start.length; at++) start[at]! += start[at - 1]!
    const free = start.slice()
    const order = new Int32Array(rows.count)
    for (let row = 0; row < order.length; row++) order[free[itemOfRow[row]! + 1]!++] = row
    const ids = order.map((row) => rows.seconds[row]!)
    const inOrder = (counts: Float64Array) => withoutNegatives(gather(counts, order))
    return {
      ...{ start, ids, weight: gather(source.weight, ids), chance: gather(source.chance, ids) },
      baseline: this.counts.baseline.map(inOrder),
      candidate: this.counts.candidate.map(inOrder),
    }
  }
}

/** A class that has shrunk since the first snapshot was rounded otherwise there: nothing is allocated back. */
function withoutNegatives(counts: Float64Array): Float64Array {
  for (let at = 0; at < counts.length; at++) if (counts[at]! < 0) counts[at] = 0
  return counts
}

/** What is beyond the end is 0. */
function gather(values: Float64Array, order: Int32Array): Float64Array {
  const gathered = new Float64Array(order.length)
  for (let at = 0; at < order.length; at++) gathered[at] = order[at]! < values.length ? values[order[at]!]! : 0
  return gathered
}

/** The same with room for a row, and more of it. */
function longer(counts: Float64Array, row: number): Float64Array {
  const larger = new Float64Array(2 * (row + 1))
  larger.set(counts)
  return larger
}

/** The rows of all items, one item after the other: those of item i are from `start[i + 1]` to `start[i + 2]`. */
interface Columns extends ItemClasses {
  readonly start: Int32Array
}

/** The classes of one item, with their numbers in the `EventSource`. */
export interface ItemClasses extends RunClasses {
  readonly ids: Int32Array
}
