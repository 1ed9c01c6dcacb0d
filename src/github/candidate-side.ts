import type { LoadedSide } from '../load/loaded.ts'
import type { ArtifactStore } from './artifacts/artifact-store.ts'
import { candidateOfArtifacts } from './artifacts/candidate.ts'
import type { CandidateSource } from './input-source.ts'
import type { Run } from './run.ts'
import { workspaceSide } from './workspace-side.ts'

/** The profiles of this commit. That they are not there is part of the side. */
export async function candidateSide(
  source: CandidateSource,
  { run, store, limitBytes }: { readonly run: Run; readonly store: ArtifactStore; readonly limitBytes: number },
): Promise<LoadedSide> {
  if (source.kind === 'path') return workspaceSide(run.workspace, source.path)
  return candidateOfArtifacts({ store, pattern: source.pattern, folder: run.temporaryFolder, limitBytes })
}
