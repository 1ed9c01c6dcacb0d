import type { Change } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { grouped } from './quantity.ts'

/** Relative change in words that cannot be misread: a factor from three times on, `new` and `gone` where no ratio exists. */

/** From this factor on, growth is printed as `4.4×` instead of a percentage. */
const FACTOR_FROM = 2.995

/** Counts below this change too easily by half: only their absolute change is printed. */
const SMALL_COUNT = 20

/** `+56%`, `−2.9%`, `4.4×`, `new`, `gone`, `±0%`, `<+0.1%`; empty where a ratio would mislead. */
export function relative(change: Omit<Change, 'delta'>, unit: string, pen: Pen): string {
  const [baseline, candidate] = [Number(change.baseline), Number(change.candidate)]
  if (isSame(baseline, candidate)) return '±0%'
  if (baseline < 0 || candidate < 0) return ''
  if (baseline === 0) return 'new'
  if (candidate === 0) return 'gone'
  if (unit === 'count' && Math.max(baseline, candidate) < SMALL_COUNT) return ''
  const growth = change.percent ?? (candidate / baseline - 1) * 100
  const factor = 1 + growth / 100
  return factor >= FACTOR_FROM ? factorText(factor) : signedPercent(growth, pen)
}

/** Values that differ by less of themselves are equal: means and quotients are rounded. */
const ROUNDING = 1e-12

export function isSame(baseline: number, candidate: number): boolean {
  const largest = Math.max(Math.abs(baseline), Math.abs(candidate))
  return baseline === candidate || Math.abs(candidate - baseline) <= ROUNDING * largest
}

/** `+12%`, `−2.9%`: two digits, a decimal below 10. */
export function signedPercent(percent: number, pen: Pen): string {
  if (percent === 0) return '±0%'
  const sign = percent < 0 ? pen.minus : '+'
  const digits = percentDigits(Math.abs(percent))
  return digits === '0' ? `${percent < 0 ? '>' : '<'}${sign}0.1%` : `${sign}${digits}%`
}

/** A part of a whole, 0..1, in percent: `62%`. */
export function share(part: number): string {
  const percent = Math.round(part * 100)
  return percent === 0 && part > 0 ? '<1%' : `${percent}%`
}

/** `3%`, `0.4%`: a margin in percent, never shown smaller than it is. */
export function roundedUpPercent(percent: number): string {
  return `${percentDigits(percent < 1 ? Math.ceil(percent * 10 - 1e-6) / 10 : Math.ceil(percent - 0.05))}%`
}

export function percentDigits(magnitude: number): string {
  return magnitude < 9.95 ? magnitude.toFixed(1).replace(/\.0$/, '') : grouped(String(Math.round(magnitude)))
}

function factorText(factor: number): string {
  return `${factor < 99.5 ? factor.toFixed(1).replace(/\.0$/, '') : grouped(String(Math.round(factor)))}×`
}
