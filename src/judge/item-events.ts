import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import type { Grouping } from '../diff/groups.ts'
import { type Selection, selectSamples } from '../diff/selection.ts'
import { blameFrame } from '../diff/sums.ts'
import type { Measure } from '../model/measure.ts'
import type { Metric } from '../model/metric.ts'
import { modelSamples, type NoiseModel, type SampleEvents } from './event-model.ts'
import type { EventClasses } from './stats/event-classes.ts'

/** One run of a side, as its events are read. */
export interface EventRun {
  readonly frames: Frames
  readonly metric: Metric
  readonly events: SampleEvents
}

/** The noise model that both sides share, and their events if they have any. */
export interface PairModel {
  readonly model: NoiseModel
  readonly baseline: readonly EventRun[]
  readonly candidate: readonly EventRun[]
}

/** Models every run of both sides; one run without a model leaves the whole pair without. */
export function modelPair(
  kind: Parameters<typeof modelSamples>[1],
  baseline: readonly { readonly frames: Frames; readonly metric: Metric }[],
  candidate: readonly { readonly frames: Frames; readonly metric: Metric }[],
): PairModel {
  const models: NoiseModel[] = []
  const read = (runs: typeof baseline) =>
    runs.flatMap(({ frames, metric }) => {
      const { model, events } = modelSamples(frames.profile, kind, metric)
      models.push(model)
      return events === null ? [] : [{ frames, metric, events }]
    })
  const sides = { baseline: read(baseline), candidate: read(candidate) }
  const model = models.find((known) => known.kind === 'unknown') ?? models[0]
  return { model: model ?? { kind: 'unknown', why: 'kind' }, ...sides }
}

/** The events of every group of a comparison, as classes of (stack, size); `all` is the total. */
export interface ItemEvents {
  readonly all: EventClasses
  ofGroup(group: number): EventClasses
}

export interface EventRequest {
  readonly grouping: Grouping
  readonly by: Measure
  readonly selection: Selection
  readonly unaccepted?: Unaccepted
}

/** Share of a group's candidate events that no acceptance covers, 0..1. */
export type Unaccepted = (group: number) => number

/** Groups of a comparison with `grouping`, blamed by `by`; what is accepted counts for the baseline's part only. */
export function itemEvents(
  comparison: Comparison,
  pair: PairModel,
  { grouping, by, selection, unaccepted = () => 1 }: EventRequest,
): ItemEvents {
  const all = new ClassTable()
  const tables = new Map<number, ClassTable>()
  const weights = new WeightNumbers()
  const tableOf = (group: number) => {
    let table = tables.get(group)
    if (table === undefined) {
      table = new ClassTable()
      tables.set(group, table)
    }
    return table
  }
  const index = comparison.index(grouping)
  for (const side of ['baseline', 'candidate'] as const) {
    for (const { frames, events } of pair[side]) {
      const mask = selectSamples(frames, selection)
      const nodes = comparison.stackNodes(frames)
      const groupsOf = groupLister(frames, index.assign(frames), by)
      for (let sample = 0; sample < nodes.length; sample++) {
        const count = events.count[sample]!
        if (count === 0 || (mask !== null && mask[sample] === 0)) continue
        const weight = events.weight[sample]!
        const entry = { key: weights.key(nodes[sample]!, weight), weight, chance: events.chance[sample]! }
        let share = 1
        for (const group of groupsOf(sample)) {
          const kept = side === 'candidate' ? unaccepted(group) : 1
          tableOf(group).add(side, entry, count * kept)
          share = Math.min(share, kept)
        }
        all.add(side, entry, count * share)
      }
    }
  }
  const none = new ClassTable()
  return { all: all.classes(), ofGroup: (group) => (tables.get(group) ?? none).classes() }
}

/** Lists the groups that a sample counts for: its leaf's, its culprit's, or all on its stack. */
function groupLister(
  frames: Frames,
  assigned: { readonly groups: Int32Array; readonly owners: Uint8Array },
  by: Measure,
): (sample: number) => Iterable<number> {
  const { stack, stackStart } = frames.profile.samples
  const { groups, owners } = assigned
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

  add(
    side: 'baseline' | 'candidate',
    { key, weight, chance }: { readonly key: number; readonly weight: number; readonly chance: number },
    count: number,
  ): void {
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
