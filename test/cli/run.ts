import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** The repository: every command runs from here, as a reader of the README runs it. */
export const repository = resolve(import.meta.dirname, '../..')

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the committed bundle as a process of its own, on a fixed day and without colour unless asked. */
export function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder: string = repository,
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(repository, 'dist/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], SOURCE_DATE_EPOCH: '1795219200', NO_COLOR: '1', ...env },
    maxBuffer: 2 ** 28,
  })
  return { code: status, out: stdout, err: stderr }
}
