import { statSync } from 'node:fs'
import type { LoadBounds } from '../../load/load-bounds.ts'
import type { LoadedFolder, LoadedSide, SideErrorCode } from '../../load/loaded.ts'
import { readSide } from '../../load/side.ts'
import { type Notice, notice } from '../../model/notice.ts'
import { bytesText } from '../../report/quantity.ts'
import type { Log } from '../log.ts'
import { artifactPath } from './artifact-name.ts'
import { type ArtifactError, type ArtifactStore, isArtifactError, type RunArtifact } from './artifact-store.ts'

/** Where artifacts come from, and where they are put. */
export interface Downloads {
  readonly store: ArtifactStore
  /** Each is saved in a new folder below this one. */
  readonly folder: string
  /** `fileBytes` holds for what is downloaded, too. */
  readonly bounds: LoadBounds
  readonly log: Log
}

type SideError = Extract<LoadedSide, { readonly kind: 'error' }>

/**
 * Downloads an artifact, unless it is too large, and lists what is in it; the zip is read where it was saved. Failures
 * are answers. `from`: another run of this repository; null for the current one.
 */
export async function fetchArtifact(
  { store, folder, bounds, log }: Downloads,
  artifact: RunArtifact,
  from: number | null,
): Promise<LoadedSide> {
  const { name, sizeBytes } = artifact
  const path = artifactPath(name, from)
  const refusal = refusalOfSize(sizeBytes, path, bounds)
  if (refusal !== null) return refusal
  const title = `Downloading ${name}${from === null ? '' : ` of run ${from}`} (${bytesText(sizeBytes)})`
  return await log.group(title, async () => {
    try {
      const file = await store.download(artifact, from, folder)
      return refusalOfSize(statSync(file).size, path, bounds) ?? shownAs(readSide(file, bounds), path)
    } catch (error) {
      if (!isArtifactError(error)) throw error
      return { kind: 'error', path, reason: reasonOf(error, path, from) }
    }
  })
}

/** The artifact of this run that has a name; that there is none is part of the side. */
export async function fetchOwn(downloads: Downloads, name: string): Promise<LoadedSide> {
  const path = artifactPath(name, null)
  const artifacts = await ownArtifacts(downloads.store, path)
  if ('kind' in artifacts) return artifacts
  const artifact = artifacts.find((each) => each.name === name)
  if (artifact !== undefined) return await fetchArtifact(downloads, artifact, null)
  return { kind: 'error', path, reason: notice('artifact-missing', { path }) }
}

/** The artifacts of this run, newest of each name, or the side that stands for what was sought among them. */
export async function ownArtifacts(store: ArtifactStore, path: string): Promise<readonly RunArtifact[] | SideError> {
  try {
    return await store.list()
  } catch (error) {
    if (!isArtifactError(error)) throw error
    return { kind: 'error', path, reason: reasonOf(error, path, null) }
  }
}

/** What an artifact holds as a side of its own, if that is a single file; null if it holds more, or none. */
export function asSingleFile({ path, files, unread }: LoadedFolder): LoadedSide | null {
  const [file, ...others] = files
  return file === undefined || others.length > 0 || unread.length > 0 ? null : { kind: 'file', path, file }
}

/** A failure of the store in the words of a side. */
function reasonOf(error: ArtifactError, path: string, run: number | null): Notice<SideErrorCode> {
  switch (error.kind) {
    case 'missing':
      return notice('artifact-missing', run === null ? { path } : { path, run })
    case 'expired':
      return notice('artifact-expired', { path })
    case 'digest-mismatch':
      return notice('artifact-digest-mismatch', { path })
    case 'forbidden':
      return notice('artifact-forbidden', { path })
    case 'not-supported':
    case 'no-runtime':
      return notice('artifacts-out-of-reach', { path, message: error.message })
    default:
      return notice('artifact-failed', { path, message: error.message })
  }
}

function refusalOfSize(sizeBytes: number, path: string, { fileBytes: limitBytes }: LoadBounds): SideError | null {
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
