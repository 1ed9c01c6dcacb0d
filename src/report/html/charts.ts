import type { Amount, Check, CheckedLimit } from '../../result/result.ts'
import { plural } from '../group.ts'
import type { Pen } from '../pen.ts'
import { quantity } from '../quantity.ts'
import { allowed } from '../sparkline.ts'
import { isSeries } from '../trend.ts'
import { escaped } from './markup.ts'

/** Small pictures of a check: SVG by attributes alone, for styles in attributes are not allowed. Numbers beside say the same. */

const BAR = { width: 150, height: 12, room: 1.06 }
const STRIP = { width: 100, height: 18, margin: 4 }

/** Full width is one and a half times what the limit allows at least, so that an allowed change looks small. */
const LIMIT_WIDTH = 1.5

/** Beyond what can be told apart. */
const MOST_DOTS = 60

interface Values {
  readonly baseline: number
  readonly candidate: number
}

/** The value that a bar of these values and limits is as wide as. */
export function barScale({ baseline, candidate }: Values, limits: readonly CheckedLimit[]): number {
  return Math.max(baseline, candidate, markOf(limits, baseline) ?? 0) * BAR.room
}

/** Baseline, what came or went, and a mark at the limit. Empty where there is nothing to draw. */
export function bulletBar({ baseline, candidate }: Values, limits: readonly CheckedLimit[], scale: number): string {
  const mark = markOf(limits, baseline)
  if (!(scale > 0) || !Number.isFinite(scale) || Math.min(baseline, candidate) < 0) return ''
  const at = (value: number) => round(Math.min(1, value / scale) * BAR.width)
  const same = at(Math.min(baseline, candidate))
  const change = round(at(Math.max(baseline, candidate)) - same)
  const parts = [
    `<rect class="same" x="0" y="1" width="${same}" height="10"/>`,
    change > 0
      ? `<rect class="${candidate > baseline ? 'grew' : 'shrank'}" x="${same}" y="1" width="${change}" height="10"/>`
      : '',
    mark === null ? '' : `<line class="limit" x1="${at(mark)}" y1="0" x2="${at(mark)}" y2="12"/>`,
  ]
  return svg('bar', BAR, parts.join(''), null)
}

/** Where the first of the limits is exceeded. */
function markOf(limits: readonly CheckedLimit[], baseline: number): number | null {
  const marks = limits.flatMap((limit) => limitValue(limit, baseline) ?? [])
  return marks.length === 0 ? null : Math.min(...marks)
}

/** The candidate's value from which on a limit is exceeded; null where that is no value: a slope, or a part of nothing. */
function limitValue({ percent, growth, above }: CheckedLimit, baseline: number): number | null {
  if (above !== null) return above
  const grown = [
    ...(percent === null ? [] : [baseline * (1 + percent / 100)]),
    ...(growth === null ? [] : [baseline + growth]),
  ]
  return grown.length === 0 ? null : Math.max(...grown)
}

/** Runs as dots, the baseline's above; snapshots of a series as lines. Empty where there is one run of each. */
export function runStrip(check: Check, runs: Check['runs'], pen: Pen): string {
  const baseline = drawn(runs.baseline)
  const candidate = drawn(runs.candidate)
  const all = [...baseline, ...candidate]
  const hasShape = isSeries(check) ? candidate.length > 1 : baseline.length > 1 || candidate.length > 1
  if (!hasShape || !all.every(Number.isFinite)) return ''
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const spread = Math.max(highest - lowest, allowed(check, all, candidate.length) * LIMIT_WIDTH)
  const start = (highest + lowest - spread) / 2
  const part = (value: number) => (spread > 0 ? (value - start) / spread : 0.5)
  const label = labelOf(check, runs, pen)
  if (isSeries(check)) {
    const line = (name: string, values: readonly number[]) =>
      values.length > 1 ? `<polyline class="${name}" points="${points(values, part)}"/>` : ''
    return svg('strip', STRIP, line('baseline', baseline) + line('candidate', candidate), label)
  }
  const inner = STRIP.width - 2 * STRIP.margin
  const dots = (name: string, values: readonly number[], y: number) =>
    values.map(
      (value) => `<circle class="${name}" cx="${round(STRIP.margin + part(value) * inner)}" cy="${y}" r="2.5"/>`,
    )
  const axis = `<line class="axis" x1="0" y1="9" x2="${STRIP.width}" y2="9"/>`
  const content = axis + [...dots('baseline', baseline, 5), ...dots('candidate', candidate, 13)].join('')
  return svg('strip', STRIP, content, label)
}

function points(values: readonly number[], part: (value: number) => number): string {
  const step = (STRIP.width - 2 * STRIP.margin) / (values.length - 1)
  const height = STRIP.height - 2 * STRIP.margin
  return values
    .map((value, at) => `${round(STRIP.margin + at * step)},${round(STRIP.margin + (1 - part(value)) * height)}`)
    .join(' ')
}

function drawn(amounts: readonly Amount[]): readonly number[] {
  return amounts.slice(-MOST_DOTS).map(Number)
}

function labelOf(check: Check, { baseline, candidate }: Check['runs'], pen: Pen): string {
  const noun = isSeries(check) ? 'snapshot' : 'run'
  const plainPen: Pen = { ...pen, space: ' ', code: (text) => text }
  const side = (amounts: readonly Amount[], name: string) =>
    amounts.length === 0
      ? []
      : [
          `${plural(amounts.length, noun)} of ${name}: ${amounts
            .slice(-MOST_DOTS)
            .map((amount) => quantity(amount, check, plainPen))
            .join(', ')}`,
        ]
  return [...side(baseline, 'the baseline'), ...side(candidate, pen.candidate)].join('; ')
}

/** @param label what a reader who does not see it hears; null for nothing, for the numbers stand beside it */
function svg(
  name: string,
  { width, height }: { readonly width: number; readonly height: number },
  content: string,
  label: string | null,
): string {
  const told = label === null ? 'aria-hidden="true"' : `role="img" aria-label="${escaped(label)}"`
  return `<svg class="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${told}>${content}</svg>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
