/** The repository that the run belongs to. */
export interface Repository {
  readonly owner: string
  readonly name: string
}

/** What the runner says about the run, from GITHUB_* and RUNNER_*. */
export interface Run {
  readonly repository: Repository
  /** The commit of the event: on `pull_request` the merge commit. */
  readonly sha: string
  /** Full ref, e.g. `refs/heads/main`. */
  readonly ref: string
  readonly event: string
  readonly eventPath: string
  readonly id: number
  readonly attempt: number
  /** Base name of the workflow file (the caller's, for a reusable workflow), e.g. `ci.yml`. */
  readonly workflowFile: string
  /** E.g. `https://github.com`, without a slash at the end. */
  readonly serverUrl: string
  readonly apiUrl: string
  /** Absolute; the checkout, where there is one. */
  readonly workspace: string
  /** Absolute; emptied by the runner after the job. */
  readonly temporaryFolder: string
  /** `owner/name@ref` of the action as the workflow names it; null for a local one (`uses: ./`). */
  readonly action: string | null
  /** Time of the start, ISO 8601 in UTC. */
  readonly now: string
}
