import { classCount, type EventClasses, type EventModel } from './event-classes.ts'
import { normalSf } from './normal.ts'
import { fixedRho, thinning } from './thinning.ts'

/** Growth within rounding of its maximum (all events in the candidate) is the maximum, whose probability is known exactly. */
const AT_MAXIMUM = 1 - 1e-12

/** Below a tenth of a standard deviation log(u/r)/r has no digits left; the normal tail does, and nothing is decided there. */
const NORMAL_BELOW = 0.1

/** p depends on the saddlepoint in second order only: this relative error is far below that of the approximation. */
const SADDLEPOINT_TOLERANCE = 1e-13

/** Growth whose saddlepoint is beyond this (in units of the largest step) has no probability left. */
const LARGEST_SADDLEPOINT = 1e8

/** sinh overflows just above 710. */
const LARGEST_SINH = 700

/**
 * If nothing changed, growth is the sum of independent steps: each of the events moves it up by weight/kB (it lies in the candidate),
 * down by weight/kA (in the baseline), or, with probability 1 - rho, not at all. The columns hold the classes that are random.
 */
interface Walk {
  readonly length: number
  /** Number of events, after the dispersion. */
  readonly events: Float64Array
  /** Step of an event of the candidate, in units of the largest one. */
  readonly up: Float64Array
  readonly rho: Float64Array
  /** Chance that a free event lies in the candidate: kB / (kA + kB). */
  readonly inCandidate: number
  /** Length of a step down relative to one up: kB / kA. */
  readonly downRatio: number
}

/** First and second derivative of the cumulant function; one object for the whole search. */
interface Derivatives {
  first: number
  second: number
}

/**
 * One-sided p-value of an item's growth, sum of weight (b / kB - a / kA), given the events of both sides together: the probability
 * that code which did not change shows at least this growth. 0.5 for no growth or less than half a step, 1 for shrinking.
 *
 * Lugannani & Rice 1980 (Adv. Appl. Prob. 12, 475-490) in the r* form, sf(r + log(u/r)/r), with the second lattice correction of
 * Daniels 1987 (Int. Stat. Rev. 55, 37-48) for half a step of the lightest class. Exact where all events lie in the candidate,
 * and 0 where the growth is more than all randomness could bring. Dispersion divides events and growth.
 */
export function eventsP(classes: EventClasses, model: EventModel = {}): number {
  const { runsBaseline = 1, runsCandidate = 1, dispersion = 1 } = model
  const { baseline, candidate, weight } = classes
  const rho = thinning(classes, model)
  const inCandidate = runsCandidate / (runsBaseline + runsCandidate)
  const live = {
    events: new Float64Array(rho.length),
    up: new Float64Array(rho.length),
    rho: new Float64Array(rho.length),
  }
  // Classes whose events take the same steps are one to the walk: of a whole profile a few are left.
  const isOfWeight = model.kappa === undefined || model.kappa === 1
  const placeOf = new Map<number, number>()
  let length = 0
  let growth = 0
  let maximum = 0
  let reach = 0
  let logMaximumP = 0
  let largest = 0
  let lightest = Number.POSITIVE_INFINITY
  let counted = false
  for (let j = 0; j < rho.length; j++) {
    const w = weight[j]!
    const events = (baseline[j]! + candidate[j]!) / dispersion
    // what weighs nothing neither grows nor makes growth likelier
    if (!(events > 0 && w > 0)) continue
    counted = true
    growth += (w * (candidate[j]! / runsCandidate - baseline[j]! / runsBaseline)) / dispersion
    const up = w / runsCandidate
    maximum += up * events
    logMaximumP += events * Math.log(rho[j]! * inCandidate)
    if (rho[j]! === 0) continue
    reach += up * events
    largest = Math.max(largest, up)
    lightest = Math.min(lightest, w)
    const known = isOfWeight ? placeOf.get(w) : undefined
    if (known !== undefined) {
      live.events[known]! += events
      continue
    }
    placeOf.set(w, length)
    live.events[length] = events
    live.up[length] = up
    live.rho[length] = rho[j]!
    length++
  }
  if (!counted || growth < 0) return 1
  if (growth === 0) return 0.5
  if (length === 0) return 0
  if (growth >= maximum * AT_MAXIMUM) return Math.exp(logMaximumP)
  if (growth > reach) return 0
  const halfStep = (0.5 * lightest * (1 / runsBaseline + 1 / runsCandidate)) / dispersion
  if (growth <= halfStep) return 0.5
  for (let j = 0; j < length; j++) live.up[j]! /= largest
  const walk = { ...live, length, inCandidate, downRatio: runsCandidate / runsBaseline }
  return tailOf(walk, (growth - halfStep) / largest, halfStep / largest)
}

/**
 * Smallest p-value that the item could have with as many events: all of them in the candidate. Depends on the events of both sides
 * together only, so that `taroneHolm` may drop items by it. 1 for an item without events.
 */
export function minP(classes: EventClasses, model: EventModel = {}): number {
  const { kappa = 1, runsBaseline = 1, runsCandidate = 1, dispersion = 1 } = model
  const { baseline, candidate, weight, chance } = classes
  const runs = runsBaseline + runsCandidate
  let logP = 0
  for (let j = 0, count = classCount(classes); j < count; j++) {
    const events = baseline[j]! + candidate[j]!
    if (!(events > 0 && weight[j]! > 0)) continue
    const random = typeof kappa === 'number' ? kappa : kappa[j]
    const rho = random === 1 ? 1 : fixedRho(events / runsCandidate, events, runs, chance[j]!)
    logP += (events / dispersion) * Math.log((rho * runsCandidate) / runs)
  }
  return Math.exp(logP)
}

/** P(walk >= x + halfStep), for 0 < x below the end of the walk. */
function tailOf(walk: Walk, x: number, halfStep: number): number {
  const slope: Derivatives = { first: 0, second: 0 }
  differentiate(walk, 0, slope)
  const sd = Math.sqrt(slope.second)
  if (x < NORMAL_BELOW * sd) return normalSf(x / sd)
  const t = saddlepoint(walk, x, slope)
  if (t > LARGEST_SADDLEPOINT) return 0
  const r = Math.sqrt(Math.max(0, 2 * (t * x - cumulant(walk, t))))
  const u = (Math.sinh(Math.min(t * halfStep, LARGEST_SINH)) / halfStep) * Math.sqrt(slope.second)
  return normalSf(r + Math.log(u / r) / r)
}

/** The t > 0 with K'(t) = x, by Newton's method inside a bracket; leaves the derivatives at t in `slope`, which comes with those at 0. */
function saddlepoint(walk: Walk, x: number, slope: Derivatives): number {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let t = x / slope.second
  while (t <= LARGEST_SADDLEPOINT) {
    differentiate(walk, t, slope)
    if (slope.first < x) low = t
    else high = t
    let next = t + (x - slope.first) / slope.second
    if (Math.abs(next - t) <= SADDLEPOINT_TOLERANCE * t) return t
    if (!(next > low && next < high)) next = high < Number.POSITIVE_INFINITY ? 0.5 * (low + high) : 2 * t
    // the bracket has shrunk to neighbouring doubles
    if (next === t) return t
    t = next
  }
  return t
}

/**
 * K(t) = sum of m log(1 - rho + rho (pi e^(t up) + (1 - pi) e^(-t down))); e^(t up) is taken out of the logarithm, so that nothing
 * overflows for t >= 0.
 */
function cumulant({ length, events, up, rho, inCandidate, downRatio }: Walk, t: number): number {
  let sum = 0
  for (let j = 0; j < length; j++) {
    const s = t * up[j]!
    const still = Math.exp(-s)
    const free = inCandidate + (1 - inCandidate) * still * Math.exp(-s * downRatio)
    sum += events[j]! * (s + Math.log(rho[j]! * free + (1 - rho[j]!) * still))
  }
  return sum
}

/** K'(t) and K''(t): sums of mean and variance of the tilted steps, the variance by differences so that it cannot cancel below 0. */
function differentiate({ length, events, up, rho, inCandidate, downRatio }: Walk, t: number, slope: Derivatives): void {
  const inBaseline = 1 - inCandidate
  const span = 1 + downRatio
  let first = 0
  let second = 0
  for (let j = 0; j < length; j++) {
    const s = t * up[j]!
    const still = Math.exp(-s)
    const upWeight = rho[j]! * inCandidate
    const downWeight = rho[j]! * inBaseline * still * (downRatio === 1 ? still : Math.exp(-s * downRatio))
    const stillWeight = (1 - rho[j]!) * still
    const total = upWeight + stillWeight + downWeight
    const pairs =
      upWeight * stillWeight + upWeight * downWeight * span * span + stillWeight * downWeight * downRatio * downRatio
    first += (events[j]! * up[j]! * (upWeight - downRatio * downWeight)) / total
    second += (events[j]! * up[j]! * up[j]! * pairs) / (total * total)
  }
  slope.first = first
  slope.second = second
}
