import { dirname } from 'node:path'
import { programOutput } from './program-output.ts'
import { PROGRAM_LIMIT_MS, type Surroundings } from './surroundings.ts'

const SETTINGS = ['safe.directory=*', 'core.fsmonitor=false', 'core.hooksPath=']

/**
 * What git prints of the repository in just the folder of the workspace; null where there is none, or no git. The
 * checkout may belong to another user (a job in a container). Nothing that the repository configures is run: no hook, no
 * monitor, no fetch of objects that are missing.
 * @param args what the command itself could start is up to it
 */
export function gitOutput(
  args: readonly string[],
  { workspace, temporaryFolder, environment, limitMs = PROGRAM_LIMIT_MS }: Surroundings,
  limitBytes?: number,
): Promise<string | null> {
  return programOutput({
    file: 'git',
    args: ['-C', workspace, ...SETTINGS.flatMap((setting) => ['-c', setting]), ...args],
    folder: temporaryFolder,
    environment,
    settings: {
      GIT_CEILING_DIRECTORIES: dirname(workspace),
      GIT_NO_LAZY_FETCH: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
    },
    limitMs,
    ...(limitBytes === undefined ? {} : { limitBytes }),
  })
}
