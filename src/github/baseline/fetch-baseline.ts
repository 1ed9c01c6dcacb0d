import type { LoadedSide } from '../../load/loaded.ts'
import { notice } from '../../model/notice.ts'
import { type ArtifactStore, isArtifactError } from '../artifacts/artifact-store.ts'
import { fetchArtifact, reasonOf } from '../artifacts/fetch.ts'
import type { Log } from '../log.ts'
import type { Fetch } from './stored-side.ts'

export interface Fetching {
  readonly store: ArtifactStore
  /** Files are saved in new folders below this one. */
  readonly folder: string
  readonly limitBytes: number
  readonly log: Log
}

/** Artifacts of other runs. */
export function fetchOfRuns({ log, ...fetching }: Fetching): Fetch {
  return (artifact, from) =>
    log.group(`Downloading ${artifact.name} of run ${from}`, () =>
      fetchArtifact({ ...fetching, artifact, from, path: `run:${from}/${artifact.name}` }),
    )
}

/** Artifacts of this run, by their name. */
export function fetchOfThisRun({ log, ...fetching }: Fetching): (name: string) => Promise<LoadedSide> {
  return (name) =>
    log.group(`Downloading ${name}`, async () => {
      const path = `artifact:${name}`
      try {
        const artifact = (await fetching.store.list()).find((each) => each.name === name)
        if (artifact !== undefined) return await fetchArtifact({ ...fetching, artifact, from: null, path })
        return { kind: 'error', path, reason: notice('artifact-missing', { path }) }
      } catch (error) {
        if (!isArtifactError(error)) throw error
        return { kind: 'error', path, reason: reasonOf(error, path) }
      }
    })
}
