import { isApiError } from '../api/error.ts'
import type { Run } from '../run.ts'
import { type ArtifactStore, isArtifactError } from './artifact-store.ts'

/** What is to be stored under a name that is this step's alone in this attempt of the run. */
export interface Upload {
  readonly store: ArtifactStore
  readonly name: string
  readonly run: Pick<Run, 'attempt'>
  /** Start of this attempt of the run, ISO 8601; asked for only if a rerun finds the name taken by an artifact. Null: unknown. */
  readonly attemptStartedAt: () => Promise<string | null>
}

export type UploadOutcome =
  | { readonly kind: 'stored'; readonly id: number }
  /** Another step of this attempt has stored under the name. */
  | { readonly kind: 'taken' }
  /** `message`: whose the name may be instead. */
  | { readonly kind: 'refused'; readonly message: string }

/** Stores files below a folder; what an earlier attempt of the run has stored under the name gives way. @throws {ArtifactError} */
export async function upload(wanted: Upload, folder: string, files: readonly string[]): Promise<UploadOutcome> {
  return stored(wanted, () => wanted.store.upload(wanted.name, folder, files))
}

/** The same with a file that stays as it is; its base name has to be the name. @throws {ArtifactError} */
export async function uploadFile(wanted: Upload, path: string): Promise<UploadOutcome> {
  return stored(wanted, () => wanted.store.uploadFile(path))
}

async function stored(wanted: Upload, send: Send): Promise<UploadOutcome> {
  const first = await uploaded(send)
  if (first !== null) return first
  const holder = await holderOf(wanted)
  if (holder !== 'earlier-attempt') return refusal(holder, wanted.name)
  await removeIfThere(wanted)
  return (await uploaded(send)) ?? refusal(await holderOf(wanted), wanted.name)
}

type Send = () => Promise<{ readonly id: number }>

type Holder = 'this-attempt' | 'earlier-attempt' | 'unknown' | 'nobody'

/** Only another step of this attempt is wrong usage. */
function refusal(holder: Holder, name: string): UploadOutcome {
  if (holder === 'this-attempt') return { kind: 'taken' }
  // GitHub takes the name when an upload begins, and lists the artifact when it is done.
  const why =
    holder === 'nobody'
      ? 'is the name of an upload in this run that is not complete: one of this step that GitHub did not confirm, or one of another step that is under way'
      : 'is there already, and it is not known whether an earlier attempt of this run stored it'
  return { kind: 'refused', message: `${name} ${why}` }
}

/** Who stored the artifact that has the name now. Both times are GitHub's. */
async function holderOf({ store, name, run, attemptStartedAt }: Upload): Promise<Holder> {
  const found = (await store.list()).find((artifact) => artifact.name === name)
  if (found === undefined) return 'nobody'
  if (run.attempt === 1) return 'this-attempt'
  const createdAt = Date.parse(found.createdAt ?? '')
  const startedAt = Date.parse((await answered(attemptStartedAt)) ?? '')
  if (Number.isNaN(createdAt) || Number.isNaN(startedAt)) return 'unknown'
  return createdAt < startedAt ? 'earlier-attempt' : 'this-attempt'
}

async function answered(ask: () => Promise<string | null>): Promise<string | null> {
  try {
    return await ask()
  } catch (error) {
    if (isApiError(error)) return null
    throw error
  }
}

/** Null if the name is taken. */
async function uploaded(send: Send): Promise<UploadOutcome | null> {
  try {
    const { id } = await send()
    return { kind: 'stored', id }
  } catch (error) {
    if (isArtifactError(error) && error.kind === 'name-taken') return null
    throw error
  }
}

async function removeIfThere({ store, name }: Upload): Promise<void> {
  try {
    await store.remove(name)
  } catch (error) {
    if (!isArtifactError(error) || error.kind !== 'missing') throw error
  }
}
