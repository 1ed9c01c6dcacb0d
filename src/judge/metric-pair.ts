import { commonBenchmarks, evenRuns, type OneSided, oneSidedBenchmarks } from '../diff/benchmarks.ts'
import type { Comparison } from '../diff/comparison.ts'
import type { Frames } from '../diff/frames.ts'
import { GrowthTree } from '../diff/growth-tree.ts'
import type { Run } from '../diff/run.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Measure } from '../model/measure.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import { modelSamples, type NoiseModel } from './event-model.ts'
import { type EventRun, groupEvents, type MaskOf, type PairModel } from './item-events.ts'
import { dispersionOf, type PairCounts } from './significance.ts'

/** One metric of both sides of a profile. What noise needs is worked out once, whichever rules ask. */
export class MetricPair {
  readonly comparison: Comparison
  readonly kind: ProfileKind
  readonly metric: Metric
  /** The runs that have the metric; of benchmarks weighted, for a run need not have all of them. */
  readonly baseline: readonly Run[]
  readonly candidate: readonly Run[]
  /** Benchmarks that only this side has measured, where both sides have any. */
  readonly oneSided: OneSided
  /** Benchmarks that both sides have measured. */
  readonly compared: ReadonlySet<string>
  private knownModel: PairModel | null = null
  private readonly trees = new Map<string, GrowthTree>()
  private knownCounts: PairCounts | null = null

  constructor(comparison: Comparison, kind: ProfileKind, metric: Metric) {
    this.comparison = comparison
    this.kind = kind
    this.metric = metric
    const runsOf = (side: readonly Frames[]) => {
      const runs = side.flatMap((frames): readonly Run[] => {
        const found = findMetric(frames.profile, kind, metric.name)
        return found === null ? [] : [{ frames, metric: found }]
      })
      return kind === 'benchmark' ? evenRuns(runs) : runs
    }
    this.baseline = runsOf(comparison.baseline)
    this.candidate = runsOf(comparison.candidate)
    const measured = kind === 'benchmark' ? ([this.baseline, this.candidate] as const) : ([[], []] as const)
    this.oneSided = oneSidedBenchmarks(...measured)
    this.compared = commonBenchmarks(...measured)
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

  /** By cum, stacks end where they do by own. @param maskOf Null for all samples: that tree is built once for all rules. */
  growthTree(by: Measure, byLine: boolean, maskOf: MaskOf | null): GrowthTree {
    const { comparison, baseline, candidate } = this
    const build = () => new GrowthTree({ comparison, baseline, candidate, by, byLine, maskOf: maskOf ?? (() => null) })
    if (maskOf !== null) return build()
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
    const events = groupEvents(this, { grouping: 'function', by: 'flat', maskOf: () => null })
    const functions = this.comparison.index('function').groups.names.map((_, group) => events.ofGroup(group))
    return { retained, samplingDispersion, pairDispersion: dispersionOf(functions, samplingDispersion) }
  }
}
