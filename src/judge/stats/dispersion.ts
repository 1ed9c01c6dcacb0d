import { type EventClasses, type EventModel, sideValues } from './event-classes.ts'
import { normalIsf } from './normal.ts'
import { thinning } from './thinning.ts'

/** Below 20 events the normal scale of a difference says little. */
const MIN_EVENTS = 20

/** A median of fewer than 5 items says nothing about the others: no dispersion is claimed then. */
const MIN_ITEMS = 5

/** Median of chi-square with one degree of freedom: the square of the normal's upper quartile. */
const CHI_SQUARE_MEDIAN = normalIsf(0.25) ** 2

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
  const usable = items.filter((item) => item.events >= MIN_EVENTS && item.baseline > 0 && item.variance > 0)
  if (usable.length < MIN_ITEMS) return 1
  const ratio = median(usable.map((item) => item.candidate / item.baseline))
  const squares = usable.map(
    (item) => (item.candidate - ratio * item.baseline) ** 2 / ((item.variance * (1 + ratio * ratio)) / 2),
  )
  return Math.max(1, median(squares) / CHI_SQUARE_MEDIAN)
}

/**
 * Row of `pairDispersion` for the flat classes of one function, one run a side. With the dispersion that the kind of profile is
 * known to have (2 for CPU) in the model, the result is what the pair shows on top of it: both multiply.
 */
export function dispersionItem(classes: EventClasses, { kappa = 1, dispersion = 1 }: EventModel = {}): DispersionItem {
  const rho = thinning(classes, { kappa })
  let variance = 0
  let events = 0
  for (let j = 0; j < rho.length; j++) {
    const free = (classes.baseline[j]! + classes.candidate[j]!) * rho[j]!
    events += free
    variance += classes.weight[j]! ** 2 * free
  }
  return { ...sideValues(classes), variance: dispersion * variance, events }
}

/** Middle value, or the mean of the two middle ones; of at least one value. */
function median(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort()
  const half = ascending.length >> 1
  return ascending.length % 2 === 1 ? ascending[half]! : (ascending[half - 1]! + ascending[half]!) / 2
}
