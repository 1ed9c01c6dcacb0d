import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type ArtifactError,
  type ArtifactStore,
  isArtifactError,
  type RunArtifact,
} from '../../../src/github/artifacts/artifact-store.ts'
import { readSide } from '../../../src/load/side.ts'
import { contents, folderOf, temporaryFolder, write } from '../../load/temporary-folder.ts'
import { type Kept, printed, startResultsService } from './results-service.ts'

const service = await startResultsService()
const { openArtifacts } = await import('../../../src/github/artifacts/client.ts')
const root = temporaryFolder()
const downloads = join(root, 'downloads')

const opened = (changes: Partial<Parameters<typeof openArtifacts>[0]> = {}): ArtifactStore =>
  openArtifacts({
    token: 'secret',
    repository: { owner: 'acme', name: 'shop' },
    serverUrl: 'https://github.com',
    patience: { fixedMs: 10_000, bytesPerSecond: 2 ** 20 },
    ...changes,
  })

const store = opened()
const environment = { ...process.env }

beforeEach(() => {
  service.reset()
  printed.length = 0
})

afterEach(() => {
  Object.assign(process.env, environment)
})

/** The error that a promise ends in. */
async function failureOf(promise: Promise<unknown>): Promise<ArtifactError> {
  const error = await promise.then(
    (answer) => answer,
    (thrown: unknown) => thrown,
  )
  if (isArtifactError(error)) return error
  throw new Error(`an ArtifactError was expected: ${String(error)}`)
}

const asListed = ({ id, name, body, digest, createdAt }: Kept): RunArtifact => {
  return { id, name, sizeBytes: body.length, digest, createdAt }
}

const twirp = (method: string): string => `POST /twirp/github.actions.results.api.v1.ArtifactService/${method}`

describe('an upload', () => {
  test('can be listed, downloaded and read as it was', async () => {
    const folder = write(join(root, 'round-trip'), {
      'heap.pb.gz': 'profile',
      'services/api/bench.txt': 'x'.repeat(5000),
    })
    const { id } = await store.upload('profiles', folder, ['heap.pb.gz', 'services/api/bench.txt'])
    const [listed] = await store.list()
    expect(listed).toMatchObject({ id, name: 'profiles', createdAt: '2026-11-21T10:00:00.000Z' })
    expect(listed?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    // The text is compressed.
    expect(listed?.sizeBytes).toBeLessThan(1000)
    const file = await store.download(listed as RunArtifact, null, downloads)
    expect(contents(folderOf(readSide(file)).files)).toEqual({
      'heap.pb.gz': 'profile',
      'services/api/bench.txt': 'x'.repeat(5000),
    })
  })

  test('under a name that the run has already is refused as such', async () => {
    service.add({ name: 'profiles', body: Buffer.from('zip') })
    const folder = write(join(root, 'twice'), { 'heap.pb.gz': 'profile' })
    const error = await failureOf(store.upload('profiles', folder, ['heap.pb.gz']))
    expect(error.kind).toBe('name-taken')
    expect(error.message).toContain('already exists')
  })

  test('beyond the quota is told as such, though the library hides its own error', async () => {
    service.intercept = (_, response) => {
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end('{"msg":"insufficient usage to create artifact"}')
      return true
    }
    const folder = write(join(root, 'quota'), { 'heap.pb.gz': 'profile' })
    const error = await failureOf(store.upload('profiles', folder, ['heap.pb.gz']))
    expect(error.kind).toBe('quota')
    expect(error.message).toMatch(/^upload of profiles: .*quota/)
  })

  test('that stalls is given up', async () => {
    service.intercept = (request) => request.method === 'PUT'
    const impatient = opened({ patience: { fixedMs: 1000, bytesPerSecond: 2 ** 20 } })
    const folder = write(join(root, 'stalled'), { 'heap.pb.gz': 'profile' })
    const error = await failureOf(impatient.upload('profiles', folder, ['heap.pb.gz']))
    expect(error.kind).toBe('failed')
    expect(error.message).toMatch(/^upload of profiles: not done after \d s, given up$/)
  })
})

test('the list tells the newest of each name', async () => {
  service.add({ name: 'a', body: Buffer.from('old') })
  const newest = service.add({ name: 'a', body: Buffer.from('newer'), digest: null })
  expect(await store.list()).toEqual([asListed(newest)])
})

test('a digest that is none counts as not recorded', async () => {
  service.add({ name: 'a', body: Buffer.from('x'), digest: 'sha256:1234' })
  expect((await store.list())[0]?.digest).toBeNull()
})

test('a removed artifact is gone', async () => {
  service.add({ name: 'a', body: Buffer.from('x') })
  await store.remove('a')
  expect(service.artifacts.size).toBe(0)
  expect((await failureOf(store.remove('a'))).kind).toBe('missing')
})

describe('a download', () => {
  test('keeps an artifact that is a single file, under its name', async () => {
    const kept = service.add({ name: 'heap.pb.gz', body: Buffer.from('profile'), mimeType: 'application/gzip' })
    const file = await store.download(asListed(kept), null, downloads)
    expect(basename(file)).toBe('heap.pb.gz')
    expect(readFileSync(file, 'utf8')).toBe('profile')
  })

  test('of two artifacts with one file name gives two files', async () => {
    const first = service.add({ name: 'profiles', body: Buffer.from('one') })
    const one = await store.download(asListed(first), null, downloads)
    service.artifacts.clear()
    const second = service.add({ name: 'profiles', body: Buffer.from('two') })
    const two = await store.download(asListed(second), null, downloads)
    expect([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')]).toEqual(['one', 'two'])
  })

  test('from another run asks the REST API, with the token, and the storage without', async () => {
    const kept = service.add({ name: 'profiles', run: 7, body: Buffer.from('zip') })
    const file = await store.download(asListed(kept), 7, downloads)
    expect(readFileSync(file, 'utf8')).toBe('zip')
    expect(service.requests).toEqual([
      `GET /repos/acme/shop/actions/artifacts/${kept.id}/zip`,
      `GET /blob/${kept.id}?sig=DOWNLOADSIGNATURE`,
    ])
  })

  test.each([null, 7])('that arrives changed is refused (run %s)', async (run) => {
    const kept = service.add({ name: 'profiles', run, body: Buffer.from('zip'), digest: `sha256:${'0'.repeat(64)}` })
    expect((await failureOf(store.download(asListed(kept), run, downloads))).kind).toBe('digest-mismatch')
  })

  test('without a recorded digest is taken', async () => {
    const kept = service.add({ name: 'profiles', body: Buffer.from('zip'), digest: null })
    expect(readFileSync(await store.download(asListed(kept), null, downloads), 'utf8')).toBe('zip')
  })

  test('of an expired artifact says so', async () => {
    const kept = service.add({ name: 'profiles', run: 7, body: Buffer.from('zip'), isExpired: true })
    const error = await failureOf(store.download(asListed(kept), 7, downloads))
    expect(error.kind).toBe('expired')
    expect(error.message).toContain('Artifact has expired')
  })

  test.each([null, 7])('of a deleted artifact says that there is none (run %s)', async (run) => {
    const kept = service.add({ name: 'profiles', run, body: Buffer.from('zip') })
    service.reset()
    expect((await failureOf(store.download(asListed(kept), run, downloads))).kind).toBe('missing')
  })

  test('that the token may not make names the permission', async () => {
    const kept = service.add({ name: 'profiles', run: 7, body: Buffer.from('zip') })
    const error = await failureOf(opened({ token: 'other' }).download(asListed(kept), 7, downloads))
    expect(error.kind).toBe('forbidden')
    expect(error.message).toContain('the token needs `actions: read`')
  })

  test('whose body drips without end is given up', async () => {
    const kept = service.add({ name: 'profiles', body: Buffer.from('zip') })
    let drips: NodeJS.Timeout | undefined
    service.intercept = (request, response) => {
      if (request.url?.startsWith('/blob/') !== true) return false
      response.writeHead(200, { 'content-type': 'application/zip' })
      drips = setInterval(() => response.write('.'), 50)
      return true
    }
    const impatient = opened({ patience: { fixedMs: 1200, bytesPerSecond: 2 ** 20 } })
    const error = await failureOf(impatient.download(asListed(kept), null, downloads))
    clearInterval(drips)
    expect(error.kind).toBe('failed')
    expect(error.message).toMatch(/^download of profiles: not done after \d s, given up$/)
  })

  test('has more time for a large artifact', async () => {
    const kept = service.add({ name: 'profiles', body: Buffer.from('zip') })
    service.intercept = (request, response) => {
      if (request.url?.startsWith('/blob/') !== true) return false
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/zip' }).end('zip'), 600)
      return true
    }
    const patience = { fixedMs: 300, bytesPerSecond: 1000 }
    const large = { ...asListed(kept), sizeBytes: 5000 }
    expect((await failureOf(opened({ patience }).download(asListed(kept), null, downloads))).kind).toBe('failed')
    expect(readFileSync(await opened({ patience }).download(large, null, downloads), 'utf8')).toBe('zip')
  })
})

describe('a name that a log would take for a command', () => {
  const names = ['a\n::stop-commands::x', 'a\u001b[2J', '##[error]a', '%23%23[add-mask]a', 'a%0A::add-mask::b']

  test.each(names)('is neither asked for nor printed: %j', async (name) => {
    const artifact = { ...asListed(service.add({ name, body: Buffer.from('x') })), name }
    const folder = write(join(root, 'named'), { 'heap.pb.gz': 'profile' })
    for (const work of [
      store.download(artifact, null, downloads),
      store.download(artifact, 7, downloads),
      store.upload(name, folder, ['heap.pb.gz']),
      store.remove(name),
    ]) {
      const error = await failureOf(work)
      expect(error.kind).toBe('failed')
      expect(error.message).not.toContain(name)
    }
    expect(service.requests).toEqual([])
    expect(printed.join('')).toBe('')
  })
})

describe('without what artifacts need', () => {
  test.each(['https://github.example.com', 'http://127.0.0.1:3000'])(
    'on %s it says what to do, and prints no warning',
    async (serverUrl) => {
      const server = opened({ serverUrl })
      const folder = write(join(root, 'server'), { 'heap.pb.gz': 'profile' })
      for (const work of [server.list(), server.remove('a'), server.upload('a', folder, ['heap.pb.gz'])]) {
        const error = await failureOf(work)
        expect(error.kind).toBe('not-supported')
        expect(error.message).toContain('give paths for `candidate` and `baseline`, and `store: false`')
      }
      expect(service.requests).toEqual([])
      expect(printed.join('')).toBe('')
    },
  )

  test.each(['https://github.com', 'https://acme.ghe.com', 'http://github.localhost:3000'])(
    'on %s nothing is missing',
    async (serverUrl) => {
      expect(await opened({ serverUrl }).list()).toEqual([])
    },
  )

  test.each([
    ['no runtime token', 'ACTIONS_RUNTIME_TOKEN', ''],
    ['no address', 'ACTIONS_RESULTS_URL', ''],
    ['a token that is none', 'ACTIONS_RUNTIME_TOKEN', 'nonsense'],
    ['a token for something else', 'ACTIONS_RUNTIME_TOKEN', 'e30.eyJzY3AiOiJvdGhlciJ9.x'],
  ])('with %s it says where it has to run', async (_, variable, value) => {
    process.env[variable] = value
    const error = await failureOf(store.list())
    expect(error.kind).toBe('no-runtime')
    expect(error.message).toContain('run it as an action')
  })

  test('a service that fails for long is asked again, until time is up', async () => {
    service.intercept = (_, response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
      return true
    }
    const error = await failureOf(opened({ patience: { fixedMs: 4000, bytesPerSecond: 1 } }).list())
    expect(error.message).toMatch(/^list of artifacts: not done after \d s, given up$/)
    expect(service.requests).toEqual([twirp('ListArtifacts'), twirp('ListArtifacts')])
  })
})

test('each download has a folder of its own', async () => {
  const folder = join(root, 'own')
  mkdirSync(folder)
  const kept = service.add({ name: 'profiles', body: Buffer.from('zip') })
  await store.download(asListed(kept), null, folder)
  await store.download(asListed(kept), null, folder)
  expect(readdirSync(folder)).toHaveLength(2)
})
