import { afterAll, describe, expect, it } from 'vitest'
import type { RunFilter } from '../../../src/github/api/api.ts'
import { always, connectTo, inTurn, reply, SHA, startServer } from './server.ts'

const server = await startServer()
const connect = await connectTo(server.url)
afterAll(() => server.close())

const RUN = {
  id: 30,
  name: 'CI',
  workflow_id: 5,
  event: 'push',
  head_sha: SHA,
  head_branch: 'main',
  created_at: '2026-03-01T12:00:00Z',
  run_started_at: '2026-03-01T13:00:00Z',
  repository: { id: 1, full_name: 'acme/shop' },
  head_repository: { id: 1 },
}

const ARTIFACT = {
  id: 9,
  name: 'profile-gate-profiles',
  size_in_bytes: 1_000,
  expired: false,
  digest: `sha256:${'0'.repeat(64)}`,
  created_at: '2026-03-01T12:00:00Z',
}

function urls(): readonly string[] {
  return server.seen.map((seen) => seen.url)
}

describe('a run', () => {
  it('is asked for by its id, without its pull requests', async () => {
    server.serve(always(200, RUN))
    expect(await connect().run(30)).toEqual({
      id: 30,
      workflowId: 5,
      event: 'push',
      headSha: SHA,
      headBranch: 'main',
      isOwn: true,
      createdAt: '2026-03-01T12:00:00Z',
      startedAt: '2026-03-01T13:00:00Z',
    })
    expect(urls()).toEqual(['/repos/acme/shop/actions/runs/30?exclude_pull_requests=true'])
  })

  it.each([
    [{ id: 2 }, false],
    [null, false],
    [undefined, false],
    [{ id: 1 }, true],
  ])('whose head lives in %j is of this repository: %j', async (head, isOwn) => {
    server.serve(always(200, { ...RUN, head_repository: head }))
    expect(await connect().run(30)).toMatchObject({ isOwn })
  })

  it('without a branch or a start of its own is read all the same', async () => {
    server.serve(always(200, { ...RUN, head_branch: null, run_started_at: undefined }))
    expect(await connect().run(30)).toMatchObject({ headBranch: null, startedAt: RUN.created_at })
  })

  it('that does not exist is null, one that may not be seen is an error', async () => {
    server.serve(always(404, { message: 'Not Found' }))
    expect(await connect().run(30)).toBeNull()
    server.serve(always(403, { message: 'Resource not accessible by integration' }))
    await expect(connect().run(30)).rejects.toMatchObject({ kind: 'forbidden', status: 403 })
    server.serve(always(410, {}))
    await expect(connect().run(30)).rejects.toMatchObject({ kind: 'gone' })
  })

  it.each([
    ['head_sha', { ...RUN, head_sha: 'main' }],
    ['id', { ...RUN, id: '30' }],
    ['id', { ...RUN, id: 2 ** 60 }],
    ['created_at', { ...RUN, created_at: 'yesterday' }],
    ['repository', { ...RUN, repository: null }],
    ['repository.id', { ...RUN, repository: {} }],
  ])('with a wrong %s is not believed, and not asked for again', async (key, run) => {
    server.serve(always(200, run))
    const words = `GET /repos/acme/shop/actions/runs/30: "${key}" of the answer is not what GitHub documents`
    const error = { kind: 'unavailable', status: 200, message: expect.stringContaining(words) }
    await expect(connect().run(30)).rejects.toMatchObject(error)
    expect(server.seen).toHaveLength(1)
  })

  it.each([[[]], [null], [5]])('that is %j is not believed', async (answer) => {
    server.serve(always(200, answer))
    await expect(connect().run(30)).rejects.toThrow(/: the answer is not what GitHub documents/)
  })
})

describe('the runs of a workflow', () => {
  it.each<[RunFilter, string]>([
    [{ headSha: SHA }, `head_sha=${SHA}`],
    [{ branch: 'release/1 & 2' }, 'branch=release%2F1+%26+2'],
    [{ event: 'schedule' }, 'event=schedule'],
  ])('are asked for with %j', async (filter, query) => {
    server.serve(always(200, { total_count: 0, workflow_runs: [] }))
    expect(await connect().runsOf('ci.yml', filter, 10)).toEqual([])
    expect(urls()).toEqual([
      `/repos/acme/shop/actions/workflows/ci.yml/runs?${query}&exclude_pull_requests=true&per_page=10`,
    ])
  })

  it.each([
    ['my ci#1?.yml', 'my%20ci%231%3F.yml'],
    ['%2e%2e', '%252e%252e'],
    ['a/../b', 'a%2F..%2Fb'],
    [':id{x}', '%3Aid%7Bx%7D'],
    [77, '77'],
  ])('of the workflow %s are those of no other', async (workflow, encoded) => {
    server.serve(always(200, { workflow_runs: [] }))
    await connect().runsOf(workflow, { event: 'push' }, 1)
    expect(urls()[0]).toContain(`/actions/workflows/${encoded}/runs?`)
  })

  it.each(['', '.', '..', '\ud800'])('of a workflow named %j are none, without a request', async (workflow) => {
    server.serve(always(200, { workflow_runs: [RUN] }))
    expect(await connect().runsOf(workflow, { event: 'push' }, 1)).toBeNull()
    expect(server.seen).toHaveLength(0)
  })

  it('of an unknown workflow are null', async () => {
    server.serve(always(404, { message: 'Not Found' }))
    expect(await connect().runsOf('no.yml', { event: 'push' }, 1)).toBeNull()
  })

  it('come newest first, by time and then by number', async () => {
    const runs = [
      { ...RUN, id: 3, created_at: '2026-03-01T10:00:00Z' },
      { ...RUN, id: 1, created_at: '2026-03-01T13:00:00+02:00' },
      { ...RUN, id: 10, created_at: '2026-03-01T10:00:00Z' },
      { ...RUN, id: 99, created_at: '2026-03-02T10:00:00Z' },
    ]
    server.serve(always(200, { workflow_runs: runs }))
    expect((await connect().runsOf(5, { event: 'push' }, 9))?.map((run) => run.id)).toEqual([99, 1, 10, 3])
  })

  it('are read page by page until there are enough', async () => {
    server.serve((seen, response) => {
      const page = Number(new URL(seen.url, server.url).searchParams.get('page') ?? 1)
      const runs = Array.from({ length: 100 }, (_, index) => ({ ...RUN, id: 1_000 - page * 100 - index }))
      reply(response, 200, { total_count: 900, workflow_runs: runs })
    })
    const runs = await connect().runsOf(5, { branch: 'main' }, 250)
    expect(runs?.map((run) => run.id)).toEqual(Array.from({ length: 250 }, (_, index) => 900 - index))
    expect(urls().map((url) => url.replace(/.*per_page/, 'per_page'))).toEqual([
      'per_page=100',
      'per_page=100&page=2',
      'per_page=100&page=3',
    ])
  })

  it('are not asked for where none are wanted', async () => {
    server.serve(always(200, { workflow_runs: [RUN] }))
    expect(await connect().runsOf(5, { branch: 'main' }, 0)).toEqual([])
    expect(server.seen).toHaveLength(0)
  })
})

describe('the artifacts of a run', () => {
  it('are asked for by name, newest first, and those of other names left out', async () => {
    const artifacts = [
      { ...ARTIFACT, id: 1, created_at: '2026-03-01T10:00:00Z', digest: null },
      { ...ARTIFACT, id: 2, name: 'profile-gate-profiles-other' },
      { ...ARTIFACT, id: 3, expired: true, digest: undefined },
      { ...ARTIFACT, id: 4 },
    ]
    server.serve(always(200, { total_count: 4, artifacts }))
    const found = await connect().artifactsOf(30, 'profile-gate-profiles')
    expect(found.map((artifact) => [artifact.id, artifact.isExpired, artifact.digest])).toEqual([
      [4, false, ARTIFACT.digest],
      [3, true, null],
      [1, false, null],
    ])
    expect(found[0]).toMatchObject({ name: ARTIFACT.name, sizeBytes: 1_000, createdAt: ARTIFACT.created_at })
    expect(urls()).toEqual(['/repos/acme/shop/actions/runs/30/artifacts?name=profile-gate-profiles&per_page=100'])
  })

  it('are none where the run is gone', async () => {
    server.serve(always(404, { message: 'Not Found' }))
    expect(await connect().artifactsOf(30, 'x')).toEqual([])
  })

  it('are unknown, which is not none, where the run is there', async () => {
    server.serve(inTurn(always(404, { message: 'Not Found' }), always(200, RUN)))
    await expect(connect().artifactsOf(30, 'x')).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('of all runs are listed by whose they are, one page of them', async () => {
    const own = { id: 30, repository_id: 1, head_repository_id: 1, head_branch: 'main', head_sha: SHA }
    const fork = { ...own, id: 31, head_repository_id: 2 }
    const { head_repository_id: _, ...gone } = { ...own, id: 32 }
    const artifacts = [own, fork, gone].map((run) => ({ ...ARTIFACT, workflow_run: run }))
    server.serve(inTurn(always(500, {}), always(200, { total_count: 3, artifacts })))
    const holder = { headBranch: 'main', storedAt: ARTIFACT.created_at }
    expect(await connect().holdersOf('a&b')).toEqual({
      holders: [
        { ...holder, runId: 30, isOwn: true },
        { ...holder, runId: 31, isOwn: false },
        { ...holder, runId: 32, isOwn: false },
      ],
      isAll: true,
    })
    expect(urls()[1]).toBe('/repos/acme/shop/actions/artifacts?name=a%26b&per_page=100')
  })

  it.each<[number, object | null | undefined]>([
    [101, { id: 30, repository_id: 1, head_repository_id: 1, head_branch: 'main', head_sha: SHA }],
    [1, null],
    [1, undefined],
  ])('of all runs are not all where there are %i and the first is of %j', async (count, run) => {
    server.serve(always(200, { total_count: count, artifacts: [{ ...ARTIFACT, workflow_run: run }] }))
    expect(await connect().holdersOf('a')).toMatchObject({ isAll: false })
  })
})
