import type { Comment, PullRequest, Side } from '../pull.ts'
import { type Body, fullRepositoryBody, nodeId, repositoryUrl, userBody } from './bodies.ts'
import type { Call } from './call.ts'

/** As it stands in runs. */
export function pullReference(call: Call, pull: PullRequest): Body {
  const side = ({ repository, branch, sha }: Side): Body => ({
    ref: branch,
    sha,
    repo: { id: repository.id, url: repositoryUrl(call, repository), name: repository.name },
  })
  return {
    id: pull.id,
    number: pull.number,
    url: `${repositoryUrl(call, pull.repository)}/pulls/${pull.number}`,
    head: side(pull.head),
    base: side(pull.base),
  }
}

/** As in lists; `pulls/get` adds counts. */
export function pullBody(call: Call, pull: PullRequest): Body {
  const url = `${repositoryUrl(call, pull.repository)}/pulls/${pull.number}`
  const issue = `${repositoryUrl(call, pull.repository)}/issues/${pull.number}`
  const page = `${call.world.serverUrl}/${pull.repository.fullName}/pull/${pull.number}`
  const closedAt = pull.state === 'closed' ? pull.updatedAt : null
  const side = ({ repository, branch, sha }: Side): Body => ({
    label: `${repository.owner}:${branch}`,
    ref: branch,
    sha,
    user: userBody(call, call.world.actor(repository.owner)),
    repo: fullRepositoryBody(call, repository),
  })
  const addresses = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(call, pull.repository)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl(call, pull.repository)}/statuses/${pull.head.sha}`,
  }
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: addresses.commits,
    comments_url: addresses.comments,
    review_comments_url: addresses.review_comments,
    review_comment_url: addresses.review_comment,
    statuses_url: addresses.statuses,
    _links: Object.fromEntries(Object.entries(addresses).map(([name, href]) => [name, { href }])),
    number: pull.number,
    state: pull.state,
    locked: pull.isLocked,
    title: pull.title,
    body: null,
    user: userBody(call, call.world.actor(pull.head.repository.owner)),
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: closedAt,
    merged_at: pull.isMerged ? closedAt : null,
    merge_commit_sha: pull.mergeSha,
    head: side(pull.head),
    base: side(pull.base),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    draft: false,
  }
}

export function pullCounts(call: Call, pull: PullRequest): Body {
  return {
    merged: pull.isMerged,
    mergeable: pull.state === 'open' ? true : null,
    mergeable_state: pull.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.isMerged ? userBody(call, call.world.actor('octocat')) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  }
}

export function commentBody(call: Call, comment: Comment): Body {
  const { pull } = comment
  const url = repositoryUrl(call, pull.repository)
  const page = `${call.world.serverUrl}/${pull.repository.fullName}/pull/${pull.number}`
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${url}/issues/comments/${comment.id}`,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${url}/issues/${pull.number}`,
    user: comment.author === null ? null : userBody(call, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'NONE',
    body: comment.body,
    performed_via_github_app: null,
  }
}
