import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { candidateOfArtifacts } from '../../../src/github/artifacts/candidate.ts'
import { createLog } from '../../../src/github/log.ts'
import { DEFAULT_BOUNDS, type LoadBounds } from '../../../src/load/load-bounds.ts'
import { contents, folderOf, temporaryFolder } from '../../load/temporary-folder.ts'
import { zipOf } from '../../load/zip-writer.ts'
import { startResultsService } from './results-service.ts'

const service = await startResultsService()
const { openArtifacts } = await import('../../../src/github/artifacts/client.ts')
const root = temporaryFolder()
const store = openArtifacts({
  token: '',
  repository: { owner: 'acme', name: 'shop' },
  serverUrl: 'https://github.com',
  patience: { fixedMs: 5000, bytesPerSecond: 2 ** 20 },
})

beforeEach(() => service.reset())

const add = (name: string, files: Readonly<Record<string, string>>, createdAt?: string) =>
  service.add({
    name,
    body: zipOf(Object.entries(files).map(([path, data]) => ({ name: path, data }))),
    ...(createdAt === undefined ? {} : { createdAt }),
  })

const candidate = (pattern: string, bounds: Partial<LoadBounds> = {}) => {
  const log = createLog(() => {})
  return candidateOfArtifacts(
    { store, folder: join(root, 'fetched'), bounds: { ...DEFAULT_BOUNDS, ...bounds }, log },
    pattern,
  )
}

describe('a name', () => {
  test('stands for the content of that artifact', async () => {
    add('profiles', { 'heap.pb.gz': 'heap', 'profile-gate.json': '{"version":1}' })
    add('profiles-2', { 'heap.pb.gz': 'other' })
    const side = folderOf(await candidate('profiles'))
    expect(side.path).toBe('artifact:profiles')
    expect(contents(side.files)).toEqual({ 'heap.pb.gz': 'heap' })
    expect(side.manifest).not.toBeNull()
  })

  test('stands for the newest of several', async () => {
    add('profiles', { 'heap.pb.gz': 'first attempt' })
    add('profiles', { 'heap.pb.gz': 'second attempt' })
    expect(contents(folderOf(await candidate('profiles')).files)).toEqual({ 'heap.pb.gz': 'second attempt' })
  })

  test('may have brackets', async () => {
    add('profiles [linux]', { 'heap.pb.gz': 'heap' })
    expect(folderOf(await candidate('profiles [linux]')).files).toHaveLength(1)
  })

  test('may be that of a single file', async () => {
    service.add({ name: 'heap.pb.gz', body: Buffer.from('raw'), mimeType: 'application/gzip' })
    expect(await candidate('heap.pb.gz')).toMatchObject({ kind: 'file', file: { path: 'heap.pb.gz' } })
  })

  test('may be one of our own', async () => {
    add('profile-gate-profiles-linux', { 'heap.pb.gz': 'heap' })
    expect(folderOf(await candidate('profile-gate-profiles-linux')).files).toHaveLength(1)
  })
})

describe('a glob', () => {
  test('puts each match in a folder of its name, in the order of paths', async () => {
    add('profiles-b', { 'heap.pb.gz': 'b', 'deep/cpu.pb.gz': 'c' })
    add('profiles-a', { 'heap.pb.gz': 'a', 'profile-gate.json': '{"version":1}' })
    service.add({ name: 'profiles-raw.prof', body: Buffer.from('raw'), mimeType: 'application/octet-stream' })
    add('coverage', { 'report.txt': 'x' })
    const side = folderOf(await candidate('profiles-*'))
    expect(side).toMatchObject({ path: 'artifact:profiles-*', manifest: null, unread: [], notices: [] })
    expect(Object.entries(contents(side.files))).toEqual([
      ['profiles-a/heap.pb.gz', 'a'],
      ['profiles-a/profile-gate.json', '{"version":1}'],
      ['profiles-b/deep/cpu.pb.gz', 'c'],
      ['profiles-b/heap.pb.gz', 'b'],
      ['profiles-raw.prof/profiles-raw.prof', 'raw'],
    ])
  })

  test('puts a single match in its folder, too', async () => {
    add('profiles-1', { 'heap.pb.gz': 'a' })
    expect(contents(folderOf(await candidate('profiles-?')).files)).toEqual({ 'profiles-1/heap.pb.gz': 'a' })
  })

  test.each(['*', 'profile*', '{profile-gate-result,profiles}*'])(
    'never means what the action stores: %s',
    async (pattern) => {
      add('profiles', { 'heap.pb.gz': 'a' })
      for (const name of [
        'profile-gate-profiles',
        'profile-gate-profiles-x',
        'profile-gate-result',
        'profile-gate-report-x',
      ]) {
        add(name, { 'heap.pb.gz': 'old' })
      }
      expect(contents(folderOf(await candidate(pattern)).files)).toEqual({ 'profiles/heap.pb.gz': 'a' })
    },
  )

  test('never means a name that leads out of a folder', async () => {
    add('..', { 'heap.pb.gz': 'x' })
    expect(await candidate('*')).toMatchObject({ kind: 'error', reason: { code: 'artifact-no-match' } })
  })

  test('tells of a match without files, and of folders that cannot be read', async () => {
    add('profiles-a', {})
    add('profiles-b', { [`${'deep/'.repeat(40)}heap.pb.gz`]: 'x' })
    const side = folderOf(await candidate('profiles-*'))
    expect(side.notices.map(({ code, args }) => [code, args['path']])).toContainEqual([
      'empty-folder',
      'artifact:profiles-a',
    ])
    expect(side.unread).toEqual([
      { path: `profiles-b/${'deep/'.repeat(31)}deep`, reason: { code: 'too-deep', args: { limit: 32 } } },
    ])
  })

  test('is bounded by all that it matches', async () => {
    const sizes = ['a', 'b'].map((name) => add(`profiles-${name}`, { 'heap.pb.gz': name }).body.length)
    const sizeBytes = sizes.reduce((sum, size) => sum + size)
    expect(await candidate('profiles-*', { fileBytes: sizeBytes - 1 })).toEqual({
      kind: 'error',
      path: 'artifact:profiles-*',
      reason: {
        code: 'artifact-too-large',
        args: { path: 'artifact:profiles-*', sizeBytes, limitBytes: sizeBytes - 1 },
      },
    })
    expect(service.requests.filter((request) => request.includes('/blob/'))).toEqual([])
  })

  test.each<[string, Partial<LoadBounds>, object]>([
    ['many', { entries: 6 }, { code: 'too-many-files', args: { path: 'artifact:profiles-*', limit: 6 } }],
    [
      'large',
      { totalBytes: 5_000 },
      { code: 'folder-too-large', args: { path: 'artifact:profiles-*', limitBytes: 5_000 } },
    ],
  ])('is refused where all together are too %s, though each of them is not', async (_, bounds, reason) => {
    const parts = { 'a.pb.gz': 'x'.repeat(2_000), 'sub/b.pb.gz': 'x' }
    for (const name of ['a', 'b']) add(`profiles-${name}`, parts)
    expect(await candidate('profiles-*', bounds)).toMatchObject({ kind: 'folder' })
    add('profiles-c', parts)
    expect(await candidate('profiles-*', bounds)).toEqual({ kind: 'error', path: 'artifact:profiles-*', reason })
    expect(await candidate('profiles-c', bounds)).toMatchObject({ kind: 'folder' })
  })

  test('counts single files as well', async () => {
    for (const name of ['a.prof', 'b.prof']) service.add({ name, body: Buffer.from('raw'), mimeType: 'x/y' })
    expect(await candidate('*.prof', { totalBytes: 5 })).toMatchObject({ reason: { code: 'folder-too-large' } })
  })

  test('fails with the first match that fails', async () => {
    add('profiles-a', { 'heap.pb.gz': 'a' })
    service.add({ name: 'profiles-b', body: Buffer.from('PK\u0003\u0004 cut off') })
    expect(await candidate('profiles-*')).toMatchObject({ kind: 'error', path: 'artifact:profiles-b' })
  })
})

describe('where nothing fits', () => {
  const argsOf = async (pattern: string) => {
    const side = await candidate(pattern)
    return side.kind === 'error' ? { code: side.reason.code, ...side.reason.args } : side.kind
  }

  test('the nearest names are told, but none of ours', async () => {
    for (const name of ['coverage', 'profile-gate-profiles', 'profiles', 'logs']) add(name, { 'heap.pb.gz': 'x' })
    const [code, path] = ['artifact-no-match', 'artifact:profile']
    expect(await argsOf('profile')).toEqual({ code, path, pattern: 'profile', nearest: 'profiles, coverage, logs' })
  })

  test('at most a few are', async () => {
    for (let number = 10; number < 30; number++) add(`leg-${number}`, { 'heap.pb.gz': 'x' })
    expect(await argsOf('profiles')).toMatchObject({ nearest: 'leg-10, leg-11, leg-12, leg-13, leg-14' })
  })

  test('none is, where there is none', async () => {
    expect(await argsOf('*')).toEqual({ code: 'artifact-no-match', path: 'artifact:*', pattern: '*' })
  })

  test.each(['[', '{a', '!a', 'a/'])('a pattern that is none is no reason to fail: %s', async (pattern) => {
    add('profiles', { 'heap.pb.gz': 'x' })
    expect(await argsOf(pattern)).toMatchObject({ code: 'artifact-no-match', pattern })
  })
})

test('a list that cannot be had is told', async () => {
  service.intercept = (_, response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"msg":"no"}')
    return true
  }
  expect(await candidate('profiles')).toMatchObject({ kind: 'error', reason: { code: 'artifact-failed' } })
})
