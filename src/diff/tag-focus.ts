import { type Scaled, scaled } from '../model/pprof-unit.ts'
import type { Profile } from '../model/profile.ts'
import { numberUnits } from './labels.ts'
import type { Pattern, TagFocus } from './selection.ts'

/**
 * Reads what pprof's -tagfocus takes (google/pprof internal/driver/driver_focus.go compileTagFilter): `KEY=WHAT`, or
 * WHAT for any key. WHAT is a number (`4kb`), a range (`4mb:`, `:64kb`, `1kb:2kb`; both ends included), or regular
 * expressions with commas between: with a key one of them has to match a text under it, else each of them a text `key:value`.
 *
 * @param compile RE2, unanchored; what it throws comes through.
 * @throws {RangeError} if a number of a range does not fit into 64 bits.
 */
export function tagFocus(source: string, compile: (source: string) => Pattern): TagFocus {
  const equals = source.indexOf('=')
  const key = equals <= 0 ? null : source.slice(0, equals)
  const what = equals === -1 ? source : source.slice(equals + 1)
  const isInRange = readRange(what)
  if (isInRange !== null) return numberFocus(key, isInRange)
  const patterns = what.split(',').map(compile)
  return key === null ? textFocus(patterns) : keyFocus(key, patterns)
}

function numberFocus(wanted: string | null, isInRange: InRange): TagFocus {
  return (profile) => {
    const { labels } = profile.samples
    const unitOf = numberUnits(profile)
    return anyLabel(profile, (row, key) => {
      return labels.text[row] === 0 && (wanted ?? key) === key && isInRange(labels.number[row]!, unitOf(key))
    })
  }
}

function keyFocus(wanted: string, patterns: readonly Pattern[]): TagFocus {
  return (profile) =>
    anyLabel(profile, (row, key) => {
      const text = textOf(profile, row)
      return text !== null && key === wanted && patterns.some((pattern) => pattern.matches(text))
    })
}

function textFocus(patterns: readonly Pattern[]): TagFocus {
  return (profile) => {
    const tests = patterns.map((pattern) =>
      anyLabel(profile, (row, key) => {
        const text = textOf(profile, row)
        return text !== null && pattern.matches(`${key}:${text}`)
      }),
    )
    return (sample) => tests.every((test) => test(sample))
  }
}

/** Whether a label of a sample passes. */
function anyLabel({ samples, strings }: Profile, passes: (row: number, key: string) => boolean) {
  const { labelStart, labels } = samples
  return (sample: number): boolean => {
    for (let row = labelStart[sample]!; row < labelStart[sample + 1]!; row++) {
      if (passes(row, strings.text(labels.key[row]!))) return true
    }
    return false
  }
}

/** Null for a number. */
function textOf({ samples, strings }: Profile, row: number): string | null {
  const text = samples.labels.text[row]!
  return text === 0 ? null : strings.text(text)
}

type InRange = (value: number | bigint, unit: string) => boolean

/** Null if the text is no range. */
function readRange(text: string): InRange | null {
  const [from = '', to, ...others] = text.split(':')
  const low = bound(from, null)
  const high = bound(to ?? '', low?.unit ?? null)
  // What is neither a bound nor left out makes the whole no range.
  if (others.length > 0 || (low === null && from !== '') || (high === null && (to ?? '') !== '')) return null
  if (low === null && high === null) return null
  if (low !== null && high !== null && low.unit !== high.unit) return null
  const unit = low?.unit ?? high?.unit ?? ''
  return (value, valueUnit) => {
    const found = scaled(value, valueUnit, unit)
    if (found.unit !== unit) return false
    if (to === undefined) return found.value === low?.value
    return (low === null || found.value >= low.value) && (high === null || found.value <= high.value)
  }
}

/** @param wanted The unit of the other end. */
function bound(text: string, wanted: string | null): Scaled | null {
  const [, number = '', unit = ''] = /^([+-]?\d+)([A-Za-z]*)$/.exec(text) ?? []
  if (number === '') return null
  const value = BigInt(number.replace('+', ''))
  if (BigInt.asIntN(64, value) !== value) throw new RangeError(`${number} does not fit into 64 bits`)
  return scaled(value, unit, wanted ?? unit)
}
