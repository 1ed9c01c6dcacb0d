import { absInt, type Int } from '../model/int64.ts'
import { fittingUnit, fixed, trimmedNumber, unitFactor, unitFamily } from '../model/pprof-unit.ts'

/** Numbers as `go tool pprof -top` prints them (github.com/google/pprof internal/measurement, internal/report). */

/** Prints one column of values, all in the same unit. */
export type PprofFormat = (value: Int) => string

/**
 * Chooses the unit of a report: that of the smallest value; where the total is in another one and more than a hundred
 * times as large, that of a hundred times the smallest (pprof's selectOutputUnit).
 */
export function pprofFormat(unit: string, magnitudes: Iterable<Int>, total: Int): PprofFormat {
  const family = unitFamily(unit)
  if (family === null) {
    const suffix = ['count', 'sample', 'unit', 'minimum', 'auto', ''].includes(unit) ? '' : unit
    return (value) => (value === 0 ? '0' : `${plain(value)}${suffix}`)
  }
  let smallest: Int = 0
  for (const value of magnitudes) {
    const magnitude = absInt(value)
    if (magnitude > 0 && (smallest === 0 || magnitude < smallest)) smallest = magnitude
  }
  const scale = unitFactor(family, unit)
  const least = Number(smallest === 0 ? total : smallest) * scale
  const most = Number(total) * scale
  const own = fittingUnit(family, least)
  const chosen = own !== fittingUnit(family, most) && least * 100 < most ? fittingUnit(family, least * 100) : own
  return remembered((value) => {
    const text = trimmedNumber((Number(value) * scale) / chosen.size)
    return text === '0' ? '0' : text + chosen.symbol
  })
}

/** Values of a profile are multiples of something: most stand in a table many times. */
export function remembered(print: (value: Int) => string): (value: Int) => string {
  const known = new Map<Int, string>()
  return (value) => {
    let text = known.get(value)
    if (text === undefined) {
      text = print(value)
      known.set(value, text)
    }
    return text
  }
}

/** Every digit of a whole number; six of a mean. */
function plain(value: Int): string {
  return String(Number.isInteger(value) || typeof value === 'bigint' ? value : Number(value.toPrecision(6)))
}

/** `36.42%`, `  100%`, `0.041%`: six columns, without a sign; of a total of 0 every part is 0. */
export function pprofPercent(value: Int, total: Int): string {
  const percent = Number(total) === 0 ? 0 : Math.abs(Number(value) / Number(total)) * 100
  const text = percent >= 99.95 && percent <= 100.05 ? '100' : percent >= 1 ? fixed(percent, 2) : general(percent)
  return `${text.padStart(5)}%`
}

/** Go's `%.2g` of a number below 1: two significant digits, no zeros at the end, an exponent from 1e-05 on. */
function general(value: number): string {
  if (value === 0) return '0'
  const exponent = Number(value.toExponential(1).split('e')[1])
  if (exponent >= -4) return String(Number(fixed(value, 1 - exponent)))
  const [digits = '', power = ''] = value.toExponential(1).split('e-')
  return `${digits.replace(/\.0$/, '')}e-${power.padStart(2, '0')}`
}
