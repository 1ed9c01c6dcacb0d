import { absInt, type Int } from '../model/int64.ts'

/** Numbers as `go tool pprof -top` prints them (github.com/google/pprof internal/measurement, internal/report). */

interface PprofUnit {
  readonly symbol: string
  readonly size: number
}

interface Family {
  readonly units: readonly PprofUnit[]
  /** For values below the smallest unit. */
  readonly base: PprofUnit
  readonly aliases: ReadonlyMap<string, number>
}

const B: PprofUnit = { symbol: 'B', size: 1 }
const S: PprofUnit = { symbol: 's', size: 1e9 }

/** Binary factors under decimal names are pprof's. */
const MEMORY: Family = {
  units: [B, ...['kB', 'MB', 'GB', 'TB', 'PB'].map((symbol, at) => ({ symbol, size: 1024 ** (at + 1) }))],
  base: B,
  aliases: new Map([
    ...(['b', 'byte'] as const).map((name) => [name, 1] as const),
    ...(['kb', 'kbyte', 'kilobyte'] as const).map((name) => [name, 1024] as const),
    ...(['mb', 'mbyte', 'megabyte'] as const).map((name) => [name, 1024 ** 2] as const),
    ...(['gb', 'gbyte', 'gigabyte'] as const).map((name) => [name, 1024 ** 3] as const),
    ...(['tb', 'tbyte', 'terabyte'] as const).map((name) => [name, 1024 ** 4] as const),
    ...(['pb', 'pbyte', 'petabyte'] as const).map((name) => [name, 1024 ** 5] as const),
  ]),
}

const TIME: Family = {
  units: [
    { symbol: 'ns', size: 1 },
    { symbol: 'us', size: 1e3 },
    { symbol: 'ms', size: 1e6 },
    S,
    { symbol: 'hrs', size: 3.6e12 },
  ],
  base: S,
  aliases: new Map([
    ...(['ns', 'nanosecond'] as const).map((name) => [name, 1] as const),
    ...(['μs', 'us', 'microsecond'] as const).map((name) => [name, 1e3] as const),
    ...(['ms', 'millisecond'] as const).map((name) => [name, 1e6] as const),
    ...(['s', 'sec', 'second'] as const).map((name) => [name, 1e9] as const),
    ...(['hour', 'hr'] as const).map((name) => [name, 3.6e12] as const),
  ]),
}

/** Prints one column of values, all in the same unit. */
export type PprofFormat = (value: Int) => string

/**
 * Chooses the unit of a report: that of the smallest value; where the total is in another one and more than a hundred
 * times as large, that of a hundred times the smallest (pprof's selectOutputUnit).
 */
export function pprofFormat(unit: string, magnitudes: Iterable<Int>, total: Int): PprofFormat {
  const family = familyOf(unit)
  if (family === null) {
    const suffix = ['count', 'sample', 'unit', 'minimum', 'auto', ''].includes(unit) ? '' : unit
    return (value) => (value === 0 ? '0' : `${value}${suffix}`)
  }
  let smallest: Int = 0
  for (const value of magnitudes) {
    const magnitude = absInt(value)
    if (magnitude > 0 && (smallest === 0 || magnitude < smallest)) smallest = magnitude
  }
  const scale = factorOf(family, unit)
  const least = Number(smallest === 0 ? total : smallest) * scale
  const most = Number(total) * scale
  const own = unitOf(family, least)
  const chosen = own !== unitOf(family, most) && least * 100 < most ? unitOf(family, least * 100) : own
  return (value) => {
    const text = trimmed((Number(value) * scale) / chosen.size)
    return text === '0' ? '0' : text + chosen.symbol
  }
}

/** `36.42%`, `  100%`, `0.041%`: six columns, without a sign; of a total of 0 every part is 0. */
export function pprofPercent(value: Int, total: Int): string {
  const percent = Number(total) === 0 ? 0 : Math.abs(Number(value) / Number(total)) * 100
  const text = percent >= 99.95 && percent <= 100.05 ? '100' : percent >= 1 ? fixed(percent, 2) : general(percent)
  return `${text.padStart(5)}%`
}

function familyOf(unit: string): Family | null {
  return [MEMORY, TIME].find(({ aliases }) => aliases.has(canonicalUnit(unit))) ?? null
}

function factorOf({ aliases }: Family, unit: string): number {
  return aliases.get(canonicalUnit(unit)) ?? 1
}

/** In lower case and in the singular. */
function canonicalUnit(unit: string): string {
  const lower = unit.toLowerCase()
  return lower.length > 2 ? lower.replace(/s$/, '') : lower
}

function unitOf({ units, base }: Family, value: number): PprofUnit {
  return units.findLast(({ size }) => value / size >= 1) ?? base
}

function trimmed(value: number): string {
  const text = fixed(value, 2).replace(/\.00$/, '')
  return text === '-0' ? '0' : text
}

/** Go's `%.2f`: a tie goes to the even digit, where toFixed rounds away from zero. */
export function fixed(value: number, decimals: number): string {
  const magnitude = Math.abs(value)
  // Only odd multiples of 2^-(decimals+1) lie exactly between two neighbours.
  const halves = magnitude * 2 ** (decimals + 1)
  const step = 10 ** -decimals
  const text = magnitude.toFixed(decimals)
  const isTie = Number.isInteger(halves) && halves % 2 === 1
  const even = isTie && Number(text.at(-1)) % 2 === 1 ? (Number(text) - step).toFixed(decimals) : text
  return (value < 0 ? '-' : '') + even
}

/** Go's `%.2g` of a number below 1: two significant digits, no zeros at the end, an exponent from 1e-05 on. */
function general(value: number): string {
  if (value === 0) return '0'
  const exponent = Number(value.toExponential(1).split('e')[1])
  if (exponent >= -4) return String(Number(fixed(value, 1 - exponent)))
  const [digits = '', power = ''] = value.toExponential(1).split('e-')
  return `${digits.replace(/\.0$/, '')}e-${power.padStart(2, '0')}`
}
