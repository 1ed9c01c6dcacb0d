import type { Amount, Check } from '../result/result.ts'
import { isSeries } from './trend.ts'

/** Runs, or the snapshots of a series, as a line of small bars. */

/** The values of both sides: of repeated runs, or of snapshots. */
type Values = Check['runs']

const SPARKS = '▁▂▃▄▅▆▇█'

/** Where a limit allows growth, full height is one and a half times of it at least: an allowed change looks small. */
const LIMIT_HEIGHT = 1.5

/** Longer series are drawn by the mean of so many parts of it. */
const MOST_BARS = 20

/** `▁▃▂▁▂ ▇▆█▇█`: baseline, then candidate, on one scale; null where there is nothing to compare by eye. */
export function sparkline(check: Check, values: Values): string | null {
  const [baseline, candidate] = [drawn(values.baseline), drawn(values.candidate)]
  const hasShape = isSeries(check) ? candidate.length > 1 : baseline.length > 1 && candidate.length > 0
  const all = [...baseline, ...candidate]
  if (!hasShape || !all.every(Number.isFinite)) return null
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const height = Math.max(highest - lowest, allowed(check, all, candidate.length) * LIMIT_HEIGHT)
  const floor = (highest + lowest - height) / 2
  const bars = (side: readonly number[]) =>
    side.map((value) => SPARKS[height > 0 ? Math.round(((value - floor) / height) * 7) : 3] ?? '▄').join('')
  return [bars(baseline), bars(candidate)].filter((side) => side !== '').join(' ')
}

/**
 * The growth that the loosest limit allows, in the metric's unit: from run to run, or over a whole series. All parts of a
 * limit have to be exceeded, so the larger one counts.
 */
export function allowed(check: Check, all: readonly number[], snapshots: number): number {
  const steps = Math.max(1, snapshots - 1)
  if (isSeries(check)) return Math.max(0, ...check.limits.map(({ perSnapshot }) => (perSnapshot ?? 0) * steps))
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  return Math.max(
    0,
    ...check.limits.map(({ percent, growth }) => Math.max(Math.abs(mean) * ((percent ?? 0) / 100), growth ?? 0)),
  )
}

function drawn(amounts: readonly Amount[]): readonly number[] {
  const values = amounts.map(Number)
  if (values.length <= MOST_BARS) return values
  return Array.from({ length: MOST_BARS }, (_, bar) => {
    const part = values.slice(edge(bar, values.length), edge(bar + 1, values.length))
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}

function edge(bar: number, count: number): number {
  return Math.floor((bar * count) / MOST_BARS)
}
