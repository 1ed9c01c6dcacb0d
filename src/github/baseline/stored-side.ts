import type { LoadedSide } from '../../load/loaded.ts'
import { notice } from '../../model/notice.ts'
import { warningOf } from '../../result/problem.ts'
import type { Warning } from '../../result/result.ts'
import type { RunApi, StoredArtifact } from '../api/api.ts'

/** Downloads an artifact of a run. What is wrong with it is part of the side. */
export type FetchStored = (artifact: StoredArtifact, runId: number) => Promise<LoadedSide>

export interface Store {
  readonly api: Pick<RunApi, 'artifactsOf'>
  readonly fetch: FetchStored
}

type SideError = Extract<LoadedSide, { kind: 'error' }>

/** What a run holds under a name. */
export type StoredSide =
  | { readonly kind: 'found'; readonly side: Exclude<LoadedSide, SideError>; readonly warnings: readonly Warning[] }
  | { readonly kind: 'not-stored' }
  | { readonly kind: 'expired' }
  /** Is there, as far as GitHub lists it, and cannot be used. */
  | { readonly kind: 'damaged'; readonly side: SideError }

/** The newest artifact of a name in a run that has not expired. */
export async function storedSide(runId: number, name: string, { api, fetch }: Store): Promise<StoredSide> {
  const artifacts = await api.artifactsOf(runId, name)
  const current = artifacts.filter(({ isExpired }) => !isExpired)
  const [newest] = current
  if (newest === undefined) return { kind: artifacts.length === 0 ? 'not-stored' : 'expired' }
  const side = await fetch(newest, runId)
  if (side.kind === 'error') {
    const { code } = side.reason
    // Since it was listed.
    if (code === 'artifact-expired') return { kind: 'expired' }
    return { kind: 'damaged', side: code === 'artifact-missing' ? lost(side) : side }
  }
  const args = { name, run: runId, count: current.length }
  return { kind: 'found', side, warnings: current.length > 1 ? [warningOf(notice('artifact-doubled', args))] : [] }
}

/** It was listed, so it is not that somebody named what is not there. */
function lost({ kind, path }: SideError): SideError {
  return {
    kind,
    path,
    reason: notice('artifact-failed', { path, message: 'it is listed, but GitHub does not find it' }),
  }
}
