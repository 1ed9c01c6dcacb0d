import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Fault, refusals } from './faults.ts'
import { type GitHub, startGitHub } from './github.ts'
import type { PullRequest } from './pull.ts'

let github: GitHub
let pull: PullRequest
let token: string

beforeEach(async () => {
  github = await startGitHub()
  const shop = github.repository('acme/shop')
  shop.commit({ branch: 'main' })
  shop.commit({ branch: 'change' })
  pull = shop.pull({ head: { branch: 'change' } })
  for (const body of ['one', 'two', 'three']) pull.comment({ body })
  token = github.token()
})
afterEach(() => github.close())

const comments = '/repos/acme/shop/issues/7/comments'

function ask(path = comments, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28' }
  return fetch(github.apiUrl + path, { headers, signal: AbortSignal.timeout(400), ...init })
}

function post(body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return ask(comments, { method: 'POST', headers, body: JSON.stringify({ body }) })
}

/** What reading an answer comes to: its text, or the error and its cause. */
async function outcome(answer: Promise<Response>): Promise<string> {
  try {
    return await (await answer).text()
  } catch (error) {
    const { name, message, cause } = error as Error
    return `${name}: ${message} ${cause instanceof Error ? `${cause.message} ${(cause as { code?: string }).code}` : ''}`
  }
}

describe('an answer instead of any work', () => {
  test.each([
    [refusals.status(404), 404, null, 'Status 404'],
    [refusals.status(410, 'Gone for good'), 410, null, 'Gone for good'],
    [refusals.status(422), 422, null, 'Status 422'],
    [refusals.status(500), 500, null, 'Status 500'],
    [refusals.status(503), 503, null, 'Status 503'],
    [refusals.tooMany(2), 429, '2', 'Too many requests'],
    [refusals.secondaryLimit(3), 403, '3', 'secondary rate limit'],
    [refusals.primaryLimit(60), 403, null, 'API rate limit exceeded'],
  ])('%j', async (fault, status, retryAfter, message) => {
    github.fail('issues/create-comment', fault)
    const answer = await post('four')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter])
    expect(((await answer.json()) as { message: string }).message).toContain(message)
    expect(pull.comments).toHaveLength(3)
  })

  test('that the primary limit is reached is told by the headers', async () => {
    github.fail('rest', refusals.primaryLimit(60))
    const { headers } = await ask()
    expect(headers.get('x-ratelimit-remaining')).toBe('0')
    const seconds = Number(headers.get('x-ratelimit-reset')) - Date.now() / 1000
    expect(seconds).toBeGreaterThan(58)
    expect(seconds).toBeLessThan(62)
  })

  test('a page for people', async () => {
    github.fail('rest', { kind: 'html', status: 200 })
    const answer = await ask()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.text()).toContain('<!DOCTYPE html>')
  })

  test('redirects without an end', async () => {
    github.fail('rest', { kind: 'redirect-loop' })
    expect(await outcome(ask())).toContain('redirect count exceeded')
    expect(github.count('rest')).toBe(21)
  })

  test('of the results service and the blob store in their own words', async () => {
    github.fail('results', refusals.status(500, 'broken'))
    github.fail('blob', refusals.status(503))
    const results = await fetch(
      `${github.resultsUrl}/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`,
    )
    expect([results.status, await results.json()]).toEqual([500, { code: 'unknown', msg: 'broken' }])
    const blob = await fetch(`${github.storageUrl}/blob/1`)
    expect([blob.status, blob.headers.get('content-type')]).toEqual([503, 'application/xml'])
  })
})

describe('a connection', () => {
  test.each([
    ['before-work', 3],
    ['after-work', 4],
    ['in-body', 4],
  ] as const)('that is cut %s', async (moment, made) => {
    github.fail('issues/create-comment', { kind: 'cut', moment })
    expect(await outcome(post('four'))).toMatch(/fetch failed|terminated/)
    expect(pull.comments).toHaveLength(made)
    expect(github.requests[0]?.status).toBe(moment === 'in-body' ? 201 : null)
  })

  test('that is never answered, and one that is answered by half', async () => {
    github.fail('rest', { kind: 'silent' }, { times: 1 })
    expect(await outcome(ask())).toContain('TimeoutError')
    github.fail('rest', { kind: 'stalled' })
    const answer = await ask()
    expect([answer.status, await outcome(Promise.resolve(answer))]).toEqual([
      200,
      expect.stringContaining('TimeoutError'),
    ])
  })

  test('that is slow: answered late, or drop by drop', async () => {
    github.fail('rest', { kind: 'late', delayMs: 150 }, { times: 1 })
    const start = performance.now()
    await ask()
    expect(performance.now() - start).toBeGreaterThan(140)
    github.fail('rest', { kind: 'drip', chunkBytes: 1000, everyMs: 20 }, { times: 1 })
    const text = await outcome(ask())
    expect(performance.now() - start).toBeGreaterThan(200)
    expect(JSON.parse(text)).toHaveLength(3)
    github.fail('rest', { kind: 'drip', chunkBytes: 1, everyMs: 20 })
    expect(await outcome(ask())).toContain('TimeoutError')
  })
})

describe('an answer that is not what was asked for', () => {
  const half = (fault: Fault): Promise<string> => {
    github.fail('rest', fault)
    return outcome(ask())
  }

  test('JSON that ends in the middle', async () => {
    const text = await half({ kind: 'truncated' })
    expect(text).toMatch(/^\[\{/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('a length that is more than comes', async () => {
    expect(await half({ kind: 'wrong-length', moreBytes: 10 })).toContain('terminated')
  })

  test('a list the other way round', async () => {
    const listed = JSON.parse(await half({ kind: 'reversed' })) as { body: string }[]
    expect(listed.map(({ body }) => body)).toEqual(['three', 'two', 'one'])
  })

  test('bytes that are not those of the digest', async () => {
    const artifact = pull.repository.run({ event: 'push', sha: pull.base.sha }).artifact('p', { a: 'a' })
    github.fail('blob/download', { kind: 'other-bytes' })
    const answer = await ask(`/repos/acme/shop/actions/artifacts/${artifact.id}/zip`)
    const got = new Uint8Array(await answer.arrayBuffer())
    expect([got.length, Buffer.from(got).equals(artifact.bytes)]).toEqual([artifact.bytes.length, false])
  })
})

describe('which requests fail', () => {
  test('those of an operation, as often as said, after as many as said', async () => {
    const rule = github.fail('issues/list-comments', refusals.status(500), { times: 2, after: 1 })
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1) statuses.push((await ask()).status)
    expect(statuses).toEqual([200, 500, 500, 200])
    expect([rule.hits, github.requests.map(({ fault }) => fault)]).toEqual([2, [null, 'status', 'status', null]])
  })

  test('those of a pattern or a condition, until it is over', async () => {
    const byPage = github.fail(/^GET .*comments\?per_page=2/, refusals.status(500))
    github.fail(({ token: kind }) => kind === 'none', refusals.status(503))
    expect((await ask(`${comments}?per_page=2`)).status).toBe(500)
    expect((await ask(`${comments}?per_page=3`)).status).toBe(200)
    expect((await ask(comments, { headers: {} })).status).toBe(503)
    byPage.stop()
    expect((await ask(`${comments}?per_page=2`)).status).toBe(200)
  })

  test('others do things before and after a request', async () => {
    github.meanwhile('issues/list-comments', () => pull.comment({ body: 'meanwhile' }))
    github.meanwhile('issues/create-comment', () => pull.comment({ body: 'after' }), { moment: 'after' })
    expect(await (await ask()).json()).toHaveLength(4)
    await post('mine')
    expect(pull.comments.map(({ body }) => body)).toEqual(['one', 'two', 'three', 'meanwhile', 'mine', 'after'])
    expect(await (await ask()).json()).toHaveLength(6)
  })
})
