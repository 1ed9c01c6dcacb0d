import type { Environment } from './program-output.ts'

/** The machine and the step, as far as the manifest tells of them. */
export interface Surroundings {
  /** Absolute; the checkout, where there is one. */
  readonly workspace: string
  /** Absolute; programs start in it. */
  readonly temporaryFolder: string
  readonly environment: Environment
  /** As `os.cpus()` lists them. */
  readonly cpus: readonly { readonly model: string }[]
  /** For each program that is asked. Default: 10 seconds. */
  readonly limitMs?: number
}

export const PROGRAM_LIMIT_MS = 10_000
