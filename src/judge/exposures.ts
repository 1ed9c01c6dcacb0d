import { total } from '../diff/sums.ts'
import type { Per } from '../model/measure.ts'
import type { Side } from '../result/result.ts'
import type { JudgedProfile } from './judged-profile.ts'
import type { Operations } from './operations.ts'
import { runCount, type SideRun, scaledRuns } from './runs.ts'
import type { Exposures } from './stats/run-classes.ts'
import { secondsOf } from './work.ts'

/** What the values of each run are divided by, as a rule's `per` asks. Null where it is not known for every run. */
export function exposuresOf(
  pair: JudgedProfile,
  per: Per,
  runs: Readonly<Record<Side, readonly SideRun[]>>,
  operations: Operations,
): Exposures | null {
  const of = (side: Side): readonly (number | undefined)[] => {
    const last = runs[side].filter(({ sign }) => sign === 1)
    switch (per) {
      case 'none':
        return last.map(() => 1)
      case 'op':
        return last.map(({ run }) => operations.of(pair, side)?.[run])
      case 'second':
        return last.map(({ frames }) => secondsOf(frames.profile))
      case 'total':
        return totals(runs[side])
    }
  }
  const raw = { baseline: of('baseline'), candidate: of('candidate') }
  const all = [...raw.baseline, ...raw.candidate]
  // Nothing can be scaled to a total of 0, nor from one: then all growth is growth.
  if (per === 'total' && all.includes(0)) return exposuresOf(pair, 'none', runs, operations)
  if (!all.every((exposure): exposure is number => exposure !== undefined && exposure > 0)) return null
  // Values stay those of the baseline, or without one those of the candidate: its total is the measure of all.
  const unit = per === 'total' ? meanOf(raw.baseline.length > 0 ? raw.baseline : raw.candidate) : 1
  const relative = (side: Side) => Float64Array.from(raw[side], (exposure) => (exposure ?? 0) / unit)
  return { baseline: relative('baseline'), candidate: relative('candidate') }
}

function totals(runs: readonly SideRun[]): readonly number[] {
  const sums = new Array<number>(runCount(runs)).fill(0)
  for (const { frames, metric, run, sign } of runs) {
    sums[run]! += sign * Number(total(frames.profile.samples.values[metric.column]!, null)) * metric.scale
  }
  return sums
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
