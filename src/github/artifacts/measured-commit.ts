import { commitId } from '../commit-id.ts'
import { gitOutput } from './git-output.ts'
import type { Surroundings } from './surroundings.ts'

/** The commit that is checked out in the workspace; null where there is no git, or no repository in just this folder. */
export async function measuredCommit(surroundings: Surroundings): Promise<string | null> {
  const output = await gitOutput(['rev-parse', '--verify', 'HEAD'], surroundings)
  return commitId(output?.trim() ?? '')
}
