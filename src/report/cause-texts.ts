import type { Cause, Check } from '../result/result.ts'
import { groupName } from './group.ts'
import type { ShortNames } from './name.ts'
import { type Pen, word } from './pen.ts'

/** What is to be said of one cause beside its numbers. */

const CALLERS_SHOWN = 2

/** How a surface writes the callers: full short names in a terminal, type and method in a comment. */
export type NameCaller = (full: string) => string

/** `called from Service.Search ← CatalogHandler.List`, `waiting in chan receive, started in …`. */
export function causeDetails(cause: Cause, pen: Pen, nameCaller: NameCaller): readonly string[] {
  const caller = (full: string) => pen.code(nameCaller(full))
  const details: string[] = []
  if (cause.waiting !== null || cause.creator !== null) {
    const waiting = cause.waiting === null ? [] : [`waiting in ${word(cause.waiting, pen)}`]
    const creator = cause.creator === null ? [] : [`started in ${caller(cause.creator)}`]
    details.push([...waiting, ...creator].join(', '))
  } else if (cause.callers.length > 0) {
    const nearest = cause.callers.slice(0, CALLERS_SHOWN).map(({ name }) => caller(name))
    details.push(`called from ${nearest.join(' ← ')}`)
  }
  if (cause.movedFrom.length > 0)
    details.push(`moved from ${cause.movedFrom.slice(0, CALLERS_SHOWN).map(caller).join(', ')}`)
  if (cause.status === 'moved' && cause.movedFrom.length === 0) details.push('moved cost')
  if (cause.status === 'accepted') details.push('accepted in the policy')
  if (cause.reach === 'called-from-diff') details.push('called from your diff')
  if (cause.external) details.push('outside your own code')
  return details
}

/** Why a cause is an open question, for its own lines below a check; empty if it is none. */
export function causeDoubts(cause: Cause, check: Check): readonly string[] {
  if (cause.status !== 'inconclusive') return []
  return [check.reason?.code === 'moved-cost-not-judged' ? 'may only have moved' : 'could be noise']
}

/** The name as every surface prints it: short, cleaned, clipped. */
export function causeName(cause: Cause, check: Check, names: ShortNames): string {
  return groupName(cause.name, check.of, names)
}

/** Whether the cause's own line or function was changed by the candidate. */
export function isChanged({ reach }: Cause): boolean {
  return reach === 'in-diff'
}
