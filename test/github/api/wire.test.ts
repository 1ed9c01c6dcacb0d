import { afterAll, describe, expect, it } from 'vitest'
import { always, connectTo, type Handler, inTurn, OTHER, reply, SHA, startServer } from './server.ts'

const server = await startServer()
const elsewhere = await startServer()
const connect = await connectTo(`${server.url}/api/v3`)

afterAll(async () => {
  await server.close()
  await elsewhere.close()
})

const commit = { sha: SHA, parents: [{ sha: OTHER }] }
const good = always(200, commit)
const comment = { id: 1, user: { login: 'github-actions[bot]' }, body: 'text', html_url: 'https://github.com/x' }

const silent: Handler = () => {}
const closed: Handler = (_, response) => response.destroy()
const cut: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"parents":[')
  setTimeout(() => response.destroy(), 5)
}
const stalled: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"parents":[')
}
const truncated: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end('{"parents":[')
}
const page: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end('<html>Unicorn!</html>')
}
const strange: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': ';;;' })
  response.end('?')
}
const nothing: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end()
}

describe('every request', () => {
  it('names the version of the API, the program and the token', async () => {
    server.serve(good)
    await connect().parentsOf(SHA)
    expect(server.seen).toHaveLength(1)
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      url: `/api/v3/repos/acme/shop/git/commits/${SHA}`,
      headers: {
        'x-github-api-version': '2022-11-28',
        accept: 'application/vnd.github+json',
        authorization: 'token ghs_secret',
      },
    })
    expect(server.seen[0]?.headers['user-agent']).toMatch(/^profile-gate\/1\.2\.3( |$)/)
  })

  it('to GraphQL goes to where GitHub Enterprise Server has it, with the same headers', async () => {
    server.serve(always(200, { data: { viewer: { login: 'github-actions[bot]' } } }))
    expect(await connect().viewer()).toBe('github-actions[bot]')
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/graphql',
      body: '{"query":"query{viewer{login}}"}',
      headers: { 'x-github-api-version': '2022-11-28', accept: 'application/vnd.github+json' },
    })
  })
})

describe('a connection', () => {
  it.each<[string, Handler, string]>([
    ['that stays silent', silent, 'no whole answer within 1 s'],
    ['that closes', closed, 'other side closed'],
    ['that breaks off within the answer', cut, 'no answer'],
    ['that stalls within the answer', stalled, 'no whole answer within 1 s'],
    ['whose answer ends too early', truncated, 'no JSON'],
    ['that gives a page', page, 'no JSON'],
    ['that gives a type that is none', strange, ''],
  ])('%s is tried again', async (_, handler, words) => {
    server.serve(inTurn(handler, good))
    expect(await connect({ tryMs: 200 }).parentsOf(SHA)).toEqual([OTHER])
    expect(server.seen).toHaveLength(2)
    server.serve(handler)
    const error = await connect({ tryMs: 200 })
      .parentsOf(SHA)
      .catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'ApiError', kind: 'unavailable' })
    expect(String(error)).toContain(words)
    expect(String(error)).toContain('after 4 tries')
    expect(server.seen).toHaveLength(4)
  })

  it('that stays silent holds nobody up for longer than the limit', async () => {
    server.serve(silent)
    const started = performance.now()
    const asked = connect({ tryMs: 400 }, { ms: 600 }).parentsOf(SHA)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('holds nobody up for longer than the limit by all its requests together', async () => {
    server.serve(silent)
    const api = connect({ tryMs: 100 }, { ms: 700 })
    const started = performance.now()
    const asked = [() => api.parentsOf(SHA), () => api.mergeBase(SHA, OTHER), () => api.comments(1), () => api.viewer()]
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(performance.now() - started).toBeLessThan(1_500)
    const seen = server.seen.length
    await expect(api.pull(1)).rejects.toThrow('GET /repos/acme/shop/pulls/1: not done within 1 s')
    expect(server.seen).toHaveLength(seen)
  })

  it('is not charged with the time between two requests', async () => {
    server.serve(good)
    const api = connect({}, { ms: 400 })
    await api.parentsOf(SHA)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(await api.parentsOf(SHA)).toEqual([OTHER])
  })

  it('that gives page after page does not either', async () => {
    server.serve((seen, response) => {
      const page = Number(new URL(seen.url, server.url).searchParams.get('page') ?? 1)
      const commits = [{ sha: page.toString(16).padStart(40, '0') }]
      setTimeout(() => reply(response, 200, commits, { link: '<http://x/>; rel="next"' }), 20)
    })
    const asked = connect({}, { ms: 300 }).ancestorsOf(SHA, 1_000_000)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' })
    expect(server.seen.length).toBeLessThan(20)
  })

  it('that answers without a body is told', async () => {
    server.serve(nothing)
    await expect(connect().parentsOf(SHA)).rejects.toThrow(/not what GitHub documents/)
    expect(server.seen).toHaveLength(1)
  })

  it('that gives more than is ever asked for is closed', async () => {
    let written = 0
    server.serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536))) written += 65_536
      }
      response.on('drain', more)
      more()
    })
    const asked = connect({ tryMs: 10_000 }, { bytes: 100_000 }).parentsOf(SHA)
    await expect(asked).rejects.toThrow(/the answer has more than 100000 bytes/)
    expect(server.seen).toHaveLength(1)
    expect(written).toBeLessThan(50_000_000)
  })
})

describe('a comment', () => {
  it.each<[string, Handler]>([
    ['silence', silent],
    ['a closed connection', closed],
    ['a cut answer', cut],
    ['a page', page],
  ])('is not written again after %s', async (_, handler) => {
    server.serve(inTurn(handler, always(201, comment)))
    await expect(connect({ tryMs: 200 }).createComment(1, 'text')).rejects.toMatchObject({ kind: 'unavailable' })
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    [502, {}],
    [429, { 'retry-after': '0' }],
    [403, { 'retry-after': '0' }],
  ])('is written again after %i', async (status, headers) => {
    server.serve(inTurn(always(status, {}, headers), always(201, comment)))
    expect(await connect().createComment(7, 'text')).toMatchObject({ id: 1 })
    expect(server.seen.map((seen) => [seen.method, seen.url, seen.body])).toEqual([
      ['POST', '/api/v3/repos/acme/shop/issues/7/comments', '{"body":"text"}'],
      ['POST', '/api/v3/repos/acme/shop/issues/7/comments', '{"body":"text"}'],
    ])
  })

  it('is changed again after a closed connection', async () => {
    server.serve(inTurn(closed, always(200, comment)))
    expect(await connect().updateComment(1, 'text')).toMatchObject({ id: 1 })
    expect(server.seen.map((seen) => seen.method)).toEqual(['PATCH', 'PATCH'])
  })
})

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('%i is followed on the same server, with the token', async (status) => {
    server.serve((seen, response) => {
      if (seen.url.startsWith('/api/v3/repos/')) {
        reply(response, status, { message: 'Moved Permanently' }, { location: '/api/v3/repositories/7/git' })
      } else reply(response, 200, commit)
    })
    expect(await connect().parentsOf(SHA)).toEqual([OTHER])
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(['token ghs_secret', 'token ghs_secret'])
  })

  it('to another host goes there without the token', async () => {
    server.serve((_, response) => reply(response, 302, {}, { location: `${elsewhere.url}/commit` }))
    elsewhere.serve(good)
    expect(await connect().parentsOf(SHA)).toEqual([OTHER])
    expect(elsewhere.seen).toHaveLength(1)
    expect(JSON.stringify(elsewhere.seen)).not.toContain('ghs_secret')
  })

  it('in a circle is given up and named', async () => {
    server.serve((seen, response) => reply(response, 301, {}, { location: seen.url }))
    const asked = connect().parentsOf(SHA)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringMatching(/redirects/) })
    expect(server.seen.length).toBeLessThan(30)
  })

  it('without an address is given up and named', async () => {
    server.serve(always(302, {}))
    const asked = connect().parentsOf(SHA)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringMatching(/redirect/) })
    expect(server.seen).toHaveLength(1)
  })
})

describe('a server that is not there', () => {
  it('is asked four times', async () => {
    const gone = await startServer()
    await gone.close()
    server.serve((_, response) => reply(response, 302, {}, { location: gone.url }))
    const asked = connect().parentsOf(SHA)
    await expect(asked).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/ECONNREFUSED.* after 4 tries$/),
    })
    expect(server.seen).toHaveLength(4)
  })
})
