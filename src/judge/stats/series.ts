import { autocorrelationFactor } from './autocorrelation.ts'
import { walkP } from './random-walk.ts'
import { type SeriesGuards, seriesGuards } from './series-guards.ts'
import { fitLine, slopeDifference } from './slope.ts'
import { studentPpf, studentSf } from './student-t.ts'

/** A series of fewer snapshots is none: its trend cannot be told from chance. */
export const MIN_SNAPSHOTS = 5

/** Only a series of at least 8 snapshots can spare its first ones, in which caches and pools fill. */
const MIN_SNAPSHOTS_WITH_WARM_UP = 8

/** A slope with an error of its own needs three points. */
const MIN_POINTS = 3

/** Two-sided 95 %. */
const UPPER_END = 0.975

/** Snapshots of one item of one process, at equal distances. */
export interface SeriesColumns {
  /** Value of each snapshot, in the metric's unit. */
  readonly values: Float64Array
  /** Raw sampling events of each snapshot; null where values are exact (goroutines, metrics). */
  readonly events: Float64Array | null
}

export interface SeriesItem {
  readonly candidate: SeriesColumns
  /** Null: no series of the baseline. The sides may differ in length. */
  readonly baseline: SeriesColumns | null
}

export interface SeriesTest {
  /** One-sided p-value of the difference of the slopes: the largest of the tests. */
  readonly p: number
  /** Smallest p-value that as many events could give; 0 for exact values. */
  readonly minP: number
  /** Slope of the candidate, in the metric's unit per snapshot. */
  readonly slope: number
  /** Slope of the candidate above that of the baseline (above 0 without one). */
  readonly slopeDelta: number
  /** 95 % interval of `slopeDelta`, with autocorrelated residuals. */
  readonly slopeLow: number
  readonly slopeHigh: number
  /** What a leak must show besides; only all of them together make growth a leak. */
  readonly guards: SeriesGuards & {
    /** The difference of the slopes reaches the limit. */
    readonly delta: boolean
  }
}

/**
 * Does the item keep growing faster than in the baseline? Three tests, of which the largest p counts: t on the difference of the
 * least-squares slopes; the same with autocorrelated residuals; and, for sampled values, a random walk of births and deaths, for
 * sampled objects stay from one snapshot to the next.
 *
 * Several series a side (repeats): test their means, `meanColumns`.
 * @param limitPerSnapshot growth per snapshot that is still allowed, in the metric's unit.
 * @throws {RangeError} if a side has fewer than 3 snapshots.
 */
export function seriesTest({ candidate, baseline }: SeriesItem, limitPerSnapshot: number): SeriesTest {
  checkPoints(candidate)
  if (baseline) checkPoints(baseline)
  const line = fitLine(candidate.values)
  const baselineLine = baseline ? fitLine(baseline.values) : null
  const { delta, standardError, degrees } = slopeDifference(baselineLine, line)
  const factor = Math.max(autocorrelationFactor(line), baselineLine ? autocorrelationFactor(baselineLine) : 1)
  const correlatedError = standardError * Math.sqrt(factor)
  const events = eventsOf(candidate, baseline)
  const reach = standardError > 0 ? studentPpf(UPPER_END, degrees) * correlatedError : 0
  return {
    // the correlated error gives the larger p for growth, the plain one for shrinking
    p: Math.max(
      slopeP(delta, standardError, degrees),
      slopeP(delta, correlatedError, degrees),
      events ? walkP(events) : 0,
    ),
    minP: events ? 0.5 ** (last(events.candidate) + (events.baseline ? last(events.baseline) : 0)) : 0,
    slope: line.slope,
    slopeDelta: delta,
    slopeLow: delta - reach,
    slopeHigh: delta + reach,
    guards: { ...seriesGuards(candidate, limitPerSnapshot), delta: delta >= limitPerSnapshot },
  }
}

/** The series without its first `skip` snapshots, if it has at least 8; a shorter one needs them all. */
export function afterWarmUp(columns: SeriesColumns, skip: number): SeriesColumns {
  if (columns.values.length < MIN_SNAPSHOTS_WITH_WARM_UP) return columns
  return { values: columns.values.subarray(skip), events: columns.events?.subarray(skip) ?? null }
}

/**
 * Mean of several series of the same thing, snapshot by snapshot, as long as the shortest of them. Events are averaged as well:
 * the walk test then sees as many as one series has, fewer than there are, and errs on the side of silence.
 * @throws {RangeError} without a series.
 */
export function meanColumns(series: readonly SeriesColumns[]): SeriesColumns {
  const columns = series.map(({ events }) => events)
  const events = columns.every((column) => column !== null) ? meanColumn(columns) : null
  return { values: meanColumn(series.map(({ values }) => values)), events }
}

function meanColumn(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 0) throw new RangeError('series: the mean of no series; give at least one')
  const mean = new Float64Array(Math.min(...columns.map((column) => column.length)))
  for (const column of columns) {
    for (let i = 0; i < mean.length; i++) mean[i]! += column[i]! / columns.length
  }
  return mean
}

/** The events of both sides; null where a side has exact values. */
function eventsOf(
  candidate: SeriesColumns,
  baseline: SeriesColumns | null,
): { readonly candidate: Float64Array; readonly baseline: Float64Array | null } | null {
  if (candidate.events === null || (baseline !== null && baseline.events === null)) return null
  return { candidate: candidate.events, baseline: baseline?.events ?? null }
}

/** Upper tail of a slope; without any residual every growth is certain. */
function slopeP(delta: number, standardError: number, degrees: number): number {
  if (standardError > 0) return studentSf(delta / standardError, degrees)
  return delta > 0 ? 0 : 1
}

function last(column: Float64Array): number {
  return column[column.length - 1] ?? 0
}

function checkPoints({ values, events }: SeriesColumns): void {
  if (values.length >= MIN_POINTS && (events === null || events.length === values.length)) return
  throw new RangeError(
    `series: ${values.length} values and ${events?.length ?? 'no'} events; give at least ${MIN_POINTS} snapshots, each with both`,
  )
}
