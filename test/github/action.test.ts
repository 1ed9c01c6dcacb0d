import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../cli/run.ts'
import { refusals } from './fake/faults.ts'
import { dispatchEvent, pullRequestTargetEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, record, resultOf, type Shop, startShop, storeBaseline } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

describe('the action', { timeout: 120_000 }, () => {
  it('gives the verdict of the command line', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    const ran = await runStep(step)
    const folder = 'test/fixtures/session-cache'
    const files = [`${folder}/baseline/heap.pb.gz`, `${folder}/candidate/heap.pb.gz`]
    const local = runCli(['compare', ...files, '--format', 'json'])
    const theirs = resultOf(ran)
    const ours = JSON.parse(local.out)
    expect(theirs.outcome).toBe('fail')
    expect({ ...theirs, context: null }).toEqual({ ...ours, context: null })
  })

  it('says on the first run how a baseline comes about, and passes', async () => {
    const { pull, step } = leakingPull(scene)
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(pull.comments[0]?.body).toContain('To get a baseline')
  })

  it('refuses pull_request_target with exit 2 and asks GitHub nothing', async () => {
    const { pull, step } = leakingPull(scene)
    scene.github.forget()
    const ran = await runStep({ ...step, trigger: pullRequestTargetEvent(pull) })
    expect(ran.exitCode).toBe(2)
    expect(ran.annotations.map(({ message }) => message).join()).toContain('pull_request_target')
    expect(scene.github.requests).toEqual([])
  })

  it('stores and compares nothing on workflow_dispatch, and says so', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'baseline')
    const run = shop.run({ event: 'workflow_dispatch', sha: base, branch: 'main' })
    const ran = await runStep({ github, run, trigger: dispatchEvent(shop), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(run.artifacts.map(({ name }) => name)).toEqual(['profile-gate-profiles', 'profile-gate-report.html'])
    const { context, checks } = resultOf(ran)
    expect(context.baseline.steps).toEqual([{ code: 'event-compares-nothing', args: { event: 'workflow_dispatch' } }])
    expect(checks.every(({ outcome }: { outcome: string }) => outcome === 'not-compared')).toBe(true)
  })

  it('passes the step with fail-on: never, and fails the outcome', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { 'fail-on': 'never' } })
    expect([ran.exitCode, ran.outputs['outcome'], ran.outputs['failed']]).toEqual([0, 'fail', 'false'])
  })

  it('is an error, never a pass, where GitHub does not tell of baselines', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    scene.github.fail('actions/list-workflow-runs', refusals.status(404))
    const ran = await runStep(step)
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
  })

  it('steps down from an expired baseline, and a damaged one is no first run', async () => {
    const stored = await storeBaseline(scene)
    const artifact = stored.artifacts[0]
    const { step } = leakingPull(scene)
    scene.github.fail('blob/download', { kind: 'other-bytes' })
    const damaged = await runStep(step)
    expect([damaged.exitCode, damaged.outputs['outcome']]).toEqual([2, 'error'])
    artifact?.expire()
    const expired = await runStep({ ...step, run: step.run.rerun() ?? step.run })
    const { context } = resultOf(expired)
    expect(context.baseline.steps[0].code).toBe('expired')
  })

  it.each([
    [{ 'fail-on': 'sometimes' }, 'fail-on'],
    [{ target: 'no spaces' }, 'target'],
    [{ candidate: '' }, 'candidate'],
    [{ policy: '../elsewhere.yml' }, 'policy'],
  ])('names the input that is wrong: %j', async (inputs, name) => {
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { ...inputs, 'fail-on': 'never', ...inputs } })
    expect(ran.exitCode).toBe(2)
    expect(ran.annotations.map(({ message }) => message).join()).toContain(name)
  })
})
