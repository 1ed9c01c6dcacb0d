import type { RunApi, RunFilter, WorkflowRun } from '../api/api.ts'
import { hidden } from '../unknown.ts'

/** The runs in which a baseline may be looked for. */
export interface RunList {
  readonly api: Pick<RunApi, 'runsOf'>
  /** Numeric id, or a file name that a user gave. */
  readonly workflow: number | string
  /** The run that asks. */
  readonly ownId: number
  /** The candidate's commit, which is never compared with itself. */
  readonly measured: string
}

/** The workflow that a user named does not exist. */
export class MissingWorkflow extends Error {
  override readonly name = 'MissingWorkflow'
}

/** Events whose runs measure code that is, or is about to be, part of a branch of this repository. */
const TRUSTED_EVENTS: ReadonlySet<string> = new Set(['push', 'schedule', 'workflow_dispatch', 'merge_group'])

/**
 * The trusted runs among those of a filter, newest first. `isAll`: no more exist. Anybody may start a run of a fork, on
 * a branch of any name and at any commit, so nothing but these properties makes a run trusted.
 * @throws {MissingWorkflow}
 */
export async function trustedRuns(
  { api, workflow, ownId, measured }: RunList,
  filter: RunFilter,
  limit: number,
): Promise<{ readonly runs: readonly WorkflowRun[]; readonly isAll: boolean }> {
  const listed = await api.runsOf(workflow, filter, limit)
  if (listed === null) {
    if (typeof workflow === 'string') throw new MissingWorkflow(workflow)
    throw hidden(`the workflow of this run (${workflow})`, 'actions: read')
  }
  const runs = listed.filter(
    (run) =>
      run.isOwn &&
      TRUSTED_EVENTS.has(run.event) &&
      run.id !== ownId &&
      run.headSha !== measured &&
      (typeof workflow === 'string' || run.workflowId === workflow),
  )
  return { runs, isAll: listed.length < limit }
}
