import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { heapOf, leakingPull, record, resultOf, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

type Options = Partial<Parameters<typeof runStep>[0]>

/** The step of a pull request that leaks, on the tip of main. */
async function judged(options: Options = {}) {
  const pull = leakingPull(scene)
  const ran = await runStep({ ...pull.step, ...options })
  expect(ran.violations).toEqual([])
  const result = resultOf(ran)
  return { ...pull, ran, result, baseline: result.context.baseline }
}

/** Main goes on, and nobody measures it; gives the commit before. */
function moveOn(): string {
  const before = scene.base
  const base = scene.git.commit({ files: { 'b.go': `package b // ${before}\n` }, parents: [before], branch: 'main' })
  scene = { ...scene, base }
  return before
}

const wrongDigest = { digest: `sha256:${'0'.repeat(64)}` }

describe('the ladder to a baseline', { timeout: 120_000 }, () => {
  it('climbs to the nearest commit that was measured, as far as baseline-depth, and says where it looked', async () => {
    const stored = storedRun(scene)
    const measured = moveOn()
    moveOn()
    const found = await judged()
    expect(found.ran.exitCode).toBe(1)
    expect(found.ran.outputs).toMatchObject({ 'baseline-sha': measured, 'baseline-run-id': String(stored.id) })
    expect(found.baseline).toMatchObject({ sha: measured, how: 'ancestor', behind: 2 })
    expect(found.ran.summary).toContain('nearest ancestor with profiles on `main`, 2 commits behind, 6 days old')
    expect(found.ran.summary).toContain('stored its profiles: they are the baseline')

    const missed = await judged({ inputs: { 'baseline-depth': '1' } })
    expect([missed.ran.exitCode, missed.baseline.sha]).toEqual([0, null])
    expect(missed.ran.summary).toMatch(/^Neither .* nor the commit before it has profiles/m)

    const named = await judged({ inputs: { 'baseline-sha': measured, 'baseline-depth': '0' } })
    expect([named.ran.exitCode, named.baseline.sha, named.baseline.how]).toEqual([1, measured, 'base'])
    expect(named.ran.summary).toContain('(named commit on `main`, 6 days old)')
  })

  it('steps over what expired and what was damaged on the way', async () => {
    storedRun(scene)
    const measured = moveOn()
    storedRun(scene).artifacts[0]?.expire()
    moveOn()
    const damaged = scene.shop.run({ event: 'push', sha: scene.base })
    damaged.artifact('profile-gate-profiles', heapOf('candidate'), wrongDigest)
    const { ran, baseline } = await judged()
    expect([ran.exitCode, baseline.sha]).toEqual([1, measured])
    expect(baseline.steps.map(({ code }: { code: string }) => code)).toEqual(['damaged', 'expired', 'found'])
    expect(ran.summary).toContain('its SHA-256 differs')
    expect(ran.summary).toContain('have expired')
  })

  it("never trusts a fork's run, though its branch is called main too", async () => {
    const run = scene.shop.run({ event: 'push', sha: scene.base, branch: 'main', from: scene.shop.fork('eve') })
    run.artifact('profile-gate-profiles', heapOf('candidate'))
    const { ran, baseline } = await judged()
    expect([ran.exitCode, baseline.sha, baseline.runId]).toEqual([0, null, null])
    expect(ran.summary).toContain('no baseline yet, so growth was not compared')
    expect(ran.summary).toContain('no run of this workflow by push, schedule, dispatch or merge queue measured it')
  })

  it('does not count commits that are not there', async () => {
    scene.shop.run({ event: 'push', sha: scene.base, workflow: 'nightly.yml' }).artifact('profile-gate-profiles', {})
    const { ran } = await judged()
    expect(ran.exitCode).toBe(0)
    expect(ran.summary).not.toContain('the 0 commits before')
  })

  it('looks in the runs of baseline-workflow, and only there', async () => {
    const nightly = scene.shop.run({ event: 'schedule', sha: scene.base, workflow: 'nightly.yml' })
    nightly.artifact('profile-gate-profiles', heapOf('baseline'))
    const elsewhere = await judged()
    expect([elsewhere.ran.exitCode, elsewhere.baseline.sha]).toEqual([0, null])
    const found = await judged({ inputs: { 'baseline-workflow': 'nightly.yml' } })
    expect([found.ran.exitCode, found.baseline.runId]).toEqual([1, nightly.id])
  })

  it('is an error where baseline-workflow does not exist', async () => {
    const { ran, result } = await judged({ inputs: { 'baseline-workflow': 'none.yml' } })
    expect([ran.exitCode, result.problems[0].code]).toEqual([2, 'baseline-workflow-missing'])
    expect(ran.summary).toContain('This repository has no workflow `none.yml`')
    expect(ran.summary).toContain('Correct `baseline-workflow`')
    expect(ran.summary).not.toContain('To get a baseline')
  })

  it('has no step for the first commit of a repository, which stores what others stand on', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'baseline')
    const run = shop.run({ event: 'push', sha: base, branch: 'main' })
    const ran = await runStep({ github, run, trigger: pushEvent(shop), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(ran.summary).toContain('is a first commit: there is none before it to compare with')
    expect(run.artifacts.map(({ name }) => name)).toEqual(['profile-gate-profiles', 'profile-gate-report.html'])
  })
})

describe('a private repository', { timeout: 120_000 }, () => {
  const permissions = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const

  beforeEach(async () => {
    await scene.github.close()
    scene = await startShop({ isPrivate: true })
    storedRun(scene)
  })

  it('needs no more than the permissions of the README', async () => {
    const { ran, pull } = await judged({ token: scene.github.token({ permissions }) })
    expect([ran.exitCode, ran.annotations]).toEqual([1, []])
    expect(pull.comments).toHaveLength(1)
  })

  it.each(['actions', 'contents'] as const)('is no pass without %s: read, which is named', async (scope) => {
    const token = scene.github.token({ permissions: { ...permissions, [scope]: 'none' }, denial: 'hidden' })
    const { ran } = await judged({ token })
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
    expect(ran.summary).toContain(`permissions: { ${scope}: read }`)
  })
})
