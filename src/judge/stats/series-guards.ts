import { theilSenReaches } from './theil-sen.ts'

/** The second half grows at least half as fast as the first: a cache that fills slows down. */
const KEEPS_PACE = 0.5

/** One step of more than half of all growth is an event, not a leak. */
const LARGEST_STEP = 0.5

/** Fewer events of growth are chance. Exact values count themselves: growth by fewer than 4 goroutines is none. */
const MIN_EVENTS = 4

/** Growth below 5 % of the level over the whole series is not worth a word. */
const MIN_RELATIVE = 0.05

/** What a leak must show besides a significant slope, on the candidate alone. */
export interface SeriesGuards {
  /** The median slope of any two snapshots reaches the limit. */
  readonly theilSen: boolean
  /** Growth does not slow down. */
  readonly keepsPace: boolean
  /** No single step makes up most of the growth. */
  readonly noJump: boolean
  /** The lowest value of the second half is above that of the first. */
  readonly floorRises: boolean
  readonly enoughEvents: boolean
  /** The growth is something beside the level. */
  readonly isRelevant: boolean
}

/** @param limitPerSnapshot in the unit of the values. */
export function seriesGuards(
  { values, events }: { readonly values: Float64Array; readonly events: Float64Array | null },
  limitPerSnapshot: number,
): SeriesGuards {
  const last = values.length - 1
  const middle = last >> 1
  const half = values.length >> 1
  const net = values[last]! - values[0]!
  const firstPace = (values[middle]! - values[0]!) / Math.max(1, middle)
  const secondPace = (values[last]! - values[middle]!) / (last - middle)
  const counted = events ?? values
  let sum = 0
  let largestStep = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!
    if (i > 0) largestStep = Math.max(largestStep, values[i]! - values[i - 1]!)
  }
  return {
    theilSen: theilSenReaches(values, limitPerSnapshot),
    keepsPace: secondPace >= KEEPS_PACE * firstPace,
    noJump: net > 0 && largestStep <= LARGEST_STEP * net,
    floorRises: lowest(values.subarray(values.length - half)) > lowest(values.subarray(0, half)),
    enoughEvents: counted[last]! - counted[0]! >= MIN_EVENTS,
    isRelevant: net >= MIN_RELATIVE * (sum / values.length),
  }
}

function lowest(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
}
