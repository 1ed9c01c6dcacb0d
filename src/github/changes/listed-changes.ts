import type { ChangedFile, FileChange } from '../../reach/changed-lines.ts'
import { patchChange } from '../../reach/hunks.ts'
import type { ListedFile } from '../api/api.ts'

/** Files that GitHub lists, as far as the candidate still has them. */
export function listedChanges(files: readonly ListedFile[]): readonly ChangedFile[] {
  return files
    .filter(({ status }) => status !== 'removed' && status !== 'unchanged')
    .map((file) => ({ path: file.path, change: changeOf(file) }))
}

/** Without a patch nothing is known, unless nothing can have changed: that of a large file is left out. */
function changeOf({ status, patch, changes }: ListedFile): FileChange {
  if (status === 'added') return { kind: 'whole' }
  if (patch !== null) return patchChange(patch)
  const isSame = changes === 0 && (status === 'renamed' || status === 'copied' || status === 'changed')
  return isSame ? { kind: 'lines', added: [], cuts: [] } : { kind: 'unknown' }
}
