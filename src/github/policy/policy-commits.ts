import type { Unknown } from '../unknown.ts'

/** The commits from which the policy of a run is read. */
export interface PolicyCommits {
  /** Whose rules and limits count. */
  readonly base: PolicyBase
  /** Whose acceptances count; the whole policy where there is no base. */
  readonly head: string
}

/**
 * - `commit`. `isSeen`: GitHub has shown the commit to this token, so a file that is absent there is truly absent and
 *   not hidden by a missing permission. `since`: where the head began, so that what was merged into the base since then
 *   is no change of the head's.
 * - `none`: the event merges nothing, so there is only the policy of the head.
 */
export type PolicyBase =
  | { readonly kind: 'commit'; readonly sha: string; readonly isSeen: boolean; readonly since: string }
  | { readonly kind: 'none' }
  | Unknown
