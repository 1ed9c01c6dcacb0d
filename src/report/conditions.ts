import type { Warning } from '../result/result.ts'
import { has, raw } from './args.ts'
import type { Pen } from './pen.ts'
import { limitQuantity } from './quantity.ts'
import type { Args } from './word-table.ts'

/** In what the two sides differ beside their code: named in the first lines, for growth may come of it. */

const CODES: ReadonlySet<string> = new Set(['machine-differs', 'go-release-differs', 'period-differs'])

export function isCondition({ code }: Pick<Warning, 'code'>): boolean {
  return CODES.has(code)
}

/** `The two sides differ in more than their code: Go 1.25.1 → 1.26.0, runner … Growth may come from that.`; null where nothing does. */
export function conditionsText(warnings: readonly Warning[], pen: Pen): string | null {
  const found = warnings.filter(isCondition)
  // The manifest's version is that of the whole side; profiles tell theirs one by one.
  const hasVersion = found.some(({ code, args }) => code === 'machine-differs' && args['key'] === 'go')
  const told = found.filter(({ code }) => !(hasVersion && code === 'go-release-differs'))
  const texts = [...new Set(told.map((warning) => conditionText(warning, pen)))]
  if (texts.length === 0) return null
  return `The two sides differ in more than their code: ${texts.join(', ')}. Growth may come from that.`
}

function conditionText({ code, args }: Warning, pen: Pen): string {
  if (code === 'period-differs') return `one sample per ${change(args, (key) => period(args, key, pen), pen)}`
  const key = code === 'go-release-differs' ? 'go' : raw(args, 'key')
  return `${CONDITIONS.get(key) ?? pen.code(key)} ${change(args, (side) => pen.code(raw(args, side)), pen)}`
}

/** What the keys of a manifest are called. */
export const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['go', 'Go'],
  ['runner', 'runner'],
  ['cpu', 'CPU'],
  ['cores', 'CPU cores'],
  ['gogc', 'GOGC'],
])

function change(args: Args, side: (key: string) => string, { space }: Pen): string {
  const known = ['baseline', 'candidate'].map((key) => (has(args, key) ? side(key) : 'unknown'))
  return known.join(`${space}→${space}`)
}

/** A sampling rate as its author would write it. */
export function period(args: Args, key: string, pen: Pen): string {
  const value = args[key]
  if (typeof value !== 'number') return '?'
  return limitQuantity(value, { unit: has(args, 'unit') ? raw(args, 'unit') : '', per: 'none' }, pen)
}
