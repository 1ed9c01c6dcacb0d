import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeGroupEvent, pullRequestEvent, pushEvent, scheduleEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, record, resultOf, type Shop, startShop, storeBaseline } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
  await storeBaseline(scene)
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

describe('the events of a repository', { timeout: 120_000 }, () => {
  it('a rerun replaces what the attempt before stored, and edits the comment', async () => {
    const { pull, run, step } = leakingPull(scene)
    await runStep(step)
    run.rerun()
    const again = await runStep(step)
    expect([again.exitCode, again.violations, again.outputs['outcome']]).toEqual([1, [], 'fail'])
    expect(pull.comments).toHaveLength(1)
  })

  it('a closed pull request is judged and gets no new comment', async () => {
    const { pull, step } = leakingPull(scene)
    pull.close('unmerged')
    const ran = await runStep({ ...step, trigger: pullRequestEvent(pull, { action: 'closed' }) })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(pull.comments).toEqual([])
  })

  it('a push between measuring and reporting is said in the comment', async () => {
    const { pull, leak, step } = leakingPull(scene)
    const next = scene.git.commit({ files: { 'b.go': 'package a\n' }, parents: [leak], branch: 'leak' })
    scene.github.meanwhile('pulls/get', () => pull.push(next), { moment: 'before', times: 1 })
    const ran = await runStep(step)
    expect(ran.exitCode).toBe(1)
    expect(pull.comments[0]?.body).toContain('the pull request has moved on to')
    expect(pull.comments[0]?.body).toContain(next.slice(0, 7))
  })

  it('a merge group is compared with its base', async () => {
    const { github, shop, git, base } = scene
    const head = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base] })
    git.checkout(head)
    record(git.folder, 'candidate')
    const branch = `gh-readonly-queue/main/pr-7-${base}`
    const run = shop.run({ event: 'merge_group', sha: head, branch })
    const ran = await runStep({ github, run, trigger: mergeGroupEvent(shop, { head }), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(resultOf(ran).context.baseline).toMatchObject({ sha: base, how: 'exact', behind: 0 })
  })

  it('a push is compared with its parent', async () => {
    const { github, shop, git, base } = scene
    const next = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base], branch: 'main' })
    git.checkout(next)
    record(git.folder, 'candidate')
    const run = shop.run({ event: 'push', sha: next, branch: 'main' })
    const trigger = pushEvent(shop, { before: base, after: next })
    const ran = await runStep({ github, run, trigger, workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(resultOf(ran).context.baseline).toMatchObject({ sha: base, how: 'parent' })
  })

  it('a schedule stores and compares nothing', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'candidate')
    const run = shop.run({ event: 'schedule', sha: base, branch: 'main' })
    const ran = await runStep({ github, run, trigger: scheduleEvent(shop), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(run.artifacts.map(({ name }) => name)).toEqual(['profile-gate-profiles', 'profile-gate-report.html'])
  })
})
