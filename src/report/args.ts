import type { Notice } from '../model/notice.ts'
import type { Pen } from './pen.ts'
import { counted, limitQuantity } from './quantity.ts'
import { percentDigits } from './relative.ts'

/** Readers for the arguments of notices. A missing one reads as `?`: a sentence with a hole is better than none. */

type Args = Notice['args']

export function has(args: Args, key: string): boolean {
  return Object.hasOwn(args, key) && args[key] !== ''
}

/** Raw text, to be compared or passed on; never printed as it is. */
export function raw(args: Args, key: string): string {
  return has(args, key) ? String(args[key]) : '?'
}

/** Text that somebody else chose. */
export function named(args: Args, key: string, pen: Pen): string {
  return pen.code(raw(args, key))
}

export function whole(args: Args, key: string): string {
  const value = args[key]
  return typeof value === 'number' && Number.isFinite(value) ? counted(value) : '?'
}

export function bytes(args: Args, key: string, pen: Pen): string {
  const value = args[key]
  return typeof value === 'number' ? limitQuantity(value, { unit: 'bytes', per: 'none' }, pen) : '?'
}

export function percent(args: Args, key: string): string {
  const value = args[key]
  return typeof value === 'number' && Number.isFinite(value) ? `${percentDigits(Math.abs(value))}%` : '?'
}

/** `of the baseline`, `of this PR`. */
export function ofSide(args: Args, pen: Pen): string {
  const side = raw(args, 'side')
  return side === 'baseline' ? 'of the baseline' : side === 'candidate' ? `of ${pen.candidate}` : 'of one side'
}

/** `the baseline`, `this PR`. */
export function theSide(args: Args, pen: Pen): string {
  const side = raw(args, 'side')
  return side === 'baseline' ? 'the baseline' : side === 'candidate' ? pen.candidate : 'one side'
}

/** Our own text with words to be typed in backticks: `-memprofile` becomes code where the surface has that. */
export function typed(text: string, pen: Pen): string {
  return text.replace(/`([^`]+)`/g, (_, words: string) => pen.code(words, 200))
}
