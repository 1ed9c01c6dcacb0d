import type { Run } from '../diff/run.ts'
import { total } from '../diff/sums.ts'
import type { ProfileKind } from '../model/kind.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import type { Side } from '../result/result.ts'
import { type JudgedProfile, snapshotsOf } from './judged-profile.ts'

/** A profile that counts for a run of a side: usually all that there is of it. */
export interface SideRun extends Run {
  /** Number of the run on its side, from 0. */
  readonly run: number
  /** -1 for what is taken off: the first snapshot of a series, of metrics that only ever grow. */
  readonly sign: 1 | -1
  /** Factor from the file's unit to the run's value; `metric.scale` is that to its part of the mean of the side. */
  readonly scale: number
}

/** The runs of a side that have the metric. */
export function runsOf(pair: JudgedProfile, side: Side, kind: ProfileKind, { name }: Metric): readonly SideRun[] {
  const isAddedUp = isCumulative(kind, name)
  let run = 0
  return snapshotsOf(pair, side).flatMap((snapshots): readonly SideRun[] => {
    const counted = snapshots.length > 1 && isAddedUp ? [snapshots.at(-1), snapshots[0]] : [snapshots.at(-1)]
    const found = counted.flatMap((frames, at): readonly SideRun[] => {
      const metric = frames === undefined ? null : findMetric(frames.profile, kind, name)
      if (frames === undefined || metric === null) return []
      const sign = at === 0 ? 1 : -1
      return [{ frames, metric, run, sign, scale: sign * metric.scale }]
    })
    if (found.length < counted.length) return []
    run++
    return found
  })
}

/** Metrics that are added up from the start of the process: of a series only the growth in it is of the series. */
export function isCumulative(kind: ProfileKind, metric: string): boolean {
  return (kind === 'heap' && metric.startsWith('alloc_')) || kind === 'mutex' || kind === 'block'
}

export function runCount(runs: readonly SideRun[]): number {
  return runs.reduce((count, { run }) => Math.max(count, run + 1), 0)
}

/** The sum of each run, in the metric's unit. */
export function totalsOf(runs: readonly SideRun[]): readonly number[] {
  const sums = new Array<number>(runCount(runs)).fill(0)
  for (const { frames, metric, run, scale } of runs) {
    sums[run]! += Number(total(frames.profile.samples.values[metric.column]!, null)) * scale
  }
  return sums
}

/** The same runs with each value multiplied by `factors[run]`, and such that their mean is the mean of the runs. */
export function scaledRuns(runs: readonly SideRun[], factors: ArrayLike<number>): readonly SideRun[] {
  // The mean over the profiles divides by their number, which is larger than that of the runs where some are taken off.
  const share = runs.length / Math.max(1, runCount(runs))
  return runs.map((run) => {
    const scale = run.scale * factors[run.run]!
    return { ...run, scale, metric: { ...run.metric, scale: scale * share } }
  })
}
