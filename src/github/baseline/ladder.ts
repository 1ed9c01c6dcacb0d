import { notice } from '../../model/notice.ts'
import type { CommitApi, RunApi, WorkflowRun } from '../api/api.ts'
import { ApiError } from '../api/error.ts'
import type { Store } from './stored-side.ts'
import type { Trail, Used } from './trail.ts'
import { type RunList, trustedRuns } from './trusted-runs.ts'
import type { WantedCommit } from './wanted-commit.ts'

export interface Ladder {
  readonly wanted: WantedCommit
  /** Branch in whose runs ancestors are looked for; null: all that were pushed. */
  readonly branch: string | null
  /** How many commits before the wanted one are looked at. */
  readonly depth: number
  /** Name of the artifact. */
  readonly name: string
  readonly list: RunList
  readonly store: Store
  readonly history: Pick<CommitApi, 'ancestorsOf'>
  readonly count: Pick<RunApi, 'artifactCount'>
}

/** One page: enough for the commit itself even if strangers started runs at it. */
const RUNS_OF_COMMIT = 100
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
  if (trail.damaged === null && (await isFirst(ladder))) {
    trail.steps.push(notice('none-stored', { name: ladder.name }))
    return null
  }
  return (ladder.depth > 0 ? await amongAncestors(ladder, trail) : null) ?? trail.damaged
}

async function atCommit({ wanted, name, list, store }: Ladder, trail: Trail): Promise<Used | null> {
  const { sha, how } = wanted
  const { runs } = await trustedRuns(list, { headSha: sha }, RUNS_OF_COMMIT)
  const here = runs.filter(({ headSha }) => headSha === sha).slice(0, TRIES_AT_COMMIT)
  for (const run of here) {
    const used = await trail.look({ run, how, behind: 0, isWalk: false }, name, store)
    if (used !== null) return used
  }
  if (here.length === 0) trail.steps.push(notice('no-run', { sha }))
  return null
}

/** Whether the repository holds none but what this very run has stored. */
async function isFirst({ name, list, store, count }: Ladder): Promise<boolean> {
  // In this order, so that what other runs store meanwhile can only make it more.
  const own = await store.api.artifactsOf(list.ownId, name)
  return (await count.artifactCount(name)) <= own.length
}

async function amongAncestors(ladder: Ladder, trail: Trail): Promise<Used | null> {
  const { wanted, depth, name, store, history } = ladder
  const commits = await history.ancestorsOf(wanted.sha, depth + 1)
  if (commits === null) {
    throw new ApiError('not-found', `commit ${wanted.sha} is not in this repository`, 404)
  }
  const before = commits.filter((sha) => sha !== wanted.sha).slice(0, depth)
  const seen = new Set<string>()
  for (const limit of RUNS_OF_BRANCH) {
    const { newest, isAll } = await newestRuns(ladder, limit)
    for (const [index, sha] of before.entries()) {
      const run = newest.get(sha)
      if (run === undefined || seen.has(sha)) continue
      seen.add(sha)
      const used = await trail.look({ run, how: 'ancestor', behind: index + 1, isWalk: true }, name, store)
      if (used !== null) return used
    }
    if (isAll) break
  }
  trail.steps.push(notice('none-before', { sha: wanted.sha, depth: before.length, runs: seen.size }))
  return null
}

/** By commit. What a merge queue measured becomes the branch's commit as it is. */
async function newestRuns({ branch, list }: Ladder, limit: number) {
  const ofBranch = await trustedRuns(list, branch === null ? { event: 'push' } : { branch }, limit)
  const ofQueue = await trustedRuns(list, { event: 'merge_group' }, limit)
  const newest = new Map<string, WorkflowRun>()
  for (const run of [...ofBranch.runs, ...ofQueue.runs]) {
    const known = newest.get(run.headSha)
    if (known === undefined || run.id > known.id) newest.set(run.headSha, run)
  }
  return { newest, isAll: ofBranch.isAll && ofQueue.isAll }
}
