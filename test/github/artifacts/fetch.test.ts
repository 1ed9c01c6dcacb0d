import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RunArtifact } from '../../../src/github/artifacts/artifact-store.ts'
import { asSingleFile, type Downloads, fetchArtifact, fetchOwn } from '../../../src/github/artifacts/fetch.ts'
import { createLog } from '../../../src/github/log.ts'
import { DEFAULT_BOUNDS } from '../../../src/load/load-bounds.ts'
import { contentOf, contents, folderOf, temporaryFolder } from '../../load/temporary-folder.ts'
import { zipOf } from '../../load/zip-writer.ts'
import { type Kept, startResultsService } from './results-service.ts'

const service = await startResultsService()
const { openArtifacts } = await import('../../../src/github/artifacts/client.ts')
const root = temporaryFolder()
const store = openArtifacts({
  token: 'secret',
  repository: { owner: 'acme', name: 'shop' },
  serverUrl: 'https://github.com',
  patience: { fixedMs: 1500, bytesPerSecond: 2 ** 20 },
})

const said: string[] = []
beforeEach(() => {
  service.reset()
  said.length = 0
})

const ZIP = zipOf([
  { name: 'profile-gate.json', data: '{"version":1}' },
  { name: 'api/heap.pb.gz', data: 'heap' },
])

function downloads(fileBytes = 10_000): Downloads {
  const log = createLog((line) => void said.push(line.trim()))
  return { store, folder: join(root, 'fetched'), bounds: { ...DEFAULT_BOUNDS, fileBytes }, log }
}

function artifactOf({ id, name, body, digest, createdAt }: Kept): RunArtifact {
  return { id, name, sizeBytes: body.length, digest, createdAt }
}

/** `told`: the size that is listed, where it is another one. */
function fetched(kept: Kept, limitBytes?: number, told = kept.body.length) {
  return fetchArtifact(downloads(limitBytes), { ...artifactOf(kept), sizeBytes: told }, kept.run)
}

const add = (changes: Partial<Kept> = {}): Kept => service.add({ name: 'profiles', run: 7, body: ZIP, ...changes })

describe('what is fetched', () => {
  test('is a folder, read from the zip, under the name that the user wrote', async () => {
    const side = folderOf(await fetched(add()))
    expect(side).toMatchObject({ path: 'run:7/profiles', isZip: true, notices: [] })
    expect(contents(side.files)).toEqual({ 'api/heap.pb.gz': 'heap' })
    expect(side.manifest === null ? null : contentOf(side.manifest)).toBe('{"version":1}')
  })

  test('is a file where the artifact is one', async () => {
    const side = await fetched(add({ name: 'heap.pb.gz', body: Buffer.from('raw'), mimeType: 'application/gzip' }))
    expect(side).toMatchObject({ kind: 'file', path: 'run:7/heap.pb.gz', file: { path: 'heap.pb.gz' } })
    expect(side.kind === 'file' ? contentOf(side.file) : null).toBe('raw')
  })

  test('is told with its size, in a fold of the log', async () => {
    await fetched(add())
    expect(said).toEqual([`::group::Downloading profiles of run 7 (${ZIP.length} B)`, '::endgroup::'])
  })
})

describe('it cannot be used', () => {
  const reasonOf = async (...asked: Parameters<typeof fetched>) => {
    const side = await fetched(...asked)
    return side.kind === 'error' ? { path: side.path, ...side.reason } : side.kind
  }
  const path = 'run:7/profiles'
  const failed = (code: string, args: object = {}) => ({ path, code, args: { path, ...args } })

  test('where it is too large, which is known before the download', async () => {
    const sizeBytes = ZIP.length
    const reason = await reasonOf(add(), sizeBytes - 1)
    expect(reason).toEqual(failed('artifact-too-large', { sizeBytes, limitBytes: sizeBytes - 1 }))
    expect(service.requests).toEqual([])
  })

  test('where more arrives than was told', async () => {
    const reason = await reasonOf(add(), 20, 10)
    expect(reason).toMatchObject({ code: 'artifact-too-large', args: { sizeBytes: ZIP.length } })
  })

  test('where it is empty, as told', async () => {
    expect(await reasonOf(add({ body: Buffer.alloc(0) }))).toEqual(failed('artifact-empty'))
    expect(service.requests).toEqual([])
  })

  test('where it is empty, as it arrives', async () => {
    const reason = await reasonOf(add({ body: Buffer.alloc(0) }), 10_000, 10)
    expect(reason).toEqual(failed('artifact-empty'))
  })

  test('where it has changed on the way', async () => {
    const reason = await reasonOf(add({ digest: `sha256:${'0'.repeat(64)}` }))
    expect(reason).toEqual(failed('artifact-digest-mismatch'))
  })

  test('where it is expired', async () => {
    expect(await reasonOf(add({ isExpired: true }))).toEqual(failed('artifact-expired'))
  })

  test('where it is deleted', async () => {
    const kept = add()
    service.artifacts.clear()
    expect(await reasonOf(kept)).toEqual(failed('artifact-missing', { run: 7 }))
  })

  test('where it is cut off', async () => {
    expect(await reasonOf(add({ body: ZIP.subarray(0, 60) }))).toEqual(failed('zip-cut-off'))
  })

  test('where it does not come in time', async () => {
    service.intercept = (request) => request.url?.startsWith('/blob/') === true
    const message = expect.stringMatching(/^download of profiles: not done after \d s, given up$/)
    expect(await reasonOf(add())).toEqual(failed('artifact-failed', { message }))
  })

  test('where an entry would leave its folder', async () => {
    const body = zipOf([{ name: '../../profile-gate-escaped', data: 'x' }])
    expect(await reasonOf(add({ body }))).toMatchObject({ code: 'zip-unsafe-name', args: { path } })
    expect(existsSync(join(root, 'profile-gate-escaped'))).toBe(false)
  })
})

describe('an artifact of this run', () => {
  const own = (changes: Partial<Kept> = {}) => add({ run: null, ...changes })

  test('is fetched by its name', async () => {
    own()
    expect(folderOf(await fetchOwn(downloads(), 'profiles'))).toMatchObject({ path: 'artifact:profiles' })
  })

  test.each([
    ['is not listed', () => own({ name: 'other' })],
    [
      'is deleted since it was listed',
      () => {
        own()
        service.intercept = (request) => {
          if (request.url?.endsWith('/GetSignedArtifactURL')) service.artifacts.clear()
          return false
        }
      },
    ],
  ])('that %s is missing', async (_, set) => {
    set()
    const path = 'artifact:profiles'
    const reason = { code: 'artifact-missing', args: { path } }
    expect(await fetchOwn(downloads(), 'profiles')).toEqual({ kind: 'error', path, reason })
  })
})

describe('an artifact as a single file', () => {
  const sideOf = async (...names: readonly string[]) =>
    folderOf(await fetched(add({ body: zipOf(names.map((name) => ({ name, data: name }))) })))

  test('is the one that it holds beside the manifest', async () => {
    const single = asSingleFile(await sideOf('profile-gate.json', 'heap.pb.gz'))
    expect(single).toMatchObject({ kind: 'file', path: 'run:7/profiles', file: { path: 'heap.pb.gz' } })
  })

  test.each([
    ['two files', ['a.pb.gz', 'b.pb.gz']],
    ['none', ['profile-gate.json']],
  ])('is none for %s', async (_, names) => {
    expect(asSingleFile(await sideOf(...names))).toBeNull()
  })
})
