import { notice } from '../../model/notice.ts'
import type { CommitApi, RunApi } from '../api/api.ts'
import { storedName } from '../artifacts/artifact-name.ts'
import type { Inputs } from '../inputs.ts'
import type { Run } from '../run.ts'
import type { Stand } from '../stand.ts'
import { hidden, isUnknown, orUnknown } from '../unknown.ts'
import { ageOf } from './age.ts'
import { baselineContext, type FoundBaseline, failed, none, unknownBaseline } from './found-baseline.ts'
import { climb } from './ladder.ts'
import { commitWarnings } from './manifest-commit.ts'
import type { FetchStored } from './stored-side.ts'
import { Trail, type Used } from './trail.ts'
import { MissingWorkflow } from './trusted-runs.ts'

export interface AutoWorld {
  readonly inputs: Pick<Inputs, 'target' | 'baselineDepth' | 'baselineWorkflow'>
  readonly run: Pick<Run, 'id' | 'now'>
  readonly api: Pick<RunApi, 'run' | 'runsOf' | 'artifactsOf' | 'holdersOf'> &
    Pick<CommitApi, 'ancestorsOf' | 'aheadBy'>
  readonly fetch: FetchStored
}

/** The baseline that an earlier run stored, by the ladder. */
export async function autoBaseline({ wanted, branch, measured }: Stand, world: AutoWorld): Promise<FoundBaseline> {
  const { inputs, run, api, fetch } = world
  if (wanted.kind === 'none') return none(branch, wanted.steps)
  if (wanted.kind === 'unknown') return unknownBaseline(branch, [], wanted)
  if (wanted.how === 'base' && wanted.sha === measured)
    return failed(branch, [], notice('same-inputs', { path: measured }))
  const workflow = inputs.baselineWorkflow ?? (await orUnknown(() => ownWorkflow(run.id, api)))
  if (isUnknown(workflow)) return unknownBaseline(branch, [], workflow)
  const trail = new Trail()
  const ladder = {
    ...{ wanted, branch, depth: inputs.baselineDepth, name: storedName(inputs.target) },
    list: { api, workflow, ownId: run.id, measured },
    store: { api, fetch },
    ...{ history: api, index: api },
  }
  try {
    const used = await orUnknown(() => climb(ladder, trail))
    if (used === null) return none(branch, trail.steps)
    if (isUnknown(used)) return unknownBaseline(branch, trail.steps, used)
    return found(used, { branch, trail, now: run.now, behind: await behindOf(used, wanted.sha, api) })
  } catch (error) {
    if (!(error instanceof MissingWorkflow)) throw error
    return failed(branch, trail.steps, notice('baseline-workflow-missing', { name: error.message }))
  }
}

/** Numeric id of the workflow that runs. */
async function ownWorkflow(runId: number, api: Pick<RunApi, 'run'>): Promise<number> {
  const own = await api.run(runId)
  if (own === null) throw hidden(`this run (${runId})`, 'actions: read')
  return own.workflowId
}

/** How many commits the wanted one has that the used one has not; null where GitHub does not tell. */
async function behindOf({ how, run }: Used, wanted: string, api: Pick<CommitApi, 'aheadBy'>): Promise<number | null> {
  if (how !== 'ancestor') return 0
  const behind = await orUnknown(() => api.aheadBy(run.headSha, wanted))
  return isUnknown(behind) ? null : behind
}

interface Circumstances {
  readonly branch: string | null
  readonly trail: Trail
  readonly now: string
  readonly behind: number | null
}

function found({ side, run, how }: Used, { branch, trail, now, behind }: Circumstances): FoundBaseline {
  const context = baselineContext({
    sha: run.headSha,
    ref: branch ?? run.headBranch,
    how,
    age: ageOf(run, now),
    behind,
    runId: run.id,
    steps: trail.steps,
  })
  return { side, context, problems: [], warnings: [...trail.warnings, ...commitWarnings(side, run)] }
}
