import type { Amount, Cause, Check } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { delta } from './quantity.ts'

/** The trend of a series of snapshots in words. Its values are never divided, whatever `per` a rule has. */

/** Whether the check was judged by the trend of snapshots: `runs` are these then, without those of the warm-up. */
export function isSeries({ noise }: Pick<Check, 'noise'>): boolean {
  return noise.method === 'series'
}

/** Whether something grew from snapshot to snapshot by more than its limit. */
export function isLeak(check: Check): boolean {
  const isOver = check.limits.some(({ perSnapshot, exceeded }) => perSnapshot !== null && exceeded)
  return isSeries(check) && isOver && (check.outcome === 'fail' || check.outcome === 'warn')
}

/** A slope with an error of its own needs three points. */
const LEAST_POINTS = 3

/** Rounding of a slope that was worked out twice. */
const SAME = 1e-6

/** A slope that is a smaller part of the values is none: sums of floats are rounded. */
const FLAT = 1e-9

/** Slope of the least-squares line, in the metric's unit per snapshot; null of fewer than three points. */
export function slopeOf(points: readonly Amount[]): number | null {
  const values = points.map(Number)
  if (values.length < LEAST_POINTS || !values.every(Number.isFinite)) return null
  const centre = (values.length - 1) / 2
  const steps = (values.length * (values.length * values.length - 1)) / 12
  const slope = values.reduce((sum, value, at) => sum + (at - centre) * value, 0) / steps
  return Math.abs(slope) > FLAT * Math.max(...values.map(Math.abs)) ? slope : 0
}

/** `+1.2 MiB per snapshot`; null without a series. */
export function slopeText(check: Check, points: Check['runs'] | null, pen: Pen): string | null {
  const slope = points === null ? null : slopeOf(points.candidate)
  return slope === null ? null : `${perSnapshot(slope, check, pen)} per snapshot`
}

/**
 * `+1.2 MiB per snapshot over 8 snapshots (95%: +1.0 MiB to +1.4 MiB)`, and what the baseline has. The result knows the
 * interval of its clearest item; the others go without.
 */
export function trendText(check: Check, points: Check['runs'] | Cause['runs'], pen: Pen): string | null {
  const slope = slopeText(check, points, pen)
  if (slope === null || points === null) return null
  const before = slopeOf(points.baseline)
  const held = before === null ? '' : `, ${perSnapshot(before, check, pen)} in the baseline`
  const interval = intervalText(check, points, pen)
  const of = before === null ? '' : 'difference, '
  return `${slope} over ${points.candidate.length} snapshots${held}${interval === null ? '' : ` (${of}95%: ${interval})`}`
}

function intervalText(check: Check, points: Check['runs'], pen: Pen): string | null {
  const { deltaLow, deltaHigh } = check.noise
  if (deltaLow === null || deltaHigh === null) return null
  const difference = (slopeOf(points.candidate) ?? 0) - (slopeOf(points.baseline) ?? 0)
  const middle = (deltaLow + deltaHigh) / 2
  if (Math.abs(difference - middle) > SAME * Math.max(Math.abs(difference), Math.abs(middle))) return null
  const [low, high] = [perSnapshot(deltaLow, check, pen), perSnapshot(deltaHigh, check, pen)]
  return low === high ? null : `${low} to ${high}`
}

function perSnapshot(slope: number, { unit }: Check, pen: Pen): string {
  return delta(slope, { unit, per: 'none' }, pen)
}

/** The slope of the clearest item above that of the baseline, in the metric's unit per snapshot; 0 where none is known. */
export function clearestSlope(check: Check): number {
  const { deltaLow, deltaHigh } = check.noise
  return isSeries(check) && deltaLow !== null && deltaHigh !== null ? (deltaLow + deltaHigh) / 2 : 0
}
