import { describe, expect, it, vi } from 'vitest'
import { commented, heap, letDown, type Scene, type Setting, STORED } from './failing.ts'
import { type Fault, refusals } from './fake/faults.ts'

// Most of the time is spent waiting for the next try. The folders of so many steps take long to remove; the hook that
// does it is registered by an import, so this has to come before.
vi.hoisted(() => vi.setConfig({ maxConcurrency: 12, testTimeout: 180_000, hookTimeout: 60_000 }))

const status = (code: number): Fault => refusals.status(code)
const cut = (moment: 'before-work' | 'after-work' | 'in-body'): Fault => ({ kind: 'cut', moment })
const ancestor: Scene = { commitsSince: 1 }
const artifact: Scene = { inputs: { candidate: 'artifact:measured' } }
const ACTIONS = 'permissions: { actions: read }'
const CONTENTS = 'permissions: { contents: read }'

/** What the baseline or the policy cannot do without. */
const READS: readonly [string, Scene, permission: string][] = [
  ['actions/get-workflow-run', {}, ACTIONS],
  ['actions/list-workflow-runs', {}, ACTIONS],
  ['actions/list-workflow-run-artifacts', {}, ACTIONS],
  ['actions/list-artifacts-for-repo', ancestor, ACTIONS],
  ['git/get-commit', {}, CONTENTS],
  ['repos/compare-commits-with-basehead', { isHead: true }, CONTENTS],
  ['repos/list-commits', ancestor, CONTENTS],
  ['repos/get-content', {}, CONTENTS],
]

describe.concurrent('profiles that GitHub does not give', () => {
  // These take long, so they come first.
  it.each<[string, Fault, Scene, string]>([
    ['blob/download', status(500), {}, 'Artifact download failed after 5 retries'],
    ['results/GetSignedArtifactURL', status(500), artifact, 'Failed to make request after 5 attempts'],
    ['results/ListArtifacts', { kind: 'html', status: 200 }, artifact, 'is not valid JSON'],
  ])('are an error after half a minute of tries: %s', async (what, fault, scene, says) => {
    const { ran, end } = await letDown(what, fault, {}, scene)
    expect(end).toEqual([2, 'error', 1])
    expect(ran.log).toContain(says)
    expect(ran.log).toContain('Run the job again.')
    expect(ran.durationMs).toBeLessThan(70_000)
  })

  it.each<[string, Fault, string]>([
    ['other bytes', { kind: 'other-bytes' }, 'artifact-digest-mismatch'],
    ['half of the bytes', { kind: 'truncated' }, 'artifact-digest-mismatch'],
    ['a page for people', { kind: 'html', status: 200 }, 'artifact-digest-mismatch'],
  ])('are an error where the download gives %s', async (_, fault, code) => {
    const { ran, end, result } = await letDown('blob/download', fault)
    expect(end).toEqual([2, 'error', 1])
    expect(result.problems).toEqual([expect.objectContaining({ args: expect.objectContaining({ code }) })])
    expect(ran.log).toContain('Run the job again')
  })

  it.each([
    [403, 'the token may not read'],
    [404, 'could not be downloaded'],
    [422, 'could not be downloaded'],
  ])('are an error where they were just listed, and the download says %i', async (code, says) => {
    const { ran, end } = await letDown('actions/download-artifact', status(code))
    expect(end).toEqual([2, 'error', 1])
    expect(ran.log).toContain(says)
  })

  it('are no error where they expired since they were listed', async () => {
    const { ran, end } = await letDown('actions/download-artifact', status(410))
    expect(end).toEqual([0, 'pass', 1])
    expect(ran.log).toContain('have expired')
  })

  it.each<[string, number]>([
    ['results/ListArtifacts', 403],
    ['results/ListArtifacts', 404],
    ['results/GetSignedArtifactURL', 403],
    ['results/GetSignedArtifactURL', 404],
    ['results/GetSignedArtifactURL', 410],
  ])('are an error where the candidate is an artifact, and %s says %i', async (what, code) => {
    const { ran, end, result } = await letDown(what, status(code), {}, artifact)
    expect(end).toEqual([2, 'error', 1])
    expect(result.problems).toEqual([expect.objectContaining({ args: expect.objectContaining({ side: 'candidate' }) })])
    expect(ran.log).toContain('artifact:measured')
  })
})

describe.concurrent('a request that succeeds after all', () => {
  const once: readonly [string, Fault][] = [
    ['429 with a time to wait', refusals.tooMany(1)],
    ['a secondary limit with a time to wait', refusals.secondaryLimit(1)],
    ['500', status(500)],
    ['a connection cut before the work', cut('before-work')],
  ]
  const services: readonly [string, string, Fault, Scene][] = [
    ['actions/list-workflow-runs', 'an answer cut in the middle', cut('in-body'), {}],
    ['actions/list-workflow-runs', 'a page for people', { kind: 'html', status: 200 }, {}],
    ['actions/list-workflow-runs', 'no answer at all', { kind: 'silent' }, {}],
    ['git/get-commit', 'half an answer', { kind: 'stalled' }, {}],
    ['repos/get-content', 'an answer in drops', { kind: 'drip', chunkBytes: 20, everyMs: 5 }, {}],
    ['issues/create-comment', '429 with a time to wait', refusals.tooMany(1), {}],
    ['issues/create-comment', '500', status(500), {}],
    ['issues/update-comment', '500', status(500), { prepare: commented }],
    ['blob/download', '429', refusals.tooMany(1), {}],
    ['blob/download', '500', status(500), {}],
    ['blob/download', 'a connection cut before the work', cut('before-work'), {}],
    ['blob/download', 'drops', { kind: 'drip', chunkBytes: 500, everyMs: 5 }, {}],
    ['blob/upload', '500', status(500), {}],
    ['results/CreateArtifact', '429', refusals.tooMany(1), {}],
    ['results/CreateArtifact', '500', status(500), {}],
    ['results/FinalizeArtifact', '500', status(500), {}],
    ['results/ListArtifacts', '500', status(500), artifact],
  ]
  const reads = ['actions/list-workflow-runs', 'actions/download-artifact']
  const each = reads.flatMap((read) => once.map(([name, fault]) => [read, name, fault, {}] as const))
  it.each([...services, ...each])('%s is asked again after %s', async (what, _, fault, scene) => {
    const { end, warnings } = await letDown(what, fault, { times: 1 }, scene)
    expect([...end, ...warnings]).toEqual([1, 'fail', 1])
  })
})

describe.concurrent('a baseline or policy that GitHub does not tell', () => {
  it.each(READS)('is an error where %s is forbidden, and names the permission', async (what, scene, permission) => {
    const { ran, end } = await letDown(what, status(403), {}, scene)
    expect(end).toEqual([2, 'error', 1])
    expect(ran.log).toContain('the token may not do that')
    expect(ran.log.match(/permissions: \{[^}]*\}/g)).toContain(permission)
    for (const other of [ACTIONS, CONTENTS]) if (other !== permission) expect(ran.log).not.toContain(other)
  })

  // A file that is not there is no failure.
  const hidden = READS.filter(([what]) => what !== 'repos/get-content')
  it.each(hidden)('is an error where %s is said not to exist', async (what, scene, permission) => {
    const { ran, end } = await letDown(what, status(404), {}, scene)
    expect(end).toEqual([2, 'error', 1])
    expect(ran.log).toContain(permission)
  })

  it.each<[string, number, Scene]>([
    ['actions/list-workflow-run-artifacts', 410, {}],
    ['git/get-commit', 422, {}],
    ['repos/list-commits', 422, ancestor],
    ['repos/get-content', 410, {}],
  ])('is an error where %s says %i', async (what, code, scene) => {
    const { ran, end } = await letDown(what, status(code), {}, scene)
    expect(end).toEqual([2, 'error', 1])
    expect(ran.log).toContain(`: ${code} (Status ${code})`)
  })

  it.each<[string, Fault, string, string]>([
    ['429', refusals.tooMany(600), '429 (Too many requests); GitHub asks to wait 10 min', 'again in an hour'],
    ['a secondary limit', refusals.secondaryLimit(600), 'GitHub asks to wait 10 min', 'again in an hour'],
    ['a limit that is used up', refusals.primaryLimit(1800), 'the limit for requests is used up', 'again in an hour'],
    ['500', status(500), '500 (Status 500) after 4 tries', 'Run the job again.'],
    ['a cut before the work', cut('before-work'), 'after 4 tries', 'Run the job again.'],
    ['a cut in the answer', cut('in-body'), 'no answer (UND_ERR_SOCKET', 'Run the job again.'],
    ['a page for people', { kind: 'html', status: 200 }, 'the answer is no JSON', 'Run the job again.'],
    ['half an answer', { kind: 'truncated' }, 'the answer is no JSON', 'Run the job again.'],
    ['redirects in a circle', { kind: 'redirect-loop' }, 'redirects that lead in a circle', 'Run the job again.'],
  ])('is an error after %s', async (_, fault, says, todo) => {
    const { ran, end, result } = await letDown('actions/list-workflow-runs', fault)
    expect(end).toEqual([2, 'error', 1])
    expect(result.problems.map(({ code }: { code: string }) => code)).toEqual(['baseline-unknown'])
    expect(ran.log).toContain(says)
    expect(ran.log).toContain(todo)
  })

  it('leaves a budget that is exceeded a failure', async () => {
    const rules = 'rules:\n  - { name: budget, kind: heap, of: total, fail: { above: 1MiB } }\n'
    const scene = { policy: `version: 1\n${rules}` }
    const { end } = await letDown('actions/list-workflow-runs', status(403), {}, scene)
    expect(end).toEqual([1, 'fail', 1])
  })
})

describe.concurrent('a list in the wrong order', () => {
  it('gives the newest run of the commit all the same', async () => {
    let newest = 0
    const prepare = ({ shop, base }: Setting) => {
      const stored = shop.run({ event: 'push', sha: base })
      stored.artifact(STORED, { 'heap.pb.gz': heap('baseline') })
      newest = stored.id
    }
    const { end, result } = await letDown('actions/list-workflow-runs', { kind: 'reversed' }, {}, { prepare })
    expect(end).toEqual([1, 'fail', 1])
    expect(result.context.baseline.runId).toBe(newest)
  })

  it('gives the newest artifact of a name all the same', async () => {
    const prepare = ({ shop }: Setting) => {
      // What another step of the run left: with this one as baseline nothing has grown.
      shop.runs[0]?.artifact(STORED, { 'heap.pb.gz': heap('candidate') })
    }
    const { end, ran } = await letDown('actions/list-workflow-run-artifacts', { kind: 'reversed' }, {}, { prepare })
    expect(end).toEqual([0, 'pass', 0])
    expect(ran.log).toContain('2 artifacts named profile-gate-profiles; the newest one is used')
  })
})
