import type { Leg } from '../../report/matrix.ts'
import type { Result } from '../../result/result.ts'
import { type ArtifactError, isArtifactError, type RunArtifact } from '../artifacts/artifact-store.ts'
import type { Downloads } from '../artifacts/fetch.ts'
import type { Gathered } from './gathered.ts'
import { type ResultArtifact, ResultReader, resultArtifacts } from './read-results.ts'

/** The result of this step. */
export interface OwnResult {
  readonly target: string | null
  readonly result: Result
  /** Id of the artifact that holds it; null where it could not be stored. */
  readonly storedAs: number | null
}

/** The results of all steps of this run that share a comment: its own, and what the others have stored until now. */
export class RunResults {
  readonly #downloads: Downloads
  readonly #own: OwnResult
  readonly #key: string
  readonly #reader: ResultReader
  #isListed = true

  constructor(downloads: Downloads, own: OwnResult, key: string) {
    this.#downloads = downloads
    this.#own = own
    this.#key = key
    this.#reader = new ResultReader(downloads, null)
  }

  async gather(): Promise<Gathered> {
    const { target, storedAs } = this.#own
    const listed = resultArtifacts(await this.#list())
    const isOwn = (each: ResultArtifact) => each.target === target
    const twin = listed.find(isOwn)
    // A job of a later attempt may have stored another result of this target.
    const isNewest = storedAs === null || twin === undefined || twin.artifact.id <= storedAs
    const others = isNewest ? listed.filter((each) => !isOwn(each)) : listed
    return {
      isComplete: storedAs !== null && this.#isListed,
      ids: [...(isNewest ? [ownId(this.#own)] : []), ...others.map(({ artifact }) => idOf(artifact.id))].sort(),
      read: async () => {
        const read = await this.#reader.read(others)
        const legs = isNewest ? inOrder([this.#own, ...read]) : read
        return legs.filter(({ result }) => result === null || result.context.commentKey === this.#key)
      },
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

/** A short name of a result, by which a comment tells what it was made from. */
export function idOf(artifact: number): string {
  return artifact.toString(36)
}

function ownId({ target, storedAs }: OwnResult): string {
  return storedAs === null ? `own:${target ?? ''}` : idOf(storedAs)
}

/** The step without a target comes first, as in a list of artifacts. */
function inOrder(legs: readonly Leg[]): readonly Leg[] {
  const name = ({ target }: Leg) => target ?? ''
  return legs.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0))
}
