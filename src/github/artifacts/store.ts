import { errnoOf } from '../../load/file.ts'
import type { LoadedSide } from '../../load/loaded.ts'
import { MANIFEST_NAME } from '../../load/manifest.ts'
import { isApiError } from '../api/error.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'
import { type ArtifactErrorKind, type ArtifactStore, isArtifactError } from './artifact-store.ts'
import type { ManifestFacts } from './manifest-facts.ts'
import { fillManifest } from './manifest-file.ts'
import { type LeftOut, stageSide, write } from './staging.ts'

export interface Storing {
  readonly store: ArtifactStore
  readonly side: LoadedSide
  readonly run: Pick<Run, 'attempt' | 'workspace' | 'temporaryFolder'>
  /** Of the artifact, see `artifactName`. */
  readonly name: string
  readonly facts: ManifestFacts
  /** Start of this attempt of the run, ISO 8601; asked for only if a rerun finds the name taken. Null: unknown. */
  readonly attemptStartedAt: () => Promise<string | null>
  readonly log: Log
}

export type StoreOutcome =
  /** `bytes` of the files as they are, before they are packed. */
  | { readonly kind: 'stored'; readonly id: number; readonly files: number; readonly bytes: number }
  /** The candidate has no file that can be stored. */
  | { readonly kind: 'nothing' }
  /** Another step of this attempt has stored under the name. */
  | { readonly kind: 'target-taken'; readonly name: string }
  | { readonly kind: 'failed'; readonly why: ArtifactErrorKind; readonly message: string }

/** So many left out files are named in the log. */
const MOST_NAMED = 20

/** Stores a side with its manifest as an artifact of this run. Failures are answers; only mistakes of ours are thrown. */
export async function storeCandidate(storing: Storing): Promise<StoreOutcome> {
  const { side, name, log } = storing
  if (side.kind === 'error') return { kind: 'nothing' }
  return await log.group(`Storing the profiles as ${name}`, async () => {
    try {
      const staged = stageSide(side, storing.run)
      tellLeftOut(staged.leftOut, log)
      if (staged.files.length === 0) return { kind: 'nothing' }
      addManifest(staged.folder, storing)
      // The folder stays until the runner empties its own: an upload that was given up may still read it.
      const outcome = await upload(storing, staged.folder, [...staged.files, MANIFEST_NAME])
      return typeof outcome === 'number'
        ? { kind: 'stored', id: outcome, files: staged.files.length, bytes: staged.bytes }
        : outcome
    } catch (error) {
      return failure(error)
    }
  })
}

function addManifest(folder: string, { side, facts, log }: Storing): void {
  const content = side.kind === 'folder' ? (side.manifest?.read() ?? null) : null
  const { bytes, reason } = fillManifest(content?.kind === 'bytes' ? content.bytes : null, facts)
  if (content?.kind === 'refused') log.info(`${MANIFEST_NAME} cannot be read (${content.reason.code}): written anew`)
  if (reason !== null) log.info(`${MANIFEST_NAME} is stored as it is, for it cannot be filled in: ${reason.code}`)
  write(folder, MANIFEST_NAME, bytes)
}

/** The artifact's id, or why there is none. @throws {ArtifactError} but for a name that is taken */
async function upload(storing: Storing, folder: string, files: readonly string[]): Promise<number | StoreOutcome> {
  const { store, name } = storing
  const taken: StoreOutcome = { kind: 'target-taken', name }
  const first = await uploadUnlessTaken(store, name, folder, files)
  if (first !== null) return first
  const age = await ageOf(storing)
  if (age === 'this-attempt') return taken
  if (age === 'unknown') {
    const message = `${name} is there already, and it is not known whether an earlier attempt of this run stored it`
    return { kind: 'failed', why: 'name-taken', message }
  }
  if (age === 'earlier-attempt') await removeIfThere(store, name)
  return (await uploadUnlessTaken(store, name, folder, files)) ?? taken
}

/** Which attempt of this run stored the artifact that has the name now. Both times are GitHub's. */
async function ageOf({
  store,
  name,
  run,
  attemptStartedAt,
}: Storing): Promise<'this-attempt' | 'earlier-attempt' | 'unknown' | 'gone'> {
  if (run.attempt === 1) return 'this-attempt'
  const found = (await store.list()).find((artifact) => artifact.name === name)
  if (found === undefined) return 'gone'
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

/** Null if the run has an artifact of that name. */
async function uploadUnlessTaken(
  store: ArtifactStore,
  name: string,
  folder: string,
  files: readonly string[],
): Promise<number | null> {
  try {
    return (await store.upload(name, folder, files)).id
  } catch (error) {
    if (isArtifactError(error) && error.kind === 'name-taken') return null
    throw error
  }
}

async function removeIfThere(store: ArtifactStore, name: string): Promise<void> {
  try {
    await store.remove(name)
  } catch (error) {
    if (!isArtifactError(error) || error.kind !== 'gone') throw error
  }
}

function failure(error: unknown): StoreOutcome {
  if (isArtifactError(error)) return { kind: 'failed', why: error.kind, message: error.message }
  return { kind: 'failed', why: 'failed', message: `the profiles cannot be copied: ${errnoOf(error)}` }
}

/** Hidden files are nobody's profiles; a file with an unfit name would miss in every baseline. */
function tellLeftOut(leftOut: readonly LeftOut[], log: Log): void {
  const unfit = leftOut.filter(({ why }) => why === 'name')
  if (unfit.length > 0) {
    log.warning(
      `Not stored, so the next comparison will miss them: ${listed(unfit)}. Artifacts hold no names with any of " : < > | * ? \\`,
    )
  }
  const others = leftOut.filter(({ why }) => why !== 'name')
  if (others.length > 0) log.info(`Not stored: ${listed(others)}`)
}

function listed(leftOut: readonly LeftOut[]): string {
  const named = leftOut.slice(0, MOST_NAMED).map(({ path, why }) => (why === 'name' ? path : `${path} (${why})`))
  const more = leftOut.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
