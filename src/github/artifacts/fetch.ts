import { statSync } from 'node:fs'
import type { LoadedFolder, LoadedSide, SideErrorCode } from '../../load/loaded.ts'
import { readSide } from '../../load/side.ts'
import { type Notice, notice } from '../../model/notice.ts'
import { type ArtifactError, type ArtifactStore, isArtifactError, type RunArtifact } from './artifact-store.ts'

export interface Fetching {
  readonly store: ArtifactStore
  readonly artifact: RunArtifact
  /** Id of another run of this repository; null for the current one. */
  readonly from: number | null
  /** It is saved in a new folder below this one. */
  readonly folder: string
  readonly limitBytes: number
  /** What the user wrote: `artifact:NAME`, `run:ID/NAME`. */
  readonly path: string
}

/**
 * Downloads an artifact, unless it is too large, and lists what is in it; the zip is read where it was saved. Failures
 * are answers.
 */
export async function fetchArtifact(fetching: Fetching): Promise<LoadedSide> {
  const { store, artifact, from, folder, path } = fetching
  const refusal = refusalOfSize(artifact.sizeBytes, fetching)
  if (refusal !== null) return refusal
  try {
    const file = await store.download(artifact, from, folder)
    return refusalOfSize(statSync(file).size, fetching) ?? shownAs(readSide(file), path)
  } catch (error) {
    if (!isArtifactError(error)) throw error
    return { kind: 'error', path, reason: reasonOf(error, path) }
  }
}

/** What an artifact holds as a side of its own, if that is a single file; null if it holds more, or none. */
export function asSingleFile({ path, files, unread }: LoadedFolder): LoadedSide | null {
  const [file, ...others] = files
  return file === undefined || others.length > 0 || unread.length > 0 ? null : { kind: 'file', path, file }
}

/** A failure of the store in the words of a side. */
export function reasonOf(error: ArtifactError, path: string): Notice<SideErrorCode> {
  if (error.kind === 'gone') return notice('artifact-expired', { path })
  if (error.kind === 'digest-mismatch') return notice('artifact-digest-mismatch', { path })
  if (error.kind === 'forbidden') return notice('artifact-forbidden', { path })
  const isOutOfReach = error.kind === 'not-supported' || error.kind === 'no-runtime'
  return notice(isOutOfReach ? 'artifacts-out-of-reach' : 'artifact-failed', { path, message: error.message })
}

function refusalOfSize(sizeBytes: number, { path, limitBytes }: Fetching): LoadedSide | null {
  if (sizeBytes === 0) return { kind: 'error', path, reason: notice('artifact-empty', { path }) }
  if (sizeBytes <= limitBytes) return null
  return { kind: 'error', path, reason: notice('artifact-too-large', { path, sizeBytes, limitBytes }) }
}

/** A side under the path that the user wrote, in place of the one it was saved at. */
function shownAs(side: LoadedSide, path: string): LoadedSide {
  const shown = <Code extends string>({ code, args }: Notice<Code>): Notice<Code> => notice(code, { ...args, path })
  if (side.kind === 'file') return { ...side, path }
  if (side.kind === 'error') return { kind: 'error', path, reason: shown(side.reason) }
  return { ...side, path, notices: side.notices.map(shown) }
}
