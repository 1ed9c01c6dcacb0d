import type { ReportApi } from '../api/api.ts'
import type { WorkflowRunEvent } from '../event.ts'

/** `why`: for the log. */
export type FoundPull =
  | { readonly kind: 'found'; readonly number: number }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'several'; readonly numbers: readonly number[] }

/**
 * The one open pull request of this repository whose head is that of a run: by repository, branch and commit, for the
 * payload names none for forks, and what the run itself says of it is the fork's to choose.
 */
export async function findPull(api: Pick<ReportApi, 'openPulls'>, event: WorkflowRunEvent): Promise<FoundPull> {
  const { headRepository: head, headBranch: branch, headSha: sha } = event
  if (head === null || branch === null) return { kind: 'none', why: 'the repository of its head was deleted' }
  const open = await api.openPulls(head.owner, branch)
  const here = open.filter((pull) => pull.headRepository === head.id && pull.headBranch === branch)
  const numbers = here.filter(({ headSha }) => headSha === sha).map(({ number }) => number)
  const [number, ...others] = numbers
  if (number !== undefined) return others.length === 0 ? { kind: 'found', number } : { kind: 'several', numbers }
  const why =
    here.length > 0 ? 'its pull request has moved on to another commit' : 'no open pull request has its branch'
  return { kind: 'none', why }
}
