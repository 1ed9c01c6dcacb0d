import type { GraphData, GraphMetric, GraphProfile, GraphSource, LineValues } from '../graph/graph-data.ts'
import { type CallTree, callTree, NO_NODE, ROOT, type SideValue, sideValue } from './call-tree.ts'
import type { NoiseBand } from './change.ts'
import { foldTree } from './fold.ts'
import { Numbers } from './numbers.ts'
import type { PageFunction } from './page-functions.ts'
import { type FunctionSums, functionSums, mainNodeOf } from './sums.ts'

/** The text of a function with what its lines stand for in the metric that is looked at. */
export interface SourceOfFunction {
  readonly source: GraphSource
  readonly values: LineValues | null
}

/** One metric of one profile: what all views show. What is derived is computed when it is first asked for. */
export class Subject {
  readonly profile: GraphProfile
  readonly metric: GraphMetric
  /** Without a baseline: a report of one profile, or a profile that is new. */
  readonly isOneSided: boolean
  readonly numbers: Numbers
  /** With the frames of everybody. */
  readonly tree: CallTree
  readonly total: SideValue
  readonly band: NoiseBand
  private readonly data: GraphData
  private readonly functions: readonly PageFunction[]
  private knownSums: FunctionSums | null = null
  private knownOwn: CallTree | null = null

  constructor(data: GraphData, functions: readonly PageFunction[], profile: GraphProfile, metric: GraphMetric) {
    this.data = data
    this.functions = functions
    this.profile = profile
    this.metric = metric
    this.isOneSided = profile.runs.baseline === 0
    this.numbers = new Numbers(metric.unit, data.sides.candidate, this.isOneSided)
    this.tree = callTree({ ...metric, parent: profile.parent, frame: profile.frame })
    this.total = sideValue(this.tree.total, ROOT)
    const size = Math.max(Math.abs(this.total.baseline), Math.abs(this.total.candidate))
    // Where there is nothing to compare with, nothing is a change.
    this.band = { total: this.isOneSided ? Number.POSITIVE_INFINITY : size, totalNoise: metric.noise ?? 0 }
  }

  /** Of the column that says most. */
  get changeHead(): string {
    return this.isOneSided ? 'Value' : 'Change'
  }

  get sums(): FunctionSums {
    this.knownSums ??= functionSums(this.tree, this.data.frames.flags)
    return this.knownSums
  }

  /** Code of others folded into the own code that calls it. */
  get ownTree(): CallTree {
    this.knownOwn ??= foldTree(this.tree, (frame) => this.functions[frame]?.isOwn === true)
    return this.knownOwn
  }

  shownTree(isOwnOnly: boolean): CallTree {
    return isOwnOnly ? this.ownTree : this.tree
  }

  /** The frame of a function by its name in addresses, with its main node; null if no stack has it. */
  find(key: string, tree: CallTree): { readonly frame: number; readonly node: number } | null {
    if (key === '') return null
    for (const [frame, { key: each }] of this.functions.entries()) {
      const node = each === key ? mainNodeOf(tree, frame) : NO_NODE
      if (node !== NO_NODE) return { frame, node }
    }
    return null
  }

  sourceOf(frame: number): SourceOfFunction | null {
    const source = this.data.sources.find((each) => each.frame === frame)
    if (source === undefined) return null
    const profile = this.data.profiles.indexOf(this.profile)
    const metric = this.profile.metrics.indexOf(this.metric)
    const values = source.values.find((each) => each.profile === profile && each.metric === metric)
    return { source, values: values ?? null }
  }
}
