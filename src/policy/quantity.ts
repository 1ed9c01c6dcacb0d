import type { BaseUnit } from '../model/kind.ts'

/** A size, a time or a plain number in base units; a plain number means the base unit of whatever it limits. */
export interface Quantity {
  readonly value: number
  readonly unit: BaseUnit | 'plain'
  readonly text: string
}

/** Why a text is no quantity; `instead` is what was most likely meant. */
export interface QuantityFault {
  readonly kind: 'malformed' | 'negative' | 'too-large'
  readonly instead: string | null
}

export type QuantityResult = { readonly kind: 'quantity'; readonly quantity: Quantity } | QuantityFault

interface Unit {
  readonly name: string
  readonly scale: bigint
  readonly base: BaseUnit
}

const UNITS: readonly Unit[] = [
  { name: 'B', scale: 1n, base: 'bytes' },
  { name: 'KiB', scale: 1n << 10n, base: 'bytes' },
  { name: 'MiB', scale: 1n << 20n, base: 'bytes' },
  { name: 'GiB', scale: 1n << 30n, base: 'bytes' },
  { name: 'kB', scale: 1_000n, base: 'bytes' },
  { name: 'MB', scale: 1_000_000n, base: 'bytes' },
  { name: 'GB', scale: 1_000_000_000n, base: 'bytes' },
  { name: 'ns', scale: 1n, base: 'nanoseconds' },
  { name: 'us', scale: 1_000n, base: 'nanoseconds' },
  { name: 'ms', scale: 1_000_000n, base: 'nanoseconds' },
  { name: 's', scale: 1_000_000_000n, base: 'nanoseconds' },
]

/** What people write for a unit that is spelt otherwise here. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    KiB: ['k', 'K', 'ki', 'kib'],
    MiB: ['M', 'mi', 'mib'],
    GiB: ['g', 'G', 'gi', 'gib'],
    kB: ['kb'],
    MB: ['mb'],
    GB: ['gb'],
    B: ['b', 'byte', 'bytes'],
    ns: ['nsec', 'nanoseconds'],
    us: ['µs', 'μs', 'usec', 'microseconds'],
    ms: ['msec', 'milliseconds'],
    s: ['sec', 'secs', 'second', 'seconds'],
  }).flatMap(([unit, spellings]) => spellings.map((spelling) => [spelling, unit] as const)),
)

/** The form of a quantity, also for the JSON Schema. */
export const QUANTITY_PATTERN = '^\\d+(\\.\\d+)?(B|KiB|MiB|GiB|kB|MB|GB|ns|us|ms|s)?$'

/**
 * Reads `64KiB`, `1.5MiB`, `50ms` or a plain number. Decimal fractions are scaled as decimals, so that a whole
 * number of bytes or nanoseconds comes out exact (`1.1GB` is 1,100,000,000); beyond 2^53 none could be.
 */
export function readQuantity(input: string | number): QuantityResult {
  if (typeof input === 'number') {
    if (input < 0) return { kind: 'negative', instead: null }
    if (!(input <= Number.MAX_SAFE_INTEGER)) return { kind: 'too-large', instead: null }
    return { kind: 'quantity', quantity: { value: input, unit: 'plain', text: String(input) } }
  }
  const text = input.trim()
  const [, sign, whole = '', fraction = '', space = '', name = ''] =
    /^([-+]?)(\d+)(?:\.(\d+))?(\s*)([^\s\d.]*)$/.exec(text) ?? []
  if (sign === undefined) return { kind: 'malformed', instead: null }
  if (sign === '-') return { kind: 'negative', instead: null }
  const unit = UNITS.find((candidate) => candidate.name === name)
  const number = fraction === '' ? whole : `${whole}.${fraction}`
  if (unit === undefined && name !== '') {
    const meant = OTHER_SPELLINGS.get(name) ?? OTHER_SPELLINGS.get(name.toLowerCase())
    return { kind: 'malformed', instead: meant === undefined ? null : number + meant }
  }
  if (space !== '' || sign !== '') return { kind: 'malformed', instead: number + name }
  if (number.length > 30) return { kind: 'too-large', instead: null }
  const value = scaled(whole + fraction, fraction.length, unit?.scale ?? 1n)
  if (value > Number.MAX_SAFE_INTEGER) return { kind: 'too-large', instead: null }
  return { kind: 'quantity', quantity: { value, unit: unit?.base ?? 'plain', text } }
}

function scaled(digits: string, decimals: number, scale: bigint): number {
  const numerator = BigInt(digits) * scale
  const denominator = 10n ** BigInt(decimals)
  return numerator % denominator === 0n ? Number(numerator / denominator) : Number(numerator) / Number(denominator)
}
