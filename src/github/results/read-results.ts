import { comparePaths } from '../../load/path-order.ts'
import type { Leg } from '../../report/matrix.ts'
import { targetOfResult } from '../artifacts/artifact-name.ts'
import type { RunArtifact } from '../artifacts/artifact-store.ts'
import type { Downloads } from '../artifacts/fetch.ts'
import { type Found, idOf } from './gathered.ts'
import { RESULT_BOUNDS, type StoredResult, storedResult } from './stored-result.ts'

/** An artifact with a result, and whose it is. */
export interface ResultArtifact {
  readonly target: string | null
  readonly artifact: RunArtifact
}

/** A matrix has 256 jobs at most. */
const MOST_RESULTS = 256

/** Of all results of a run together, unpacked. */
const MOST_BYTES = 4 * RESULT_BOUNDS.totalBytes

/** So many are downloaded at the same time. */
const AT_ONCE = 8

/** So often one that does not come is asked for whenever results are read. */
const TRIES = 2

const UNASKED: StoredResult = { kind: 'unavailable', why: 'it was not asked for' }

/** The artifacts that hold results, in the order of their targets; of several of one name the newest. */
export function resultArtifacts(artifacts: readonly RunArtifact[]): readonly ResultArtifact[] {
  const newest = new Map<string, ResultArtifact>()
  for (const artifact of artifacts) {
    const target = targetOfResult(artifact.name)
    if (target === undefined || (newest.get(artifact.name)?.artifact.id ?? 0) > artifact.id) continue
    newest.set(artifact.name, { target, artifact })
  }
  return [...newest.values()].sort((a, b) => comparePaths(a.artifact.name, b.artifact.name))
}

/** Reads results and keeps what it has read. One that cannot be shown is told once. `from`: of which run; null for the current one. */
export class ResultReader {
  readonly #downloads: Downloads
  readonly #from: number | null
  /** By the id of the artifact. */
  readonly #known = new Map<number, StoredResult>()
  readonly #told = new Set<number>()
  #bytes = 0

  constructor(downloads: Downloads, from: number | null) {
    this.#downloads = downloads
    this.#from = from
  }

  async read(artifacts: readonly ResultArtifact[]): Promise<readonly Found[]> {
    for (let tries = 0; tries < TRIES; tries++) {
      const open = artifacts.filter(({ artifact }) => this.#stored(artifact).kind === 'unavailable')
      for (let at = 0; at < open.length; at += AT_ONCE) {
        await Promise.all(open.slice(at, at + AT_ONCE).map((each) => this.#readOne(each)))
      }
    }
    return artifacts.map((each) => this.#found(each))
  }

  async #readOne({ target, artifact }: ResultArtifact): Promise<void> {
    const isTooMuch = !this.#known.has(artifact.id) && (this.#known.size >= MOST_RESULTS || this.#bytes > MOST_BYTES)
    // Nothing is waited for between here and the download, so those at the same time are counted.
    this.#known.set(artifact.id, UNASKED)
    const stored: StoredResult = isTooMuch
      ? { kind: 'unusable', why: 'the run has more of them than are read' }
      : await storedResult(this.#downloads, artifact, target, this.#from)
    this.#known.set(artifact.id, stored)
    if (stored.kind === 'result') this.#bytes += stored.bytes
  }

  #stored({ id }: RunArtifact): StoredResult {
    return this.#known.get(id) ?? UNASKED
  }

  #found({ target, artifact }: ResultArtifact): Found {
    const stored = this.#stored(artifact)
    if (stored.kind !== 'result') this.#tell(artifact, stored.why)
    const leg: Leg =
      stored.kind === 'result' ? { target, result: stored.result } : { target, result: null, why: stored.kind }
    return { id: idOf(target, artifact.id.toString(36), leg), leg }
  }

  #tell({ id, name }: RunArtifact, why: string): void {
    if (this.#told.has(id)) return
    this.#told.add(id)
    this.#downloads.log.warning(`The result ${name} cannot be shown: ${why}`)
  }
}
