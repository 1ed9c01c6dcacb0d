import { comparePaths } from '../../load/path-order.ts'
import type { Result } from '../../result/result.ts'
import { type ArtifactError, isArtifactError, type RunArtifact } from '../artifacts/artifact-store.ts'
import type { Downloads } from '../artifacts/fetch.ts'
import { type Found, type Gathered, idOf, ofKey } from './gathered.ts'
import { type ResultArtifact, ResultReader, resultArtifacts } from './read-results.ts'

/** The result of this step. */
export interface OwnResult {
  readonly target: string | null
  readonly result: Result
  readonly attempt: number
  /** Id of the artifact that holds it; null where it could not be stored. */
  readonly storedAs: number | null
}

/** The comment that shows them. */
export interface CommentKeys {
  readonly key: string
  /** That of steps of this workflow that choose none. */
  readonly usual: string
}

/** The results of all steps of this run that share a comment: its own, and what the others have stored until now. */
export class RunResults {
  readonly #downloads: Downloads
  readonly #own: OwnResult
  readonly #keys: CommentKeys
  readonly #reader: ResultReader
  #isListed = true

  constructor(downloads: Downloads, own: OwnResult, keys: CommentKeys) {
    this.#downloads = downloads
    this.#own = own
    this.#keys = keys
    this.#reader = new ResultReader(downloads, null)
  }

  async gather(): Promise<Gathered> {
    const { target, storedAs } = this.#own
    const listed = resultArtifacts(await this.#list())
    const isOwn = (each: ResultArtifact) => each.target === target
    const twin = listed.find(isOwn)
    // A job of a later attempt may have stored another result of this target.
    const isNewest = storedAs === null || twin === undefined || twin.artifact.id <= storedAs
    const read = await this.#reader.read(isNewest ? listed.filter((each) => !isOwn(each)) : listed)
    const all = isNewest ? inOrder([ownOf(this.#own), ...read]) : read
    const found = ofKey(all, this.#keys.key, this.#keys.usual)
    return {
      isComplete: storedAs !== null && this.#isListed,
      ids: found.map(({ id }) => id),
      legs: found.map(({ leg }) => leg),
    }
  }

  /** None where GitHub does not tell: then the comment shows this step alone. It is asked no further. */
  async #list(): Promise<readonly RunArtifact[]> {
    if (!this.#isListed) return []
    try {
      return await this.#downloads.store.list()
    } catch (error) {
      if (!isArtifactError(error)) throw error
      this.#isListed = false
      this.#tell(error)
      return []
    }
  }

  /** What kept the result from being stored has been told already. */
  #tell({ message }: ArtifactError): void {
    const { log } = this.#downloads
    const told = `Whether other steps of this run have stored results is not known: ${message}`
    if (this.#own.storedAs === null) log.info(told)
    else log.warning(told)
  }
}

function ownOf({ target, result, storedAs, attempt }: OwnResult): Found {
  const leg = { target, result }
  return { id: idOf(target, storedAs === null ? `own${attempt}` : storedAs.toString(36), leg), leg }
}

/** The step without a target comes first, as in a list of artifacts. */
function inOrder(found: readonly Found[]): readonly Found[] {
  return found.toSorted((a, b) => comparePaths(a.leg.target ?? '', b.leg.target ?? ''))
}
