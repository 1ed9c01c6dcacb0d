import type { Per } from '../model/measure.ts'
import type { Amount } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { PLAIN, word } from './pen.ts'

/** Numbers with units, for readers: base units inside, one human unit per printed quantity. */

/** What a number counts. A `Check` is one. */
export interface Measure {
  /** `bytes`, `nanoseconds`, `count`, a benchmark unit such as `sec/op`, or whatever the producer wrote. */
  readonly unit: string
  readonly per: Per
}

interface Step {
  readonly symbol: string
  readonly size: number
  /** The smallest unit: whole numbers are printed whole. */
  readonly isBase?: true
}

interface Scale {
  readonly steps: readonly Step[]
  /** After the symbol: `/op`. */
  readonly suffix: string
}

const BYTES: readonly Step[] = [
  { symbol: 'B', size: 1, isBase: true },
  { symbol: 'KiB', size: 2 ** 10 },
  { symbol: 'MiB', size: 2 ** 20 },
  { symbol: 'GiB', size: 2 ** 30 },
  { symbol: 'TiB', size: 2 ** 40 },
  { symbol: 'PiB', size: 2 ** 50 },
]

const NANOSECONDS: readonly Step[] = [
  { symbol: 'ns', size: 1, isBase: true },
  { symbol: 'µs', size: 1e3 },
  { symbol: 'ms', size: 1e6 },
  { symbol: 's', size: 1e9 },
  { symbol: 'min', size: 6e10 },
  { symbol: 'h', size: 3.6e12 },
]

const SECONDS: readonly Step[] = NANOSECONDS.map((step) => ({ ...step, size: step.size / 1e9 }))

/** Counts are whole up to 9,999: a goroutine more or less can be read. */
const COUNTS: readonly Step[] = [
  { symbol: '', size: 1, isBase: true },
  { symbol: 'k', size: 1e3 },
  { symbol: 'M', size: 1e6 },
  { symbol: 'G', size: 1e9 },
  { symbol: 'T', size: 1e12 },
]

const STEPS: ReadonlyMap<string, readonly Step[]> = new Map([
  ['bytes', BYTES],
  ['B', BYTES],
  ['nanoseconds', NANOSECONDS],
  ['sec', SECONDS],
  ['count', COUNTS],
  ['allocs', COUNTS],
])

const PER_SUFFIX: Readonly<Record<Per, string>> = { none: '', op: '/op', second: '/s', total: '' }

/** Null for a unit nobody knows: such numbers are printed as they are. */
function scaleOf({ unit, per }: Measure): Scale | null {
  const slash = unit.indexOf('/')
  const steps = STEPS.get(slash < 0 ? unit : unit.slice(0, slash))
  if (steps === undefined) return null
  const own = slash < 0 ? '' : unit.slice(slash)
  return /^(\/[a-z]{1,8})?$/i.test(own) ? { steps, suffix: own + PER_SUFFIX[per] } : null
}

/** The largest step that the value reaches once it is rounded: 1023.7 KiB is 1.0 MiB. */
function stepFor(steps: readonly Step[], magnitude: number): Step {
  let chosen = steps[0] as Step
  for (const step of steps) {
    const floor = steps === COUNTS && step.symbol === 'k' ? 9999.5 : step.size - chosen.size / 2
    if (step.size > chosen.size && magnitude >= floor) chosen = step
  }
  return chosen
}

/** `64.3 MiB`, `278`, `1,204`, `530 ms`, `2.1 KiB/op`. Units that are not known follow the exact number. */
export function quantity(amount: Amount, measure: Measure, pen: Pen): string {
  const scale = scaleOf(measure)
  const sign = isNegative(amount) ? pen.minus : ''
  if (scale === null) return `${sign}${exact(amount)}${unknownUnit(measure, pen)}`
  const magnitude = Math.abs(Number(amount))
  const step = stepFor(scale.steps, magnitude)
  return `${sign}${inStep(magnitude, step, decimalsFor(magnitude, step))}${symbolOf(step, scale, pen)}`
}

/** A growth with its sign: `+23.1 MiB`, `−1.2 MiB`, `±0`. */
export function delta(amount: Amount, measure: Measure, pen: Pen): string {
  if (Number(amount) === 0) return '±0'
  return isNegative(amount) ? quantity(amount, measure, pen) : `+${quantity(amount, measure, pen)}`
}

/** Both sides in the unit of the larger one, with digits enough to see the change: `41.2 → 64.3 MiB`, `2.31 → 2.44 s`. */
export function pair(baseline: Amount, candidate: Amount, measure: Measure, pen: Pen): string {
  const scale = scaleOf(measure)
  if (scale === null) {
    const side = (amount: Amount) => `${isNegative(amount) ? pen.minus : ''}${exact(amount)}`
    return `${side(baseline)}${pen.space}→${pen.space}${side(candidate)}${unknownUnit(measure, pen)}`
  }
  const [from, to] = [Number(baseline), Number(candidate)]
  const larger = Math.max(Math.abs(from), Math.abs(to))
  const step = stepFor(scale.steps, larger)
  const change = Math.abs(to - from) / step.size
  let decimals = Math.max(decimalsFor(from, step), decimalsFor(to, step))
  if (larger / step.size >= 99.95) decimals = 0
  while (!step.isBase && change > 0 && decimals < 2 && change * 10 ** decimals < 5) decimals++
  const side = (value: number) =>
    value === 0 ? '0' : `${value < 0 ? pen.minus : ''}${inStep(Math.abs(value), step, decimals)}`
  return `${side(from)}${pen.space}→${pen.space}${side(to)}${symbolOf(step, scale, pen)}`
}

/** A limit as its author would write it: `4 MiB`, `1.5 s`, no decimals that are zero. */
export function limitQuantity(amount: number, measure: Measure, pen: Pen): string {
  return quantity(amount, measure, pen).replace(/\.0(?!\d)/, '')
}

function symbolOf(step: Step, scale: Scale, pen: Pen): string {
  const symbol = step.symbol + scale.suffix
  return symbol === '' ? '' : symbol.startsWith('/') ? symbol : pen.space + symbol
}

function unknownUnit({ unit, per }: Measure, pen: Pen): string {
  return unit === '' ? PER_SUFFIX[per] : pen.space + word(unit, pen) + PER_SUFFIX[per]
}

function isNegative(amount: Amount): boolean {
  return typeof amount === 'string' ? amount.startsWith('-') : amount < 0
}

/** Whole below one step above the base; means of several runs keep a decimal. */
function decimalsFor(value: number, step: Step): number {
  const scaled = Math.abs(value) / step.size
  if (step.isBase) return Number.isInteger(scaled) || scaled >= 99.95 ? 0 : 1
  return scaled < 99.95 ? 1 : 0
}

function inStep(magnitude: number, step: Step, decimals: number): string {
  const scaled = magnitude / step.size
  if (scaled > 0 && scaled < 0.05 && decimals < 2) return '<0.1'
  return grouped(scaled.toFixed(decimals))
}

/** Every digit of a whole number, however large; other numbers to four digits. */
function exact(amount: Amount): string {
  if (typeof amount === 'string') return /^-?\d+$/.test(amount) ? amount.replace('-', '') : '?'
  if (!Number.isFinite(amount)) return '?'
  const magnitude = Math.abs(amount)
  return Number.isInteger(magnitude) ? String(magnitude) : String(Number(magnitude.toPrecision(4)))
}

/** Thousands commas: `41,984`. */
export function grouped(digits: string): string {
  return digits.replace(/\d(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, '$&,')
}

/** Bytes in a line of the log: `120.6 KiB`. */
export function bytesText(bytes: number): string {
  return quantity(bytes, { unit: 'bytes', per: 'none' }, PLAIN)
}

/** A plain count in a sentence. */
export function counted(count: number): string {
  return Number.isInteger(count) ? grouped(String(count)) : String(count)
}
