import { basename } from 'node:path'
import { type ArtifactStore, isArtifactError } from '../artifacts/artifact-store.ts'
import { uploadFile } from '../artifacts/upload.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'

export interface StoringReport {
  readonly store: ArtifactStore
  readonly run: Pick<Run, 'attempt'>
  /** Start of this attempt of the run, see `Upload`. */
  readonly attemptStartedAt: () => Promise<string | null>
  readonly log: Log
}

/** Stores the HTML report as it is, so that one click opens it. Gives the id of the artifact; null where there is none. */
export async function storeReport(
  path: string,
  { store, run, attemptStartedAt, log }: StoringReport,
): Promise<number | null> {
  const name = basename(path)
  return await log.group(`Storing the report as ${name}`, async () => {
    try {
      const outcome = await uploadFile({ store, name, run, attemptStartedAt }, path)
      if (outcome.kind === 'stored') return outcome.id
      // The profiles or the comment say so too, as the wrong usage that it is.
      if (outcome.kind === 'taken')
        log.info(notStored(`another step of this run has stored ${name}. Give each of them a target: of its own`))
      else log.warning(notStored(outcome.message))
    } catch (error) {
      // Who works without artifacts knows it: the profiles, or `store: false`, have said so.
      const isUsual = isArtifactError(error) && (error.kind === 'not-supported' || error.kind === 'no-runtime')
      const message = notStored(error instanceof Error ? error.message : String(error))
      if (isUsual) log.info(message)
      else log.warning(message)
    }
    return null
  })
}

function notStored(message: string): string {
  return `The HTML report was not stored, so nothing links it: ${message}`
}
