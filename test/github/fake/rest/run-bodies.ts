import type { Artifact } from '../artifact.ts'
import type { Repository, Workflow } from '../repository.ts'
import type { WorkflowRun } from '../run.ts'
import { type Body, nodeId, repositoryBody, repositoryUrl, userBody } from './bodies.ts'
import type { Call } from './call.ts'
import { pullReference } from './pull-bodies.ts'

export function workflowBody(call: Call, repository: Repository, workflow: Workflow): Body {
  const page = `${call.world.serverUrl}/${repository.fullName}`
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(call, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${workflow.name}/badge.svg`,
  }
}

export function runBody(call: Call, run: WorkflowRun): Body {
  const { repository } = run
  const url = `${repositoryUrl(call, repository)}/actions/runs/${run.id}`
  const commit = repository.history.get(run.sha)
  const author = { name: commit?.author ?? '', email: `${commit?.author ?? ''}@users.noreply.github.com` }
  const withPulls = run.pull !== null && !run.pull.isFork && call.query.get('exclude_pull_requests') !== 'true'
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    display_title: commit?.message ?? '',
    run_number: run.number,
    event: run.event,
    status: run.status,
    conclusion: run.status === 'completed' ? run.conclusion : null,
    workflow_id: run.workflow.id,
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('CheckSuite', run.id + 1),
    url,
    html_url: `${call.world.serverUrl}/${repository.fullName}/actions/runs/${run.id}`,
    pull_requests: withPulls && run.pull !== null ? [pullReference(call, run.pull)] : [],
    created_at: run.createdAt,
    updated_at: run.startedAt,
    run_started_at: run.startedAt,
    run_attempt: run.attempt,
    referenced_workflows: [],
    actor: userBody(call, call.world.actor('octocat')),
    triggering_actor: userBody(call, call.world.actor('octocat')),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(call, repository)}/check-suites/${run.id + 1}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repositoryUrl(call, repository)}/actions/workflows/${run.workflow.id}`,
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: commit?.message ?? '',
      timestamp: commit?.date ?? run.createdAt,
      author,
      committer: author,
    },
    repository: repositoryBody(call, repository),
    // Against GitHub's own description, but true: null once the fork was removed.
    head_repository: run.headRepository === null ? null : repositoryBody(call, run.headRepository),
  }
}

export function artifactBody(call: Call, artifact: Artifact): Body {
  const { run } = artifact
  const url = `${repositoryUrl(call, run.repository)}/actions/artifacts/${artifact.id}`
  const expiry = new Date(Date.parse(artifact.createdAt) + 90 * 24 * 3_600_000)
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.sizeBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.isExpired,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.isExpired ? artifact.createdAt : expiry.toISOString(),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      ...(run.headRepository === null ? {} : { head_repository_id: run.headRepository.id }),
      head_branch: run.branch,
      head_sha: run.sha,
    },
  }
}
