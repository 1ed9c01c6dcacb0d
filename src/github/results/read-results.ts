import { comparePaths } from '../../load/path-order.ts'
import type { Leg } from '../../report/matrix.ts'
import type { Result } from '../../result/result.ts'
import { targetOfResult } from '../artifacts/artifact-name.ts'
import type { RunArtifact } from '../artifacts/artifact-store.ts'
import type { Downloads } from '../artifacts/fetch.ts'
import { RESULT_BOUNDS, storedResult } from './stored-result.ts'

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

/** Reads results and keeps what it has read. One that cannot be used is told once. `from`: of which run; null for the current one. */
export class ResultReader {
  readonly #downloads: Downloads
  readonly #from: number | null
  /** By the id of the artifact; null for one that cannot be used. */
  readonly #known = new Map<number, Result | null>()
  #bytes = 0

  constructor(downloads: Downloads, from: number | null) {
    this.#downloads = downloads
    this.#from = from
  }

  async read(artifacts: readonly ResultArtifact[]): Promise<readonly Leg[]> {
    const open = artifacts.filter(({ artifact }) => !this.#known.has(artifact.id))
    for (let at = 0; at < open.length; at += AT_ONCE) {
      await Promise.all(open.slice(at, at + AT_ONCE).map((each) => this.#readOne(each)))
    }
    return artifacts.map(({ target, artifact }) => ({ target, result: this.#known.get(artifact.id) ?? null }))
  }

  async #readOne({ target, artifact }: ResultArtifact): Promise<void> {
    // Nothing is waited for between here and the download, so those at the same time are counted.
    const isTooMuch = this.#known.size >= MOST_RESULTS || this.#bytes > MOST_BYTES
    this.#known.set(artifact.id, null)
    const stored = isTooMuch
      ? ({ kind: 'unusable', why: 'the run has more of them than are read' } as const)
      : await storedResult(this.#downloads, artifact, target, this.#from)
    if (stored.kind === 'result') {
      this.#bytes += stored.bytes
      this.#known.set(artifact.id, stored.result)
    } else {
      this.#downloads.log.warning(`The result ${artifact.name} cannot be shown: ${stored.why}`)
    }
  }
}
