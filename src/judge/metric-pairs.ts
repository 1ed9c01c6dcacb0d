import type { ProfileKind } from '../model/kind.ts'
import type { Metric } from '../model/metric.ts'
import type { JudgedProfile } from './judged-profile.ts'
import { MetricPair, type MetricRequest } from './metric-pair.ts'

/** The metrics of one profile, each made once for all checks that look at it. */
export class MetricPairs {
  private readonly pair: JudgedProfile
  private readonly known = new Map<string, MetricPair>()

  constructor(pair: JudgedProfile) {
    this.pair = pair
  }

  of(request: MetricRequest): MetricPair {
    const key = JSON.stringify([request.kind, request.metric.name, request.per])
    const data = this.known.get(key) ?? new MetricPair(this.pair, request)
    this.known.set(key, data)
    return data
  }

  /** Divided by nothing. */
  plain(kind: ProfileKind, metric: Metric): MetricPair {
    return this.of({ kind, metric, per: 'none', exposures: null })
  }
}

/** A profile with its samples, and what was worked out of them. */
export interface OpenProfile {
  readonly pair: JudgedProfile
  readonly metrics: MetricPairs
}
