import { afterAll, describe, expect, it } from 'vitest'
import { always, connectTo, OTHER, reply, SHA, startServer } from './server.ts'

const server = await startServer()
const connect = await connectTo(server.url)
afterAll(() => server.close())

const file = (filename: string, parts: object = {}) => ({
  filename,
  status: 'modified',
  changes: 2,
  sha: SHA,
  ...parts,
})
const listed = (path: string, parts: object = {}) => ({
  ...{ path, status: 'modified', changes: 2, patch: null, blob: SHA },
  ...parts,
})

describe('the files of a comparison', () => {
  it('are asked for without the commits between', async () => {
    const renamed = { status: 'renamed', previous_filename: 'b.go', patch: '@@ -1 +1 @@\n-a\n+b' }
    server.serve(always(200, { files: [file('a.go', renamed), file('p.png', { sha: null })] }))
    const { status, patch } = renamed
    expect(await connect().comparedFiles(OTHER, SHA)).toEqual([
      listed('a.go', { status, patch }),
      listed('p.png', { blob: null }),
    ])
    expect(server.seen.map(({ url }) => url)).toEqual([`/repos/acme/shop/compare/${OTHER}...${SHA}?per_page=1`])
  })

  it.each([
    [200, {}, []],
    [404, { message: 'Not Found' }, null],
  ])('of an answer %i that has none', async (status, body, expected) => {
    server.serve(always(status, body))
    expect(await connect().comparedFiles(OTHER, SHA)).toEqual(expected)
  })

  it('that lack their name are no answer', async () => {
    server.serve(always(200, { files: [{ status: 'added' }] }))
    await expect(connect().comparedFiles(OTHER, SHA)).rejects.toThrow(/"files.0.filename" of the answer/)
  })
})

describe('the files of a pull request', () => {
  it('are those of all pages, 3,000 at most', async () => {
    server.serve((seen, response) => {
      const page = Number(new URL(seen.url, server.url).searchParams.get('page') ?? 1)
      const files = Array.from({ length: 100 }, (_, at) => file(`${page}/${at}.go`))
      reply(response, 200, files, { link: `<${server.url}/next>; rel="next"` })
    })
    const files = await connect().filesOfPull(7)
    expect([files.length, server.seen.length]).toEqual([3_000, 30])
    expect(server.seen[1]?.url).toBe('/repos/acme/shop/pulls/7/files?per_page=100&page=2')
    expect(files[100]).toEqual(listed('2/0.go'))
  })
})
