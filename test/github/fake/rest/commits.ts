import { createHash } from 'node:crypto'
import { type Answer, bytes, json, notFound, problem } from '../answer.ts'
import type { Commit } from '../history.ts'
import { differences } from '../tree-diff.ts'
import { repositoryUrl, userBody } from './bodies.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { fileBody } from './files.ts'
import { pageOf } from './paging.ts'

/** Commits that a comparison lists when no page is asked for. */
const comparedLimit = 250
/** Files that it lists, all on the first page. */
const fileLimit = 300

export const commitEndpoints: Readonly<Record<string, Endpoint>> = {
  'git/get-commit': {
    scopes: ['contents'],
    level: 'read',
    answer: (call) => {
      const sha = pathValue(call, 'commit_sha')
      if (!/^[0-9a-f]{40}$/.test(sha)) return problem(422, 'The sha parameter must be exactly 40 characters')
      const commit = call.repository.history.get(sha)
      return commit === undefined ? notFound() : json(200, gitCommitBody(call, commit))
    },
  },
  'repos/get-commit': {
    scopes: ['contents'],
    level: 'read',
    answer: (call) => {
      const ref = pathValue(call, 'ref')
      const commit = call.repository.resolve(ref)
      if (commit === undefined) return problem(422, `No commit found for SHA: ${ref}`)
      const type = 'application/vnd.github.sha'
      if (call.accept.includes(type)) return bytes(200, Buffer.from(commit.sha), `${type}; charset=utf-8`)
      return json(200, { ...commitBody(call, commit), stats: { additions: 0, deletions: 0, total: 0 }, files: [] })
    },
  },
  'repos/list-commits': {
    scopes: ['contents'],
    level: 'read',
    filters: ['sha'],
    answer: (call) => {
      if (call.repository.branches.size === 0) return problem(409, 'Git Repository is empty.')
      const start = call.repository.resolve(call.query.get('sha') ?? call.repository.defaultBranch)
      if (start === undefined) return notFound()
      const { items, headers } = pageOf(call, call.repository.history.log(start.sha))
      const shown = items.map((commit) => commitBody(call, commit))
      return json(200, shown, headers)
    },
  },
  'repos/compare-commits-with-basehead': {
    scopes: ['contents'],
    level: 'read',
    answer: compared,
  },
}

/** `BASE...HEAD`: what HEAD has that the best common ancestor has not, oldest first. */
function compared(call: Call): Answer {
  const [baseName = '', headName = ''] = pathValue(call, 'basehead').split('...')
  const { history } = call.repository
  const base = call.repository.resolve(baseName)
  const head = call.repository.resolve(headName)
  if (base === undefined || head === undefined) return notFound()
  const mergeBase = history.get(history.mergeBase(base.sha, head.sha) ?? '')
  if (mergeBase === undefined) return notFound(`No common ancestor between ${baseName} and ${headName}.`)
  const ofBase = history.ancestors(base.sha)
  const ofHead = history.ancestors(head.sha)
  const ahead = history.log(head.sha).filter((commit) => !ofBase.has(commit.sha))
  const behind = [...ofBase].filter((sha) => !ofHead.has(sha)).length
  const { items, headers } = pageOf(call, ahead.toReversed(), comparedLimit)
  const isFirst = (call.query.get('page') ?? '1') === '1'
  const files = differences(mergeBase, head).slice(0, fileLimit)
  const page = `${call.world.serverUrl}/${call.repository.fullName}/compare/${baseName}...${headName}`
  const status = ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged'
  return json(
    200,
    {
      url: `${repositoryUrl(call, call.repository)}/compare/${baseName}...${headName}`,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitBody(call, base),
      merge_base_commit: commitBody(call, mergeBase),
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: items.map((commit) => commitBody(call, commit)),
      files: isFirst ? files.map((file) => fileBody(call, head.sha, file)) : [],
    },
    headers,
  )
}

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }

function author(commit: Commit): Record<string, unknown> {
  return { name: commit.author, email: `${commit.author}@users.noreply.github.com`, date: commit.date }
}

function treeOf(call: Call, commit: Commit): Record<string, unknown> {
  const sha = createHash('sha1').update(`tree of ${commit.sha}`).digest('hex')
  return { sha, url: `${repositoryUrl(call, call.repository)}/git/trees/${sha}` }
}

function gitCommitBody(call: Call, commit: Commit): Record<string, unknown> {
  const url = `${repositoryUrl(call, call.repository)}/git/commits`
  const page = `${call.world.serverUrl}/${call.repository.fullName}/commit`
  return {
    sha: commit.sha,
    node_id: Buffer.from(commit.sha).toString('base64'),
    url: `${url}/${commit.sha}`,
    html_url: `${page}/${commit.sha}`,
    author: author(commit),
    committer: author(commit),
    tree: treeOf(call, commit),
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/${sha}`, html_url: `${page}/${sha}` })),
    verification: unsigned,
  }
}

function commitBody(call: Call, commit: Commit): Record<string, unknown> {
  const url = `${repositoryUrl(call, call.repository)}/commits`
  const page = `${call.world.serverUrl}/${call.repository.fullName}/commit`
  return {
    sha: commit.sha,
    node_id: Buffer.from(commit.sha).toString('base64'),
    url: `${url}/${commit.sha}`,
    html_url: `${page}/${commit.sha}`,
    comments_url: `${url}/${commit.sha}/comments`,
    commit: {
      url: `${repositoryUrl(call, call.repository)}/git/commits/${commit.sha}`,
      author: author(commit),
      committer: author(commit),
      message: commit.message,
      comment_count: 0,
      tree: treeOf(call, commit),
      verification: unsigned,
    },
    author: userBody(call, call.world.actor(commit.author)),
    committer: userBody(call, call.world.actor(commit.author)),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/${sha}`, html_url: `${page}/${sha}` })),
  }
}
