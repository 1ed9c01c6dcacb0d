import type { Per } from '../model/measure.ts'
import type { Side } from '../result/result.ts'
import { runCount, type SideRun, scaledRuns } from './runs.ts'
import type { Exposures } from './stats/run-classes.ts'

/** Of each run of a side what its values may be divided by. */
export interface RunSizes {
  readonly runCount: Readonly<Record<Side, number>>
  readonly seconds: Readonly<Record<Side, readonly number[]>>
  readonly totals: Readonly<Record<Side, readonly number[]>>
  /** Null where nobody knows. */
  readonly operations: (side: Side) => readonly number[] | null
}

/** What the values of each run are divided by, as a rule's `per` asks. Null where it is not known for every run. */
export function exposuresOf(per: Per, sizes: RunSizes): Exposures | null {
  if (per === 'none') return onesOf(sizes.runCount)
  const of = (side: Side): readonly (number | undefined)[] => {
    switch (per) {
      case 'op':
        return Array.from({ length: sizes.runCount[side] }, (_, run) => sizes.operations(side)?.[run])
      case 'second':
        return sizes.seconds[side]
      case 'total':
        return sizes.totals[side]
    }
  }
  const raw = { baseline: of('baseline'), candidate: of('candidate') }
  const all = [...raw.baseline, ...raw.candidate]
  // Nothing can be scaled to a total of 0, nor from one: then all growth is growth.
  if (per === 'total' && all.includes(0)) return onesOf(sizes.runCount)
  if (!all.every((exposure): exposure is number => exposure !== undefined && exposure > 0)) return null
  // Values stay those of the baseline, or without one those of the candidate: its total is the measure of all.
  const unit = per === 'total' ? meanOf(raw.baseline.length > 0 ? raw.baseline : raw.candidate) : 1
  const relative = (side: Side) => Float64Array.from(raw[side], (exposure) => (exposure ?? 0) / unit)
  return { baseline: relative('baseline'), candidate: relative('candidate') }
}

export function onesOf({ baseline, candidate }: Readonly<Record<Side, number>>): Exposures {
  return { baseline: new Float64Array(baseline).fill(1), candidate: new Float64Array(candidate).fill(1) }
}

function meanOf(values: readonly (number | undefined)[]): number {
  return values.length === 0 ? 1 : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length
}

/** The runs with their values divided. @param exposures By number of the run; null for 1 each. */
export function scaledBy(runs: readonly SideRun[], exposures: Float64Array | null): readonly SideRun[] {
  const isPlain = runs.every(({ sign, run }) => sign === 1 && (exposures?.[run] ?? 1) === 1)
  if (isPlain) return runs
  return scaledRuns(
    runs,
    Float64Array.from({ length: runCount(runs) }, (_, run) => 1 / (exposures?.[run] ?? 1)),
  )
}
