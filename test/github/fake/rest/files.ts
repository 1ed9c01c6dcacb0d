import type { FileDifference } from '../tree-diff.ts'
import { repositoryUrl } from './bodies.ts'
import type { Call } from './call.ts'

/** A file as comparisons and pull requests list it. `sha`: of the commit that has it. */
export function fileBody(call: Call, sha: string, file: FileDifference): Record<string, unknown> {
  const { path, status, blob, additions, deletions, patch } = file
  const page = `${call.world.serverUrl}/${call.repository.fullName}`
  const named = path.split('/').map(encodeURIComponent).join('/')
  return {
    sha: blob,
    filename: path,
    status,
    ...{ additions, deletions, changes: additions + deletions },
    blob_url: `${page}/blob/${sha}/${named}`,
    raw_url: `${page}/raw/${sha}/${named}`,
    contents_url: `${repositoryUrl(call, call.repository)}/contents/${named}?ref=${sha}`,
    ...(patch === null ? {} : { patch }),
  }
}
