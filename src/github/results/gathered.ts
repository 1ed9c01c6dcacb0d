import type { Leg } from '../../report/matrix.ts'

/** A result that the run has stored. `id`: by which a comment tells what it was made from, see {@link idOf}. */
export interface Found {
  readonly id: string
  readonly leg: Leg
}

/** The results of a run that one comment shows, as they are stored at a moment. */
export interface Gathered {
  /** One for each leg, another one once its result is stored anew; also {@link UNFINISHED}. */
  readonly ids: readonly string[]
  /** Of one comment key, in the order of their targets. */
  readonly legs: readonly Leg[]
  /** Whether these are all that there are: false where GitHub keeps no result of this step, or does not tell of the others. */
  readonly isComplete: boolean
}

/** Among the ids of a comment that says that the run did not end well, though what it has stored passes. */
export const UNFINISHED = 'unfinished'

/**
 * Those of a comment key. A result that cannot be read names none: it belongs to the comment of the workflow, and where no
 * result is of that one, to the first that there is.
 * @param usual the key of steps that choose none
 */
export function ofKey(found: readonly Found[], key: string, usual: string): readonly Found[] {
  const keys = found.flatMap(({ leg }) => leg.result?.context.commentKey ?? []).sort()
  const home = keys.includes(usual) ? usual : (keys[0] ?? key)
  return found.filter(({ leg }) => (leg.result === null ? home : leg.result.context.commentKey) === key)
}

/** Of the result of a target. `storage`: what holds it, a short text without a colon. */
export function idOf(target: string | null, storage: string, leg: Leg): string {
  const isOpen = leg.result === null && leg.why === 'unavailable'
  return `${target ?? ''}:${storage}${isOpen ? OPEN : ''}`
}

/** Ends the id of a result that was not to be had: who has it writes the comment anew. */
const OPEN = '?'

/** The targets of results, in their order. */
export function targetsOf(ids: readonly string[]): readonly (string | null)[] {
  return ids.filter((id) => id.includes(':')).map((id) => id.slice(0, id.indexOf(':')) || null)
}

/** Whether a comment that was made from some results shows these, too. */
export function isShown(shown: readonly string[], ids: readonly string[]): boolean {
  return ids.every((id) => shown.includes(id) || (id.endsWith(OPEN) && shown.includes(id.slice(0, -OPEN.length))))
}
