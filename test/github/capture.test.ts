import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pprofServer } from '../capture/pprof-server.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, resultOf, type Shop, startShop } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

describe('mode capture', { timeout: 120_000 }, () => {
  const inputs = { mode: 'capture', candidate: 'measured/', seconds: '1' }
  const filesOf = (folder: string) => readdirSync(join(folder, 'measured'))

  it('writes the profiles into candidate, asks GitHub nothing, and the next step judges them', async () => {
    const { url } = await pprofServer()
    const { step, leak } = leakingPull(scene)
    scene.github.forget()
    const ran = await runStep({
      ...step,
      inputs: { ...inputs, url, snapshots: '2', every: '100ms', run: 'echo busy\nsleep 3' },
    })
    expect([ran.exitCode, ran.violations, ran.annotations, ran.outputs], ran.log).toEqual([0, [], [], {}])
    expect(scene.github.requests).toEqual([])
    expect(filesOf(step.workspace)).toContain('heap-0002.pb.gz')
    expect(ran.log).toContain('busy')
    expect(ran.log).toContain('measured/: 13 files')

    const judged = await runStep({ ...step, inputs: { candidate: 'measured/' } })
    expect([judged.exitCode, judged.violations]).toEqual([0, []])
    expect(resultOf(judged).context.candidate.sha).not.toBe(leak)
    expect(step.run.artifacts.map(({ name }) => name)).toEqual([
      'profile-gate-profiles',
      'profile-gate-report.html',
      'profile-gate-result',
    ])
  })

  it('fails the step where the service cannot be captured, and says why', async () => {
    const { url } = await pprofServer({ '/heap': 404 })
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { ...inputs, url } })
    expect([ran.exitCode, ran.outputs, ran.violations]).toEqual([2, { outcome: 'error', failed: 'true' }, []])
    expect(ran.annotations[0]?.message).toContain(`${url} serves no profiles`)
    expect(readdirSync(step.workspace)).not.toContain('measured')
  })

  it('fails the step where the load fails, in any line of its script', async () => {
    const { url } = await pprofServer()
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { ...inputs, url, run: 'false | cat\nsleep 1' } })
    expect(ran.exitCode).toBe(2)
    expect(ran.annotations[0]?.message).toContain('the load failed (exit code 1): false | cat')
  })

  it('gives the load no token, and what it prints no say in the log', async () => {
    const { url } = await pprofServer()
    const { step } = leakingPull(scene)
    const run = 'echo "::error::not mine"\nenv | grep -iE "^(INPUT|ACTIONS)_" && exit 1\ntest -n "$RUNNER_TEMP"'
    const ran = await runStep({ ...step, inputs: { ...inputs, url, run, seconds: '0' } })
    expect([ran.exitCode, ran.annotations, ran.violations], ran.log).toEqual([0, [], []])
    expect(ran.log).toContain(':error::not mine')
  })
})
