import type { Check } from '../result/result.ts'
import { LEAST_TIMES, medianMargin, sizesText } from './medians.ts'
import type { Pen } from './pen.ts'
import { quantity } from './quantity.ts'
import { roundedUpPercent } from './relative.ts'
import { soleCause } from './start.ts'

/** How noisy a check is, in a few words. */

/** `noise ±2%`, `exact`, `n=10`, `noise unknown`; empty where nothing was compared. The interval is that of the total. */
export function noiseText(check: Check, pen: Pen): string {
  const { method } = check.noise
  if (check.outcome === 'not-compared' || check.outcome === 'error') return ''
  if (method === 'rank') return rankText(check)
  const margin = noiseMargin(check, pen)
  if (margin === null) return 'noise unknown'
  if (margin === 'exact') return margin
  return check.of === 'total' || method === 'series' ? `noise ${margin}` : `noise of the total ${margin}`
}

/**
 * `±2%` of the baseline; an amount where the baseline is 0; `±18 KiB per snapshot` of the slope of a series; null
 * without a model. Half of the 95 % interval, rounded up.
 */
function noiseMargin({ noise, total, unit, per }: Check, pen: Pen): string | null {
  if (noise.method === 'exact') return 'exact'
  if (noise.method === 'none' || noise.deltaLow === null || noise.deltaHigh === null) return null
  const half = (noise.deltaHigh - noise.deltaLow) / 2
  if (noise.method === 'series') return `±${quantity(half, { unit, per: 'none' }, pen)} per snapshot`
  const baseline = Number(total.baseline)
  if (!(baseline > 0)) return `±${quantity(per === 'none' ? Math.round(half) : half, { unit, per }, pen)}`
  return `±${roundedUpPercent((half / baseline) * 100)}`
}

/** By the medians of the one group in question; of several only how many values each has. */
function rankText(check: Check): string {
  const sole = soleCause(check)?.runs ?? (check.of === 'total' ? check.runs : null)
  const margin = sole === null ? null : medianMargin(sole)
  if (margin !== null) return `noise ${margin}`
  const runs = sole ?? check.runs
  const isEnough = Math.min(runs.baseline.length, runs.candidate.length) >= LEAST_TIMES
  return isEnough ? sizesText(runs) : `${sizesText(runs)}, ${LEAST_TIMES} needed`
}
