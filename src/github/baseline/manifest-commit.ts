import type { LoadedSide } from '../../load/loaded.ts'
import { readManifest } from '../../load/manifest.ts'
import { notice } from '../../model/notice.ts'
import { warningOf } from '../../result/problem.ts'
import type { Warning } from '../../result/result.ts'
import type { WorkflowRun } from '../api/api.ts'
import { commitId } from '../commit-id.ts'

/** The commit that a side's manifest says was measured; null where it says none. To be shown, never to be trusted. */
export function manifestCommit(side: LoadedSide): string | null {
  if (side.kind !== 'folder' || side.manifest === null) return null
  const content = side.manifest.read()
  if (content.kind !== 'bytes') return null
  const reading = readManifest(content.bytes)
  return reading.kind === 'manifest' && reading.manifest.commit !== null ? commitId(reading.manifest.commit) : null
}

/** A warning where the manifest names another commit than the run was of, which is what GitHub knows. */
export function commitWarnings(side: LoadedSide, { event, headSha: sha }: WorkflowRun): readonly Warning[] {
  const commit = manifestCommit(side)
  // Pull requests measure their merge, and their runs are of their heads.
  if (commit === null || commit === sha || event === 'pull_request') return []
  return [warningOf(notice('baseline-commit-differs', { sha, commit }))]
}
