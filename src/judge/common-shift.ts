import type { PlannedCheck } from './plan.ts'
import type { PairShift } from './stats/dispersion.ts'

/** A common factor within these 5 % is none (decision rule, 8). */
const SAME_FACTOR = 0.05
/** Functions that vary by more than twice what sampling explains have no factor in common. */
const LARGEST_DISPERSION = 2
/** So many standard errors from 1 is no chance. */
const CLEAR_ERRORS = 3

/** By how much all functions grew alike. */
export interface CommonShift {
  readonly percent: number
}

/** Null where their growth has no factor in common, or where what is judged has it divided out. */
export function commonShift({ rule, data }: PlannedCheck): CommonShift | null {
  if (rule.per !== 'none' || data.per !== 'none' || data.method === 'exact' || data.method === 'none') return null
  if (data.source === null || !isShifted(data.shift)) return null
  return { percent: (data.shift.factor - 1) * 100 }
}

function isShifted({ factor, factorError, dispersion }: PairShift): boolean {
  const distance = Math.abs(factor - 1)
  // Functions that are gone have no factor in common: the program is another one.
  return factor > 0 && dispersion <= LARGEST_DISPERSION && distance > Math.max(SAME_FACTOR, CLEAR_ERRORS * factorError)
}
