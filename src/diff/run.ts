import type { IntColumn } from '../model/int64.ts'
import type { Metric } from '../model/metric.ts'
import type { Frames } from './frames.ts'

/** One run of one side, and which of its columns is looked at. */
export interface Run {
  readonly frames: Frames
  readonly metric: Metric
  /** How often each sample counts in the mean of a side; left out where all count once. */
  readonly weights?: Float64Array
}

/** The values of a run as they count in the mean of its side, not yet scaled to the metric's unit. */
export function valuesOf({ frames, metric, weights }: Run): IntColumn {
  const values = frames.profile.samples.values[metric.column]
  if (values === undefined) throw new RangeError(`no column ${metric.column}`)
  if (weights === undefined) return values
  return weights.map((weight, sample) => (Number.isNaN(values[sample]) ? 0 : weight * Number(values[sample]!)))
}

/** The values of a run by itself; what was not measured (see `benchmarks.ts`) adds nothing. */
export function measuredValues(run: Run): IntColumn {
  return valuesOf(run.weights === undefined ? run : { ...run, weights: new Float64Array(run.weights.length).fill(1) })
}
