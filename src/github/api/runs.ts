import { isMissing, orNull } from './absent.ts'
import {
  type ArtifactAnswer,
  answerTo,
  artifactsAnswer,
  holdersAnswer,
  type RunAnswer,
  runAnswer,
  runsAnswer,
} from './answers.ts'
import type { Holder, ReportApi, RunApi, RunFilter, StoredArtifact, WorkflowRun } from './api.ts'
import { ApiError } from './error.ts'
import { type Listing, pages } from './pages.ts'
import { path } from './path.ts'
import { type Ask, get, nameOf, type Query } from './question.ts'

/** Artifacts of one run; of one name more than one only where attempts of the run left some each. */
const MOST_ARTIFACTS = 1_000

const runList: Listing<{ readonly workflow_runs: readonly RunAnswer[] }, RunAnswer> = {
  schema: runsAnswer,
  items: (page) => page.workflow_runs,
  idOf: (run) => run.id,
}

const artifactList: Listing<{ readonly artifacts: readonly ArtifactAnswer[] }, ArtifactAnswer> = {
  schema: artifactsAnswer,
  items: (page) => page.artifacts,
  idOf: (artifact) => artifact.id,
}

/** `root`: path of the repository. */
export function runApi(root: string, ask: Ask): RunApi & Pick<ReportApi, 'artifactsIn'> {
  const run: RunApi['run'] = (id) =>
    orNull(isMissing, async () => {
      const question = get(root + path`/actions/runs/${id}`, { exclude_pull_requests: 'true' })
      return runOf(await answerTo(ask, question, runAnswer))
    })

  return {
    run,

    runsOf: (workflow, filter, limit) =>
      orNull(isMissing, async () => {
        const query = { ...queryOf(filter), exclude_pull_requests: 'true' }
        const question = get(root + path`/actions/workflows/${workflow}/runs`, query)
        return (await pages(ask, question, runList, limit)).map(runOf).sort(newestFirst)
      }),

    artifactsOf: async (runId, name) => {
      const question = get(root + path`/actions/runs/${runId}/artifacts`, { name })
      const found = await orNull(isMissing, () => pages(ask, question, artifactList, MOST_ARTIFACTS))
      if (found === null && (await run(runId)) !== null) {
        throw new ApiError('not-found', `${nameOf(question)}: 404, though the run is there`, 404)
      }
      // A run that was deleted since it was listed holds none.
      const named = (found ?? []).filter((artifact) => artifact.name === name)
      return named.map(artifactOf).sort(newestFirst)
    },

    artifactsIn: async (runId) => {
      const question = get(root + path`/actions/runs/${runId}/artifacts`)
      return (await pages(ask, question, artifactList, MOST_ARTIFACTS)).map(artifactOf).sort(newestFirst)
    },

    holdersOf: async (name) => {
      const question = get(`${root}/actions/artifacts`, { name, per_page: 100 })
      const { total_count: count, artifacts } = await answerTo(ask, question, holdersAnswer)
      const holders = artifacts.flatMap(({ created_at: storedAt, workflow_run: run }): readonly Holder[] => {
        if (run === null || run === undefined) return []
        const isOwn = run.repository_id != null && run.head_repository_id === run.repository_id
        return [{ runId: run.id, headBranch: run.head_branch ?? null, isOwn, storedAt }]
      })
      // Of an artifact that names no run nobody knows where to look, so any run may hold it.
      if (holders.length < artifacts.length) return { holders: [], isAll: false }
      return { holders, isAll: count <= artifacts.length }
    },
  }
}

function queryOf(filter: RunFilter): Query {
  if ('headSha' in filter) return { head_sha: filter.headSha }
  return 'branch' in filter ? { branch: filter.branch } : { event: filter.event }
}

function runOf(run: RunAnswer): WorkflowRun {
  return {
    id: run.id,
    workflowId: run.workflow_id,
    event: run.event,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    isOwn: run.head_repository?.id === run.repository.id,
    createdAt: run.created_at,
    startedAt: run.run_started_at ?? run.created_at,
  }
}

function artifactOf(artifact: ArtifactAnswer): StoredArtifact {
  return {
    id: artifact.id,
    name: artifact.name,
    sizeBytes: artifact.size_in_bytes,
    isExpired: artifact.expired,
    digest: artifact.digest ?? null,
    createdAt: artifact.created_at,
  }
}

interface Dated {
  readonly id: number
  readonly createdAt: string
}

function newestFirst(one: Dated, other: Dated): number {
  return Date.parse(other.createdAt) - Date.parse(one.createdAt) || other.id - one.id
}
