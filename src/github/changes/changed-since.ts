import type { Stand } from '../stand.ts'

/**
 * The commit that the candidate changes: the one that a pull request or merge group stands on, the parent of a push. Null
 * where there is none, or where nobody could tell.
 */
export function changedSince({
  wanted,
  policyCommits: { base },
}: Pick<Stand, 'wanted' | 'policyCommits'>): string | null {
  if (base.kind === 'commit') return base.since
  return base.kind === 'none' && wanted.kind === 'commit' && wanted.how === 'parent' ? wanted.sha : null
}
