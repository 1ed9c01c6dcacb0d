import type { Check } from '../result/result.ts'
import type { Events } from './events.ts'
import type { Alphas } from './findings.ts'
import type { GrowthVerdict } from './growth.ts'
import type { Measurement } from './measure.ts'
import type { Obstacle } from './obstacle.ts'
import type { PlannedCheck } from './plan.ts'
import type { SlopeVerdict } from './slopes.ts'

/** What a check rests on, for those who ask why it came out as it did. */
export interface Evidence {
  readonly planned: PlannedCheck
  readonly obstacle: Obstacle | null
  readonly alphas: Alphas
  /** Null where nothing could be measured. */
  readonly found: FoundEvidence | null
}

export interface FoundEvidence {
  readonly measurement: Measurement
  /** Null where the model has none. */
  readonly events: Events | null
  /** Null where no growth was judged. */
  readonly growth: GrowthVerdict | null
  /** Null where the rule asks for no slopes, or there is no series. */
  readonly slopes: SlopeVerdict | null
}

/** Told of each check once it is judged. Evidence is large: it lives no longer than the call, unless it is kept. */
export type OnCheck = (check: Check, evidence: Evidence) => void
