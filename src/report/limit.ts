import type { Check, CheckedLimit } from '../result/result.ts'
import type { Pen } from './pen.ts'
import { limitQuantity } from './quantity.ts'
import { percentDigits } from './relative.ts'

/** Limits in words, and how much of one a check uses. */

/** `+10% and +4 MiB`, `budget 512 MiB`, `+20% (warn)`; several that each suffice are joined by "or". */
export function limitText(check: Check, pen: Pen): string {
  const shown = shownLimits(check)
  const words = shown.map((limit) => partsText(limit, check, pen))
  const warnOnly = shown.length > 0 && shown.every((limit) => limit.level === 'warn')
  return [...new Set(words)].join(' or ') + (warnOnly ? ' (warn)' : '')
}

/** The limits that were exceeded; where none was, those of the strictest level. */
function shownLimits({ limits }: Check): readonly CheckedLimit[] {
  const exceeded = limits.filter((limit) => limit.exceeded)
  const pool = exceeded.length > 0 ? exceeded : limits
  const fails = pool.filter((limit) => limit.level === 'fail')
  return fails.length > 0 ? fails : pool
}

/** The parts of one limit, all of which must be exceeded. */
export function partsText(limit: CheckedLimit, check: Check, pen: Pen): string {
  const parts: string[] = []
  if (limit.percent !== null) parts.push(`+${percentDigits(limit.percent)}%`)
  if (limit.growth !== null) parts.push(`+${limitQuantity(limit.growth, check, pen)}`)
  if (limit.above !== null) parts.push(`budget ${limitQuantity(limit.above, check, pen)}`)
  if (limit.perSnapshot !== null) {
    parts.push(`+${limitQuantity(limit.perSnapshot, { unit: check.unit, per: 'none' }, pen)} per snapshot`)
  }
  return parts.join(' and ')
}

export function isBudget(limit: CheckedLimit): boolean {
  return limit.above !== null
}

/** Whether it can be held without a baseline. */
export function isOfCandidateAlone(limit: CheckedLimit): boolean {
  return isBudget(limit) || limit.perSnapshot !== null
}

/** True where only budgets were exceeded, so that growth explains nothing. */
export function failsBudgetOnly({ limits }: Check): boolean {
  const exceeded = limits.filter((limit) => limit.exceeded)
  return exceeded.length > 0 && exceeded.every(isBudget)
}

interface Values {
  readonly candidate: number
  readonly delta: number
  readonly percent: number | null
  /** Growth per snapshot, of a series. */
  readonly slope?: number
}

/**
 * How much of a limit is used up, 1 being all of it; the nearest one counts. All parts of a limit must be exceeded, so
 * its least used part says how far away it is. Growth from 0 counts as exceeding any percentage.
 */
export function limitUse(limits: readonly CheckedLimit[], { candidate, delta, percent, slope = 0 }: Values): number {
  let use = 0
  for (const limit of limits) {
    const parts: number[] = []
    if (limit.percent !== null)
      parts.push(percent === null ? (delta > 0 ? Infinity : 0) : ratio(percent, limit.percent))
    if (limit.growth !== null) parts.push(ratio(delta, limit.growth))
    if (limit.above !== null) parts.push(ratio(candidate, limit.above))
    if (limit.perSnapshot !== null) parts.push(ratio(slope, limit.perSnapshot))
    if (parts.length > 0) use = Math.max(use, Math.min(...parts))
  }
  return use
}

function ratio(value: number, limit: number): number {
  return limit > 0 ? value / limit : value > 0 ? Infinity : 0
}
