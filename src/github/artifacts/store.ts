import { errnoOf } from '../../load/file.ts'
import type { LoadedSide } from '../../load/loaded.ts'
import { MANIFEST_NAME } from '../../load/manifest.ts'
import { wordFile } from '../../report/file-words.ts'
import { PLAIN } from '../../report/pen.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'
import { isArtifactError } from './artifact-store.ts'
import type { ManifestFacts } from './manifest-facts.ts'
import { fillManifest } from './manifest-file.ts'
import { type LeftOut, stageSide, write } from './staging.ts'
import { type Upload, upload } from './upload.ts'

export interface Storing extends Upload {
  readonly side: LoadedSide
  readonly run: Pick<Run, 'attempt' | 'workspace' | 'temporaryFolder'>
  readonly facts: ManifestFacts
  readonly log: Log
}

export type StoreOutcome =
  /** `bytes` of the files as they are, before they are packed. */
  | { readonly kind: 'stored'; readonly files: number; readonly bytes: number }
  /** The candidate has no file that can be stored. */
  | { readonly kind: 'nothing' }
  /** Another step of this attempt has stored under the name: wrong usage. */
  | { readonly kind: 'target-taken'; readonly name: string }
  /** `isLasting`: another run of the job would fail as well. */
  | { readonly kind: 'failed'; readonly message: string; readonly isLasting: boolean }

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
      switch (outcome.kind) {
        case 'stored':
          return { kind: 'stored', files: staged.files.length, bytes: staged.bytes }
        case 'taken':
          return { kind: 'target-taken', name }
        case 'refused':
          return { kind: 'failed', message: outcome.message, isLasting: false }
      }
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

function failure(error: unknown): StoreOutcome {
  if (isArtifactError(error)) {
    const isLasting = error.kind === 'not-supported' || error.kind === 'no-runtime'
    return { kind: 'failed', message: error.message, isLasting }
  }
  return { kind: 'failed', message: `the profiles cannot be copied: ${errnoOf(error)}`, isLasting: false }
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
