import { realpathSync } from 'node:fs'
import { namesMeant, storedName } from '../artifacts/artifact-name.ts'
import type { BaselineSource } from '../input-source.ts'
import type { Inputs } from '../inputs.ts'
import type { Run } from '../run.ts'
import { inWorkspace } from '../workspace-side.ts'

type Named = Exclude<BaselineSource, { kind: 'auto' }>

/** Whether the baseline that the workflow names is what the candidate is taken from: then nothing could ever grow. */
export function isCandidate(
  baseline: Named,
  { candidate, store, target }: Pick<Inputs, 'candidate' | 'store' | 'target'>,
  run: Pick<Run, 'id' | 'workspace'>,
): boolean {
  if (baseline.kind === 'path') {
    if (candidate.kind !== 'path') return false
    const [one, other] = [candidate.path, baseline.path].map((path) => realPath(inWorkspace(run.workspace, path)))
    return one !== null && one === other
  }
  if (baseline.kind === 'run' && baseline.runId !== run.id) return false
  const { name } = baseline
  const isStored = store && name === storedName(target)
  // One of several artifacts that the candidate is made of counts as well.
  return isStored || (candidate.kind === 'artifact' && namesMeant(candidate.pattern, [name]).length > 0)
}

/** Null where nothing is: then the side says so. */
function realPath(path: string): string | null {
  try {
    return realpathSync.native(path)
  } catch {
    return null
  }
}
