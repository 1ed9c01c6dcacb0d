import { dirname } from 'node:path'
import { commitId } from '../commit-id.ts'
import { programOutput } from './program-output.ts'
import { PROGRAM_LIMIT_MS, type Surroundings } from './surroundings.ts'

/**
 * The commit that is checked out in the workspace, by `git rev-parse HEAD`; null where there is no git, or no
 * repository in just this folder. The checkout may belong to another user (a job in a container). Nothing that the
 * repository configures is run: no hook, no monitor, no fetch of objects that are missing.
 */
export async function measuredCommit({
  workspace,
  temporaryFolder,
  environment,
  limitMs = PROGRAM_LIMIT_MS,
}: Surroundings): Promise<string | null> {
  const settings = ['safe.directory=*', 'core.fsmonitor=false', 'core.hooksPath=']
  const output = await programOutput({
    file: 'git',
    args: ['-C', workspace, ...settings.flatMap((setting) => ['-c', setting]), 'rev-parse', '--verify', 'HEAD'],
    folder: temporaryFolder,
    environment,
    settings: {
      GIT_CEILING_DIRECTORIES: dirname(workspace),
      GIT_NO_LAZY_FETCH: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
    },
    limitMs,
  })
  return commitId(output?.trim() ?? '')
}
