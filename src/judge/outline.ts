import type { GoRelease } from '../decode/go-release.ts'
import type { Traits } from '../decode/traits.ts'
import type { OneSided } from '../diff/benchmarks.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Metric } from '../model/metric.ts'
import type { Notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import type { Side } from '../result/result.ts'
import type { NoiseModel } from './event-model.ts'
import type { Method } from './method.ts'

/** What is remembered of a pair while its samples are not in memory: all that its checks are planned by. */
export interface PairOutline {
  readonly profile: string
  readonly part: ProfileKind | null
  readonly kinds: readonly ProfileKind[]
  readonly baseline: SideOutline
  readonly candidate: SideOutline
  readonly isDump: boolean
  /** Of Go, as the first run tells it; null where it does not. */
  readonly releases: Readonly<Record<Side, GoRelease | null>>
  /** Of the figures behind a heap in text: whether a run had no collection. */
  readonly isUncollected: Readonly<Record<Side, boolean>>
  /** Those that rules ask for. */
  readonly metrics: readonly MetricOutline[]
}

export type SideOutline =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  | {
      readonly kind: 'read'
      /** Of each run its last snapshot. */
      readonly runs: readonly ProfileOutline[]
      readonly snapshots: readonly (readonly ProfileOutline[])[]
    }

type Header =
  | ('sampleTypes' | 'defaultSampleType' | 'periodType' | 'period')
  | ('durationNs' | 'comments' | 'operations')

/** What a profile says of itself, without its samples and what they refer to. */
export interface ProfileOutline extends Pick<Profile, Header> {
  readonly traits: Traits
  /** Whether any value is not 0. */
  readonly hasValues: boolean
}

export interface MetricOutline {
  readonly kind: ProfileKind
  readonly metric: Metric
  readonly runCount: Readonly<Record<Side, number>>
  readonly model: NoiseModel
  readonly method: Method
  /** By run, as `per` may divide by it. */
  readonly seconds: Readonly<Record<Side, readonly number[]>>
  readonly totals: Readonly<Record<Side, readonly number[]>>
  readonly oneSided: OneSided
  readonly compared: ReadonlySet<string>
}
