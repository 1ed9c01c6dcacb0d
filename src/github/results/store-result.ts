import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../result/result.ts'
import { resultName } from '../artifacts/artifact-name.ts'
import { type ArtifactStore, isArtifactError } from '../artifacts/artifact-store.ts'
import { upload } from '../artifacts/upload.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'
import { shortJson } from './short-json.ts'
import { RESULT_BOUNDS, RESULT_FILE, resultIn } from './stored-result.ts'

export interface StoringResult {
  readonly store: ArtifactStore
  readonly result: Result
  readonly run: Pick<Run, 'attempt' | 'temporaryFolder'>
  /** Start of this attempt of the run, see `Upload`. */
  readonly attemptStartedAt: () => Promise<string | null>
  readonly log: Log
}

/** `id`: of the artifact. `taken`: another step of this attempt has stored its result under the name. */
export type StoredAs =
  | { readonly kind: 'stored'; readonly id: number }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed' }

/** Stores the result as an artifact of this run, for the jobs beside this one and for those that run after it. */
export async function storeResult({ store, result, run, attemptStartedAt, log }: StoringResult): Promise<StoredAs> {
  const name = resultName(result.context.target)
  return await log.group(`Storing the result as ${name}`, async () => {
    try {
      const bytes = Buffer.from(shortJson(result, RESULT_BOUNDS.fileBytes))
      // What nobody can read would stand in the way of every comment that is made from it.
      const own = resultIn(bytes, result.context.target)
      if (own.kind !== 'result') {
        log.warning(notStored(`${own.why}. Please report this`))
        return { kind: 'failed' }
      }
      const folder = mkdtempSync(join(run.temporaryFolder, 'profile-gate-result-'))
      writeFileSync(join(folder, RESULT_FILE), bytes)
      const outcome = await upload({ store, name, run, attemptStartedAt }, folder, [RESULT_FILE])
      if (outcome.kind !== 'refused') return outcome
      log.warning(notStored(outcome.message))
    } catch (error) {
      // Who works without artifacts knows it: the profiles, or `store: false`, have said so.
      const isUsual = isArtifactError(error) && (error.kind === 'not-supported' || error.kind === 'no-runtime')
      const message = error instanceof Error ? error.message : String(error)
      if (isUsual) log.info(notStored(message))
      else log.warning(notStored(message))
    }
    return { kind: 'failed' }
  })
}

function notStored(message: string): string {
  return `The result was not stored, so comments that other jobs of this run write do not show it: ${message}`
}
