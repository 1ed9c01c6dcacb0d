import type { LoadedSide, SideErrorCode } from '../../load/loaded.ts'
import { notice } from '../../model/notice.ts'
import type { Warning } from '../../result/result.ts'
import type { RunApi, WorkflowRun } from '../api/api.ts'
import { artifactPath } from '../artifacts/artifact-name.ts'
import type { BaselineSource } from '../input-source.ts'
import type { Run } from '../run.ts'
import { workspaceSide } from '../workspace-side.ts'
import { type FetchStored, storedSide } from './stored-side.ts'

/** What is needed to get a baseline that the workflow names. */
export interface NamedWorld {
  readonly run: Pick<Run, 'id' | 'workspace'>
  readonly api: Pick<RunApi, 'run' | 'artifactsOf'>
  readonly fetch: FetchStored
  /** An artifact of this run, by its name. What is wrong with it is part of the side. */
  readonly fetchOwn: (name: string) => Promise<LoadedSide>
}

export interface NamedBaseline {
  readonly side: LoadedSide
  /** The run that stored it; null for a path and for this run. */
  readonly run: WorkflowRun | null
  readonly warnings: readonly Warning[]
}

/** The baseline that the workflow names; that it is not there is part of the side. @throws {ApiError} */
export async function namedBaseline(
  source: Exclude<BaselineSource, { kind: 'auto' }>,
  world: NamedWorld,
): Promise<NamedBaseline> {
  const { run, fetchOwn } = world
  if (source.kind === 'path') return { side: workspaceSide(run.workspace, source.path), run: null, warnings: [] }
  const isOwn = source.kind === 'artifact' || source.runId === run.id
  return isOwn ? { side: await fetchOwn(source.name), run: null, warnings: [] } : ofRun(source, world)
}

/** A run of a fork may be named by mistake, or by somebody who wants its artifact to count. */
async function ofRun(
  { runId, name }: Extract<BaselineSource, { kind: 'run' }>,
  { api, fetch }: NamedWorld,
): Promise<NamedBaseline> {
  const path = artifactPath(name, runId)
  const failed = (run: WorkflowRun | null, code: SideErrorCode, args = {}): NamedBaseline => ({
    side: { kind: 'error', path, reason: notice(code, { path, ...args }) },
    run,
    warnings: [],
  })
  const run = await api.run(runId)
  if (run === null) return failed(null, 'run-missing', { run: runId })
  if (!run.isOwn) return failed(null, 'artifact-foreign', { run: runId })
  const stored = await storedSide(runId, name, { api, fetch })
  switch (stored.kind) {
    case 'found':
      return { side: stored.side, run, warnings: stored.warnings }
    case 'damaged':
      return { side: stored.side, run, warnings: [] }
    case 'not-stored':
      return failed(run, 'artifact-missing', { run: runId })
    case 'expired':
      return failed(run, 'artifact-expired')
  }
}
