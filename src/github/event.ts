/** What the workflow was started by, as far as it matters here. */
export type GateEvent =
  | PullRequestEvent
  | { readonly kind: 'push'; readonly branch: string | null; readonly sha: string }
  | { readonly kind: 'merge-group'; readonly baseSha: string; readonly baseBranch: string; readonly headSha: string }
  /** schedule, workflow_dispatch and every other event that runs on a branch alone: nothing to compare with. */
  | { readonly kind: 'branch'; readonly name: string; readonly branch: string | null; readonly sha: string }

export interface PullRequestEvent {
  readonly kind: 'pull-request'
  readonly number: number
  readonly isOpen: boolean
  readonly headSha: string
  /** Branch of the head, in the head's repository. */
  readonly headBranch: string
  readonly baseBranch: string
  /** Tip of the base branch when the event was made; may be behind parent 1 of the merge commit. */
  readonly baseSha: string
  /** The head lives in another repository. */
  readonly isFork: boolean
}
