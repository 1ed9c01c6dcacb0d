import type { Accepted, Result } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { quantity } from './quantity.ts'

/** Growth that somebody agreed on, in words. */

const REASON_CODE_POINTS = 500

/** Those that let something pass. */
export function usedAcceptances({ accepted }: Result): readonly Accepted[] {
  return accepted.filter(({ state }) => state === 'used')
}

/** `catalog.Put up to 8 MiB until 2027-02-28: larger catalogue, see #123` */
export function acceptedText({ subject, upTo, until, reason, checks }: Accepted, result: Result, pen: Pen): string {
  const agreed = new Set(checks)
  const check = result.checks.find(({ id }) => agreed.has(id))
  const limit = upTo === null || check === undefined ? '' : ` up to ${quantity(upTo, check, pen)}`
  const what = subject.name === null ? 'the total' : pen.code(subject.name)
  return `${what}${limit} until ${pen.code(until)}: ${pen.code(reason, REASON_CODE_POINTS)}`
}
