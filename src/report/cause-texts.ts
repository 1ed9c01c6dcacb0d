import type { Cause, Check } from '../result/result.ts'
import { groupName } from './group.ts'
import type { ShortNames } from './name.ts'
import { type Pen, word } from './pen.ts'

/** What is to be said of one cause beside its numbers. */

const CALLERS_SHOWN = 2
const DONORS_SHOWN = 2

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
  const moved = movedText(cause, caller)
  if (moved !== null) details.push(moved)
  if (cause.status === 'accepted') details.push('accepted in the policy')
  if (cause.reach === 'called-from-diff') details.push('called from your diff')
  if (cause.external) details.push('outside your own code')
  return details
}

const MOVED: Readonly<Record<Cause['status'], string>> = {
  moved: 'moved from',
  inconclusive: 'may have moved from',
  'over-limit': 'partly moved from',
  accepted: 'partly moved from',
  contributes: 'partly moved from',
}

/** `moved from catalog.Parse and 2 more`: where the cost was before; null where it comes from nowhere. */
function movedText({ status, movedFrom }: Cause, caller: NameCaller): string | null {
  if (movedFrom.length === 0) return status === 'moved' ? 'moved cost' : null
  const more = movedFrom.length - DONORS_SHOWN
  return `${MOVED[status]} ${movedFrom.slice(0, DONORS_SHOWN).map(caller).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Why a cause is an open question, for its own lines below a check; empty if it is none, or if it says so already. */
export function causeDoubts(cause: Cause, check: Check): readonly string[] {
  if (cause.status !== 'inconclusive' || cause.movedFrom.length > 0) return []
  return [DOUBTS.get(check.reason?.code ?? '') ?? 'could be noise']
}

/** What is to be said of growth that was not decided, by the reason of its check. */
export const DOUBTS: ReadonlyMap<string, string> = new Map([
  ['could-be-noise', 'could be noise'],
  ['may-have-moved', 'may only have moved'],
  ['may-keep-growing', 'may keep growing'],
])

/** The name as every surface prints it: short, cleaned, clipped. */
export function causeName(cause: Cause, check: Check, names: ShortNames): string {
  return groupName(cause.name, check.of, names)
}

/** Whether the cause's own line or function was changed by the candidate. */
export function isChanged({ reach }: Cause): boolean {
  return reach === 'in-diff'
}
