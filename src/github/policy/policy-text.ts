import { notice } from '../../model/notice.ts'
import { errorOf } from '../../result/problem.ts'
import type { Problem } from '../../result/result.ts'
import type { CommitApi } from '../api/api.ts'
import { orUnknown } from '../unknown.ts'

export type Files = Pick<CommitApi, 'fileAt' | 'parentsOf'>

/** A policy file at a commit. */
export type PolicyText =
  | { readonly kind: 'text'; readonly path: string; readonly sha: string; readonly text: string }
  | { readonly kind: 'absent'; readonly path: string; readonly sha: string }
  /** There may be one, but nobody can say what is in it. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly sha: string; readonly problem: Problem }

export async function policyTextAt(sha: string, path: string, api: Pick<Files, 'fileAt'>): Promise<PolicyText> {
  const file = await orUnknown(() => api.fileAt(sha, path))
  const at = { path, sha }
  switch (file.kind) {
    case 'text':
      return { ...file, ...at }
    case 'absent':
      return { ...file, ...at }
    case 'unusable':
      return { kind: 'unreadable', ...at, problem: errorOf(notice('policy-unusable', { path, sha, why: file.why })) }
    case 'unknown':
      return { kind: 'unreadable', ...at, problem: unknownPolicy(path, file) }
  }
}

export function unknownPolicy(
  path: string,
  { why, message }: { readonly why: string; readonly message: string },
): Problem {
  return errorOf(notice('policy-unknown', { why, message, path }))
}

/**
 * A commit that cannot be seen has no files, also where a permission is missing. Null if GitHub shows it, so that what
 * is absent there is absent.
 */
export async function whyUnseen(sha: string, path: string, api: Pick<Files, 'parentsOf'>): Promise<Problem | null> {
  const parents = await orUnknown(async () => ({ kind: 'asked' as const, isSeen: (await api.parentsOf(sha)) !== null }))
  if (parents.kind === 'unknown') return unknownPolicy(path, parents)
  const message = `commit ${sha} is not in the repository, or not shown to this token, which needs contents: read`
  return parents.isSeen ? null : unknownPolicy(path, { why: 'not-found', message })
}
