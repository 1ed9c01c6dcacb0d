import { getOctokit } from '@actions/github'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GitHub, startGitHub } from './github.ts'
import type { PullRequest } from './pull.ts'
import type { Repository } from './repository.ts'
import { readOnly } from './token.ts'

type Client = ReturnType<typeof getOctokit>

const names = { owner: 'acme', repo: 'shop' }

let github: GitHub
let shop: Repository
let fork: Repository
let pull: PullRequest
let client: Client

function clientOf(token: string): Client {
  const made = getOctokit(token, { baseUrl: github.apiUrl })
  made.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
  })
  return made
}

/** What an answer that is none says. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => new Error('it was answered'),
    (thrown: Error) => thrown,
  )
  return error.message.replace(/ - https:.*/s, '')
}

beforeAll(async () => {
  github = await startGitHub()
  client = clientOf(github.token())
})
afterAll(() => github.close())

afterEach(() => expect(github.violations).toEqual([]))

beforeEach(() => {
  github.forget()
  github.world.repositories.clear()
  shop = github.repository('acme/shop')
  shop.commit({ branch: 'main', files: { 'go.mod': 'module shop', '.github/profile-gate.yml': 'version: 1\n' } })
  fork = shop.fork('eve')
  shop.commit({ branch: 'change', files: { 'a/b.go': 'package a' } })
  pull = shop.pull({ head: { branch: 'change' } })
})

describe('commits', () => {
  test('have their parents', async () => {
    const { data } = await client.rest.git.getCommit({ ...names, commit_sha: pull.mergeSha ?? '' })
    expect(data.parents.map(({ sha }) => sha)).toEqual([pull.base.sha, pull.head.sha])
    const { data: long } = await client.rest.repos.getCommit({ ...names, ref: 'change' })
    expect([long.sha, long.parents.length]).toEqual([pull.head.sha, 1])
  })

  test('are listed newest first, on pages with links', async () => {
    const made = Array.from({ length: 34 }, () => shop.commit({ branch: 'main' }))
    const first = await client.rest.repos.listCommits({ ...names, sha: 'main' })
    expect(first.data.map(({ sha }) => sha)).toEqual(made.toReversed().slice(0, 30))
    expect(first.headers.link).toMatch(/page=2>; rel="next", <.*page=2>; rel="last"$/)
    const second = await client.rest.repos.listCommits({ ...names, sha: 'main', page: 2 })
    expect(second.data).toHaveLength(5)
    expect(second.headers.link).toMatch(/page=1>; rel="prev", <.*page=1>; rel="first"$/)
    const all = await client.paginate(client.rest.repos.listCommits, { ...names, sha: 'main', per_page: 10 })
    expect(all).toHaveLength(35)
  })

  test('are compared from their best common ancestor', async () => {
    const tip = shop.commit({ branch: 'main' })
    fork.commit({ parents: [pull.base.sha], branch: 'main' })
    const compare = async (basehead: string): Promise<unknown> => {
      const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...names, basehead })
      return [data.merge_base_commit.sha, data.status, data.ahead_by, data.behind_by, data.commits.length]
    }
    expect(await compare('main...change')).toEqual([pull.base.sha, 'diverged', 1, 1, 1])
    expect(await compare(`${tip}...eve:main`)).toEqual([pull.base.sha, 'diverged', 1, 1, 1])
    expect(await compare(`main...${tip}`)).toEqual([tip, 'identical', 0, 0, 0])
    expect(await compare(`${pull.base.sha}...main`)).toEqual([pull.base.sha, 'ahead', 1, 0, 1])
    const root = shop.commit({ parents: [] })
    expect(await refusal(compare(`main...${root}`))).toBe(`No common ancestor between main and ${root}.`)
    expect(await refusal(compare('main...nowhere'))).toBe('Not Found')
  })

  test('that are not there are told in the words of each endpoint', async () => {
    const sha = '0'.repeat(40)
    expect(await refusal(client.rest.git.getCommit({ ...names, commit_sha: sha }))).toBe('Not Found')
    expect(await refusal(client.rest.git.getCommit({ ...names, commit_sha: 'main' }))).toContain('exactly 40')
    expect(await refusal(client.rest.repos.getCommit({ ...names, ref: sha }))).toBe(`No commit found for SHA: ${sha}`)
    expect(await refusal(client.rest.repos.listCommits({ ...names, sha }))).toBe('Not Found')
    github.repository('acme/empty')
    const empty = client.rest.repos.listCommits({ owner: 'acme', repo: 'empty' })
    expect(await refusal(empty)).toBe('Git Repository is empty.')
  })
})

describe('contents', () => {
  const at = async (path: string, ref = 'main'): Promise<unknown> =>
    (await client.rest.repos.getContent({ ...names, path, ref })).data

  test('of a file at a branch and at a commit are base64', async () => {
    const file = { type: 'file', encoding: 'base64', size: 11, content: Buffer.from('version: 1\n').toString('base64') }
    expect(await at('.github/profile-gate.yml')).toMatchObject(file)
    expect(await at('.github/profile-gate.yml', pull.mergeSha ?? '')).toMatchObject(file)
    expect(await at('.github/profile-gate.yml', 'refs/pull/7/merge')).toMatchObject(file)
  })

  test('of folders, links, submodules and large files have the shapes of GitHub', async () => {
    const url = 'https://github.com/acme/lib.git'
    const files = {
      link: { kind: 'symlink', target: 'go.mod' },
      astray: { kind: 'symlink', target: '../etc/passwd' },
      lib: { kind: 'submodule', sha: 'a'.repeat(40), url },
      'large.yml': 'x'.repeat((1 << 20) + 1),
    } as const
    shop.commit({ branch: 'main', files })
    expect(await at('.github')).toMatchObject([{ type: 'file', path: '.github/profile-gate.yml' }])
    expect(await at('link')).toMatchObject({ type: 'file', content: Buffer.from('module shop').toString('base64') })
    expect(await at('astray')).toMatchObject({ type: 'symlink', target: '../etc/passwd' })
    expect(await at('lib')).toMatchObject({ type: 'submodule', submodule_git_url: url })
    expect(await at('large.yml')).toMatchObject({ type: 'file', encoding: 'none', content: '', size: (1 << 20) + 1 })
    const accept = 'application/vnd.github.object+json'
    const folder = await client.rest.repos.getContent({ ...names, path: '.github', headers: { accept } })
    expect(folder.data).toMatchObject({ type: 'dir', entries: [{ name: 'profile-gate.yml' }] })
    const raw = { ...names, path: 'go.mod', headers: { accept: 'application/vnd.github.raw+json' } }
    expect(Buffer.from((await client.rest.repos.getContent(raw)).data as never).toString()).toBe('module shop')
  })

  test('that are not there', async () => {
    expect(await refusal(at('nothing.yml'))).toBe('Not Found')
    expect(await refusal(at('go.mod', 'nowhere'))).toBe('No commit found for the ref nowhere')
  })
})

describe('runs', () => {
  test('of a workflow are listed newest first by branch, commit, event and status; forks count too', async () => {
    const sha = pull.base.sha
    const old = shop.run({ event: 'push', sha, createdAt: '2026-01-01T00:00:00Z' })
    const own = shop.run({ event: 'push', sha })
    const foreign = shop.run({ event: 'pull_request', sha, branch: 'main', from: fork })
    shop.run({ event: 'schedule', sha, workflow: 'nightly.yml' })
    const running = shop.run({ event: 'schedule', sha: pull.head.sha, branch: 'change', status: 'in_progress' })
    const list = async (filter: object): Promise<readonly number[]> => {
      const { data } = await client.rest.actions.listWorkflowRuns({ ...names, workflow_id: 'ci.yml', ...filter })
      expect(data.total_count).toBe(data.workflow_runs.length)
      return data.workflow_runs.map(({ id }) => id)
    }
    expect(await list({})).toEqual([running.id, foreign.id, own.id, old.id])
    expect(await list({ branch: 'main' })).toEqual([foreign.id, own.id, old.id])
    expect(await list({ head_sha: pull.head.sha })).toEqual([running.id])
    expect(await list({ event: 'push', exclude_pull_requests: true })).toEqual([own.id, old.id])
    expect(await list({ status: 'success' })).toEqual([foreign.id, own.id, old.id])
    const { data } = await client.rest.actions.getWorkflowRun({ ...names, run_id: foreign.id })
    expect([data.repository.id, data.head_repository.id, data.head_branch]).toEqual([shop.id, fork.id, 'main'])
    const gone = shop.run({ event: 'pull_request', sha, branch: 'gone', from: null })
    expect(await list({ branch: 'gone' })).toEqual([gone.id])
    expect(await refusal(list({ workflow_id: 'none.yml' }))).toBe('Not Found')
  })

  test('say which attempt they are at and which pull request they belong to', async () => {
    const run = shop.run({ event: 'pull_request', sha: pull.head.sha, branch: 'change', pull, status: 'in_progress' })
    run.rerun()
    const { data } = await client.rest.actions.getWorkflowRun({ ...names, run_id: run.id })
    expect([data.run_attempt, data.status, data.conclusion]).toEqual([2, 'in_progress', null])
    expect(Date.parse(data.run_started_at ?? '')).toBeGreaterThan(Date.parse(data.created_at))
    expect(data.pull_requests?.map(({ number }) => number)).toEqual([7])
    const without = { ...names, run_id: run.id, exclude_pull_requests: true }
    expect((await client.rest.actions.getWorkflowRun(without)).data.pull_requests).toEqual([])
    const workflow = await client.rest.actions.getWorkflow({ ...names, workflow_id: 'ci.yml' })
    expect([workflow.data.id, workflow.data.path]).toEqual([data.workflow_id, '.github/workflows/ci.yml'])
  })
})

describe('artifacts', () => {
  test('are listed newest first by name, of a run and of the repository', async () => {
    const run = shop.run({ event: 'push', sha: pull.base.sha })
    const one = run.artifact('profiles', { a: 'a' })
    const other = run.artifact('report', { a: 'a' }, { expired: true, digest: null, sizeBytes: 7 })
    const two = shop.run({ event: 'push', sha: pull.base.sha }).artifact('profiles', { a: 'b' })
    const ofRepository = await client.rest.actions.listArtifactsForRepo({ ...names, name: 'profiles' })
    expect(ofRepository.data.artifacts.map(({ id }) => id)).toEqual([two.id, one.id])
    const ofRun = await client.rest.actions.listWorkflowRunArtifacts({ ...names, run_id: run.id, per_page: 1 })
    expect(ofRun.data).toMatchObject({ total_count: 2, artifacts: [{ id: other.id, expired: true, digest: null }] })
    expect(ofRun.data.artifacts[0]?.size_in_bytes).toBe(7)
    await client.rest.actions.getArtifact({ ...names, artifact_id: one.id })
    const removed = clientOf(github.token({ permissions: { actions: 'write' } }))
    await removed.rest.actions.deleteArtifact({ ...names, artifact_id: one.id })
    expect(run.artifacts).toEqual([other])
  })

  test('are downloaded from another host, without the token', async () => {
    const artifact = shop.run({ event: 'push', sha: pull.base.sha }).artifact('profiles', { a: 'a' })
    const asked = { ...names, artifact_id: artifact.id, archive_format: 'zip' }
    const { data } = await client.rest.actions.downloadArtifact(asked)
    expect(Buffer.from(data as ArrayBuffer).equals(artifact.bytes)).toBe(true)
    expect(github.requests.map(({ service, token }) => [service, token])).toEqual([
      ['rest', 'job'],
      ['blob', 'none'],
    ])
    artifact.expire()
    expect(await refusal(client.rest.actions.downloadArtifact(asked))).toBe('Artifact has expired')
  })
})

describe('pull requests', () => {
  test('have a head that moves, in this repository or a fork', async () => {
    fork.commit({ parents: [pull.base.sha], branch: 'main' })
    const foreign = shop.pull({ head: { branch: 'main', repository: fork } })
    pull.push(shop.commit({ parents: [pull.head.sha] }))
    const { data } = await client.rest.pulls.get({ ...names, pull_number: 7 })
    expect([data.state, data.head.sha, data.head.repo?.full_name]).toEqual(['open', pull.head.sha, 'acme/shop'])
    const listed = await client.rest.pulls.list({ ...names, head: 'eve:main', state: 'open' })
    expect(listed.data.map(({ number, head }) => [number, head.repo?.id])).toEqual([[8, fork.id]])
    foreign.close('merged')
    expect((await client.rest.pulls.get({ ...names, pull_number: 8 })).data).toMatchObject({
      state: 'closed',
      merged: true,
    })
    expect((await client.rest.pulls.list({ ...names, head: 'eve:main' })).data).toEqual([])
    expect(await refusal(client.rest.pulls.get({ ...names, pull_number: 9 }))).toBe('Not Found')
  })
})

describe('comments', () => {
  const issue = { ...names, issue_number: 7 }

  test('are made, changed and removed in the name of the token', async () => {
    const { data } = await client.rest.issues.createComment({ ...issue, body: 'one' })
    expect(data.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot' })
    await client.rest.issues.updateComment({ ...names, comment_id: data.id, body: 'two' })
    expect(pull.comments).toMatchObject([{ id: data.id, body: 'two' }])
    expect((await client.rest.issues.getComment({ ...names, comment_id: data.id })).data.body).toBe('two')
    await client.rest.issues.deleteComment({ ...names, comment_id: data.id })
    expect(pull.comments).toEqual([])
    const gone = { ...names, comment_id: data.id }
    expect(await refusal(client.rest.issues.updateComment({ ...gone, body: 'x' }))).toBe('Not Found')
    expect(await refusal(client.rest.issues.deleteComment(gone))).toBe('Not Found')
    const octocat = clientOf(github.token({ login: 'octocat' }))
    await octocat.rest.issues.createComment({ ...issue, body: 'hi' })
    expect(pull.comments[0]?.author).toMatchObject({ login: 'octocat', type: 'User' })
    pull.isLocked = true
    expect(await refusal(client.rest.issues.createComment({ ...issue, body: 'x' }))).toContain('issue is locked')
  })

  test('are listed oldest first through all pages; by a fault the other way round', async () => {
    const made = Array.from({ length: 205 }, (_, index) => pull.comment({ body: `${index}`, author: null }).id)
    const all = await client.paginate(client.rest.issues.listComments, { ...issue, per_page: 100 })
    expect(all.map(({ id }) => id)).toEqual(made)
    expect(github.operations('rest')).toEqual(Array.from({ length: 3 }, () => 'issues/list-comments'))
    github.fail('issues/list-comments', { kind: 'reversed' }, { times: 1 })
    const { data } = await client.rest.issues.listComments(issue)
    expect(data[0]?.id).toBe(made.at(-1))
  })

  test('of more than 65,536 characters, and empty ones, are refused', async () => {
    const post = (body: string): Promise<string> => refusal(client.rest.issues.createComment({ ...issue, body }))
    expect(await post('€'.repeat(65_536))).toBe('it was answered')
    expect(await post('x'.repeat(65_537))).toContain('Body is too long (maximum is 65536 characters)')
    expect(await post(' \n')).toContain("Body can't be blank")
  })
})

describe('tokens', () => {
  const issue = { ...names, issue_number: 7 }
  const comment = { ...issue, body: 'x' }
  const notAccessible = 'Resource not accessible by integration'

  test('that only read cannot write, whatever they may read', async () => {
    const reader = clientOf(github.token({ permissions: readOnly }))
    expect(await refusal(reader.rest.issues.createComment(comment))).toBe(notAccessible)
    expect((await reader.rest.issues.listComments(issue)).data).toEqual([])
    const issues = clientOf(github.token({ permissions: { issues: 'write' } }))
    await issues.rest.issues.createComment(comment)
    const hidden = clientOf(github.token({ permissions: {}, denial: 'hidden' }))
    expect(await refusal(hidden.rest.issues.createComment(comment))).toBe('Not Found')
  })

  test.each([
    ['contents', (one: Client) => one.rest.repos.getContent({ ...names, path: 'go.mod' })],
    ['actions', (one: Client) => one.rest.actions.listArtifactsForRepo(names)],
    ['pull-requests', (one: Client) => one.rest.pulls.get({ ...names, pull_number: 7 })],
  ] as const)('need %s to read a private repository, and nothing to read a public one', async (scope, ask) => {
    await ask(clientOf(github.token({ permissions: {} })))
    github.world.repositories.clear()
    const hidden = github.repository('acme/shop', { isPrivate: true })
    hidden.commit({ branch: 'main', files: { 'go.mod': '' } })
    hidden.pull({ head: { branch: 'change', sha: hidden.commit() } })
    expect(await refusal(ask(clientOf(github.token({ permissions: {} }))))).toBe(notAccessible)
    await ask(clientOf(github.token({ permissions: { [scope]: 'read' } })))
    const stranger = clientOf(github.token({ repository: github.repository('eve/other') }))
    expect(await refusal(ask(stranger))).toBe('Not Found')
    expect(await refusal(ask(clientOf('made-up')))).toBe('Bad credentials')
  })

  test('are who comments: GraphQL tells their login', async () => {
    const robot = clientOf(github.token({ login: 'gate-app[bot]' }))
    expect(await robot.graphql('query { viewer { login } }')).toEqual({ viewer: { login: 'gate-app[bot]' } })
    expect([github.count('graphql'), github.count('rest')]).toEqual([1, 0])
  })
})

describe('violations', () => {
  test('none by a client that does as GitHub says', async () => {
    await client.rest.pulls.get({ ...names, pull_number: 7 })
    expect(github.violations.splice(0)).toEqual([])
    expect(github.requests).toMatchObject([{ service: 'rest', operation: 'pulls/get', token: 'job', status: 200 }])
  })

  test('by one that sends no version, no agent, no token, or parameters that are none', async () => {
    await fetch(`${github.apiUrl}/repos/acme/shop/pulls?status=open&per_page=1000`, { headers: { 'user-agent': '' } })
    expect(github.violations.splice(0)).toEqual([
      'GET /repos/acme/shop/pulls: no user agent',
      'GET /repos/acme/shop/pulls: no authorization',
      'GET /repos/acme/shop/pulls: x-github-api-version is missing, not 2022-11-28',
      'pulls/list: query parameter status is unknown',
      'pulls/list: query parameter per_page is over 100',
      'pulls/list: this fake does not mind the query parameter status',
    ])
  })

  test('by one that tells the blob store its token', async () => {
    const artifact = shop.run({ event: 'push', sha: pull.base.sha }).artifact('p', { a: 'a' })
    await fetch(`${github.storageUrl}/blob/${artifact.id}?sig=x`, { headers: { authorization: 'Bearer x' } })
    expect(github.violations.splice(0)).toEqual([`GET /blob/${artifact.id}: authorization sent to the blob store`])
  })

  test('in an answer of the fake itself', async () => {
    shop.commit({ branch: 'main', date: '2026-01-01' })
    pull.updatedAt = 'yesterday'
    await client.rest.pulls.get({ ...names, pull_number: 7 })
    expect(github.violations.splice(0)).toEqual([
      expect.stringContaining('pulls/get: answer 200 /updated_at must match format'),
    ])
  })
})
