import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import type { GroupIndex } from '../diff/group-index.ts'
import { blameFrame, type SampleMask } from '../diff/sums.ts'
import type { Grouping } from '../model/grouping.ts'
import type { Measure } from '../model/measure.ts'
import type { NoiseModel, SampleEvents } from './event-model.ts'
import type { EventClasses } from './stats/event-classes.ts'

/** One run of a side, as its events are read. */
export interface EventRun {
  readonly frames: Frames
  readonly events: SampleEvents
}

/** The noise model that both sides share, and their events if it has any. */
export interface PairModel {
  readonly model: NoiseModel
  readonly baseline: readonly EventRun[]
  readonly candidate: readonly EventRun[]
}

/** A pair whose samples have events. */
export interface EventPair {
  readonly comparison: Comparison
  readonly pairModel: PairModel
}

/** The samples of a profile that count. */
export type MaskOf = (frames: Frames) => SampleMask

/** A part of each sample, 0..1; by number of the sample. */
export type SampleShare = (sample: number) => number

/** The same for each run of either side; null for all of every sample. */
export type SharesOfSide = (frames: Frames, side: 'baseline' | 'candidate') => SampleShare | null

/** The events of all samples as one item, in classes of (stack, size). */
export function totalEvents(pair: EventPair, maskOf: MaskOf, shares: SharesOfSide | null): EventClasses {
  const table = new ClassTable()
  eachSample(pair, maskOf, (side, frames) => {
    const share = shares === null ? null : shares(frames, side)
    return (sample, row, count) => table.add(side, row, share === null ? count : count * share(sample))
  })
  return table.classes()
}

export interface GroupEvents {
  ofGroup(group: number): EventClasses
}

/** The events of each group of a comparison. */
export function groupEvents(
  pair: EventPair,
  request: { readonly grouping: Grouping; readonly by: Measure; readonly maskOf: MaskOf },
): GroupEvents {
  const tables = new Map<number, ClassTable>()
  const known = new Map<number, EventClasses>()
  const index = pair.comparison.index(request.grouping)
  eachSample(pair, request.maskOf, (side, frames) => {
    const groupsOf = groupLister(frames, index, request.by)
    return (sample, row, count) => {
      for (const group of groupsOf(sample)) {
        let table = tables.get(group)
        if (table === undefined) {
          table = new ClassTable()
          tables.set(group, table)
        }
        table.add(side, row, count)
      }
    }
  })
  return {
    ofGroup: (group) => {
      const classes = known.get(group) ?? (tables.get(group) ?? new ClassTable()).classes()
      known.set(group, classes)
      return classes
    },
  }
}

/** What all events of one row of a table have in common. */
interface ClassRow {
  readonly key: number
  readonly weight: number
  readonly chance: number
}

type Visit = (sample: number, row: ClassRow, count: number) => void

function eachSample(
  { comparison, pairModel }: EventPair,
  maskOf: MaskOf,
  visitorOf: (side: 'baseline' | 'candidate', frames: Frames) => Visit,
): void {
  const weights = new WeightNumbers()
  for (const side of ['baseline', 'candidate'] as const) {
    for (const { frames, events } of pairModel[side]) {
      const mask = maskOf(frames)
      const nodes = comparison.stackNodes(frames)
      const visit = visitorOf(side, frames)
      for (let sample = 0; sample < nodes.length; sample++) {
        const count = events.count[sample]!
        if (count === 0 || (mask !== null && mask[sample] === 0)) continue
        const weight = events.weight[sample]!
        visit(sample, { key: weights.key(nodes[sample]!, weight), weight, chance: events.chance[sample]! }, count)
      }
    }
  }
}

/** Lists the groups that a sample counts for: its leaf's, its culprit's, or all on its stack, each once. */
export function groupLister(frames: Frames, index: GroupIndex, by: Measure): (sample: number) => Iterable<number> {
  const members = index.members(frames).groups
  if (members.kind === 'samples') return (sample) => [members.groupOfSample[sample]!]
  const { groupOfFrame: groups, owners } = members
  const { stack, stackStart } = frames.profile.samples
  if (by === 'own') {
    return (sample) => {
      const frame = blameFrame(frames.profile, frames.start, owners, sample)
      return frame === -1 ? [] : [groups[frame]!]
    }
  }
  if (by === 'flat') {
    return (sample) => {
      const at = stackStart[sample]!
      return at === stackStart[sample + 1] ? [] : [groups[frames.start[stack[at]!]!]!]
    }
  }
  return (sample) => {
    const found = new Set<number>()
    for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
      const location = stack[at]!
      for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) found.add(groups[frame]!)
    }
    return found
  }
}

/** Joins a stack node and an event weight into one exact number. */
class WeightNumbers {
  private readonly numbers = new Map<number, number>()

  key(node: number, weight: number): number {
    let number = this.numbers.get(weight)
    if (number === undefined) {
      number = this.numbers.size
      this.numbers.set(weight, number)
    }
    return node * 2 ** 24 + number
  }
}

/** Grows the columns of `EventClasses`, one row for each key. */
class ClassTable {
  private readonly rowOfKey = new Map<number, number>()
  private readonly baseline: number[] = []
  private readonly candidate: number[] = []
  private readonly weight: number[] = []
  private readonly chance: number[] = []

  add(side: 'baseline' | 'candidate', { key, weight, chance }: ClassRow, count: number): void {
    let row = this.rowOfKey.get(key)
    if (row === undefined) {
      row = this.weight.length
      this.rowOfKey.set(key, row)
      this.baseline.push(0)
      this.candidate.push(0)
      this.weight.push(weight)
      this.chance.push(chance)
    }
    this[side][row]! += count
  }

  classes(): EventClasses {
    return {
      baseline: Float64Array.from(this.baseline),
      candidate: Float64Array.from(this.candidate),
      weight: Float64Array.from(this.weight),
      chance: Float64Array.from(this.chance),
    }
  }
}
