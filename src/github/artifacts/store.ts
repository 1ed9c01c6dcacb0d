import { errnoOf } from '../../load/file.ts'
import type { LoadedSide } from '../../load/loaded.ts'
import { MANIFEST_NAME } from '../../load/manifest.ts'
import { wordFile } from '../../report/file-words.ts'
import { PLAIN } from '../../report/pen.ts'
import { isApiError } from '../api/error.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'
import { type ArtifactStore, isArtifactError } from './artifact-store.ts'
import type { ManifestFacts } from './manifest-facts.ts'
import { fillManifest } from './manifest-file.ts'
import { type LeftOut, stageSide, write } from './staging.ts'

export interface Storing {
  readonly store: ArtifactStore
  readonly side: LoadedSide
  readonly run: Pick<Run, 'attempt' | 'workspace' | 'temporaryFolder'>
  /** Of the artifact, see `storedName`. */
  readonly name: string
  readonly facts: ManifestFacts
  /** Start of this attempt of the run, ISO 8601; asked for only if a rerun finds the name taken by an artifact. Null: unknown. */
  readonly attemptStartedAt: () => Promise<string | null>
  readonly log: Log
}

export type StoreOutcome =
  /** `bytes` of the files as they are, before they are packed. */
  | { readonly kind: 'stored'; readonly files: number; readonly bytes: number }
  /** The candidate has no file that can be stored. */
  | { readonly kind: 'nothing' }
  /** Another step of this attempt has stored under the name: wrong usage. */
  | { readonly kind: 'target-taken'; readonly name: string }
  | { readonly kind: 'failed'; readonly message: string }

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
      return outcome === 'stored' ? { kind: outcome, files: staged.files.length, bytes: staged.bytes } : outcome
    } catch (error) {
      return failure(error)
    }
  })
}

function addManifest(folder: string, { side, facts, log }: Storing): void {
  const content = side.kind === 'folder' ? (side.manifest?.read() ?? null) : null
  const { bytes, reason } = fillManifest(content?.kind === 'bytes' ? content.bytes : null, facts)
  if (content?.kind === 'refused')
    log.info(`${MANIFEST_NAME} ${wordFile(content.reason, PLAIN).what}; it is written anew`)
  if (reason !== null) log.info(`${MANIFEST_NAME} is stored as it is, for it ${wordFile(reason, PLAIN).what}`)
  write(folder, MANIFEST_NAME, bytes)
}

/** What came of it. @throws {ArtifactError} but for a name that is taken */
async function upload(storing: Storing, folder: string, files: readonly string[]): Promise<'stored' | StoreOutcome> {
  const { store, name } = storing
  if (await isUploaded(store, name, folder, files)) return 'stored'
  const holder = await holderOf(storing)
  if (holder !== 'earlier-attempt') return refusal(holder, name)
  await removeIfThere(store, name)
  return (await isUploaded(store, name, folder, files)) ? 'stored' : refusal(await holderOf(storing), name)
}

type Holder = 'this-attempt' | 'earlier-attempt' | 'unknown' | 'nobody'

/** Only another step of this attempt is wrong usage. */
function refusal(holder: Holder, name: string): StoreOutcome {
  if (holder === 'this-attempt') return { kind: 'target-taken', name }
  // GitHub takes the name when an upload begins, and lists the artifact when it is done.
  const why =
    holder === 'nobody'
      ? 'is the name of an upload in this run that is not complete: one of this step that GitHub did not confirm, or one of another step that is under way'
      : 'is there already, and it is not known whether an earlier attempt of this run stored it'
  return { kind: 'failed', message: `${name} ${why}` }
}

/** Who stored the artifact that has the name now. Both times are GitHub's. */
async function holderOf({ store, name, run, attemptStartedAt }: Storing): Promise<Holder> {
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

/** No if the name is taken. */
async function isUploaded(
  store: ArtifactStore,
  name: string,
  folder: string,
  files: readonly string[],
): Promise<boolean> {
  try {
    await store.upload(name, folder, files)
    return true
  } catch (error) {
    if (isArtifactError(error) && error.kind === 'name-taken') return false
    throw error
  }
}

async function removeIfThere(store: ArtifactStore, name: string): Promise<void> {
  try {
    await store.remove(name)
  } catch (error) {
    if (!isArtifactError(error) || error.kind !== 'missing') throw error
  }
}

function failure(error: unknown): StoreOutcome {
  if (isArtifactError(error)) return { kind: 'failed', message: error.message }
  return { kind: 'failed', message: `the profiles cannot be copied: ${errnoOf(error)}` }
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
  const named = leftOut.slice(0, MOST_NAMED).map(({ path, why }) => {
    if (why === 'name') return path
    return `${path} (${why === 'hidden' ? 'hidden' : wordFile(why, PLAIN).what})`
  })
  const more = leftOut.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
