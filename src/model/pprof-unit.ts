import type { Int } from './int64.ts'

/** Units as `go tool pprof` knows, converts and prints them (github.com/google/pprof internal/measurement). */

export interface PprofUnit {
  readonly symbol: string
  readonly size: number
}

export interface UnitFamily {
  /** Smallest first. */
  readonly units: readonly PprofUnit[]
  /** For 0, and where nobody says which one is wanted. */
  readonly base: PprofUnit
  /** Size of a unit by its name, in lower case and in the singular. */
  readonly aliases: ReadonlyMap<string, number>
}

const B: PprofUnit = { symbol: 'B', size: 1 }
const S: PprofUnit = { symbol: 's', size: 1e9 }
const GCU: PprofUnit = { symbol: 'GCU', size: 1 }

/** Binary factors under decimal names are pprof's. */
const MEMORY: UnitFamily = {
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

const TIME: UnitFamily = {
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

/** Google's unit of computing. */
const COMPUTE: UnitFamily = {
  units: [
    ...['n', 'u', 'm'].map((prefix, at) => ({ symbol: `${prefix}*GCU`, size: 10 ** (3 * at - 9) })),
    GCU,
    ...['k', 'M', 'G', 'T', 'P'].map((prefix, at) => ({ symbol: `${prefix}*GCU`, size: 10 ** (3 * at + 3) })),
  ],
  base: GCU,
  aliases: new Map(
    ['nano', 'micro', 'milli', '', 'kilo', 'mega', 'giga', 'tera', 'peta'].map((prefix, at) => [
      `${prefix}gcu`,
      10 ** (3 * at - 9),
    ]),
  ),
}

/** Null for a unit that pprof does not convert. */
export function unitFamily(unit: string): UnitFamily | null {
  return [MEMORY, TIME, COMPUTE].find(({ aliases }) => aliases.has(canonicalUnit(unit))) ?? null
}

export function unitFactor({ aliases }: UnitFamily, unit: string): number {
  return aliases.get(canonicalUnit(unit)) ?? 1
}

/** The largest unit that the value, in units of size 1, reaches. What is below all of them is a mean. */
export function fittingUnit({ units, base }: UnitFamily, value: number): PprofUnit {
  return units.findLast(({ size }) => value / size >= 1) ?? (value > 0 ? units[0] : undefined) ?? base
}

/** Units that are not worth a word. */
const SILENT = ['count', 'sample', 'unit', 'minimum', 'auto']

export interface Scaled {
  readonly value: number
  /** As pprof prints it; empty if nobody wants to know. */
  readonly unit: string
}

/**
 * A value in another unit, `auto` for the one that fits; a unit that pprof does not know is taken for the wanted one
 * (measurement.Scale).
 */
export function scaled(value: Int, from: string, to: string): Scaled {
  if (value < 0) {
    const positive = scaled(-value, from, to)
    return { ...positive, value: -positive.value }
  }
  const family = unitFamily(from)
  if (family === null) return { value: Number(value), unit: SILENT.includes(to) ? '' : to }
  const base = Number(value) * unitFactor(family, from)
  const isFree = to === 'minimum' || to === 'auto'
  const unit = isFree ? fittingUnit(family, base) : (unitNamed(family, to) ?? family.base)
  return { value: base / unit.size, unit: unit.symbol }
}

/** `4kB`, `1.50s`, `0`: a value with its unit (measurement.ScaledLabel). */
export function scaledText(value: Int, from: string, to: string): string {
  const { value: amount, unit } = scaled(value, from, to)
  const text = trimmedNumber(amount)
  return text === '0' ? '0' : text + unit
}

/** Two decimals, unless both are zero. */
export function trimmedNumber(value: number): string {
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

function unitNamed(family: UnitFamily, name: string): PprofUnit | undefined {
  const size = family.aliases.get(canonicalUnit(name))
  return family.units.find((unit) => unit.size === size)
}

/** In lower case and in the singular. */
function canonicalUnit(unit: string): string {
  const lower = unit.toLowerCase()
  return lower.length > 2 ? lower.replace(/s$/, '') : lower
}
