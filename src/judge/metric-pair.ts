import { commonBenchmarks, evenRuns, type OneSided, oneSidedBenchmarks } from '../diff/benchmarks.ts'
import type { Comparison } from '../diff/comparison.ts'
import { GrowthTree } from '../diff/growth-tree.ts'
import type { Selection } from '../diff/selection.ts'
import { diffGroups, type GroupRow } from '../diff/tabulate.ts'
import type { Grouping } from '../model/grouping.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Measure, Per } from '../model/measure.ts'
import type { Metric } from '../model/metric.ts'
import type { Side } from '../result/result.ts'
import { countedSamples, modelSamples, type NoiseModel } from './event-model.ts'
import { EventSource, type MaskOf } from './event-table.ts'
import { onesOf, scaledBy } from './exposures.ts'
import type { JudgedProfile } from './judged-profile.ts'
import { type Method, methodOf } from './method.ts'
import { runCount, runsOf, type SideRun, totalsOf } from './runs.ts'
import { pairShift } from './shift.ts'
import type { PairShift } from './stats/dispersion.ts'
import { RUN_DRIFT } from './stats/drift.ts'
import type { Exposures } from './stats/run-classes.ts'
import { secondsOf } from './work.ts'

/** What is asked of the counts of a pair. */
export interface PairCounts {
  /** In-use metrics: the true counts may be the same in every run. */
  readonly retained: boolean
  /** Of the kind's sampling itself; 2 for timers. */
  readonly samplingDispersion: number
  /** Seen among the functions of this pair, beyond that of sampling. */
  readonly pairDispersion: number
}

export interface MetricRequest {
  readonly kind: ProfileKind
  readonly metric: Metric
  readonly per: Per
  /** What the values of each run are divided by; null where nobody knows, or for nothing. */
  readonly exposures: Exposures | null
}

/** One metric of both sides of a profile, divided as a rule asks. What noise needs is worked out once, whichever rules ask. */
export class MetricPair {
  readonly comparison: Comparison
  readonly kind: ProfileKind
  readonly metric: Metric
  readonly per: Per
  /** The runs that have the metric; of benchmarks weighted, for a run need not have all of them. */
  readonly baseline: readonly SideRun[]
  readonly candidate: readonly SideRun[]
  readonly runCount: Readonly<Record<Side, number>>
  /** What the values of each run are divided by; null where `per` asks for what nobody knows. */
  readonly exposures: Exposures | null
  /** Benchmarks that only this side has measured, where both sides have any. */
  readonly oneSided: OneSided
  /** Benchmarks that both sides have measured. */
  readonly compared: ReadonlySet<string>
  private readonly knownRows = new Map<string, readonly GroupRow[]>()
  private readonly trees = new Map<string, GrowthTree>()
  private knownModel: { readonly model: NoiseModel; readonly source: EventSource | null } | null = null
  private knownShift: PairShift | null = null
  private knownStacks: EventSource | null = null

  constructor(pair: JudgedProfile, { kind, metric, per, exposures }: MetricRequest) {
    this.comparison = pair.comparison
    this.kind = kind
    this.metric = metric
    this.per = per
    const sides = (of: (side: Side) => readonly SideRun[]) => ({ baseline: of('baseline'), candidate: of('candidate') })
    const runs = sides((side) => {
      const found = runsOf(pair, side, kind, metric)
      return kind === 'benchmark' ? evenRuns(found) : found
    })
    this.runCount = { baseline: runCount(runs.baseline), candidate: runCount(runs.candidate) }
    this.exposures = per === 'none' ? onesOf(this.runCount) : exposures
    const scaled = sides((side) => scaledBy(runs[side], this.exposures?.[side] ?? null))
    this.baseline = scaled.baseline
    this.candidate = scaled.candidate
    const measured = kind === 'benchmark' ? ([this.baseline, this.candidate] as const) : ([[], []] as const)
    this.oneSided = oneSidedBenchmarks(...measured)
    this.compared = commonBenchmarks(...measured)
  }

  /** One run without a model leaves the whole pair without. */
  get model(): NoiseModel {
    return this.events().model
  }

  /** The sampling events of both sides; null without a model. */
  get source(): EventSource | null {
    return this.events().source
  }

  /** The same stacks where there is no model: each value is one that was counted. For questions of where, not of chance. */
  get stackSource(): EventSource {
    this.knownStacks ??= this.source ?? this.countedSource()
    return this.knownStacks
  }

  get method(): Method {
    return methodOf(this.model, this.runCount)
  }

  /** How long each run was recorded; 0 where nobody knows. */
  get seconds(): Readonly<Record<Side, readonly number[]>> {
    const of = (side: Side) =>
      this[side].filter(({ sign }) => sign === 1).map(({ frames }) => secondsOf(frames.profile))
    return { baseline: of('baseline'), candidate: of('candidate') }
  }

  /** All that each run has of the metric. */
  get totals(): Readonly<Record<Side, readonly number[]>> {
    return { baseline: totalsOf(this.baseline), candidate: totalsOf(this.candidate) }
  }

  /** Runs of each side as the event test counts them: what each is divided by. */
  get exposure(): Readonly<Record<Side, number>> {
    const of = (side: Side) => this.exposures?.[side].reduce((sum, one) => sum + one, 0) ?? this.runCount[side]
    return { baseline: of('baseline'), candidate: of('candidate') }
  }

  /** What was counted does not drift by a share of itself: growth that shows in every run is growth. */
  get tau(): number {
    return this.model.kind === 'exact' ? 0 : RUN_DRIFT
  }

  /** How random the counts are: that of the model, and what its functions show by their flat values. */
  get counts(): PairCounts {
    const { model } = this
    if (model.kind !== 'events') return { retained: false, samplingDispersion: 1, pairDispersion: 1 }
    const { retained, dispersion: samplingDispersion } = model
    return { retained, samplingDispersion, pairDispersion: this.shift.dispersion }
  }

  /** What all functions of the pair show together: a factor that is common to them, and how far they are from it. */
  get shift(): PairShift {
    const { model, source, exposure } = this
    this.knownShift ??= pairShift(source, { dispersion: model.kind === 'events' ? model.dispersion : 1, exposure })
    return this.knownShift
  }

  /** The groups that have a value. Those of all samples are found once for all rules. */
  rows(grouping: Grouping, by: Measure, selection: Selection): readonly GroupRow[] {
    const { comparison, baseline, candidate } = this
    const find = () => diffGroups(baseline, candidate, comparison.index(grouping), { by, selection }).rows
    if (selection.focus.length > 0 || selection.ignore.length > 0) return find()
    const key = `${grouping} ${by}`
    const rows = this.knownRows.get(key) ?? find()
    this.knownRows.set(key, rows)
    return rows
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

  private events() {
    this.knownModel ??= this.findModel()
    return this.knownModel
  }

  private countedSource(): EventSource {
    const read = (side: Side) =>
      this[side].map(({ frames, metric, run, sign }) => {
        const events = countedSamples(frames.profile.samples.values[metric.column]!, this.metric.scale)
        return { frames, events, run, sign }
      })
    return new EventSource(this.comparison, { baseline: read('baseline'), candidate: read('candidate') }, this.runCount)
  }

  private findModel() {
    const models: NoiseModel[] = []
    const read = (side: Side) =>
      this[side].flatMap(({ frames, metric, run, sign }) => {
        // Events are of the profile as it is, whatever its values are divided by.
        const modelled = modelSamples(frames.profile, this.kind, { ...this.metric, column: metric.column })
        models.push(modelled.model)
        return modelled.events === null ? [] : [{ frames, events: modelled.events, run, sign }]
      })
    const runs = { baseline: read('baseline'), candidate: read('candidate') }
    const model = models.find((known) => known.kind === 'unknown') ?? models[0] ?? { kind: 'unknown', why: 'kind' }
    return { model, source: model.kind === 'events' ? new EventSource(this.comparison, runs, this.runCount) : null }
  }
}
