import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { ApiError } from '../../../src/github/api/error.ts'
import type { ManifestFacts } from '../../../src/github/artifacts/manifest-facts.ts'
import { type Storing, storeCandidate } from '../../../src/github/artifacts/store.ts'
import { readSide } from '../../../src/load/side.ts'
import { contents, folderOf, temporaryFolder, write } from '../../load/temporary-folder.ts'
import { startResultsService } from './results-service.ts'

const service = await startResultsService()
const { openArtifacts } = await import('../../../src/github/artifacts/client.ts')
const root = temporaryFolder()
const repository = { owner: 'acme', name: 'shop' }
const store = openArtifacts({
  token: '',
  repository,
  serverUrl: 'https://github.com',
  patience: { fixedMs: 5000, bytesPerSecond: 2 ** 20 },
})

const facts: ManifestFacts = {
  commit: 'a'.repeat(40),
  go: 'go1.26.8',
  goos: null,
  goarch: null,
  cpu: null,
  runner: null,
  gogc: null,
  cores: 4,
}
const FILLED = { version: 1, commit: facts.commit, go: 'go1.26.8', cores: 4 }

/** When the service says that an upload was done, and before. */
const UPLOADED = '2026-11-21T10:00:00.000Z'
const BEFORE = '2026-11-20T10:00:00.000Z'

const said: string[] = []
beforeEach(() => {
  service.reset()
  said.length = 0
})

const profiles = write(join(root, 'profiles'), { 'heap.pb.gz': 'new', 'api/cpu.pb.gz': 'cpu' })

function storing(changes: Partial<Storing> = {}, attempt = 1): Storing {
  return {
    store,
    side: readSide(profiles),
    run: { attempt, workspace: root, temporaryFolder: root },
    name: 'profile-gate-profiles',
    facts,
    attemptStartedAt: () => {
      throw new Error('must not be asked')
    },
    log: {
      info: (text) => void said.push(text),
      warning: (text) => void said.push(`warning: ${text}`),
      annotate: () => {},
      group: (_, work) => work(),
    },
    ...changes,
  }
}

/** What lies in the storage now, by artifact. */
async function kept(): Promise<Record<string, Record<string, string>>> {
  const listed = await store.list()
  const entries = listed.map(async (artifact) => {
    const side = folderOf(readSide(await store.download(artifact, null, root)))
    return [artifact.name, contents([...side.files, ...(side.manifest === null ? [] : [side.manifest])])] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

test('the files are stored with a manifest', async () => {
  const outcome = await storeCandidate(storing())
  expect(outcome).toEqual({ kind: 'stored', files: 2, bytes: 6 })
  const stored = (await kept())['profile-gate-profiles'] ?? {}
  expect({ ...stored, 'profile-gate.json': JSON.parse(stored['profile-gate.json'] ?? '') }).toEqual({
    'heap.pb.gz': 'new',
    'api/cpu.pb.gz': 'cpu',
    'profile-gate.json': FILLED,
  })
})

test('a single file is stored as a folder with it', async () => {
  await storeCandidate(storing({ side: readSide(join(profiles, 'heap.pb.gz')) }))
  expect(Object.keys((await kept())['profile-gate-profiles'] ?? {}).sort()).toEqual(['heap.pb.gz', 'profile-gate.json'])
})

describe('the manifest of the user', () => {
  const storedManifest = async (name: string, text: string): Promise<string> => {
    const folder = write(join(root, name), { 'heap.pb.gz': 'x', 'profile-gate.json': text })
    await storeCandidate(storing({ side: readSide(folder) }))
    return (await kept())['profile-gate-profiles']?.['profile-gate.json'] ?? ''
  }

  test('is filled in', async () => {
    const stored = await storedManifest('filled', '{"version":1,"go":"go1.20","operations":1000,"x":true}')
    expect(JSON.parse(stored)).toEqual({ ...FILLED, go: 'go1.20', operations: 1000, x: true })
    expect(said).toEqual([])
  })

  test('is left as it is where it is broken, which is said', async () => {
    expect(await storedManifest('broken', '{"version":1,')).toBe('{"version":1,')
    expect(said).toEqual([expect.stringContaining('no JSON object')])
  })

  test.skipIf(process.platform === 'win32')('is written anew where it is a link', async () => {
    const folder = write(join(root, 'linked'), { 'heap.pb.gz': 'x', secret: '{"version":1,"cpu":"SECRET"}' })
    symlinkSync('secret', join(folder, 'profile-gate.json'))
    await storeCandidate(storing({ side: readSide(folder) }))
    const stored = (await kept())['profile-gate-profiles']?.['profile-gate.json'] ?? ''
    expect(JSON.parse(stored)).toEqual(FILLED)
    expect(said).toEqual([expect.stringContaining('link')])
  })
})

describe('nothing is stored', () => {
  test.each([
    ['a folder without files', () => readSide(write(join(root, 'empty'), {}))],
    ['a folder with a manifest alone', () => readSide(write(join(root, 'alone'), { 'profile-gate.json': '{}' }))],
    ['a folder of hidden files', () => readSide(write(join(root, 'all-hidden'), { '.env': 'SECRET' }))],
    ['a path that does not exist', () => readSide(join(root, 'missing'))],
  ])('of %s', async (_, side) => {
    expect(await storeCandidate(storing({ side: side() }))).toEqual({ kind: 'nothing' })
    expect(service.requests).toEqual([])
  })
})

test.skipIf(process.platform === 'win32')('what is not stored is said in words', async () => {
  const folder = write(join(root, 'in-words'), { 'heap.pb.gz': 'x', 'profile-gate.json': '[]' })
  symlinkSync('heap.pb.gz', join(folder, 'latest.pb.gz'))
  expect(await storeCandidate(storing({ side: readSide(folder) }))).toMatchObject({ kind: 'stored', files: 1 })
  expect(said).toEqual([
    'Not stored: latest.pb.gz (is a symbolic link, and links inside a folder are not followed)',
    'profile-gate.json is stored as it is, for it is no JSON object in UTF-8',
  ])
})

test.skipIf(process.platform === 'win32')(
  'a profile with an unfit name is warned of, a hidden file only named',
  async () => {
    const folder = write(join(root, 'unfit'), { 'heap.pb.gz': 'x', 'heap:1.pb.gz': 'y', '.env': 'SECRET' })
    expect(await storeCandidate(storing({ side: readSide(folder) }))).toMatchObject({ kind: 'stored', files: 1 })
    expect(said).toEqual([expect.stringMatching(/^warning: .*heap:1\.pb\.gz/), 'Not stored: .env (hidden)'])
  },
)

describe('where the name is taken', () => {
  const add = (createdAt: string) =>
    service.add({ name: 'profile-gate-profiles', body: Buffer.from('not ours'), createdAt })

  test('in the first attempt, another step has it, whose profiles stay', async () => {
    add(BEFORE)
    expect(await storeCandidate(storing())).toEqual({ kind: 'target-taken', name: 'profile-gate-profiles' })
    expect([...service.artifacts.values()].map(({ body }) => body.toString())).toEqual(['not ours'])
  })

  test('by an earlier attempt, a rerun replaces it', async () => {
    add(BEFORE)
    service.add({ name: 'other', body: Buffer.from('other') })
    const outcome = await storeCandidate(storing({ attemptStartedAt: async () => '2026-11-21T09:00:00Z' }, 2))
    expect(outcome).toMatchObject({ kind: 'stored', files: 2 })
    const names = [...service.artifacts.values()].map(({ name, createdAt }) => [name, createdAt])
    expect(names).toEqual([
      ['other', BEFORE],
      ['profile-gate-profiles', UPLOADED],
    ])
  })

  test('by this attempt, a rerun leaves it', async () => {
    add(UPLOADED)
    const outcome = await storeCandidate(storing({ attemptStartedAt: async () => '2026-11-21T09:00:00Z' }, 2))
    expect(outcome).toEqual({ kind: 'target-taken', name: 'profile-gate-profiles' })
    expect(service.artifacts.size).toBe(1)
  })

  test('by nobody knows whom, nothing is replaced', async () => {
    add(BEFORE)
    const unknown = { attemptStartedAt: async () => null }
    const unanswered = { attemptStartedAt: () => Promise.reject(new ApiError('unavailable', 'GET: 502', 502)) }
    for (const changes of [unknown, unanswered]) {
      const message = expect.stringContaining('it is not known whether an earlier attempt of this run stored it')
      expect(await storeCandidate(storing(changes, 3))).toEqual({ kind: 'failed', message, isLasting: false })
    }
    expect(service.artifacts.size).toBe(1)
  })

  /** The service has begun an upload of the name, and knows of nothing that is complete. */
  const begun = (isSeen: () => boolean) => {
    service.intercept = (request, response) => {
      if (!request.url?.endsWith('/CreateArtifact') || !isSeen()) return false
      const body = '{"code":"already_exists","msg":"an artifact with this name already exists on the workflow run"}'
      response.writeHead(409, { 'content-type': 'application/json' }).end(body)
      return true
    }
  }
  const unfinished = {
    kind: 'failed',
    message: expect.stringContaining('an upload in this run that is not complete'),
    isLasting: false,
  }

  test('by its own upload, whose answer was lost, it is no other step', async () => {
    service.intercept = (_, response) => {
      // Begun, but nobody hears of it; the library tries again.
      begun(() => true)
      response.writeHead(502).end()
      return true
    }
    expect(await storeCandidate(storing())).toEqual(unfinished)
    expect(service.requests.filter((request) => request.endsWith('/CreateArtifact'))).toHaveLength(2)
  })

  test.each([1, 2])('in attempt %i by an upload that never ended, it is no other step', async (attempt) => {
    begun(() => true)
    expect(await storeCandidate(storing({ attemptStartedAt: async () => BEFORE }, attempt))).toEqual(unfinished)
  })

  test('by an upload that begins after the removal and never ends, it is no other step', async () => {
    add(BEFORE)
    begun(() => service.artifacts.size === 0)
    const outcome = await storeCandidate(storing({ attemptStartedAt: async () => '2026-11-21T09:00:00Z' }, 2))
    expect(outcome).toEqual(unfinished)
  })

  test('by a sibling that is quicker after the removal, it is left', async () => {
    add(BEFORE)
    service.intercept = (request) => {
      // Taken again before the second upload.
      if (request.url?.endsWith('/CreateArtifact') && service.artifacts.size === 0) add(UPLOADED)
      return false
    }
    const outcome = await storeCandidate(storing({ attemptStartedAt: async () => '2026-11-21T09:00:00Z' }, 2))
    expect(outcome).toEqual({ kind: 'target-taken', name: 'profile-gate-profiles' })
  })
})

describe('failures are answers', () => {
  test('of the service', async () => {
    service.intercept = (_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"msg":"no"}')
      return true
    }
    const outcome = await storeCandidate(storing())
    expect(outcome).toEqual({ kind: 'failed', message: expect.stringContaining('(400)'), isLasting: false })
  })

  test('of GitHub Enterprise Server', async () => {
    const server = openArtifacts({ token: '', repository, serverUrl: 'https://github.example.com' })
    const outcome = await storeCandidate(storing({ store: server }))
    expect(outcome).toEqual({
      kind: 'failed',
      message: expect.stringContaining('GitHub Enterprise Server'),
      isLasting: true,
    })
  })

  test('of the disk', async () => {
    const outcome = await storeCandidate(
      storing({ run: { attempt: 1, workspace: root, temporaryFolder: join(root, 'no-such-folder') } }),
    )
    expect(outcome).toEqual({ kind: 'failed', message: expect.stringContaining('ENOENT'), isLasting: false })
  })
})
