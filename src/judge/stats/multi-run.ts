import { chiSquarePpf } from './chi-square.ts'
import { driftVariance, RUN_DRIFT } from './drift.ts'
import type { EventClasses, EventModel, Kappa } from './event-classes.ts'
import { fixedCounts } from './fixed-counts.ts'
import { median } from './median-interval.ts'
import { normalPpf, normalSf } from './normal.ts'
import { type Exposures, type RunClasses, summed } from './run-classes.ts'
import { type RunDesign, runDesign } from './run-design.ts'
import { mean, pooledVariance } from './run-variance.ts'
import { eventsP, minP } from './saddlepoint.ts'
import { studentPpf, studentSf } from './student-t.ts'

/** Items with this many events say how much all of them vary from run to run, if there are enough such items. */
const MIN_EVENTS = 8
const MIN_ITEMS = 5

/** Chance that an item of common dispersion is tested with its own variance: large, for a missed one is a false alarm. */
const OVER_DISPERSED = 0.2

/** Two-sided 95 %. */
const UPPER_END = 0.975

export interface RunItem {
  /** Value of each run of each side, per exposure, in the metric's unit. */
  readonly baseline: Float64Array
  readonly candidate: Float64Array
  /** Null: no model of the sampling; the variation between the runs alone speaks. */
  readonly classes: RunClasses | null
}

export interface MultiRunOptions {
  /** The variation from run to run is known from the baseline alone: one candidate against at least three baselines. */
  readonly pool: boolean
  /** Counts are taken as fixed (kappa 0) in every class: for `inconclusive`. Else only where the runs show it (`fixedCounts`). */
  readonly optimistic: boolean
  /** Relative drift of each run that is no growth; default RUN_DRIFT. */
  readonly tau?: number
  /** phi >= 1 of the kind's sampling itself, 2 for CPU; default 1. */
  readonly dispersion?: number
  /** How much each run counts; default 1 each. */
  readonly exposures?: Exposures
  /** Where the test between runs alone gives more than this, p is that of this test only, a lower bound. Default: p is exact. */
  readonly lazyAbove?: number
  /** phi0 of the family that the items belong to, where they are not all of it; default: that of the items. */
  readonly commonDispersion?: number
}

export interface MultiRunTest {
  /** One-sided p-value of the growth: the larger of the test between the runs and the event test. */
  readonly p: number
  /** Smallest p-value that as many events could give (`minP`); 0 without a model. */
  readonly minP: number
  /** Growth, candidate minus baseline, means of the runs per exposure. */
  readonly delta: number
  /** Standard error of `delta`, without drift. */
  readonly standardError: number
  /** Degrees of freedom of the test between the runs: Infinity for normal. */
  readonly degrees: number
  /** 95 % interval of `delta`, without drift. */
  readonly low: number
  readonly high: number
  /** The item varies from run to run by more than sampling and the dispersion common to all items: tested with its own variance. */
  readonly isOverDispersed: boolean
  /** Variance of `delta` that is tested, without drift. */
  readonly variance: number
}

/** What the runs of one item say by themselves. Variances of a run of exposure 1, in the squared unit. */
export interface RunSpread {
  /** Mean over the runs per exposure. */
  readonly baseline: number
  readonly candidate: number
  /** s^2: measured variance between the runs. */
  readonly measured: number
  /** Vfix: what sampling of fixed counts would explain. */
  readonly ofSampling: number
  /** V: what the model explains, with kappa 0 where counts are fixed. */
  readonly ofModel: number
  /** Events of all runs, after the dispersion. */
  readonly events: number
  /** Events of all runs and how they came about; null without a model. */
  readonly total: { readonly classes: EventClasses; readonly model: EventModel } | null
}

/**
 * Tests the growth of each item with several runs a side, or one candidate against a pool of baselines.
 *
 * The variance s^2 between the runs of an item is held against V = sum w^2 m (1 - (1 - kappa) chance) / k that the model explains in
 * k runs, times the dispersion phi0 common to the items (`commonDispersion`). An item that varies more is tested by t with its own
 * variance, the others as normal with phi0 V; all of them as if each run also drifted by tau. Where the events are few neither
 * holds, so the event test of all events counts as well, and the larger p is taken.
 * @throws {RangeError} if the items differ in their number of runs, or the runs show no variation (`runDesign`).
 */
export function multiRunTests(items: readonly RunItem[], options: MultiRunOptions): readonly MultiRunTest[] {
  const first = items[0]
  if (first === undefined) return []
  const design = designOf(first, options)
  const spreads = items.map((item) => runSpread(item, design, options))
  const phi = options.commonDispersion ?? commonDispersion(spreads, design)
  const { degrees, spreadPerV, meanPerV, meanPerRun } = design
  const { tau = RUN_DRIFT, lazyAbove = 1 } = options
  const largestRatio = (chiSquarePpf(1 - OVER_DISPERSED, degrees) / degrees) * phi * spreadPerV
  const reachT = studentPpf(UPPER_END, degrees)
  const reachNormal = normalPpf(UPPER_END)
  return spreads.map((spread): MultiRunTest => {
    const { baseline, candidate, measured, ofSampling, ofModel, total } = spread
    const delta = candidate - baseline
    const isOverDispersed = measured > largestRatio * ofSampling
    const explained = phi * ofModel * meanPerV
    const variance = isOverDispersed ? Math.max(measured * meanPerRun, explained) : explained
    const standardError = Math.sqrt(variance)
    // driftVariance is that of one run a side: meanPerRun 2
    const z = deviate(delta, Math.sqrt(variance + (meanPerRun / 2) * driftVariance(baseline, candidate, tau)))
    const pBetween = isOverDispersed ? studentSf(z, degrees) : normalSf(z)
    const isDecided = total === null || pBetween > lazyAbove
    const reach = standardError * (isOverDispersed ? reachT : reachNormal)
    return {
      p: isDecided ? pBetween : Math.max(pBetween, eventsP(total.classes, total.model)),
      minP: total === null ? 0 : minP(total.classes, total.model),
      delta,
      standardError,
      degrees: isOverDispersed ? degrees : Number.POSITIVE_INFINITY,
      low: delta - reach,
      high: delta + reach,
      isOverDispersed,
      variance,
    }
  })
}

/** phi0 of a family of items; 1 for none. */
export function familyDispersion(items: readonly RunItem[], options: MultiRunOptions): number {
  const [first] = items
  if (first === undefined) return 1
  const design = designOf(first, options)
  return commonDispersion(
    items.map((item) => runSpread(item, design, options)),
    design,
  )
}

function designOf({ baseline, candidate }: RunItem, { pool, exposures }: MultiRunOptions): RunDesign {
  return runDesign({
    runsBaseline: baseline.length,
    runsCandidate: candidate.length,
    pool,
    ...(exposures && { exposures }),
  })
}

/** The variances of one item. @throws {RangeError} if its number of runs is not that of the design. */
export function runSpread(item: RunItem, design: RunDesign, options: MultiRunOptions): RunSpread {
  checkRuns(item, design)
  const { pool, optimistic, dispersion = 1, exposures } = options
  const values = {
    baseline: mean(item.baseline),
    candidate: mean(item.candidate),
    measured: pooledVariance(item.baseline, pool ? undefined : item.candidate, design.degrees),
  }
  if (item.classes === null) return { ...values, ofSampling: 0, ofModel: 0, events: 0, total: null }
  const classes = summed(item.classes)
  const fixed = optimistic ? null : fixedCounts(item.classes, { pool, ...(exposures && { exposures }) })
  const kappa: Kappa = fixed === null ? 0 : fixed.map((isFixed) => 1 - isFixed)
  const { exposureBaseline: runsBaseline, exposureCandidate: runsCandidate } = design
  let events = 0
  let ofSampling = 0
  let ofModel = 0
  for (let j = 0; j < classes.weight.length; j++) {
    const count = classes.baseline[j]! + classes.candidate[j]!
    const poisson = classes.weight[j]! ** 2 * count
    const sampling = poisson * (1 - classes.chance[j]!)
    events += count
    ofSampling += sampling
    ofModel += fixed === null || fixed[j] === 1 ? sampling : poisson
  }
  const perRun = dispersion / (runsBaseline + runsCandidate)
  return {
    ...values,
    ofSampling: ofSampling * perRun,
    ofModel: ofModel * perRun,
    events: events / dispersion,
    total: { classes, model: { kappa, runsBaseline, runsCandidate, dispersion } },
  }
}

/**
 * phi0 >= 1: how much more the items vary between the runs than the model explains, the median of s^2 / V relative to that of
 * chi-square. 1 where too few items have events enough to tell.
 */
export function commonDispersion(spreads: readonly RunSpread[], { degrees, spreadPerV }: RunDesign): number {
  const usable = spreads.filter(({ events, ofModel }) => events >= MIN_EVENTS && ofModel > 0)
  if (usable.length < MIN_ITEMS) return 1
  const ratio = median(usable.map(({ measured, ofModel }) => measured / (ofModel * spreadPerV)))
  return Math.max(1, (ratio * degrees) / chiSquarePpf(0.5, degrees))
}

/** Growth in standard errors; without any error every growth is certain. */
function deviate(delta: number, error: number): number {
  if (error > 0) return delta / error
  return delta > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}

function checkRuns({ baseline, candidate, classes }: RunItem, { runsBaseline, runsCandidate }: RunDesign): void {
  const values = baseline.length === runsBaseline && candidate.length === runsCandidate
  const events =
    classes === null || (classes.baseline.length === runsBaseline && classes.candidate.length === runsCandidate)
  if (values && events) return
  throw new RangeError(
    `runs: an item without ${runsBaseline} baseline and ${runsCandidate} candidate runs; give every run a value, 0 if absent`,
  )
}
