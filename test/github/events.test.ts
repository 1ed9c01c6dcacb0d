import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeGroupEvent, pullRequestEvent, pushEvent, scheduleEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { record, startShop } from './shop.ts'

let scene: Awaited<ReturnType<typeof startShop>>

/** A baseline on main, and a pull request that leaks, its merge commit checked out and measured. */
beforeEach(async () => {
  scene = await startShop()
  const { github, shop, git, base } = scene
  git.checkout(base)
  record(git.folder, 'baseline')
  const run = shop.run({ event: 'push', sha: base, branch: 'main' })
  await runStep({ github, run, trigger: pushEvent(shop), workspace: git.folder })
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

function leakingPull() {
  const { github, shop, git, base } = scene
  const leak = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base], branch: 'leak' })
  const merged = git.commit({ files: {}, parents: [base, leak] })
  const pull = shop.pull({ head: { branch: 'leak', sha: leak }, mergeSha: merged })
  git.checkout(merged)
  record(git.folder, 'candidate')
  const run = shop.run({ event: 'pull_request', sha: leak, branch: 'leak', pull })
  return { pull, leak, run, step: { github, run, trigger: pullRequestEvent(pull), workspace: git.folder } }
}

const contextOf = ({ outputs }: Awaited<ReturnType<typeof runStep>>) =>
  JSON.parse(readFileSync(outputs['json'] ?? '', 'utf8')).context

describe('the events of a repository', { timeout: 120_000 }, () => {
  it('a rerun replaces what the attempt before stored, and edits the comment', async () => {
    const { pull, run, step } = leakingPull()
    await runStep(step)
    run.rerun()
    const again = await runStep(step)
    expect([again.exitCode, again.violations, again.outputs['outcome']]).toEqual([1, [], 'fail'])
    expect(pull.comments).toHaveLength(1)
  })

  it('a closed pull request is judged and gets no new comment', async () => {
    const { pull, step } = leakingPull()
    pull.close('unmerged')
    const ran = await runStep({ ...step, trigger: pullRequestEvent(pull, { action: 'closed' }) })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(pull.comments).toEqual([])
  })

  it('a push between measuring and reporting is said in the comment', async () => {
    const { pull, leak, step } = leakingPull()
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
    expect(contextOf(ran).baseline).toMatchObject({ sha: base, how: 'exact', behind: 0 })
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
    expect(contextOf(ran).baseline).toMatchObject({ sha: base, how: 'parent' })
  })

  it('a schedule stores and compares nothing', async () => {
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'candidate')
    const run = shop.run({ event: 'schedule', sha: base, branch: 'main' })
    const ran = await runStep({ github, run, trigger: scheduleEvent(shop), workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(run.artifacts.map(({ name }) => name)).toEqual(['profile-gate-profiles'])
  })
})
