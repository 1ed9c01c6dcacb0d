import * as z from 'zod'
import { commitId } from './commit-id.ts'
import type { Run } from './run.ts'
import { UsageError } from './usage-error.ts'
import { workflowFileOf } from './workflow-file.ts'

/** What the workflow was started by, as far as it matters here. */
export type ActionEvent = GateEvent | WorkflowRunEvent

/** What the profiles of a run may be judged on. */
export type GateEvent =
  | PullRequestEvent
  | { readonly kind: 'push'; readonly branch: string | null }
  | { readonly kind: 'merge-group'; readonly baseSha: string; readonly baseBranch: string; readonly headSha: string }
  /** schedule, workflow_dispatch and every other event that runs on a branch alone: nothing to compare with. */
  | { readonly kind: 'branch'; readonly name: string; readonly branch: string | null }

export interface PullRequestEvent {
  readonly kind: 'pull-request'
  readonly number: number
  readonly headSha: string
  /** Branch of the head, in the head's repository. */
  readonly headBranch: string
  readonly baseBranch: string
  /** Tip of the base branch when the event was made; may be behind parent 1 of the merge commit. */
  readonly baseSha: string
}

/** A run of another workflow, which may be of a fork's: of what it says only this counts, for GitHub says it. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow-run'
  /** E.g. `completed`. */
  readonly action: string
  readonly runId: number
  readonly attempt: number
  /** How it ended, e.g. `success`, `failure`, `cancelled`, `timed_out`; null before its end. */
  readonly conclusion: string | null
  /** What that run was started by. */
  readonly event: string
  /** File name of its workflow. */
  readonly workflowFile: string
  readonly headSha: string
  readonly headBranch: string | null
  /** Null where it was deleted since. */
  readonly headRepository: { readonly id: number; readonly owner: string } | null
  /** The head lives in another repository. */
  readonly isFork: boolean
}

/**
 * Reads the payload of an event.
 * @param run its `event` is the name; payloads of events without a ref of their own lack it
 * @param payload the content of the event file
 * @throws {UsageError} for events that must not be measured, and for payloads that do not fit their event
 */
export function readEvent({ event: name, ref }: Pick<Run, 'event' | 'ref'>, payload: unknown): ActionEvent {
  if (name === 'pull_request_target') throw new UsageError(PULL_REQUEST_TARGET)
  if (name === 'workflow_run') return workflowRunOf(checked(name, workflowRunPayload, payload))
  if (name === 'pull_request') return pullRequestOf(checked(name, pullRequestPayload, payload))
  if (name === 'merge_group') return mergeGroupOf(checked(name, mergeGroupPayload, payload))
  if (name !== 'push') return { kind: 'branch', name, branch: branchOf(ref) }
  const push = checked(name, pushPayload, payload)
  if (push.deleted === true) throw new UsageError(DELETION)
  return { kind: 'push', branch: branchOf(push.ref) }
}

const PULL_REQUEST_TARGET =
  'this step does not run on pull_request_target: there the code of a fork would run with the write token and the ' +
  'secrets of this repository. Use `on: pull_request`, which measures and judges forks with a read-only token; the ' +
  'verdict and the job summary need no more'

const DELETION =
  'a branch or tag was deleted, so there is nothing to measure. Add `if: github.event.deleted != true` to the job'

const sha = z.string().transform((text, context) => {
  const id = commitId(text)
  if (id === null) context.addIssue({ code: 'custom', message: 'no commit id' })
  return id ?? ''
})
const pullRequestPayload = z.looseObject({
  pull_request: z.looseObject({
    number: z.int().positive(),
    head: z.looseObject({ ref: z.string(), sha }),
    base: z.looseObject({ ref: z.string(), sha }),
  }),
})

const mergeGroupPayload = z.looseObject({
  merge_group: z.looseObject({ base_ref: z.string(), base_sha: sha, head_sha: sha }),
})

const id = z.int().positive()
const workflowRunPayload = z.looseObject({
  action: z.string(),
  workflow_run: z.looseObject({
    id,
    run_attempt: id,
    conclusion: z.string().nullish(),
    event: z.string(),
    path: z.string(),
    head_sha: sha,
    head_branch: z.string().nullable(),
    head_repository: z.looseObject({ id, owner: z.looseObject({ login: z.string() }) }).nullish(),
    repository: z.looseObject({ id }),
  }),
})

const pushPayload = z.looseObject({ ref: z.string(), deleted: z.boolean().optional() })

function checked<Payload>(event: string, schema: z.ZodType<Payload>, payload: unknown): Payload {
  const parsed = schema.safeParse(payload)
  if (parsed.success) return parsed.data
  const key = parsed.error.issues[0]?.path.join('.') ?? ''
  const lacking = key === '' ? 'is no object' : `lacks a usable ${key}`
  throw new UsageError(
    `the event file of ${event} ${lacking}. It must be the file that GITHUB_EVENT_PATH named at first`,
  )
}

function pullRequestOf({ pull_request: pull }: z.output<typeof pullRequestPayload>): PullRequestEvent {
  return {
    kind: 'pull-request',
    number: pull.number,
    headSha: pull.head.sha,
    headBranch: pull.head.ref,
    baseBranch: pull.base.ref,
    baseSha: pull.base.sha,
  }
}

function mergeGroupOf({ merge_group: group }: z.output<typeof mergeGroupPayload>): GateEvent {
  const baseBranch = branchOf(group.base_ref) ?? group.base_ref
  return { kind: 'merge-group', baseSha: group.base_sha, baseBranch, headSha: group.head_sha }
}

function workflowRunOf({ action, workflow_run: run }: z.output<typeof workflowRunPayload>): WorkflowRunEvent {
  const head = run.head_repository ?? null
  return {
    kind: 'workflow-run',
    ...{ action, runId: run.id, attempt: run.run_attempt, conclusion: run.conclusion ?? null, event: run.event },
    workflowFile: workflowFileOf(run.path) ?? '',
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headRepository: head === null ? null : { id: head.id, owner: head.owner.login },
    isFork: head?.id !== run.repository.id,
  }
}

/** Null for tags and for refs of pull requests. */
function branchOf(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null
}
