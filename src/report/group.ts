import type { Check } from '../result/result.ts'
import { clean, clip } from './escape.ts'
import type { ShortNames } from './name.ts'
import type { Pen } from './pen.ts'
import { word } from './pen.ts'

/** What a check looks at: the total, or groups of one sort. */

/** `total`, `by function`, `by label KEY`, `by function per total` where values are scaled to the baseline's total. */
export function scopeText({ of, per }: Pick<Check, 'of' | 'per'>, pen: Pen): string {
  const scope = of === 'total' ? 'total' : `by ${groupNoun(of, pen)}`
  return per === 'total' ? `${scope} per total` : scope
}

/** One group: `function`, `file`, `label KEY`. */
export function groupNoun(of: string, pen: Pen): string {
  if (of === 'total') return 'function'
  return of.startsWith('label:') ? `label ${pen.code(of.slice(6))}` : word(of, pen)
}

/** A group's name: functions by `names`, files and packages by their last two elements, others as they are. Clean, not escaped. */
export function groupName(name: string, of: string, names: ShortNames): string {
  if (of === 'file' || of === 'package') return clip(clean(name.split('/').slice(-2).join('/')))
  return isFunctionGroup(of) ? names(functionPart(name, of)) : clip(clean(name))
}

/** Groups whose names are functions; the causes of a total are functions too. */
export function isFunctionGroup(of: string): boolean {
  return of === 'total' || of === 'function' || of === 'creator' || of === 'line'
}

/** Of a line group, pprof prints the function, a space and the place. */
export function functionPart(name: string, of: string): string {
  return of === 'line' ? (name.split(' ')[0] ?? name) : name
}

/** "in X" is the cost of X itself, "under X" that of X and all it calls. */
export function preposition({ by }: Pick<Check, 'by'>): 'in' | 'under' {
  return by === 'cum' ? 'under' : 'in'
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') || noun.endsWith('x') ? 'es' : 's'}`
}
