import { urlPath } from '../../report/escape.ts'
import type { Links } from '../../report/view.ts'
import { commitId } from '../commit-id.ts'
import type { Run } from '../run.ts'
import type { SourceFiles } from './source-files.ts'

export interface Linked {
  readonly run: Pick<Run, 'serverUrl' | 'repository' | 'id' | 'attempt' | 'workflowFile'>
  /** The commit that was measured: there the lines are those of the profiles. */
  readonly sha: string
  readonly files: SourceFiles
}

/** Where a browser opens an artifact of a run. */
export function artifactUrl({ serverUrl, repository, id: run }: Linked['run'], id: number): string {
  const { owner, name } = repository
  return `${serverUrl}/${urlPath(`${owner}/${name}`)}/actions/runs/${run}/artifacts/${id}`
}

/** Addresses of pages of the repository. */
export function linksOf({ run, sha, files }: Linked): Links {
  const { owner, name } = run.repository
  const repository = `${run.serverUrl}/${urlPath(`${owner}/${name}`)}`
  const runUrl = (id: number) => `${repository}/actions/runs/${id}`
  const fileAt = (at: string, path: string, line: number | null) =>
    commitId(at) === null ? null : `${repository}/blob/${at}/${urlPath(path)}${line === null ? '' : `#L${line}`}`
  return {
    file: (profilePath, line) => {
      const path = files(profilePath)
      return path === null ? null : fileAt(sha, path, line)
    },
    fileAt,
    commit: (id) => (commitId(id) === null ? null : `${repository}/commit/${id}`),
    run: runUrl,
    report: null,
    summary: `${runUrl(run.id)}${run.attempt > 1 ? `/attempts/${run.attempt}` : ''}`,
    workflow: `${repository}/actions/workflows/${urlPath(run.workflowFile)}`,
  }
}
