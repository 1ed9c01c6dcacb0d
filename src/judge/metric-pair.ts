import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import { GrowthTree, type GrowthTreeRequest } from '../diff/growth-tree.ts'
import type { Run } from '../diff/tabulate.ts'
import type { ProfileKind } from '../model/kind.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import { modelSamples, type NoiseModel, type SampleEvents } from './event-model.ts'
import { groupEvents } from './item-events.ts'
import { dispersionOf, type PairCounts } from './significance.ts'

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

/** One metric of both sides of a profile. What noise needs is worked out once, whichever rules ask. */
export class MetricPair {
  readonly comparison: Comparison
  readonly kind: ProfileKind
  readonly metric: Metric
  /** The runs that have the metric. */
  readonly baseline: readonly Run[]
  readonly candidate: readonly Run[]
  private knownModel: PairModel | null = null
  private readonly trees = new Map<string, GrowthTree>()
  private knownCounts: PairCounts | null = null

  constructor(comparison: Comparison, kind: ProfileKind, metric: Metric) {
    this.comparison = comparison
    this.kind = kind
    this.metric = metric
    const runsOf = (side: readonly Frames[]) =>
      side.flatMap((frames): readonly Run[] => {
        const found = findMetric(frames.profile, kind, metric.name)
        return found === null ? [] : [{ frames, metric: found }]
      })
    this.baseline = runsOf(comparison.baseline)
    this.candidate = runsOf(comparison.candidate)
  }

  /** One run without a model leaves the whole pair without. */
  get pairModel(): PairModel {
    this.knownModel ??= this.findModel()
    return this.knownModel
  }

  /** How random the counts are, if the pair has events: that of the model, and what its functions show by their flat values. */
  get counts(): PairCounts {
    this.knownCounts ??= this.findCounts()
    return this.knownCounts
  }

  /** Built once for all rules that select no samples: their trees are the same whatever their groups. */
  growthTree(request: Pick<GrowthTreeRequest, 'by' | 'byLine' | 'selection'>): GrowthTree {
    const { comparison, baseline, candidate } = this
    const { by, byLine, selection } = request
    const build = () => new GrowthTree({ comparison, baseline, candidate, ...request })
    if (selection.focus.length > 0 || selection.ignore.length > 0) return build()
    // By cum, stacks end where they do by own.
    const key = `${by === 'flat'} ${byLine}`
    const tree = this.trees.get(key) ?? build()
    this.trees.set(key, tree)
    return tree
  }

  private findModel(): PairModel {
    const models: NoiseModel[] = []
    const read = (runs: readonly Run[]) =>
      runs.flatMap(({ frames, metric }): readonly EventRun[] => {
        const { model, events } = modelSamples(frames.profile, this.kind, metric)
        models.push(model)
        return events === null ? [] : [{ frames, events }]
      })
    const sides = { baseline: read(this.baseline), candidate: read(this.candidate) }
    const model = models.find((known) => known.kind === 'unknown') ?? models[0]
    return { model: model ?? { kind: 'unknown', why: 'kind' }, ...sides }
  }

  private findCounts(): PairCounts {
    const { model } = this.pairModel
    if (model.kind !== 'events') return { retained: false, samplingDispersion: 1, pairDispersion: 1 }
    const { retained, dispersion: samplingDispersion } = model
    const events = groupEvents(this, { grouping: 'function', by: 'flat', selection: { focus: [], ignore: [] } })
    const functions = this.comparison.index('function').groups.names.map((_, group) => events.ofGroup(group))
    return { retained, samplingDispersion, pairDispersion: dispersionOf(functions, samplingDispersion) }
  }
}
