import type { LoadedSide } from '../../load/loaded.ts'
import { notice } from '../../model/notice.ts'
import type { CommitApi, RunApi, WorkflowRun } from '../api/api.ts'
import type { GateEvent } from '../event.ts'
import type { BaselineSource } from '../input-source.ts'
import type { Inputs } from '../inputs.ts'
import type { PolicyCommits } from '../policy/policy-commits.ts'
import type { Run } from '../run.ts'
import { hidden, orUnknown, type Unknown } from '../unknown.ts'
import { ageOf } from './age.ts'
import { autoBaseline } from './auto-baseline.ts'
import { baselineContext, type FoundBaseline, failed, unknownBaseline } from './found-baseline.ts'
import { manifestCommit } from './manifest-commit.ts'
import { namedBaseline } from './named-baseline.ts'
import { isCandidate } from './same-input.ts'
import type { Fetch } from './stored-side.ts'
import { type Ancestry, standOf } from './wanted-commit.ts'

/** What of GitHub's API a baseline needs. */
export type BaselineApi = RunApi & Ancestry & Pick<CommitApi, 'ancestorsOf'>

export interface BaselineQuestion {
  readonly event: GateEvent
  readonly inputs: Inputs
  readonly run: Run
  /** HEAD of the checkout; null where there is none. */
  readonly measuredSha: string | null
  readonly api: BaselineApi
  /** An artifact of another run. What is wrong with it is part of the side. */
  readonly fetch: Fetch
  /** An artifact of this run, by its name. */
  readonly fetchOwn: (name: string) => Promise<LoadedSide>
}

export interface BaselineAnswer extends FoundBaseline {
  /** The commit that was measured. */
  readonly measured: string
  readonly policyCommits: PolicyCommits
  /** This run as GitHub shows it; null where it does not. */
  readonly own: WorkflowRun | null
}

/** Finds what the candidate is compared with. Whatever GitHub does not tell is a problem, never a pass. */
export async function findBaseline(question: BaselineQuestion): Promise<BaselineAnswer> {
  const { inputs, run, api } = question
  const own = await orUnknown(() => ownRun(run.id, api))
  const { baseline } = inputs
  // Named ones need no commit to start from, so no merge base is asked for in vain.
  const stand = await standOf(question)
  const found =
    baseline.kind === 'auto' ? await autoBaseline(stand, { ...question, own }) : await named(baseline, question)
  const { measured, policyCommits } = stand
  return { ...found, measured, policyCommits, own: isUnknown(own) ? null : own }
}

async function ownRun(id: number, api: Pick<RunApi, 'run'>): Promise<WorkflowRun> {
  const own = await api.run(id)
  if (own === null) throw hidden(`this run (${id})`, 'actions: read')
  return own
}

async function named(
  source: Exclude<BaselineSource, { kind: 'auto' }>,
  question: BaselineQuestion,
): Promise<FoundBaseline> {
  const { inputs, run } = question
  if (isCandidate(source, inputs, run)) return failed(null, [], notice('same-inputs', { path: shownAs(source) }))
  const answer = await orUnknown(() => namedBaseline(source, question))
  if (isUnknown(answer)) return unknownBaseline(null, [], answer)
  const { side, run: from, warnings } = answer
  const context = baselineContext({
    sha: inputs.baselineSha ?? manifestCommit(side) ?? from?.headSha ?? null,
    ref: from?.headBranch ?? null,
    how: source.kind,
    age: from === null ? null : ageOf(from, run.now),
    runId: source.kind === 'run' ? source.runId : source.kind === 'artifact' ? run.id : null,
  })
  return { side, context, problems: [], warnings }
}

/** As the workflow names it. */
function shownAs(source: Exclude<BaselineSource, { kind: 'auto' }>): string {
  if (source.kind === 'path') return source.path
  return source.kind === 'artifact' ? `artifact:${source.name}` : `run:${source.runId}/${source.name}`
}

function isUnknown(answer: object): answer is Unknown {
  return 'kind' in answer && answer.kind === 'unknown'
}
