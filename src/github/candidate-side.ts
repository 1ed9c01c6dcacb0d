import type { LoadedSide } from '../load/loaded.ts'
import { candidateOfArtifacts } from './artifacts/candidate.ts'
import type { Downloads } from './artifacts/fetch.ts'
import type { CandidateSource } from './input-source.ts'
import type { Run } from './run.ts'
import { workspaceSide } from './workspace-side.ts'

/** The profiles of this commit. That they are not there is part of the side. */
export async function candidateSide(
  source: CandidateSource,
  { workspace }: Pick<Run, 'workspace'>,
  downloads: Downloads,
): Promise<LoadedSide> {
  if (source.kind === 'path') return workspaceSide(workspace, source.path)
  return candidateOfArtifacts(downloads, source.pattern)
}
