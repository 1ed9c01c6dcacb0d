/**
 * What the action asks of GitHub's REST API. Every answer is checked before it is believed. Every method throws
 * {@link ApiError}; retries and their bounds are inside, and all methods share one limit of time.
 */
export interface Api extends RunApi, CommitApi, PullApi, CommentApi, ChangeApi, ReportApi {}

/** A run of a workflow, as far as trust and age depend on it. */
export interface WorkflowRun {
  readonly id: number
  /** Numeric id of the workflow file; of the caller's, for a reusable workflow. */
  readonly workflowId: number
  readonly event: string
  readonly headSha: string
  readonly headBranch: string | null
  /** The head lives in this very repository; false for a fork's run, whatever its branch is called. */
  readonly isOwn: boolean
  /** ISO 8601. */
  readonly createdAt: string
  /** Start of its latest attempt, ISO 8601. */
  readonly startedAt: string
}

export interface StoredArtifact {
  readonly id: number
  readonly name: string
  readonly sizeBytes: number
  readonly isExpired: boolean
  /** `sha256:` and 64 hex digits; null where GitHub did not record one. */
  readonly digest: string | null
  /** ISO 8601. */
  readonly createdAt: string
}

/** A run that holds an artifact, as far as a list of artifacts tells of it. */
export interface Holder {
  readonly runId: number
  readonly headBranch: string | null
  /** As of a {@link WorkflowRun}. */
  readonly isOwn: boolean
  /** When the artifact was stored, ISO 8601. */
  readonly storedAt: string
}

/** Which runs of a workflow to list. */
export type RunFilter = { readonly headSha: string } | { readonly branch: string } | { readonly event: string }

export interface RunApi {
  /** Null if the repository has no such run. */
  readonly run: (id: number) => Promise<WorkflowRun | null>
  /** Newest first, at most `limit`. `workflow`: numeric id or file name; null where there is no such workflow. */
  readonly runsOf: (
    workflow: number | string,
    filter: RunFilter,
    limit: number,
  ) => Promise<readonly WorkflowRun[] | null>
  /** All artifacts of a run with a name, newest first. */
  readonly artifactsOf: (runId: number, name: string) => Promise<readonly StoredArtifact[]>
  /** Whose the newest artifacts of that name in the repository are, newest first, a hundred at most. `isAll`: there are no more. */
  readonly holdersOf: (name: string) => Promise<{ readonly holders: readonly Holder[]; readonly isAll: boolean }>
}

/** A file of the repository at a commit. `unusable`: a folder, a submodule, more than 1 MB. */
export type FileAt =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly why: 'folder' | 'submodule' | 'too-large' | 'not-text' }

export interface CommitApi {
  /** Parents in order; empty for a root commit; null if there is no such commit. */
  readonly parentsOf: (sha: string) => Promise<readonly string[] | null>
  /** The best common ancestor; null if there is none, or one of the two does not exist. */
  readonly mergeBase: (base: string, head: string) => Promise<string | null>
  /** How many commits `head` has that `base` has not; null if one of the two does not exist, or they have none in common. */
  readonly aheadBy: (base: string, head: string) => Promise<number | null>
  /** The commit itself and those before it, newest first, at most `limit`; null if there is no such commit. */
  readonly ancestorsOf: (sha: string, limit: number) => Promise<readonly string[] | null>
  readonly fileAt: (sha: string, path: string) => Promise<FileAt>
}

/** A file of a difference, as the side has it that is compared. */
export interface ListedFile {
  readonly path: string
  /** `added`, `modified`, `renamed`, … */
  readonly status: string
  /** Lines that were added or taken out. */
  readonly changes: number
  /** Hunks of a unified diff; null for a binary file, and where they would be too long. */
  readonly patch: string | null
  /** Id of the content, as git has it; null for what has none. */
  readonly blob: string | null
}

export interface ChangeApi {
  /** What `head` changes since it left `base`: the first 300 files; null as for `mergeBase`. */
  readonly comparedFiles: (base: string, head: string) => Promise<readonly ListedFile[] | null>
  /** What a pull request changes, at its head: 3,000 files at most. */
  readonly filesOfPull: (pull: number) => Promise<readonly ListedFile[]>
}

export interface PullApi {
  readonly pull: (number: number) => Promise<{ readonly isOpen: boolean; readonly headSha: string }>
}

/** An open pull request, as far as it is told from others. */
export interface OpenPull {
  readonly number: number
  readonly headSha: string
  readonly headBranch: string
  /** Numeric id; null for a repository that was deleted since. */
  readonly headRepository: number | null
}

/** For the report of another run. */
export interface ReportApi {
  /** All artifacts of a run, newest first. */
  readonly artifactsIn: (runId: number) => Promise<readonly StoredArtifact[]>
  /** The open pull requests from a branch of an owner; there may be several, onto other branches. */
  readonly openPulls: (owner: string, branch: string) => Promise<readonly OpenPull[]>
}

export interface Comment {
  readonly id: number
  /** Login of the author, e.g. `github-actions[bot]`. */
  readonly author: string | null
  readonly body: string
  /** Address of the page. */
  readonly url: string
}

export interface CommentApi {
  /** Of all pages, oldest first. */
  readonly comments: (pull: number) => Promise<readonly Comment[]>
  readonly createComment: (pull: number, body: string) => Promise<Comment>
  /** Null if it is gone. */
  readonly updateComment: (id: number, body: string) => Promise<Comment | null>
  /** One that is gone already is no error. */
  readonly deleteComment: (id: number) => Promise<void>
  /** Login that comments of this token have. */
  readonly viewer: () => Promise<string>
}
