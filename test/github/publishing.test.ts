import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeMarker } from '../../src/github/publish/marker.ts'
import { refusals } from './fake/faults.ts'
import type { Changes } from './fake/history.ts'
import { pullRequestTargetEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { temporaryFolder } from './runner/temporary.ts'
import { leakingPull, resultOf, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

const HERE = '.github/profile-gate.yml'

const policy = (percent: number, accept = ''): string => `version: 1
rules:
  - { name: live-heap, kind: heap, of: total, fail: { percent: ${percent} } }
${accept}`
const ACCEPT = "accept:\n  - { up-to: 30MiB, until: 2099-12-31, reason: 'a larger cache, see #12' }\n"

/** A pull request that leaks, on a base that was measured. */
function leak(base: Changes = {}, head: Changes = {}) {
  scene = { ...scene, base: scene.git.commit({ files: base, parents: [scene.base], branch: 'main' }) }
  const stored = storedRun(scene)
  return { stored, ...leakingPull(scene, head) }
}

const messages = ({ annotations }: Awaited<ReturnType<typeof runStep>>) => annotations.map(({ message }) => message)

describe('a step that is used wrongly', { timeout: 120_000 }, () => {
  it('says so in its outputs', async () => {
    const { pull, step } = leak()
    const ran = await runStep({ ...step, trigger: pullRequestTargetEvent(pull) })
    expect([ran.exitCode, ran.violations, ran.outputs]).toEqual([2, [], { outcome: 'error', failed: 'true' }])
  })

  it('is one with an input that it does not have, whatever fail-on says', async () => {
    const { step } = leak()
    scene.github.forget()
    const ran = await runStep({ ...step, inputs: { 'fail-on': 'never', fail_on: 'warn' } })
    expect([ran.exitCode, ran.violations, ran.outputs]).toEqual([2, [], { outcome: 'error', failed: 'true' }])
    expect(messages(ran).join()).toContain('this step has no input `fail_on`. Did you mean fail-on?')
    expect(scene.github.requests).toEqual([])
  })
})

describe('an exception that no promise is told of', { timeout: 120_000 }, () => {
  it('ends the step as an error, never with the code of a verdict', async () => {
    const { step } = leak()
    const script = join(temporaryFolder('script'), 'throws.cjs')
    // As soon as the step could be told.
    const throws = "if (process.listenerCount('uncaughtException') > 0) throw new Error('from a stream')"
    writeFileSync(script, `setInterval(() => { ${throws} }, 50)\n`)
    scene.github.fail('actions/list-workflow-runs', { kind: 'late', delayMs: 30_000 })
    const ran = await runStep({ ...step, env: { NODE_OPTIONS: `--require ${script}` } })
    expect([ran.exitCode, ran.violations, ran.outputs]).toEqual([2, [], { outcome: 'error', failed: 'true' }])
    expect(messages(ran).join()).toMatch(/internal error, please report it: Error: from a stream/)
    expect(ran.durationMs).toBeLessThan(25_000)
  })
})

describe('the comment', { timeout: 120_000 }, () => {
  it('of one step is not written over by another of the same run, which says so', async () => {
    const { pull, step } = leak()
    const inputs = { store: 'false' }
    const first = await runStep({ ...step, inputs })
    const before = pull.comments.map(({ body }) => body)
    const second = await runStep({ ...step, inputs })
    expect([first.exitCode, second.exitCode, second.violations]).toEqual([1, 1, []])
    expect(pull.comments.map(({ body }) => body)).toEqual(before)
    expect(messages(first)).toEqual([])
    expect(messages(second)).toEqual([expect.stringContaining('Give each of them a target: or a comment-key:')])
    expect(second.outputs['comment-url']).toBe(first.outputs['comment-url'])
    const third = await runStep({ ...step, inputs: { ...inputs, 'comment-key': 'other' } })
    expect([messages(third), pull.comments.length]).toEqual([[], 2])
  })

  it('of a newer run stays, though it was written while this one asked for something else', async () => {
    const { pull, run, step } = leak()
    const marker = {
      key: 'ci.yml',
      sha: pull.head.sha,
      attempt: 1,
      outcome: 'pass',
      headline: '',
      results: [],
      previous: null,
    } as const
    const comment = pull.comment({ body: writeMarker({ ...marker, run: run.id - 1 }) })
    const newer = writeMarker({ ...marker, run: run.id + 1 })
    scene.github.meanwhile('pulls/get', () => {
      comment.body = newer
    })
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations, messages(ran)]).toEqual([1, [], []])
    expect(pull.comments.map(({ body }) => body)).toEqual([newer])
    expect(ran.log).toContain('The comment shows a newer run')
  })

  it('that an older run writes over at the same time is written again', async () => {
    const { pull, run, step } = leak()
    const marker = {
      key: 'ci.yml',
      sha: pull.head.sha,
      attempt: 1,
      outcome: 'pass',
      headline: '',
      results: [],
      previous: null,
    } as const
    const comment = pull.comment({ body: writeMarker({ ...marker, run: run.id - 1 }) })
    scene.github.meanwhile(
      'issues/update-comment',
      () => {
        comment.body = writeMarker({ ...marker, run: run.id - 1 })
      },
      { moment: 'after' },
    )
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(pull.comments.map(({ body }) => body)).toEqual([expect.stringContaining('Profile gate failed')])
  })

  it('is given up where GitHub asks to wait longer than half a minute, and nothing but its address is missing', async () => {
    const { pull, step } = leak()
    scene.github.fail('issues/create-comment', refusals.tooMany(100))
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations, pull.comments.length]).toEqual([1, [], 0])
    expect(messages(ran)).toEqual([expect.stringContaining('GitHub asks to wait 100 s')])
    expect(ran.outputs).toMatchObject({ outcome: 'fail', failed: 'true', 'comment-url': '' })
    expect(resultOf(ran).outcome).toBe('fail')
  })

  it('shows what the pull request changes in the policy, and judges locally by that of the base', async () => {
    const { pull, step, stored, run } = leak({ [HERE]: policy(10) }, { [HERE]: policy(900, ACCEPT) })
    const ran = await runStep({ ...step, uses: 'acme/profile-gate@v1' })
    expect([ran.violations, resultOf(ran).context.policy]).toEqual([
      [],
      { source: HERE, sha: scene.base, changed: true },
    ])
    const body = pull.comments[0]?.body ?? ''
    expect(body).toContain('<b>Change of the policy</b> in this PR: +3 −1')
    expect(body).toContain(
      [
        '```diff',
        '@@ -1,3 +1,5 @@',
        ' version: 1',
        ' rules:',
        '-  - { name: live-heap, kind: heap, of: total, fail: { percent: 10 } }',
        '+  - { name: live-heap, kind: heap, of: total, fail: { percent: 900 } }',
        '+accept:',
        "+  - { up-to: 30MiB, until: 2099-12-31, reason: 'a larger cache, see #12' }",
        '```',
      ].join('\n'),
    )
    expect(ran.summary).toContain('Change of the policy')
    const [first, , third] = body.split('\n').slice(1)
    expect(first).toMatch(/^### /)
    expect(third).toMatch(
      /^- \*\*Accepted:\*\* the total up to 30.0.MiB until `2099-12-31`: `a larger cache, see #12`$/,
    )
    expect(ran.log).toContain('accepted: the total up to 30.0 MiB until 2099-12-31: a larger cache, see #12')
    expect(stored.id).not.toBe(run.id)
  })

  it('gives commands that judge by the policy of the base where the pull request changes it', async () => {
    const { pull, step } = leak({ [HERE]: policy(10) }, { [HERE]: policy(20) })
    await runStep({ ...step, uses: 'acme/profile-gate@v1' })
    const body = pull.comments[0]?.body ?? ''
    expect(body).toContain('The same verdict on your machine:')
    expect(body).toContain(
      [
        `git fetch origin ${scene.base}`,
        `git show ${scene.base}:${HERE} > policy-of-the-base.yml`,
        'npx github:acme/profile-gate#v1 compare baseline candidate --policy policy-of-the-base.yml',
      ].join('\n'),
    )
  })
})

describe('the log', { timeout: 120_000 }, () => {
  it('counts and measures in words', async () => {
    const { step } = leak()
    const ran = await runStep({ ...step, inputs: { comment: 'never' } })
    expect(ran.log).toMatch(/Stored 1 file \(\d+(\.\d)? KiB\) as profile-gate-profiles\n/)
    expect(ran.log).toContain('No comment: it is switched off by comment: never')
  })
})
