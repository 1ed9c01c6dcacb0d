import type { Frames } from '../diff/frames.ts'
import { sumMeasure, total } from '../diff/sums.ts'
import { findMetric, type Metric } from '../model/metric.ts'
import type { Side } from '../result/result.ts'
import { modelSamples, type SampleEvents } from './event-model.ts'
import { EventSource, EventTable } from './event-table.ts'
import { totalOf } from './events.ts'
import { groupLister } from './group-lister.ts'
import { type JudgedProfile, snapshotsOf } from './judged-profile.ts'
import { type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { afterWarmUp, MIN_SNAPSHOTS, meanColumns, type SeriesColumns } from './stats/series.ts'

/** Gives the snapshots of an item on one side, the mean of the runs of series that there are. */
export type ColumnsOf = (key: number) => SeriesColumns

export interface SeriesRequest {
  readonly pair: JudgedProfile
  readonly data: MetricPair
  readonly measurement: Measurement
  /** So many snapshots are dropped from the start of a series that has enough of them. */
  readonly skip: number
}

/** The series of a side; null where it has none. */
export function seriesOf(
  request: SeriesRequest,
  side: Side,
): { readonly snapshots: number; readonly columnsOf: ColumnsOf } | null {
  const runs = snapshotsOf(request.pair, side).filter((snapshots) => snapshots.length > 1)
  if (runs.length === 0) return null
  const columns = runs.map((snapshots) => columnsOfRun(request, snapshots))
  const snapshots = Math.min(...runs.map(({ length }) => length))
  // Whatever the policy drops, a trend needs what is left.
  const skip = Math.max(0, Math.min(request.skip, snapshots - MIN_SNAPSHOTS))
  return {
    snapshots,
    columnsOf: (key) => afterWarmUp(meanColumns(columns.map((columnsOf) => columnsOf(key))), skip),
  }
}

function columnsOfRun({ data, measurement }: SeriesRequest, snapshots: readonly Frames[]): ColumnsOf {
  const found = snapshots.flatMap((frames) => {
    const metric = findMetric(frames.profile, data.kind, data.metric.name)
    return metric === null ? [] : [{ frames, metric }]
  })
  const events = found.map(({ frames, metric }) => modelSamples(frames.profile, data.kind, metric).events)
  return events.every((known) => known !== null)
    ? sampledColumns(
        data,
        measurement,
        found.map(({ frames }, at) => ({ frames, events: events[at]! })),
      )
    : exactColumns(data, measurement, found)
}

/** Values without the rounding of the profiles, beside the events that they rest on. */
function sampledColumns(
  { comparison }: MetricPair,
  { grouping, by, maskOf }: Measurement,
  snapshots: readonly { readonly frames: Frames; readonly events: SampleEvents }[],
): ColumnsOf {
  // Snapshots take the place of runs here: each has a column of its own.
  const runs = snapshots.map((snapshot, run) => ({ ...snapshot, run, sign: 1 as const }))
  const source = new EventSource(comparison, { baseline: [], candidate: runs }, { baseline: 0, candidate: runs.length })
  const index = comparison.index(grouping)
  const groups = new EventTable(source, { itemsOf: (frames) => groupLister(frames, index, by), maskOf, shares: null })
  const whole = totalOf(source, maskOf, null)
  return (key) => {
    const { candidate, weight } = key === TOTAL ? whole : groups.classesOf(key)
    const sum = (events: Float64Array, weighted: (at: number) => number) =>
      events.reduce((whole, count, at) => whole + count * weighted(at), 0)
    return {
      values: Float64Array.from(candidate, (events) => sum(events, (at) => weight[at]!)),
      events: Float64Array.from(candidate, (events) => sum(events, () => 1)),
    }
  }
}

function exactColumns(
  { comparison }: MetricPair,
  { grouping, by, maskOf }: Measurement,
  snapshots: readonly { readonly frames: Frames; readonly metric: Metric }[],
): ColumnsOf {
  const index = comparison.index(grouping)
  const sums = snapshots.map(({ frames, metric }) => {
    const values = frames.profile.samples.values[metric.column]!
    const mask = maskOf(frames)
    const groups = sumMeasure(frames.profile, values, index.members(frames).groups, mask, by)
    return { whole: Number(total(values, mask)) * metric.scale, groups, scale: metric.scale }
  })
  return (key) => {
    const of = ({ whole, groups, scale }: (typeof sums)[number]) =>
      key === TOTAL ? whole : Number(groups[key] ?? 0) * scale
    return { values: Float64Array.from(sums, of), events: null }
  }
}
