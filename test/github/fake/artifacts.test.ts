import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushEvent } from '../runner/payloads.ts'
import { runStep, workspaceWith } from '../runner/run-step.ts'
import { type GitHub, startGitHub } from './github.ts'
import type { Repository } from './repository.ts'
import type { WorkflowRun } from './run.ts'

const action = fileURLToPath(new URL('toolkit', import.meta.url))

let github: GitHub
let shop: Repository
let run: WorkflowRun

beforeAll(async () => {
  github = await startGitHub()
  shop = github.repository('acme/shop')
  shop.commit({ branch: 'main' })
  run = shop.run({ event: 'push', sha: shop.commit({ branch: 'main' }), status: 'in_progress' })
})

afterAll(() => github.close())

/** What GitHub's own toolkit makes of calls, in a step of the run. */
async function called(
  calls: readonly (readonly unknown[])[],
  token = github.token(),
): Promise<readonly Record<string, unknown>[]> {
  const workspace = workspaceWith({ 'out/heap.pb.gz': 'heap', 'out/sub/cpu.pb.gz': 'a longer profile' })
  const inputs = { calls: JSON.stringify(calls).replaceAll('$WORKSPACE', workspace) }
  const trigger = pushEvent(shop)
  const step = await runStep({ github, run, trigger, workspace, action, inputs, token })
  expect([step.exitCode, step.violations, step.stderr]).toEqual([0, [], expect.not.stringContaining('Error')])
  return JSON.parse(step.outputs['results'] ?? '[]') as Record<string, unknown>[]
}

const files = ['$WORKSPACE/out/heap.pb.gz', '$WORKSPACE/out/sub/cpu.pb.gz']
const findBy = { token: '$TOKEN', repositoryOwner: 'acme', repositoryName: 'shop' }

describe('artifacts by @actions/artifact', () => {
  test('are uploaded, listed, downloaded and deleted by the runtime token', async () => {
    const results = await called([
      ['uploadArtifact', 'profiles', files, '$WORKSPACE/out'],
      ['listArtifacts'],
      ['uploadArtifact', 'profiles', files, '$WORKSPACE/out'],
      ['getArtifact', 'profiles'],
      ['deleteArtifact', 'profiles'],
      ['getArtifact', 'profiles'],
      ['uploadArtifact', 'profiles', files, '$WORKSPACE/out'],
    ])
    const id = expect.any(Number)
    expect(results).toMatchObject([
      { value: { id, size: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      { value: { artifacts: [{ name: 'profiles', id, digest: expect.stringMatching(/^sha256:/) }] } },
      { error: expect.stringContaining('(409) Conflict: an artifact with this name already exists') },
      { value: { artifact: { name: 'profiles' } } },
      { value: { id } },
      { error: expect.stringContaining('Artifact not found for name: profiles') },
      { value: { id } },
    ])
    expect(github.violations).toEqual([])
    expect(run.artifacts).toMatchObject([{ name: 'profiles', attempt: 1 }])
  })

  test('are downloaded by number, from this run and from another', async () => {
    const other = shop.run({ event: 'push', sha: run.sha })
    const [zip, raw] = [
      other.artifact('two', { 'heap.pb.gz': 'heap', 'a/cpu.pb.gz': 'x' }),
      other.artifact('report.html', Buffer.from('<p>'), { raw: true, mime: 'text/html' }),
    ]
    const own = run.artifact('own', { 'own.txt': 'words' })
    const from = { ...findBy, workflowRunId: other.id }
    const results = await called([
      ['downloadArtifact', own.id, { path: '$TEMP/own', expectedHash: own.digest }],
      ['downloadArtifact', zip.id, { path: '$TEMP/two', findBy: from, expectedHash: zip.digest }],
      ['downloadArtifact', zip.id, { path: '$TEMP/raw', findBy: from, skipDecompress: true }],
      ['downloadArtifact', raw.id, { path: '$TEMP/html', findBy: from }],
      ['downloadArtifact', zip.id, { path: '$TEMP/not', findBy: from, expectedHash: own.digest }],
      ['listArtifacts', { findBy: from }],
      ['getArtifact', 'two', { findBy: from }],
      ['downloadArtifact', 999_999, { path: '$TEMP/none', findBy: from }],
    ])
    expect(results).toMatchObject([
      { value: { digestMismatch: false, files: { 'own.txt': 5 } } },
      { value: { digestMismatch: false, files: { 'heap.pb.gz': 4, 'cpu.pb.gz': 1 } } },
      { value: { files: { 'two.zip': zip.bytes.length } } },
      { value: { files: { 'report.html': 3 } } },
      { value: { digestMismatch: true } },
      { value: { artifacts: [{ name: 'report.html' }, { name: 'two', digest: zip.digest }] } },
      { value: { artifact: { id: zip.id } } },
      { status: 404 },
    ])
    expect(github.violations).toEqual([])
  })

  test('that expired or were removed are gone in the way GitHub says it', async () => {
    const other = shop.run({ event: 'push', sha: run.sha })
    const expired = other.artifact('old', { a: 'a' }, { expired: true })
    const removed = other.artifact('removed', { a: 'a' })
    removed.remove()
    const from = { ...findBy, workflowRunId: other.id }
    const results = await called([
      ['downloadArtifact', expired.id, { path: '$TEMP/a', findBy: from }],
      ['downloadArtifact', removed.id, { path: '$TEMP/b', findBy: from }],
      ['getArtifact', 'removed', { findBy: from }],
      ['listArtifacts', { findBy: from }],
    ])
    expect(results).toMatchObject([
      { status: 410, error: expect.stringContaining('Artifact has expired') },
      { status: 404 },
      { error: expect.stringContaining('not found') },
      { value: { artifacts: [{ name: 'old' }] } },
    ])
  })

  test('of another run are deleted by a token that may write', async () => {
    const other = shop.run({ event: 'push', sha: run.sha })
    other.artifact('profiles', { a: 'a' })
    const call = ['deleteArtifact', 'profiles', { findBy: { ...findBy, workflowRunId: other.id } }]
    expect(await called([call])).toMatchObject([{ status: 403 }])
    expect(await called([call], github.token({ permissions: { actions: 'write' } }))).toMatchObject([{ value: {} }])
    expect(other.artifacts).toEqual([])
  })

  test('of a former attempt stay when the run is run again, and names are free again', async () => {
    const again = shop.run({ event: 'push', sha: run.sha })
    again.artifact('profiles', { a: '1' })
    again.rerun()
    run = again
    const results = await called([
      ['uploadArtifact', 'profiles', files, '$WORKSPACE/out'],
      ['listArtifacts'],
      ['listArtifacts', { latest: true }],
    ])
    const [, all, latest] = results.map(({ value }) => value as { artifacts: unknown[] })
    expect([all?.artifacts.length, latest?.artifacts.length]).toEqual([2, 1])
    expect(again.artifacts.map(({ attempt }) => attempt)).toEqual([1, 2])
  })
})
