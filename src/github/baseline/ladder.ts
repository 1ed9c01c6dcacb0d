import { notice } from '../../model/notice.ts'
import type { CommitApi, RunApi, WorkflowRun } from '../api/api.ts'
import { ApiError } from '../api/error.ts'
import type { WantedCommit } from '../stand.ts'
import { type Holders, holdersOf } from './holders.ts'
import type { Store } from './stored-side.ts'
import type { Trail, Used } from './trail.ts'
import { type RunList, trustedRuns } from './trusted-runs.ts'

export interface Ladder {
  readonly wanted: WantedCommit
  /** Branch in whose runs ancestors are looked for; null: all that were pushed. */
  readonly branch: string | null
  /** How many commits before the wanted one are looked at, in the order in which GitHub lists its history. */
  readonly depth: number
  /** Name of the artifact. */
  readonly name: string
  readonly list: RunList
  readonly store: Store
  readonly history: Pick<CommitApi, 'ancestorsOf'>
  readonly index: Pick<RunApi, 'holdersOf'>
}

/** One page: enough for the commit itself even if strangers started runs at it. */
const RUNS_OF_COMMIT = 100
/** The newest run of a commit may have failed, or may not have got to the step. */
const TRIES_AT_COMMIT = 10

/** Runs of a branch are listed as far as one page goes, and, if that is no use, as far as GitHub lists them. */
const RUNS_OF_BRANCH: readonly number[] = [100, 1_000]

/**
 * Climbs from the wanted commit to its ancestors until a stored baseline can be used. Null if there is none; where one
 * is there that cannot be read, that error is the answer, for a gate that it switches off would be worth breaking it.
 * @throws {ApiError}
 * @throws {MissingWorkflow}
 */
export async function climb(ladder: Ladder, trail: Trail): Promise<Used | null> {
  const exact = await atCommit(ladder, trail)
  if (exact !== null) return exact
  const { name, branch, list, index } = ladder
  const holders = await holdersOf({ name, branch, ownId: list.ownId, api: index })
  if (trail.damaged === null && holders.isNone) {
    trail.steps.push(notice('none-stored', branch === null ? { name } : { name, branch }))
    return null
  }
  return (ladder.depth > 0 ? await amongAncestors(ladder, holders, trail) : null) ?? trail.damaged
}

async function atCommit({ wanted, name, list, store }: Ladder, trail: Trail): Promise<Used | null> {
  const { sha, how } = wanted
  const { runs } = await trustedRuns(list, { headSha: sha }, RUNS_OF_COMMIT)
  const here = runs.filter(({ headSha }) => headSha === sha).slice(0, TRIES_AT_COMMIT)
  for (const run of here) {
    const used = await trail.look({ run, how, isWalk: false }, name, store)
    if (used !== null) return used
  }
  if (here.length === 0) trail.steps.push(notice('no-run', { sha, ...named(list) }))
  return null
}

async function amongAncestors(ladder: Ladder, holders: Holders, trail: Trail): Promise<Used | null> {
  const { wanted, depth, name, store, history, list } = ladder
  const commits = await history.ancestorsOf(wanted.sha, depth + 1)
  if (commits === null) {
    throw new ApiError('not-found', `commit ${wanted.sha} is not in this repository`, 404)
  }
  const before = commits.filter((sha) => sha !== wanted.sha).slice(0, depth)
  const looked = new Set<number>()
  let measured = 0
  for (const limit of RUNS_OF_BRANCH) {
    const { runs, isAll } = await runsOf(ladder, holders, limit)
    const byCommit = grouped(runs)
    for (const sha of before) {
      const worthwhile = (byCommit.get(sha) ?? []).filter(holders.mayBe).slice(0, TRIES_AT_COMMIT)
      for (const run of worthwhile.filter(({ id }) => !looked.has(id))) {
        looked.add(run.id)
        const used = await trail.look({ run, how: 'ancestor', isWalk: true }, name, store)
        if (used !== null) return used
      }
    }
    measured = before.filter((sha) => byCommit.has(sha)).length
    if (isAll || holders.areAll(new Set(runs.map(({ id }) => id)))) break
  }
  trail.steps.push(notice('none-before', { sha: wanted.sha, depth: before.length, runs: measured, ...named(list) }))
  return null
}

/** Newest first. What a merge queue measured becomes the branch's commit as it is. */
async function runsOf(
  { branch, list }: Ladder,
  holders: Holders,
  limit: number,
): Promise<{ readonly runs: readonly WorkflowRun[]; readonly isAll: boolean }> {
  const ofBranch = await trustedRuns(list, branch === null ? { event: 'push' } : { branch }, limit)
  if (!holders.isOfQueue) return ofBranch
  const ofQueue = await trustedRuns(list, { event: 'merge_group' }, limit)
  const runs = [...ofBranch.runs, ...ofQueue.runs].sort((one, other) => other.id - one.id)
  return { runs, isAll: ofBranch.isAll && ofQueue.isAll }
}

function grouped(runs: readonly WorkflowRun[]): ReadonlyMap<string, readonly WorkflowRun[]> {
  const byCommit = new Map<string, WorkflowRun[]>()
  for (const run of runs) byCommit.set(run.headSha, [...(byCommit.get(run.headSha) ?? []), run])
  return byCommit
}

/** The workflow, where it is another one than that of this run. */
function named({ workflow }: RunList): { readonly workflow?: string } {
  return typeof workflow === 'string' ? { workflow } : {}
}
