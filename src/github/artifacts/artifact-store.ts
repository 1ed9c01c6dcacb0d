/** Artifacts of the current run, by the runtime token: no permission is needed. Implemented with @actions/artifact. */
export interface ArtifactStore {
  /** Uploads files below a folder as one zip. @throws {ArtifactError} */
  readonly upload: (name: string, folder: string, files: readonly string[]) => Promise<{ readonly id: number }>
  /** Uploads a file as it is, so that browsers open it; its base name is the name of the artifact. @throws {ArtifactError} */
  readonly uploadFile: (path: string) => Promise<{ readonly id: number }>
  /** Of this run, newest of each name. */
  readonly list: () => Promise<readonly RunArtifact[]>
  readonly remove: (name: string) => Promise<void>
  /**
   * Saves an artifact as it is (a zip, or a single file) into a new folder and gives the path of the file.
   * `from` is another run of this repository; null for the current one.
   */
  readonly download: (artifact: RunArtifact, from: number | null, folder: string) => Promise<string>
}

export interface RunArtifact {
  readonly id: number
  readonly name: string
  readonly sizeBytes: number
  /** `sha256:` and 64 hex digits; null where none was recorded. */
  readonly digest: string | null
  /** ISO 8601; null where it is not told. */
  readonly createdAt: string | null
}

/**
 * - `name-taken`: the run has an artifact of that name already.
 * - `not-supported`: GitHub Enterprise Server, which has no such artifacts.
 * - `no-runtime`: not on a runner, or in a step that gets no runtime token.
 * - `forbidden`: the token may not read artifacts of other runs.
 * - `missing`: no such artifact, or it was deleted. `expired`: GitHub has deleted it.
 * - `digest-mismatch`, `quota`, `failed` (all else, with what the library said).
 */
export type ArtifactErrorKind =
  | 'name-taken'
  | 'not-supported'
  | 'no-runtime'
  | 'forbidden'
  | 'digest-mismatch'
  | 'missing'
  | 'expired'
  | 'quota'
  | 'failed'

export class ArtifactError extends Error {
  override readonly name = 'ArtifactError'
  readonly kind: ArtifactErrorKind

  constructor(kind: ArtifactErrorKind, message: string) {
    super(message)
    this.kind = kind
  }
}

export function isArtifactError(error: unknown): error is ArtifactError {
  return error instanceof Error && error.name === 'ArtifactError'
}
