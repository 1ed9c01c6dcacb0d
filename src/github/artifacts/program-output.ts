import { execFile } from 'node:child_process'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Program {
  readonly file: string
  readonly args: readonly string[]
  /** Where it starts. Windows looks for programs there first, so it is no folder that a pull request fills. */
  readonly folder: string
  readonly environment: Environment
  readonly limitMs: number
}

const OUTPUT_BYTES = 64 * 1024

/** What a program prints; null if there is none, it fails, prints too much or takes too long. */
export function programOutput({ file, args, folder, environment, limitMs }: Program): Promise<string | null> {
  const options = {
    cwd: folder,
    env: { ...environment },
    timeout: limitMs,
    killSignal: 'SIGKILL' as const,
    maxBuffer: OUTPUT_BYTES,
    windowsHide: true,
  }
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout) => resolve(error === null ? stdout : null))
  })
}
