import type { Amount, Cause, Check, Result } from '../result/result.ts'
import { clean } from './escape.ts'
import { inReadingOrder } from './order.ts'
import { PLAIN } from './pen.ts'
import { quantity } from './quantity.ts'
import { listedCauses } from './start.ts'

/** Entries for `accept:` of the policy that would let this growth pass, ready to paste. */
export interface AcceptEntry {
  readonly rules: readonly string[]
  /** Key and value of what is accepted; null for the total. */
  readonly subject: readonly [key: string, name: string] | null
  /** In the policy's notation, a little above the value. */
  readonly upTo: string
  /** The value itself, for the reader. */
  readonly now: string
  /** `YYYY-MM-DD` */
  readonly until: string
}

/** Days for which a new acceptance holds. */
const DAYS = 90

/** Room above the measured value, so that the next run's noise does not break the agreement. */
const HEADROOM = 1.05

const MOST_ENTRIES = 6

/** Causes that make up less of the growth than this leave too much of it; then the total is accepted instead. */
const ENOUGH_GROWTH = 0.9

const MOST_CAUSES = 5

export function acceptEntries(result: Result): readonly AcceptEntry[] {
  const until = daysAfter(result.context.date, DAYS)
  const merged = new Map<string, { rules: string[]; entry: AcceptEntry }>()
  const failing = result.checks.filter((check) => check.level === 'fail' && check.outcome === 'fail')
  const checks = failing.length > 0 ? failing : result.checks.filter(({ outcome }) => outcome === 'warn')
  for (const check of inReadingOrder(checks)) {
    for (const entry of entriesOf(check, until)) {
      const key = JSON.stringify([entry.subject, entry.upTo])
      const same = merged.get(key)
      if (same === undefined) merged.set(key, { rules: [check.rule], entry })
      else if (!same.rules.includes(check.rule)) same.rules.push(check.rule)
    }
  }
  return [...merged.values()].slice(0, MOST_ENTRIES).map(({ rules, entry }) => ({ ...entry, rules }))
}

/** An acceptance takes nothing off a slope. */
function isAboutSlope({ limits }: Check): boolean {
  const exceeded = limits.filter((limit) => limit.exceeded)
  return exceeded.length > 0 && exceeded.every(({ perSnapshot }) => perSnapshot !== null)
}

function entriesOf(check: Check, until: string): readonly AcceptEntry[] {
  if (isAboutSlope(check)) return []
  const entry = (subject: AcceptEntry['subject'], value: Amount): AcceptEntry => ({
    rules: [check.rule],
    subject,
    upTo: roundedUp(value, check.unit),
    now: quantity(value, check, PLAIN),
    until,
  })
  const key = check.kind === 'benchmark' ? 'benchmark' : SUBJECT_KEYS.get(check.of)
  const causes = acceptable(check)
  if (key === undefined || causes.length === 0) return check.of === 'total' ? [entry(null, check.total.candidate)] : []
  return causes.map((cause) => entry([key, cause.name], cause.candidate))
}

const SUBJECT_KEYS: ReadonlyMap<string, string> = new Map([
  ['total', 'function'],
  ['function', 'function'],
  ['package', 'package'],
  ['file', 'file'],
  ['benchmark', 'benchmark'],
  ['creator', 'creator'],
])

/** Groups over their limit; of a total the few causes that make up nearly all of its growth, if there are such. */
function acceptable(check: Check): readonly Cause[] {
  if (check.of !== 'total') return listedCauses(check).filter(({ status }) => status === 'over-limit')
  const causes: Cause[] = []
  let covered = 0
  for (const cause of check.causes) {
    if (covered >= ENOUGH_GROWTH || causes.length === MOST_CAUSES) break
    if (cause.share === null || cause.share <= 0 || cause.status === 'accepted') continue
    causes.push(cause)
    covered += cause.share
  }
  return covered >= ENOUGH_GROWTH ? causes : []
}

/** Lines to paste under `accept:`. The reason is left for the author to write. */
export function acceptLines({ rules, subject, upTo, now, until }: AcceptEntry): readonly string[] {
  return [
    `  - rules: [${rules.map(yamlText).join(', ')}]`,
    ...(subject === null ? [] : [`    ${subject[0]}: ${yamlText(subject[1])}`]),
    `    ${`up-to: ${upTo}`.padEnd(20)} # now ${now}`,
    `    until: ${until}`,
    `    ${'reason: ""'.padEnd(20)} # required; shown on top of the comment`,
  ]
}

/** The same in one line. */
export function acceptFlow({ rules, subject, upTo, until }: AcceptEntry): string {
  const named = subject === null ? '' : `${subject[0]}: ${yamlText(subject[1])}, `
  return `{ rules: [${rules.map(yamlText).join(', ')}], ${named}up-to: ${upTo}, until: ${until}, reason: "" }`
}

/** Plain where YAML reads it as this very text in any position, else in double quotes with everything unprintable escaped. */
export function yamlText(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_./()*-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
  if (plain) return text
  return JSON.stringify(text).replace(/[^ -~]/gu, (character) =>
    clean(character) === character ? character : yamlEscape(character.codePointAt(0) ?? 0),
  )
}

function yamlEscape(codePoint: number): string {
  const hex = codePoint.toString(16)
  return codePoint > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`
}

type Unit = readonly [symbol: string, size: number]

const BYTES: readonly Unit[] = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
  ['B', 1],
]

const NANOSECONDS: readonly Unit[] = [
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
  ['ns', 1],
]

export const UNITS: ReadonlyMap<string, readonly Unit[]> = new Map([
  ['bytes', BYTES],
  ['B/op', BYTES],
  ['nanoseconds', NANOSECONDS],
  ['sec/op', NANOSECONDS.map(([symbol, size]) => [symbol, size / 1e9] as const)],
])

/** What is counted whole. */
const WHOLE: ReadonlySet<string> = new Set(['', 'B', 'ns'])

/** To two digits in a unit of the policy language, with some room: 18.6 MiB is `20MiB`, 3.5 MiB `3.7MiB`, 241 `260`. */
export function roundedUp(value: Amount, unit: string): string {
  const roomy = Math.max(0, Number(value)) * HEADROOM
  const [symbol, size] = UNITS.get(unit)?.find(([, step]) => roomy >= step) ?? UNITS.get(unit)?.at(-1) ?? ['', 1]
  const scaled = Number.isFinite(roomy) ? roomy / size : 0
  const digits = scaled < 10 ? (WHOLE.has(symbol) ? 0 : 1) : 1 - Math.floor(Math.log10(scaled))
  const rounded = Math.ceil(scaled * 10 ** digits - 1e-9) / 10 ** digits
  return `${rounded < 1e15 ? String(Number(rounded.toFixed(1))) : BigInt(Math.round(rounded))}${symbol}`
}

/** `YYYY-MM-DD` so many days later, by the Gregorian calendar; the text itself if it is no date. */
export function daysAfter(date: string, days: number): string {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(start) ? clean(date) : new Date(start + days * 86_400_000).toISOString().slice(0, 10)
}
