import { ChangedPlaces } from '../../reach/changed-places.ts'
import { hasPlaces, markResult } from '../../reach/mark-result.ts'
import type { Result } from '../../result/result.ts'
import type { Log } from '../log.ts'
import type { SourceFiles } from '../publish/source-files.ts'
import { isUnknown, permissionFor } from '../unknown.ts'
import { type ChangesQuestion, findChanges } from './find-changes.ts'

export interface Marked {
  readonly result: Result
  /** Null where nothing can be marked. */
  readonly changes: ChangedPlaces | null
}

export interface MarkRequest extends Omit<ChangesQuestion, 'base'> {
  /** Null where the candidate changes no commit that is known. */
  readonly base: string | null
  readonly files: SourceFiles
  readonly log: Log
}

/**
 * Marks what the candidate changes. A mark decides nothing, so whatever keeps one away costs a warning and no more; where
 * nothing of the result can be marked nobody is asked.
 */
export async function markChanges(result: Result, request: MarkRequest): Promise<Marked> {
  try {
    return await mark(result, request)
  } catch (error) {
    request.log.warning(`Lines that were changed are not marked or annotated: ${String(error)}`)
    return { result, changes: null }
  }
}

async function mark(result: Result, request: MarkRequest): Promise<Marked> {
  const { base, files, contentOf, log } = request
  if (base === null || !hasPlaces(result)) return { result, changes: null }
  const lines = await findChanges({ ...request, base })
  if (isUnknown(lines)) {
    const asked =
      lines.why === 'forbidden' ? `Give the job \`permissions:\` with \`${permissionFor(lines)}\`, or check` : 'Check'
    const todo = `${asked} out with \`fetch-depth: 2\`, which needs no answer of GitHub`
    log.warning(`Lines that were changed are not marked or annotated: ${lines.message}. ${todo}`)
    return { result, changes: null }
  }
  const sourceOf = (path: string) => {
    const content = contentOf(path)
    return content === null ? null : new TextDecoder().decode(content)
  }
  const changes = new ChangedPlaces({ lines, pathOf: files, sourceOf })
  return { result: markResult(result, changes), changes }
}
