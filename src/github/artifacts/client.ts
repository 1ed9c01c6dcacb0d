import { mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  type Artifact,
  DefaultArtifactClient,
  GHESNotSupportedError,
  type UploadArtifactOptions,
} from '@actions/artifact'
import type { Repository } from '../run.ts'
import { isPrintable } from './artifact-name.ts'
import { ArtifactError, type ArtifactStore, type RunArtifact } from './artifact-store.ts'
import { artifactError } from './failure.ts'
import { limitMsFor, PATIENCE, type Patience, within } from './patience.ts'
import { persistently } from './retry.ts'

export interface ArtifactOptions {
  /** For other runs; those of this run need only the runtime token. */
  readonly token: string
  readonly repository: Repository
  /** E.g. `https://github.com`. */
  readonly serverUrl: string
  readonly patience?: Patience
}

/**
 * Profiles come compressed, and deflating them again gains nothing; goroutine dumps and benchmark texts do not. Of
 * recorded ones, level 1 leaves a fifth for a quarter of the time of level 6, and costs 20 ms a megabyte of the others.
 */
const COMPRESSION_LEVEL = 1

const DIGEST = /^sha256:[0-9a-f]{64}$/

/**
 * The store over @actions/artifact. Addresses and the runtime token are read from the environment by the library when
 * it is called, but GITHUB_API_URL when it is loaded. Its retries end with our patience, see {@link within}.
 */
export function openArtifacts({ token, repository, serverUrl, patience = PATIENCE }: ArtifactOptions): ArtifactStore {
  const client = new DefaultArtifactClient()

  async function ask<Answer>(what: string, sizeBytes: number, work: () => Promise<Answer>): Promise<Answer> {
    const startMs = Date.now()
    try {
      // The library would annotate the run with the advice to try again.
      if (isEnterpriseServer(serverUrl)) throw new GHESNotSupportedError()
      return await within(limitMsFor(sizeBytes, patience), work)
    } catch (error) {
      throw artifactError(error, what, Date.now() - startMs)
    }
  }

  async function upload(name: string, folder: string, paths: readonly string[], options: UploadArtifactOptions) {
    const what = `upload of ${printable(name)}`
    const sizeBytes = paths.reduce((sum, path) => sum + statSync(path).size, 0)
    const { id } = await ask(what, sizeBytes, () => client.uploadArtifact(name, [...paths], folder, options))
    if (id === undefined) throw new ArtifactError('failed', `${what}: GitHub gave it no id`)
    return { id }
  }

  return {
    upload: (name, folder, files) => {
      const paths = files.map((file) => resolve(folder, file))
      return upload(name, folder, paths, { compressionLevel: COMPRESSION_LEVEL })
    },
    uploadFile: (path) => upload(basename(path), dirname(path), [path], { skipArchive: true }),
    list: async () => {
      const { artifacts } = await ask('list of artifacts', 0, () => client.listArtifacts({ latest: true }))
      return artifacts.map(runArtifact)
    },
    remove: async (name) => {
      await ask(`removal of ${printable(name)}`, 0, () => client.deleteArtifact(name))
    },
    download: async ({ id, name, sizeBytes, digest }, from, folder) => {
      const what = `download of ${printable(name)}`
      mkdirSync(folder, { recursive: true })
      const path = mkdtempSync(join(folder, 'artifact-'))
      const { owner, name: repositoryName } = repository
      const options = {
        path,
        skipDecompress: true,
        ...(digest === null ? {} : { expectedHash: digest }),
        ...(from === null ? {} : { findBy: { token, workflowRunId: from, repositoryOwner: owner, repositoryName } }),
      }
      const { digestMismatch } = await ask(what, sizeBytes, () =>
        persistently(() => client.downloadArtifact(id, options)),
      )
      if (digestMismatch === true) {
        throw new ArtifactError('digest-mismatch', `${what}: what arrived has not the digest ${digest}`)
      }
      const [file, ...others] = readdirSync(path)
      if (file === undefined || others.length > 0) throw new ArtifactError('failed', `${what}: it was not saved`)
      return join(path, file)
    },
  }
}

/** @throws {ArtifactError} for a name that must not be printed */
function printable(name: string): string {
  if (isPrintable(name)) return name
  throw new ArtifactError('failed', 'the name of an artifact has control characters or `##[`, so it is not touched')
}

/** As the library tells it: github.com, data residency at ghe.com, and servers for tests. */
function isEnterpriseServer(serverUrl: string): boolean {
  return !/^(github\.com|.+\.ghe\.com|.+\.localhost)$/i.test(new URL(serverUrl).hostname)
}

function runArtifact({ id, name, size, createdAt, digest }: Artifact): RunArtifact {
  const isDate = createdAt !== undefined && !Number.isNaN(createdAt.getTime())
  return {
    id,
    name,
    sizeBytes: size,
    digest: digest !== undefined && DIGEST.test(digest) ? digest : null,
    createdAt: isDate ? createdAt.toISOString() : null,
  }
}
