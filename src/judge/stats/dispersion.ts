import type { EventClasses, EventModel } from './event-classes.ts'
import { median } from './median-interval.ts'
import { normalIsf } from './normal.ts'
import { thinning } from './thinning.ts'

/** Below 20 events the normal scale of a difference says little. */
const MIN_EVENTS = 20

/** A median of fewer than 5 items says nothing about the others: no dispersion is claimed then. */
const MIN_ITEMS = 5

/** Median of chi-square with one degree of freedom: the square of the normal's upper quartile. */
const CHI_SQUARE_MEDIAN = normalIsf(0.25) ** 2

/** The standard error of a median is that of the mean times sqrt(pi / 2), for normal values. */
const MEDIAN_ERROR = Math.sqrt(Math.PI / 2)

/** Flat values of one function (same profile, same metric) on both sides. */
export interface DispersionItem {
  /** Values of both sides, in the metric's unit. */
  readonly baseline: number
  readonly candidate: number
  /** Variance of the growth that sampling explains, dispersion x sum of weight^2 (a + b) rho, in the squared unit. */
  readonly variance: number
  /** Sum of (a + b) rho. */
  readonly events: number
}

/**
 * phi >= 1: how much more the items of one pair differ than sampling explains, once the factor r common to all is taken out.
 * r = median of candidate / baseline; z = (B - r A) / sqrt(V (1 + r^2) / 2); phi = median of z^2 over that of chi-square.
 * Medians, so that a few items that really grew do not count as noise.
 */
export function pairDispersion(items: readonly DispersionItem[]): number {
  return shiftOf(items).dispersion
}

/** What the items of a pair show together. */
export interface PairShift {
  /** r: the median of candidate / baseline; 1 where too few items have events to tell. */
  readonly factor: number
  /** Standard error of the factor, as far as sampling explains it; Infinity where it cannot be told. */
  readonly factorError: number
  /** phi, as of `pairDispersion`. */
  readonly dispersion: number
  /** How many items have told it. */
  readonly items: number
}

export function shiftOf(items: readonly DispersionItem[]): PairShift {
  const usable = items.filter((item) => item.events >= MIN_EVENTS && item.baseline > 0 && item.variance > 0)
  if (usable.length < MIN_ITEMS)
    return { factor: 1, factorError: Number.POSITIVE_INFINITY, dispersion: 1, items: usable.length }
  const ratio = median(usable.map((item) => item.candidate / item.baseline))
  const squares = usable.map(
    (item) => (item.candidate - ratio * item.baseline) ** 2 / ((item.variance * (1 + ratio * ratio)) / 2),
  )
  const dispersion = Math.max(1, median(squares) / CHI_SQUARE_MEDIAN)
  const errors = usable.map(({ baseline, variance }) => Math.sqrt(variance) / baseline)
  const factorError = (MEDIAN_ERROR * median(errors)) / Math.sqrt(usable.length)
  return { factor: ratio, factorError, dispersion, items: usable.length }
}

/**
 * Row of `pairDispersion` for the flat classes of one function. With the dispersion that the kind of profile is
 * known to have (2 for CPU) in the model, the result is what the pair shows on top of it: both multiply.
 */
export function dispersionItem(classes: EventClasses, model: EventModel = {}): DispersionItem {
  return dispersionItems(classes, { itemOf: new Int32Array(classes.weight.length), count: 1 }, model)[0]!
}

/** The rows of all functions of a profile. @param items The function of each class, -1 for none; and how many there are. */
export function dispersionItems(
  classes: EventClasses,
  { itemOf, count }: { readonly itemOf: Int32Array; readonly count: number },
  model: EventModel = {},
): readonly DispersionItem[] {
  const { dispersion = 1, runsBaseline = 1, runsCandidate = 1 } = model
  const { weight } = classes
  const rho = thinning(classes, model)
  const baseline = new Float64Array(count)
  const candidate = new Float64Array(count)
  const variance = new Float64Array(count)
  const events = new Float64Array(count)
  for (let j = 0; j < rho.length; j++) {
    const item = itemOf[j]!
    if (item === -1) continue
    const free = (classes.baseline[j]! + classes.candidate[j]!) * rho[j]!
    baseline[item]! += weight[j]! * classes.baseline[j]!
    candidate[item]! += weight[j]! * classes.candidate[j]!
    events[item]! += free
    variance[item]! += weight[j]! ** 2 * free
  }
  const items: DispersionItem[] = []
  for (let item = 0; item < count; item++) {
    items.push({
      baseline: baseline[item]! / runsBaseline,
      candidate: candidate[item]! / runsCandidate,
      variance: (dispersion * variance[item]!) / (runsBaseline * runsCandidate),
      events: events[item]!,
    })
  }
  return items
}
