import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CommentApi, PullApi } from '../../../src/github/api/api.ts'
import { ArtifactError, type ArtifactStore, type RunArtifact } from '../../../src/github/artifacts/artifact-store.ts'
import { publishComment } from '../../../src/github/publish/comment.ts'
import { RunResults } from '../../../src/github/results/run-results.ts'
import { storeResult } from '../../../src/github/results/store-result.ts'
import { renderLegs } from '../../../src/report/markdown-matrix.ts'
import type { Result } from '../../../src/result/result.ts'
import { temporaryFolder } from '../../load/temporary-folder.ts'
import { commentView } from '../../report/results.ts'
import { zipOf } from '../fake/zip.ts'
import { HEAD } from '../publish/comment-store.ts'

/** The artifacts of a run that several jobs write and read, and their times in whole seconds. */
export class SharedRun {
  readonly folder = temporaryFolder()
  readonly warnings: string[] = []
  attempt = 1
  #artifacts: (RunArtifact & { readonly attempt: number; readonly bytes: Uint8Array })[] = []
  #lastId = 3_120_044_718
  #time = Date.parse('2026-11-30T10:00:00Z')
  #startedAt = '2026-11-30T10:00:00Z'

  get artifacts(): readonly RunArtifact[] {
    return this.#artifacts
  }

  rerun(): void {
    this.attempt += 1
    this.#startedAt = this.#tick()
  }

  /** Stores files as GitHub does, whoever asks. */
  add(name: string, files: Readonly<Record<string, string | Uint8Array>>): RunArtifact {
    return this.addBytes(name, zipOf(files))
  }

  /** The same of an artifact as it lies in the storage. */
  addBytes(name: string, bytes: Uint8Array): RunArtifact {
    const taken = this.#artifacts.some((each) => each.name === name && each.attempt === this.attempt)
    if (taken) throw new ArtifactError('name-taken', `upload of ${name}: (409) already exists`)
    const artifact = {
      ...{ id: ++this.#lastId, name, sizeBytes: bytes.length, digest: null, createdAt: this.#tick() },
      ...{ attempt: this.attempt, bytes },
    }
    this.#artifacts.push(artifact)
    return artifact
  }

  store(): ArtifactStore {
    return {
      upload: async (name, folder, files) =>
        this.add(name, Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file))]))),
      uploadFile: async (path) => this.addBytes(basename(path), readFileSync(path)),
      list: async () => {
        const newest = new Map(this.#artifacts.map((each) => [each.name, each]))
        return [...newest.values()]
      },
      remove: async (name) => {
        this.#artifacts = this.#artifacts.filter((each) => each.name !== name)
      },
      download: async ({ id }, _from, folder) => {
        const found = this.#artifacts.find((each) => each.id === id)
        if (found === undefined) throw new ArtifactError('missing', 'it was deleted')
        const path = join(mkdtempSync(join(folder, 'artifact-')), 'artifact.zip')
        writeFileSync(path, found.bytes)
        return path
      },
    }
  }

  /** What the step of a job does when it has judged. */
  async job(result: Result, store: ArtifactStore, api: CommentApi & PullApi, id = 20, key = 'profile-gate.yml') {
    const log = {
      info: () => {},
      annotate: () => {},
      warning: (text: string) => void this.warnings.push(text),
      group: <Answer>(_: string, work: () => Promise<Answer>) => work(),
    }
    const run = { id, attempt: this.attempt, temporaryFolder: this.folder }
    const attemptStartedAt = async () => this.#startedAt
    const stored = await storeResult({ store, result, run, attemptStartedAt, log })
    const own = {
      target: result.context.target,
      result,
      attempt: this.attempt,
      storedAs: stored.kind === 'stored' ? stored.id : null,
    }
    const bounds = { entries: 1, depth: 1, pathBytes: 1, fileBytes: 1, totalBytes: 1 }
    const results = new RunResults({ store, folder: this.folder, bounds, log }, own, { key, usual: 'profile-gate.yml' })
    return publishComment({
      ...{ api, run, mode: 'auto', failOn: 'fail', key, isNameTaken: stored.kind === 'taken' },
      pull: { number: 482, headSha: HEAD },
      gather: () => results.gather(),
      rest: async () => {},
      render: (legs, marker, previous, movedTo) =>
        renderLegs(legs, commentView({ marker, pull: { headSha: HEAD, previous, movedTo } })),
    })
  }

  #tick(): string {
    this.#time += 1000
    return new Date(this.#time).toISOString()
  }
}
