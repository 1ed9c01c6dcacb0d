import { notice } from '../../model/notice.ts'
import { warningOf } from '../../result/problem.ts'
import type { CommitApi, RunApi, WorkflowRun } from '../api/api.ts'
import { artifactName } from '../artifact-name.ts'
import type { Inputs } from '../inputs.ts'
import type { Run } from '../run.ts'
import { orUnknown, type Unknown } from '../unknown.ts'
import { ageOf } from './age.ts'
import { baselineContext, type FoundBaseline, failed, none, unknownBaseline } from './found-baseline.ts'
import { climb } from './ladder.ts'
import { manifestCommit } from './manifest-commit.ts'
import type { Fetch } from './stored-side.ts'
import { Trail, type Used } from './trail.ts'
import { MissingWorkflow } from './trusted-runs.ts'
import type { Stand } from './wanted-commit.ts'

export interface AutoWorld {
  readonly inputs: Pick<Inputs, 'target' | 'baselineDepth' | 'baselineWorkflow'>
  readonly run: Pick<Run, 'id' | 'now'>
  /** The run that asks, as GitHub shows it. */
  readonly own: WorkflowRun | Unknown
  readonly api: Pick<RunApi, 'runsOf' | 'artifactsOf' | 'artifactCount'> & Pick<CommitApi, 'ancestorsOf'>
  readonly fetch: Fetch
}

/** The baseline that an earlier run stored, by the ladder. */
export async function autoBaseline({ wanted, branch, measured }: Stand, world: AutoWorld): Promise<FoundBaseline> {
  const { inputs, run, own, api, fetch } = world
  if (wanted.kind === 'none') return none(branch, wanted.steps)
  if (wanted.kind === 'unknown') return unknownBaseline(branch, [], wanted)
  if (wanted.how === 'base' && wanted.sha === measured)
    return failed(branch, [], notice('same-inputs', { path: measured }))
  const workflow = inputs.baselineWorkflow ?? ('workflowId' in own ? own.workflowId : own)
  if (typeof workflow === 'object') return unknownBaseline(branch, [], workflow)
  const trail = new Trail()
  const ladder = {
    ...{ wanted, branch, depth: inputs.baselineDepth, name: artifactName(inputs.target) },
    list: { api, workflow, ownId: run.id, measured },
    store: { api, fetch },
    ...{ history: api, count: api },
  }
  try {
    const used = await orUnknown(() => climb(ladder, trail))
    if (used === null) return none(branch, trail.steps)
    if ('why' in used) return unknownBaseline(branch, trail.steps, used)
    return found(used, branch, trail, run.now)
  } catch (error) {
    if (!(error instanceof MissingWorkflow)) throw error
    return failed(branch, trail.steps, notice('baseline-workflow-missing', { name: error.message }))
  }
}

function found(used: Used, branch: string | null, trail: Trail, now: string): FoundBaseline {
  const { side, run, how, behind } = used
  const { headSha: sha, id: runId } = run
  const commit = manifestCommit(side)
  const isOther = commit !== null && commit !== sha
  const other = isOther ? [warningOf(notice('baseline-commit-differs', { sha, commit }))] : []
  const context = baselineContext({
    sha,
    ref: branch ?? run.headBranch,
    how,
    age: ageOf(run, now),
    behind,
    runId,
    steps: trail.steps,
  })
  return { side, context, problems: [], warnings: [...trail.warnings, ...other] }
}
