import type { LoadedSide } from '../../load/loaded.ts'
import { notice } from '../../model/notice.ts'
import type { CommitApi, RunApi } from '../api/api.ts'
import { artifactPath } from '../artifacts/artifact-name.ts'
import type { BaselineSource } from '../input-source.ts'
import type { Inputs } from '../inputs.ts'
import type { Run } from '../run.ts'
import type { Stand } from '../stand.ts'
import { isUnknown, orUnknown } from '../unknown.ts'
import { ageOf } from './age.ts'
import { autoBaseline } from './auto-baseline.ts'
import { baselineContext, type FoundBaseline, failed, unknownBaseline } from './found-baseline.ts'
import { commitWarnings, manifestCommit } from './manifest-commit.ts'
import { namedBaseline } from './named-baseline.ts'
import { isCandidate } from './same-input.ts'
import type { FetchStored } from './stored-side.ts'

/** What of GitHub's API a baseline needs. */
export type BaselineApi = RunApi & Pick<CommitApi, 'ancestorsOf' | 'aheadBy'>

export interface BaselineQuestion {
  readonly inputs: Inputs
  readonly run: Run
  readonly api: BaselineApi
  /** An artifact of another run. What is wrong with it is part of the side. */
  readonly fetch: FetchStored
  /** An artifact of this run, by its name. */
  readonly fetchOwn: (name: string) => Promise<LoadedSide>
}

/** Finds what the candidate is compared with. Whatever GitHub does not tell is a problem, never a pass. */
export async function findBaseline(stand: Stand, question: BaselineQuestion): Promise<FoundBaseline> {
  const { baseline } = question.inputs
  return baseline.kind === 'auto' ? await autoBaseline(stand, question) : await named(baseline, question)
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
    sha: inputs.baselineSha ?? from?.headSha ?? manifestCommit(side),
    ref: from?.headBranch ?? null,
    how: source.kind,
    age: from === null ? null : ageOf(from, run.now),
    runId: source.kind === 'run' ? source.runId : source.kind === 'artifact' && side.kind !== 'error' ? run.id : null,
  })
  return { side, context, problems: [], warnings: [...warnings, ...(from === null ? [] : commitWarnings(side, from))] }
}

/** As the workflow names it. */
function shownAs(source: Exclude<BaselineSource, { kind: 'auto' }>): string {
  return source.kind === 'path' ? source.path : artifactPath(source.name, source.kind === 'run' ? source.runId : null)
}
