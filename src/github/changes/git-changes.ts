import type { ChangedFile } from '../../reach/changed-lines.ts'
import { changedFiles } from '../../reach/unified-diff.ts'
import { gitOutput } from '../artifacts/git-output.ts'
import type { Surroundings } from '../artifacts/surroundings.ts'

/** Twenty times the differences of which GitHub shows anything. */
const LIMIT_BYTES = 32 * 2 ** 20

/** Whatever the checkout or its user has configured: the format that is read, and no program of theirs. */
const FORMAT = [
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=all'],
  ...['--unified=0', '--inter-hunk-context=0', '--find-renames', '--diff-filter=d'],
  ...['--src-prefix=a/', '--dst-prefix=b/'],
]

/** What `head` changes since it left `base`, by git; null where the checkout does not have both, as a shallow one. */
export async function gitChanges(
  base: string,
  head: string,
  surroundings: Surroundings,
): Promise<readonly ChangedFile[] | null> {
  const diff = await gitOutput(['diff', ...FORMAT, `${base}...${head}`, '--'], surroundings, LIMIT_BYTES)
  return diff === null ? null : changedFiles(diff)
}
