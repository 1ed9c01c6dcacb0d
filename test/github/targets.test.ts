import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOnly } from './fake/token.ts'
import { pullRequestEvent, pushEvent } from './runner/payloads.ts'
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

describe('two gate steps of a run', { timeout: 120_000 }, () => {
  it('keep an artifact and a baseline for each target, and one comment', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    const push = shop.run({ event: 'push', sha: base, branch: 'main' })
    const pushed = { github, run: push, trigger: pushEvent(shop), workspace: git.folder }
    // Only the service of one target was leaking before.
    for (const [target, side] of [['arm', 'baseline'] as const, ['amd', 'candidate'] as const]) {
      record(git.folder, side)
      const stored = await runStep({ ...pushed, inputs: { target } })
      expect([stored.exitCode, stored.violations]).toEqual([0, []])
    }
    expect(push.artifacts.map(({ name }) => name)).toEqual([
      ...['profile-gate-profiles-arm', 'profile-gate-report-arm.html'],
      ...['profile-gate-profiles-amd', 'profile-gate-report-amd.html'],
    ])

    const { pull, run, step } = leakingPull(scene)
    const judged = async (target: string) => {
      const ran = await runStep({ ...step, inputs: { target, comment: 'always' } })
      expect(ran.violations).toEqual([])
      return ran
    }
    const arm = await judged('arm')
    const alone = pull.comments[0]?.body ?? ''
    const amd = await judged('amd')
    expect([arm.exitCode, amd.exitCode]).toEqual([1, 0])
    expect(arm.outputs['baseline-run-id']).toBe(String(push.id))
    expect(resultOf(arm).checks[0]).toMatchObject({ target: 'arm', total: { baseline: 7900192 } })
    expect(resultOf(amd).checks[0]).toMatchObject({ target: 'amd', total: { delta: 0 } })
    expect(run.artifacts.map(({ name }) => name)).toEqual([
      ...[
        'profile-gate-profiles-arm',
        'profile-gate-report-arm.html',
        'profile-gate-result-arm',
        'profile-gate-profiles-amd',
        'profile-gate-report-amd.html',
        'profile-gate-result-amd',
      ],
    ])

    expect(alone).toContain('Profile gate failed')
    expect(alone).toContain('**Heap in use** in `arm`, total')
    expect(alone).toContain(`gh run download ${push.id} -n profile-gate-profiles-arm -D baseline`)
    const both = pull.comments.map(({ body }) => body)
    expect(both).toHaveLength(1)
    expect(both[0]).toMatch(/### ❌ Profile gate failed: .*, all in `arm`\n/)
    expect(both[0]).toMatch(/^\| `arm` \| ❌ \*\*.+\*\* \|.*\n\| `amd` \| ±0/m)
    expect(both[0]).toContain('**Heap in use** in `arm`, total')
    expect(both[0]).toContain(
      [
        `gh run download ${push.id} -n profile-gate-profiles-arm -D baseline`,
        `gh run download ${run.id} -n profile-gate-profiles-arm -D candidate`,
        'node dist/cli.js compare baseline candidate --target arm',
      ].join('\n'),
    )
    expect([arm, amd].map(({ outputs }) => outputs['comment-url'])).toEqual([
      ...[arm.outputs['comment-url'], arm.outputs['comment-url']],
    ])

    run.rerun()
    record(git.folder, 'baseline')
    const again = await judged('arm')
    expect(again.exitCode).toBe(0)
    expect(pull.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('checks within their limits, in 2 targets'),
    ])
  })

  it('that end together leave one comment with all of them', async () => {
    storedRun(scene)
    const { pull, run, step } = leakingPull(scene)
    const targets = ['amd', 'arm', 'riscv', 'web']
    const all = targets.map((target) => runStep({ ...step, inputs: { target, comment: 'always' } }))
    const ran = await Promise.all(all)
    expect(ran.flatMap(({ violations }) => violations)).toEqual([])
    expect(ran.flatMap(({ annotations }) => annotations)).toEqual([])
    expect(
      run.artifacts
        .map(({ name }) => name)
        .filter((name) => name.includes('result'))
        .sort(),
    ).toEqual(targets.map((target) => `profile-gate-result-${target}`))
    expect(pull.comments).toHaveLength(1)
    const rows = [...(pull.comments[0]?.body ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, target]) => target)
    expect(rows).toEqual(targets)
    expect(new Set(ran.map(({ outputs }) => outputs['comment-url'])).size).toBe(1)
  })

  it.each([
    [{}, 'profile-gate-profiles'],
    [{ target: 'arm' }, 'profile-gate-profiles-arm'],
  ])('cannot share a name: %j', async (inputs, name) => {
    const { run, step } = leakingPull(scene)
    expect((await runStep({ ...step, inputs })).exitCode).toBe(0)
    const second = await runStep({ ...step, inputs })
    expect([second.exitCode, second.violations, second.outputs['outcome']]).toEqual([2, [], 'error'])
    expect(resultOf(second).problems).toMatchObject([{ code: 'target-taken', args: { name } }])
    expect(second.summary).toContain(`Another gate step of this run has stored its profiles as \`${name}\` already`)
    expect(second.summary).toContain('Give each of them a `target:` of its own')
    expect(run.artifacts.map((each) => each.name)).toEqual([
      ...[name, `${name.replace('profiles', 'report')}.html`, name.replace('profiles', 'result')],
    ])
  })

  it('may both judge where only one of them stores', async () => {
    storedRun(scene)
    const { run, step } = leakingPull(scene)
    const first = await runStep(step)
    const second = await runStep({ ...step, inputs: { store: 'false' } })
    expect([first.exitCode, second.exitCode, second.violations]).toEqual([1, 1, []])
    expect(resultOf(second).problems).toEqual([])
    expect(run.artifacts.map(({ name }) => name)).toEqual([
      ...['profile-gate-profiles', 'profile-gate-report.html', 'profile-gate-result'],
    ])
  })
})

describe('the comment of two targets', { timeout: 120_000 }, () => {
  it('says that something is fixed only when both have reported', async () => {
    storedRun(scene).artifact('profile-gate-profiles-amd', heapOf('baseline'))
    storedRun(scene).artifact('profile-gate-profiles-arm', heapOf('baseline'))
    const { pull, leak, step } = leakingPull(scene)
    const { github, shop, git, base } = scene
    for (const target of ['amd', 'arm']) await runStep({ ...step, inputs: { target } })
    expect(pull.comments[0]?.body).toContain('Profile gate failed')

    const fix = git.commit({ files: { 'b.go': 'package b\n' }, parents: [leak], branch: 'leak' })
    pull.push(fix, git.commit({ parents: [base, fix] }))
    git.checkout(pull.mergeSha ?? '')
    record(git.folder, 'baseline')
    const run = shop.run({ event: 'pull_request', sha: fix, branch: 'leak', pull })
    const judged = (target: string) =>
      runStep({ github, run, trigger: pullRequestEvent(pull), workspace: git.folder, inputs: { target } })
    await judged('amd')
    expect(pull.comments.map(({ body }) => body)).toEqual([expect.stringContaining('Profile gate passed')])
    expect(pull.comments[0]?.body).not.toContain('fixed')
    await judged('arm')
    expect(pull.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining(`Profile gate passed: fixed in \`${fix.slice(0, 7)}\``),
    ])
  })

  it('names the policy of each, whichever of them writes it', async () => {
    const { git } = scene
    const rules = (percent: number) =>
      `version: 1\nrules: [{ name: heap, kind: heap, of: total, fail: { percent: ${percent} } }]\n`
    const files = { '.github/strict.yml': rules(10), '.github/lax.yml': rules(1000) }
    const base = git.commit({ files, parents: [scene.base], branch: 'main' })
    scene = { ...scene, base }
    for (const target of ['amd', 'arm']) {
      storedRun(scene).artifact(`profile-gate-profiles-${target}`, heapOf('baseline'))
    }
    const { pull, step } = leakingPull(scene)
    const judged = (target: string, policy: string, failOn: string) =>
      runStep({ ...step, inputs: { target, policy: `.github/${policy}.yml`, 'fail-on': failOn } })
    expect((await judged('amd', 'strict', 'never')).exitCode).toBe(0)
    expect((await judged('arm', 'lax', 'fail')).exitCode).toBe(0)
    const body = pull.comments[0]?.body ?? ''
    expect(body).toContain('The step passes all the same in `amd`: `fail-on: never`.')
    expect(body).toMatch(/policy \[`\.github\/strict\.yml`\].* in `amd`, policy \[`\.github\/lax\.yml`\].* in `arm`/)
    expect(body).toContain('--policy .github/strict.yml --target amd')
  })

  it('may have comments of their own, but not the same name', async () => {
    storedRun(scene)
    const { pull, step } = leakingPull(scene)
    const first = await runStep({ ...step, inputs: { store: 'false' } })
    const second = await runStep({ ...step, inputs: { store: 'false', 'comment-key': 'other' } })
    expect([first.violations, second.violations, pull.comments.length]).toEqual([[], [], 2])
    expect(second.annotations.filter(({ level }) => level === 'warning')).toEqual([])
    expect(first.log).not.toContain('under the same name')
    expect(second.log).toContain('Another gate step of this run has stored its result under the same name')
    const token = scene.github.token({ permissions: readOnly })
    const third = await runStep({ ...step, token, inputs: { store: 'false', 'comment-key': 'third' } })
    expect(third.annotations.map(({ message }) => message).join()).toContain('under the same name')
  })
})

describe('a target', { timeout: 120_000 }, () => {
  it('is not compared with what a step without one has stored', async () => {
    storedRun(scene, 'candidate')
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { target: 'arm' } })
    expect([ran.exitCode, ran.violations, ran.outputs['baseline-sha']]).toEqual([0, [], ''])
    expect(resultOf(ran).context.baseline.steps.map(({ code }: { code: string }) => code)).toEqual([
      'not-stored',
      'none-stored',
    ])
    expect(ran.summary).toContain('`profile-gate-profiles-arm` of any run of this repository')
  })
})
