import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectGolden } from '../golden.ts'
import { heap, STORED } from './failing.ts'
import type { GitHub } from './fake/github.ts'
import { readOnly } from './fake/token.ts'
import { dispatchEvent, mergeGroupEvent, pullRequestEvent, pushEvent, scheduleEvent } from './runner/payloads.ts'
import { runStep, type StepOptions } from './runner/run-step.ts'
import { writeFiles } from './runner/temporary.ts'
import { leakingPull, record, type Shop, startShop } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

/** A run on main that stored a baseline for the base. */
function stored() {
  const run = scene.shop.run({ event: 'push', sha: scene.base })
  run.artifact(STORED, { 'heap.pb.gz': heap('baseline') })
  return run
}

/** The commit after a parent, on a branch, checked out and measured. */
function next(parent: string, branch?: string): string {
  const { git } = scene
  const sha = git.commit({ files: { 'a.go': 'package a\n' }, parents: [parent], ...(branch ? { branch } : {}) })
  git.checkout(sha)
  record(git.folder, 'candidate')
  return sha
}

/** What a run makes whose baseline is found where it is looked for first. */
const USUAL = 12

/** Runs a step and holds what it asked against the golden file of the scenario. */
async function asks(scenario: string, step: StepOptions, exitCode: number, most = USUAL): Promise<void> {
  const { github } = scene
  github.forget()
  const ran = await runStep(step)
  expect([ran.exitCode, ran.violations]).toEqual([exitCode, []])
  expect(github.count('rest')).toBeLessThanOrEqual(most)
  const counts = (['graphql', 'results', 'blob'] as const).map((service) => `${service}: ${github.count(service)}`)
  const twice = askedTwice(github).map((operation) => `asked twice: ${operation}`)
  expectGolden(
    `github/requests-${scenario}.txt`,
    `${[...github.operations('rest'), '', ...counts, ...twice].join('\n')}\n`,
  )
}

/** Reads that could have been spared. Comments and results are listed again after one was written, for others write them too. */
function askedTwice({ requests }: GitHub): readonly string[] {
  const seen = new Set<string>()
  let isPublishing = false
  return requests.flatMap(({ operation, path, query, body }) => {
    const whole = JSON.stringify([operation, path, query, body])
    if (/CreateArtifact.*profile-gate-result/.test(whole)) isPublishing = true
    if (/comment|^blob|viewer/.test(operation) || (isPublishing && operation === 'results/ListArtifacts')) return []
    if (seen.has(whole)) return [operation]
    seen.add(whole)
    return []
  })
}

describe('a step on a pull request asks GitHub', { timeout: 120_000 }, () => {
  it('on the first run of a repository', async () => {
    await asks('first-run', leakingPull(scene).step, 0)
  })

  it('where an ancestor three commits behind has the baseline', async () => {
    stored()
    const { git } = scene
    let tip = scene.base
    for (let count = 0; count < 3; count++) tip = git.commit({ parents: [tip], branch: 'main' })
    await asks('ancestor', leakingPull({ ...scene, base: tip }).step, 1, 16)
  })

  it('where the head is measured, not the merge', async () => {
    stored()
    const { leak, step } = leakingPull(scene)
    scene.git.checkout(leak)
    await asks('head', step, 1)
  })

  it('where the comment is there already', async () => {
    stored()
    const { pull, leak, step } = leakingPull(scene)
    await runStep(step)
    const again = scene.shop.run({ event: 'pull_request', sha: leak, branch: 'leak', pull })
    await asks('edited-comment', { ...step, run: again }, 1)
  })

  it('in a second attempt', async () => {
    stored()
    const { run, step } = leakingPull(scene)
    await runStep(step)
    run.rerun()
    await asks('rerun', step, 1)
  })

  it('of a fork, with a token that can only read', async () => {
    stored()
    const { github, shop, git, base } = scene
    const eve = shop.fork('eve')
    const theirs = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base], of: eve, branch: 'leak' })
    const merged = git.commit({ parents: [base, theirs] })
    const pull = shop.pull({ head: { branch: 'leak', repository: eve, sha: theirs }, mergeSha: merged })
    git.checkout(merged)
    record(git.folder, 'candidate')
    const run = shop.run({ event: 'pull_request', sha: theirs, branch: 'leak', from: eve, pull })
    const token = github.token({ permissions: readOnly })
    const trigger = pullRequestEvent(pull)
    await asks('fork', { github, run, trigger, workspace: git.folder, token }, 1)
  })

  it.each([
    ['path', 'baseline/'],
    ['artifact', 'artifact:before'],
    ['run', 'run:ID/before'],
  ])('with a baseline by %s (%s), and an artifact as candidate', async (name, input) => {
    const earlier = scene.shop.run({ event: 'push', sha: scene.base })
    const { run, step } = leakingPull(scene)
    for (const each of [earlier, run]) each.artifact('before', { 'heap.pb.gz': heap('baseline') })
    run.artifact('measured', { 'heap.pb.gz': heap('candidate') })
    writeFiles(step.workspace, { 'baseline/heap.pb.gz': heap('baseline') })
    const inputs = { candidate: 'artifact:measured', baseline: input.replace('ID', `${earlier.id}`) }
    await asks(`baseline-${name}`, { ...step, inputs }, 1)
  })
})

describe('a step on another event asks GitHub', { timeout: 120_000 }, () => {
  it('on a push, for the baseline of the parent', async () => {
    stored()
    const { github, shop, git, base } = scene
    const head = next(base, 'main')
    const run = shop.run({ event: 'push', sha: head })
    const trigger = pushEvent(shop, { before: base, after: head })
    await asks('push', { github, run, trigger, workspace: git.folder }, 1)
  })

  it('on a merge group, for the baseline of its base', async () => {
    stored()
    const { github, shop, git, base } = scene
    const head = next(base)
    const run = shop.run({ event: 'merge_group', sha: head, branch: `gh-readonly-queue/main/pr-7-${base}` })
    await asks('merge-group', { github, run, trigger: mergeGroupEvent(shop, { head }), workspace: git.folder }, 1)
  })

  it.each(['schedule', 'workflow_dispatch'])('on %s, for no baseline', async (event) => {
    stored()
    const { github, shop, git, base } = scene
    git.checkout(base)
    record(git.folder, 'candidate')
    const run = shop.run({ event, sha: base })
    const trigger = event === 'schedule' ? scheduleEvent(shop) : dispatchEvent(shop)
    await asks(event.replace('_', '-'), { github, run, trigger, workspace: git.folder }, 0)
  })
})
