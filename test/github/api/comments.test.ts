import { afterAll, describe, expect, it } from 'vitest'
import { always, connectTo, reply, startServer } from './server.ts'

const server = await startServer()
const connect = await connectTo(server.url)
afterAll(() => server.close())

function comment(id: number): object {
  return { id, user: { login: 'octocat', type: 'User' }, body: `number ${id}`, html_url: `https://github.com/#${id}` }
}

/** Serves a list by its pages, as GitHub does. */
function list(comments: readonly object[], hasLinks: boolean): void {
  server.serve((seen, response) => {
    const url = new URL(seen.url, server.url)
    const page = Number(url.searchParams.get('page') ?? 1)
    const size = Number(url.searchParams.get('per_page') ?? 30)
    const isLast = page * size >= comments.length
    // The address itself must not be followed: it could lead anywhere.
    const link = `${isLast ? '' : '<http://127.0.0.1:1/next>; rel="next", '}<http://127.0.0.1:1/last>; rel="last"`
    reply(response, 200, comments.slice((page - 1) * size, page * size), hasLinks ? { link } : {})
  })
}

describe('comments', () => {
  it.each([
    [0, true, 1],
    [1, true, 1],
    [100, true, 1],
    [101, true, 2],
    [250, true, 3],
    [250, false, 3],
    [200, false, 3],
  ])('%i of them, with a Link header: %j, are read with %i requests', async (count, hasLinks, requests) => {
    const ids = Array.from({ length: count }, (_, index) => index + 1)
    list(ids.map(comment), hasLinks)
    expect((await connect().comments(8)).map((one) => one.id)).toEqual(ids)
    expect(server.seen).toHaveLength(requests)
    expect(server.seen[0]?.url).toBe('/repos/acme/shop/issues/8/comments?per_page=100')
  })

  it('come oldest first in whatever order GitHub gives them', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => ((index * 97) % 230) + 1)
    list(ids.map(comment), true)
    const found = await connect().comments(8)
    expect(found.map((one) => one.id)).toEqual([...ids].sort((one, other) => one - other))
    expect(found[0]).toEqual({ id: 1, author: 'octocat', body: 'number 1', url: 'https://github.com/#1' })
  })

  it('beyond the 3,000th are not read', async () => {
    list(
      Array.from({ length: 4_000 }, (_, index) => comment(index + 1)),
      true,
    )
    const found = await connect().comments(8)
    expect(found).toHaveLength(3_000)
    expect(found[0]?.id).toBe(1)
    expect(server.seen).toHaveLength(30)
  })

  it('of a deleted account, or without a text, are read all the same', async () => {
    list([{ ...comment(1), user: null, body: undefined }], true)
    expect(await connect().comments(8)).toEqual([{ id: 1, author: null, body: '', url: 'https://github.com/#1' }])
  })

  it('of a page that failed are read at the second try, without those before', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => index + 1)
    let requests = 0
    server.serve((seen, response) => {
      requests++
      if (requests === 2) return reply(response, 502, {})
      const from = seen.url.includes('page=2') ? 100 : 0
      reply(response, 200, ids.slice(from, from + 100).map(comment))
    })
    expect(await connect().comments(8)).toHaveLength(150)
    expect(server.seen.map((seen) => /&page=2$/.test(seen.url))).toEqual([false, true, true])
  })

  it('that are not what they should be are named', async () => {
    server.serve(always(200, [comment(1), { id: 2 }]))
    await expect(connect().comments(8)).rejects.toThrow('"1.html_url" of the answer')
  })
})

describe('a comment', () => {
  it('is changed', async () => {
    server.serve(always(200, comment(5)))
    expect(await connect().updateComment(5, 'new "text"\n')).toMatchObject({ id: 5 })
    expect(server.seen).toMatchObject([
      { method: 'PATCH', url: '/repos/acme/shop/issues/comments/5', body: '{"body":"new \\"text\\"\\n"}' },
    ])
  })

  it('is deleted, and it does not matter if somebody else was faster', async () => {
    server.serve((_, response) => response.writeHead(204).end())
    await connect().deleteComment(5)
    expect(server.seen).toMatchObject([{ method: 'DELETE', url: '/repos/acme/shop/issues/comments/5', body: '' }])
    server.serve(always(404, { message: 'Not Found' }))
    await connect().deleteComment(5)
    server.serve(always(403, { message: 'Resource not accessible by integration' }))
    await expect(connect().deleteComment(5)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it.each([404, 410])('that is gone (%i) cannot be changed', async (status) => {
    server.serve(always(status, {}))
    expect(await connect().updateComment(5, 'x')).toBeNull()
  })

  it('that may not be written is an error, at once', async () => {
    server.serve(always(403, { message: 'Resource not accessible by integration' }))
    const message = 'POST /repos/acme/shop/issues/8/comments: 403 (Resource not accessible by integration)'
    await expect(connect().createComment(8, 'x')).rejects.toMatchObject({ kind: 'forbidden', status: 403, message })
    expect(server.seen).toHaveLength(1)
  })
})

describe('the login of the token', () => {
  it.each([
    ['RATE_LIMITED', 'rate-limited'],
    ['FORBIDDEN', 'forbidden'],
    ['NOT_FOUND', 'refused'],
    [undefined, 'refused'],
  ])('that is refused as %s is an error, though the status is 200', async (type, kind) => {
    server.serve(always(200, { data: null, errors: [{ type, message: 'n\no' }] }))
    await expect(connect().viewer()).rejects.toMatchObject({ kind, message: 'POST /graphql: n o' })
  })

  it('is asked for again after a server error', async () => {
    let requests = 0
    server.serve((_, response) => {
      if (++requests < 3) response.destroy()
      else reply(response, 200, { data: { viewer: { login: 'octocat' } } })
    })
    expect(await connect().viewer()).toBe('octocat')
    expect(server.seen.map((seen) => seen.url)).toEqual(['/graphql', '/graphql', '/graphql'])
  })

  it('that is missing is named', async () => {
    server.serve(always(200, { data: { viewer: null } }))
    await expect(connect().viewer()).rejects.toThrow('"data.viewer" of the answer')
  })
})
