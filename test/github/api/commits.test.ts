import { afterAll, describe, expect, it } from 'vitest'
import { always, connectTo, OTHER, reply, SHA, startServer } from './server.ts'

const server = await startServer()
const connect = await connectTo(server.url)
afterAll(() => server.close())

const REPOSITORY = '/repos/acme/shop'
const NO_COMMIT: readonly [number, string][] = [
  [404, 'Not Found'],
  [409, 'Git Repository is empty.'],
  [422, `No commit found for SHA: ${SHA}`],
]

describe('parents', () => {
  it.each([
    ['a root commit', []],
    ['a merge commit', [OTHER, SHA]],
  ])('of %s come in order', async (_, parents) => {
    server.serve(always(200, { sha: SHA, parents: parents.map((sha) => ({ sha, url: 'x' })) }))
    expect(await connect().parentsOf(SHA)).toEqual(parents)
    expect(server.seen[0]?.url).toBe(`${REPOSITORY}/git/commits/${SHA}`)
  })

  it.each(NO_COMMIT)('are null where %i says that there is no such commit', async (status, message) => {
    server.serve(always(status, { message }))
    expect(await connect().parentsOf(SHA)).toBeNull()
    expect(await connect().ancestorsOf(SHA, 5)).toBeNull()
    expect(await connect().mergeBase(SHA, OTHER)).toBeNull()
    expect(await connect().fileAt(SHA, 'x')).toEqual({ kind: 'absent' })
  })

  it.each([
    [409, 'Conflict'],
    [422, 'Validation Failed'],
  ])('are an error where %i says something else', async (status, message) => {
    server.serve(always(status, { message }))
    await expect(connect().parentsOf(SHA)).rejects.toMatchObject({ kind: 'refused', status })
  })
})

describe('the merge base', () => {
  it('is asked for without the commits between', async () => {
    server.serve(always(200, { merge_base_commit: { sha: OTHER }, commits: [] }))
    expect(await connect().mergeBase('release/1', SHA)).toBe(OTHER)
    expect(server.seen[0]?.url).toBe(`${REPOSITORY}/compare/release%2F1...${SHA}?per_page=1`)
  })

  it('that is missing in the answer is named', async () => {
    server.serve(always(200, { merge_base_commit: {} }))
    await expect(connect().mergeBase(SHA, OTHER)).rejects.toThrow(/"merge_base_commit.sha" of the answer/)
  })
})

describe('ancestors', () => {
  it('keep the order of GitHub, each once, and no more than asked for', async () => {
    const shas = Array.from({ length: 150 }, (_, index) => (0xf00 - index).toString(16).padStart(40, '0'))
    server.serve((seen, response) => {
      const url = new URL(seen.url, server.url)
      const page = Number(url.searchParams.get('page') ?? 1)
      const size = Number(url.searchParams.get('per_page'))
      // A commit that came meanwhile has shifted the second page by one.
      const from = page === 1 ? 0 : size - 1
      const link =
        page === 1 ? { link: `<${server.url}/x?page=2>; rel="next", <x>; rel="last"` } : { link: '<x>; rel="first"' }
      reply(
        response,
        200,
        shas.slice(from, from + size).map((sha) => ({ sha })),
        link,
      )
    })
    expect(await connect().ancestorsOf(SHA, 20)).toEqual(shas.slice(0, 20))
    expect(server.seen.map((seen) => seen.url)).toEqual([`${REPOSITORY}/commits?sha=${SHA}&per_page=20`])
    expect(await connect().ancestorsOf(SHA, 500)).toEqual(shas)
  })

  it('end where a server gives the same page again and again', async () => {
    server.serve(always(200, [{ sha: SHA }], { link: '<x>; rel="next"' }))
    expect(await connect().ancestorsOf(SHA, 500)).toEqual([SHA])
    expect(server.seen).toHaveLength(2)
  })
})

describe('a file', () => {
  const file = (bytes: Uint8Array | string, more: object = {}): object => {
    const content = Buffer.from(bytes)
    const lines = content.toString('base64').replace(/.{60}/g, '$&\n')
    return { type: 'file', encoding: 'base64', size: content.length, content: lines, ...more }
  }

  it.each([
    ['', ''],
    ['umlauts', 'größe: "1 MB" # 😀\r\n'.repeat(20)],
    ['a byte order mark', '\ufeffversion: 1\n'],
  ])('is given exactly: %s', async (_, text) => {
    server.serve(always(200, file(text)))
    expect(await connect().fileAt(SHA, 'profile-gate.yml')).toEqual({ kind: 'text', text })
    expect(server.seen[0]?.url).toBe(`${REPOSITORY}/contents/profile-gate.yml?ref=${SHA}`)
  })

  it.each([
    ['.github/a b.yml', '.github/a%20b.yml'],
    ['./.github//x.yml', '.github/x.yml'],
    ['100%?#{y}:z+é.yml', '100%25%3F%23%7By%7D%3Az%2B%C3%A9.yml'],
    ['%2e%2e/%2F', '%252e%252e/%252F'],
    ['...', '...'],
    ['', ''],
  ])('at %j is asked for by that very path', async (path, encoded) => {
    server.serve(always(404, { message: 'Not Found' }))
    expect(await connect().fileAt(SHA, path)).toEqual({ kind: 'absent' })
    const target = encoded === '' ? `${REPOSITORY}/contents` : `${REPOSITORY}/contents/${encoded}`
    expect(server.seen.map((seen) => seen.url)).toEqual([`${target}?ref=${SHA}`])
  })

  it.each(['../x', 'a/../../../x', '..', 'a/\udc00'])('at %j cannot be, and is not asked for', async (path) => {
    server.serve(always(200, file('found')))
    expect(await connect().fileAt(SHA, path)).toEqual({ kind: 'absent' })
    expect(server.seen).toHaveLength(0)
  })

  it.each([
    ['a folder', 'folder', [{ type: 'file', name: 'x' }]],
    ['an empty folder', 'folder', []],
    ['a folder by type', 'folder', { type: 'dir' }],
    ['a submodule', 'submodule', { type: 'submodule', submodule_git_url: 'git://x' }],
    ['a link that leads out of the repository', 'not-text', { type: 'symlink', target: '/etc/passwd' }],
    ['more than 1 MB', 'too-large', { type: 'file', encoding: 'none', size: 2_000_000, content: '' }],
    ['UTF-16', 'not-text', file(Buffer.from('\ufeffa: 1', 'utf16le'))],
    ['a zero byte', 'not-text', file('a\0b')],
    ['half a character', 'not-text', file(Uint8Array.of(0xc3))],
  ])('that is %s is unusable: %s', async (_, why, answer) => {
    server.serve(always(200, answer))
    expect(await connect().fileAt(SHA, 'x')).toEqual({ kind: 'unusable', why })
  })

  it('of more than 100 MB is too large, though GitHub calls that forbidden', async () => {
    const message = 'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.'
    server.serve(always(403, { message, errors: [{ code: 'too_large' }] }))
    expect(await connect().fileAt(SHA, 'x')).toEqual({ kind: 'unusable', why: 'too-large' })
    server.serve(always(403, { message: 'Resource not accessible by integration' }))
    await expect(connect().fileAt(SHA, 'x')).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it.each([
    ['fewer bytes than it has', file('text', { size: 5 })],
    ['an unknown encoding', file('text', { encoding: 'base32' })],
    ['no content', file('text', { content: null })],
    ['an unknown type', { type: 'blob' }],
  ])('given with %s is not believed', async (_, answer) => {
    server.serve(always(200, answer))
    await expect(connect().fileAt(SHA, 'x')).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('a pull request', () => {
  it.each([
    ['open', true],
    ['closed', false],
  ])('that is %s', async (state, isOpen) => {
    server.serve(always(200, { number: 3, state, head: { sha: SHA, ref: 'x' } }))
    expect(await connect().pull(3)).toEqual({ isOpen, headSha: SHA })
    expect(server.seen[0]?.url).toBe(`${REPOSITORY}/pulls/3`)
  })

  it('that does not exist is an error', async () => {
    server.serve(always(404, { message: 'Not Found' }))
    const message = 'GET /repos/acme/shop/pulls/3: 404 (Not Found)'
    await expect(connect().pull(3)).rejects.toMatchObject({ kind: 'not-found', status: 404, message })
  })
})
