/**
 * Event payloads: GitHub's own examples (@octokit/webhooks-examples) with a scenario's values in them, held against
 * @octokit/webhooks-schemas. What goes with the payload in the environment (sha, ref, branches) comes along.
 */
import type { PullRequest, Side } from '../fake/pull.ts'
import type { Repository } from '../fake/repository.ts'
import type { WorkflowRun } from '../fake/run.ts'
import type { Json, JsonObject } from '../openapi/schema.ts'
import { checked, exampleOf, object, renamed, repositoryPayload, userPayload, without } from './webhook-examples.ts'

export interface Trigger {
  /** Of the event, e.g. `pull_request`. */
  readonly name: string
  readonly payload: JsonObject
  /** GITHUB_SHA: on `pull_request` the trial merge. */
  readonly sha: string
  /** GITHUB_REF, full. */
  readonly ref: string
  readonly headBranch?: string
  readonly baseBranch?: string
  readonly actor: string
}

export interface PullEventOptions {
  readonly action?: 'opened' | 'synchronize' | 'reopened' | 'closed'
  /** Head before the push, for `synchronize`. */
  readonly before?: string
  readonly actor?: string
}

const zeros = '0'.repeat(40)

export function pullRequestEvent(pull: PullRequest, options: PullEventOptions = {}): Trigger {
  const { action = 'synchronize', before = zeros, actor = pull.head.repository.owner } = options
  const example = exampleOf('pull_request', 'opened')
  const shown = object(example['pull_request'])
  const template = object(object(shown['head'])['repo'])
  const closedAt = pull.state === 'closed' ? pull.updatedAt : null
  const side = (name: 'head' | 'base', { repository, branch, sha }: Side): Json => ({
    user: userPayload(object(object(shown[name])['user']), repository.owner, repository),
    label: `${repository.owner}:${branch}`,
    ref: branch,
    sha,
    repo: repositoryPayload(template, repository),
  })
  const payload = {
    ...renamed(example, pull.repository),
    action,
    number: pull.number,
    ...(action === 'synchronize' ? { before, after: pull.head.sha } : {}),
    pull_request: {
      ...placed(renamed(shown, pull.repository), pull),
      id: pull.id,
      number: pull.number,
      state: pull.state,
      title: pull.title,
      locked: pull.isLocked,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: closedAt,
      merged_at: pull.isMerged ? closedAt : null,
      merged: pull.isMerged,
      merge_commit_sha: pull.mergeSha,
      head: side('head', pull.head),
      base: side('base', pull.base),
      user: userPayload(object(shown['user']), pull.head.repository.owner, pull.repository),
      ...{ auto_merge: null, active_lock_reason: null },
    },
    repository: repositoryPayload(object(example['repository']), pull.repository),
    sender: userPayload(object(example['sender']), actor, pull.repository),
  }
  return {
    name: 'pull_request',
    payload: checked(`pull_request$${action}`, payload),
    sha: pull.mergeSha ?? pull.head.sha,
    ref: `refs/pull/${pull.number}/merge`,
    headBranch: pull.head.branch,
    baseBranch: pull.base.branch,
    actor,
  }
}

/** The example's number and head in every address. */
function placed(payload: JsonObject, { number, head }: PullRequest): JsonObject {
  const text = JSON.stringify(payload)
    .replaceAll(/\/(pulls?|issues)\/2(?=["/.])/g, `/$1/${number}`)
    .replaceAll(/(?<=statuses\/)[0-9a-f]{40}/g, head.sha)
  return JSON.parse(text) as JsonObject
}

/** The same payload, run on the base branch with its rights. */
export function pullRequestTargetEvent(pull: PullRequest, options: PullEventOptions = {}): Trigger {
  const trigger = pullRequestEvent(pull, options)
  return { ...trigger, name: 'pull_request_target', sha: pull.base.sha, ref: `refs/heads/${pull.base.branch}` }
}

export interface PushEventOptions {
  /** Unless given, the default branch. */
  readonly branch?: string
  /** Tip before the push; unless given its first parent, or zeros for a new branch. */
  readonly before?: string
  /** Tip after it; unless given the branch's. */
  readonly after?: string
  readonly isForced?: boolean
  readonly actor?: string
}

export function pushEvent(repository: Repository, options: PushEventOptions = {}): Trigger {
  const { branch = repository.defaultBranch, isForced = false, actor = repository.owner } = options
  const after = options.after ?? tipOf(repository, branch)
  const commit = repository.history.get(after)
  const before = options.before ?? commit?.parents[0] ?? zeros
  const example = renamed(exampleOf('push', null), repository)
  const pushed = {
    ...object(example['head_commit']),
    id: after,
    message: commit?.message ?? '',
    timestamp: commit?.date ?? repository.createdAt,
  }
  const payload = {
    ...example,
    ref: `refs/heads/${branch}`,
    before,
    after,
    created: before === zeros,
    forced: isForced,
    compare: `${repository.world.serverUrl}/${repository.fullName}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: [pushed],
    head_commit: pushed,
    repository: {
      ...repositoryPayload(object(exampleOf('push', null)['repository']), repository),
      master_branch: 'main',
    },
    sender: userPayload(object(example['sender']), actor, repository),
  }
  return { name: 'push', payload: checked('push$event', payload), sha: after, ref: `refs/heads/${branch}`, actor }
}

export interface MergeGroupOptions {
  /** Commit that the queue made and tests. */
  readonly head: string
  /** Commit that it stands on; unless given the base branch's tip. */
  readonly base?: string
  readonly baseBranch?: string
  readonly pull?: number
}

export function mergeGroupEvent(repository: Repository, options: MergeGroupOptions): Trigger {
  const { head, baseBranch = repository.defaultBranch, pull = 7 } = options
  const base = options.base ?? tipOf(repository, baseBranch)
  const example = renamed(exampleOf('merge_group', 'checks_requested'), repository)
  const group = object(example['merge_group'])
  const ref = `refs/heads/gh-readonly-queue/${baseBranch}/pr-${pull}-${base}`
  const payload = {
    ...without(example, 'organization'),
    merge_group: {
      ...group,
      head_sha: head,
      head_ref: ref,
      base_sha: base,
      base_ref: `refs/heads/${baseBranch}`,
      head_commit: { ...object(group['head_commit']), id: head, message: `Merge pull request #${pull}` },
    },
    repository: repositoryPayload(object(example['repository']), repository),
    sender: userPayload(object(example['sender']), repository.owner, repository),
  }
  const name = 'merge_group'
  return { name, payload: checked('merge_group$checks_requested', payload), sha: head, ref, actor: repository.owner }
}

/** What a workflow is told of the end of a run; it runs on the default branch, with its rights. */
export function workflowRunEvent(run: WorkflowRun, action: 'completed' | 'requested' = 'completed'): Trigger {
  const { repository, pull } = run
  const example = renamed(exampleOf('workflow_run', action), repository)
  const shown = object(example['workflow_run'])
  const template = object(object(exampleOf('workflow_run', action)['workflow_run'])['head_repository'])
  const head = run.headRepository
  const author = pull?.head.repository.owner ?? repository.owner
  const sender = userPayload(object(example['sender']), author, repository)
  const payload = {
    ...without(example, 'organization'),
    workflow: { ...object(example['workflow']), path: run.workflow.path, id: run.workflow.id },
    workflow_run: {
      ...shown,
      id: run.id,
      run_attempt: run.attempt,
      event: run.event,
      path: run.workflow.path,
      workflow_id: run.workflow.id,
      head_sha: run.sha,
      head_branch: run.branch,
      ...(action === 'completed' ? { status: 'completed', conclusion: run.conclusion } : {}),
      // Newer than the examples.
      ...{ actor: sender, triggering_actor: sender, display_title: 'A change', run_started_at: run.startedAt },
      ...{ previous_attempt_url: null, referenced_workflows: [] },
      // Empty for a fork; else what has the head, which need not be what started the run.
      pull_requests: [],
      head_repository:
        head === null ? null : { ...renamed(template, head), id: head.id, name: head.name, full_name: head.fullName },
      repository: { ...object(shown['repository']), id: repository.id },
    },
    repository: repositoryPayload(object(example['repository']), repository),
    sender,
  }
  const branch = repository.defaultBranch
  const sha = tipOf(repository, branch)
  const checkedPayload = head === null ? payload : checked(`workflow_run$${action}`, payload)
  return { name: 'workflow_run', payload: checkedPayload, sha, ref: `refs/heads/${branch}`, actor: repository.owner }
}

/** The payload of a schedule is little more than its cron line; there is no schema of it. */
export function scheduleEvent(repository: Repository, schedule = '0 3 * * *'): Trigger {
  const branch = repository.defaultBranch
  const template = object(exampleOf('pull_request', 'opened')['repository'])
  const payload = {
    schedule,
    repository: repositoryPayload(template, repository),
    workflow: '.github/workflows/ci.yml',
  }
  return {
    name: 'schedule',
    payload,
    sha: tipOf(repository, branch),
    ref: `refs/heads/${branch}`,
    actor: repository.owner,
  }
}

export function dispatchEvent(repository: Repository, branch = repository.defaultBranch): Trigger {
  const example = exampleOf('workflow_dispatch', null)
  const payload = {
    ...without(renamed(example, repository), 'organization'),
    inputs: null,
    ref: `refs/heads/${branch}`,
    workflow: '.github/workflows/ci.yml',
    repository: repositoryPayload(object(example['repository']), repository),
    sender: userPayload(object(example['sender']), repository.owner, repository),
  }
  return {
    name: 'workflow_dispatch',
    payload: checked('workflow_dispatch$event', payload),
    sha: tipOf(repository, branch),
    ref: `refs/heads/${branch}`,
    actor: repository.owner,
  }
}

function tipOf(repository: Repository, branch: string): string {
  const sha = repository.branches.get(branch)
  if (sha === undefined) throw new Error(`${repository.fullName} has no branch ${branch}`)
  return sha
}
