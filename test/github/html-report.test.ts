import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letDown } from './failing.ts'
import { pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, record, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

const NAME = 'profile-gate-report.html'

describe('the HTML report of a step', { timeout: 120_000 }, () => {
  it('is stored as it is and linked where people read the verdict', async () => {
    storedRun(scene)
    const { pull, run, step } = leakingPull(scene)
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    const artifact = run.artifacts.find(({ name }) => name === NAME)
    expect(artifact).toMatchObject({ mime: 'text/html', fileName: NAME })
    const text = readFileSync(ran.outputs['html'] ?? '', 'utf8')
    expect(Buffer.from(artifact?.bytes ?? []).toString('utf8')).toBe(text)
    expect(text).toMatch(/^<!doctype html>\n[\s\S]*<title>Profile gate failed: heap \+18\.2 MiB \(3\.4×\)<\/title>/)
    expect(text).toContain('data-profile="heap.pb.gz" data-metric="inuse_space" data-width="growth"')
    const url = `https://github.com/acme/shop/actions/runs/${run.id}/artifacts/${artifact?.id}`
    expect(ran.outputs['report-url']).toBe(url)
    const link = `**[Open the flame graph report](${url})**`
    expect(pull.comments.map(({ body }) => body.includes(link))).toEqual([true])
    expect(ran.summary.split(link)).toHaveLength(2)
    expect(ran.summary.match(/Profile gate failed/g)).toHaveLength(1)
    expect(readFileSync(ran.outputs['markdown'] ?? '', 'utf8')).toContain(link)
  })

  it('takes the place of that of an earlier attempt, and has the name of its target', async () => {
    storedRun(scene)
    const { run, step } = leakingPull(scene)
    const first = await runStep({ ...step, inputs: { target: 'arm' } })
    run.rerun()
    const second = await runStep({ ...step, inputs: { target: 'arm' } })
    expect([first.violations, second.violations]).toEqual([[], []])
    const stored = run.artifacts.filter(({ name }) => name === 'profile-gate-report-arm.html')
    expect(second.outputs['report-url']).toContain(`/artifacts/${stored.at(-1)?.id}`)
    expect(second.outputs['report-url']).not.toBe(first.outputs['report-url'])
  })

  it('is there for a push and for what passes', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'baseline')
    const run = shop.run({ event: 'push', sha: base, branch: 'main' })
    const ran = await runStep({ github, run, trigger: pushEvent(shop), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    const text = readFileSync(ran.outputs['html'] ?? '', 'utf8')
    expect(text).toContain('data-width="candidate"')
    expect(run.artifacts.map(({ name }) => name)).toContain(NAME)
  })

  it('is not there where there are no profiles to explore', async () => {
    storedRun(scene)
    const { run, step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { candidate: 'nowhere/' } })
    expect([ran.exitCode, ran.violations]).toEqual([2, []])
    expect([ran.outputs['html'], ran.outputs['report-url']]).toEqual(['', ''])
    expect(run.artifacts.map(({ name }) => name)).not.toContain(NAME)
  })
})

describe('an upload of the report that fails', { timeout: 120_000 }, () => {
  it('costs one warning and the link, never the verdict', async () => {
    // The profiles come first, then the report.
    const forbidden = { kind: 'status', status: 403 } as const
    const { ran, pull, warnings, end } = await letDown('results/CreateArtifact', forbidden, { after: 1, times: 1 })
    expect(end).toEqual([1, 'fail', 1])
    expect(warnings.filter((warning) => warning.startsWith('The HTML report was not stored'))).toHaveLength(1)
    expect(warnings).toHaveLength(1)
    expect(ran.outputs['report-url']).toBe('')
    expect(readFileSync(ran.outputs['html'] ?? '', 'utf8')).toContain('Profile gate failed')
    expect(pull.comments[0]?.body).not.toContain('flame graph report')
    expect(ran.summary).toContain('Profile gate failed')
  })
})
