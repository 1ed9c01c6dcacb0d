import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMarker } from '../../src/github/publish/marker.ts'
import { expectGolden } from '../golden.ts'
import type { WorkflowRun } from './fake/run.ts'
import { readOnly } from './fake/token.ts'
import { pullRequestEvent, workflowRunEvent } from './runner/payloads.ts'
import { runStep, workspaceWith } from './runner/run-step.ts'
import { leakingPull, record, resultOf, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
  storedRun(scene)
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

/** A pull request of a fork, from a branch that is called like the one it is to be merged into. */
function foreignPull() {
  const { shop, git, base } = scene
  const eve = shop.fork('eve')
  const head = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base], of: eve, branch: 'main' })
  const merged = git.commit({ parents: [base, head] })
  const pull = shop.pull({ head: { branch: 'main', repository: eve, sha: head }, mergeSha: merged })
  git.checkout(merged)
  record(git.folder, 'candidate')
  return { eve, pull, head }
}

type Foreign = ReturnType<typeof foreignPull>

/** What the fork's own run does, with a token that can only read. */
async function judge({ eve, pull, head }: Foreign, targets: readonly string[] = ['']) {
  const { github, shop, git } = scene
  const run = shop.run({ event: 'pull_request', sha: head, branch: 'main', from: eve, pull })
  const token = github.token({ permissions: readOnly })
  for (const target of targets) {
    const step = { github, run, trigger: pullRequestEvent(pull), workspace: git.folder, token, inputs: { target } }
    expect((await runStep(step)).violations).toEqual([])
  }
  expect(pull.comments).toEqual([])
  return run
}

/** What the workflow on the default branch makes of a run that has ended. */
async function report(of: WorkflowRun, inputs: Readonly<Record<string, string>> = {}) {
  const { github, shop, base } = scene
  const run = shop.run({ event: 'workflow_run', sha: base, branch: 'main', workflow: 'report.yml' })
  const workspace = workspaceWith({})
  const ran = await runStep({
    github,
    run,
    trigger: workflowRunEvent(of),
    workspace,
    inputs: { mode: 'report', ...inputs },
  })
  expect(ran.violations).toEqual([])
  return ran
}

/** A result as the artifact of a step with a comment of its own. */
function otherKey(result: { readonly context: object }) {
  const context = { ...result.context, target: 'nightly', commentKey: 'nightly' }
  return { 'profile-gate-result.json': JSON.stringify({ ...result, context }) }
}

describe('the report of a fork’s run', { timeout: 120_000 }, () => {
  it('is one comment on its pull request, marked as the fork’s word', async () => {
    const foreign = foreignPull()
    const { pull, head } = foreign
    const own = leakingPull(scene).pull
    const run = await judge(foreign)
    scene.github.forget()
    const ran = await report(run)
    const counts = (['graphql', 'results', 'blob'] as const).map((each) => `${each}: ${scene.github.count(each)}`)
    expectGolden('github/requests-report.txt', `${[...scene.github.operations('rest'), '', ...counts].join('\n')}\n`)
    expect([ran.exitCode, ran.annotations, own.comments]).toEqual([0, [], []])
    expect(ran.outputs).toMatchObject({ outcome: 'fail', failed: 'false' })
    expect(pull.comments.map(({ author }) => author?.login)).toEqual(['github-actions[bot]'])
    const body = pull.comments[0]?.body ?? ''
    expect(ran.outputs['comment-url']).toContain(`#issuecomment-${pull.comments[0]?.id}`)
    expect(readMarker(body)).toMatchObject({ key: 'ci.yml', sha: head, run: run.id, attempt: 1, outcome: 'fail' })
    const [, first, , source] = body.split('\n')
    expect(first).toMatch(/^### ❌ Profile gate failed: heap /)
    expect(source).toMatch(
      /^> As reported by the fork’s run, which had no right to write here; nothing of it was checked\./,
    )
    expect(source).toContain(`(https://github.com/acme/shop/actions/runs/${run.id})`)
    expect(body).toContain('`session.(*Store).Get`')
    const links = [...body.matchAll(/\]\(([^)]*)\)/g)].map(([, url]) => url)
    expect(new Set(links)).toEqual(
      new Set([
        `https://github.com/acme/shop/actions/runs/${run.id}`,
        `https://github.com/acme/shop/commit/${head}`,
        // The advice on a pattern that the result names by its code: the address is ours.
        'https://go.dev/blog/slices-intro#a-possible-gotcha',
      ]),
    )
    expect(body).not.toContain(scene.base.slice(0, 7))
    expect(ran.summary).toContain('As reported by the fork’s run')
  })

  it('is edited by that of the next push, and not by one of before', async () => {
    const foreign = foreignPull()
    const { pull, eve, head } = foreign
    const first = await judge(foreign)
    await report(first)
    const body = pull.comments[0]?.body
    const next = scene.git.commit({ files: { 'b.go': 'package b\n' }, parents: [head], of: eve, branch: 'main' })
    pull.push(next, scene.git.commit({ parents: [scene.base, next] }))
    const outdated = await report(first)
    expect(outdated.log).toContain('its pull request has moved on to another commit')
    expect(pull.comments.map((each) => each.body)).toEqual([body])

    record(scene.git.folder, 'baseline')
    const run = scene.shop.run({ event: 'pull_request', sha: next, branch: 'main', from: eve, pull })
    const token = scene.github.token({ permissions: readOnly })
    scene.git.checkout(pull.mergeSha ?? '')
    record(scene.git.folder, 'baseline')
    await runStep({ github: scene.github, run, trigger: pullRequestEvent(pull), workspace: scene.git.folder, token })
    await report(run)
    expect(pull.comments.map((each) => each.body)).toEqual([
      expect.stringContaining(`fixed in \`${next.slice(0, 7)}\``),
    ])
  })

  it('shows all targets of a matrix', async () => {
    const foreign = foreignPull()
    storedRun(scene).artifact('profile-gate-profiles-arm', { 'x.txt': '' })
    const run = await judge(foreign, ['amd', 'arm'])
    await report(run)
    expect(foreign.pull.comments.map(({ body }) => [...body.matchAll(/`(amd|arm)` \|/g)].length)).toEqual([2])
  })

  it.each<[string, (foreign: Foreign) => WorkflowRun | Promise<WorkflowRun>, string]>([
    [
      'a run that no pull request started',
      ({ head, eve }) => scene.shop.run({ event: 'push', sha: head, branch: 'main', from: eve }),
      'it was started by push',
    ],
    [
      'a run that has stored no results',
      ({ head, eve, pull }) => scene.shop.run({ event: 'pull_request', sha: head, branch: 'main', from: eve, pull }),
      'it has stored no results',
    ],
    [
      'a closed pull request',
      async (foreign) => {
        const run = await judge(foreign)
        foreign.pull.close()
        return run
      },
      'no open pull request has its branch',
    ],
    [
      'a branch of that name in this repository',
      ({ head, pull }) => scene.shop.run({ event: 'pull_request', sha: head, branch: 'main', pull }),
      'no open pull request has its branch',
    ],
    [
      'a fork that was deleted',
      ({ head, pull }) => scene.shop.run({ event: 'pull_request', sha: head, branch: 'main', from: null, pull }),
      'the repository of its head was deleted',
    ],
  ])('is nothing for %s', async (_, make, why) => {
    const foreign = foreignPull()
    const ran = await report(await make(foreign))
    expect([ran.exitCode, ran.outputs['comment-url'], ran.annotations]).toEqual([0, '', []])
    expect(ran.log).toContain(why)
    expect(foreign.pull.comments).toEqual([])
  })

  it('is nothing where two pull requests have the same head', async () => {
    const foreign = foreignPull()
    const { eve, head } = foreign
    const run = await judge(foreign)
    scene.shop.branch('next', scene.base)
    const other = scene.shop.pull({ head: { branch: 'main', repository: eve, sha: head }, base: { branch: 'next' } })
    const ran = await report(run)
    expect([ran.exitCode, foreign.pull.comments, other.comments]).toEqual([0, [], []])
    expect(ran.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('have the same head') },
    ])
  })

  it('is that of the pull request’s own run for Dependabot, whose token can only read as well', async () => {
    const { pull, run, step } = leakingPull(scene)
    const token = scene.github.token({ permissions: readOnly })
    await runStep({ ...step, token })
    await report(run)
    expect(pull.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('As reported by the run of the pull request'),
    ])
  })

  it('leaves the comment alone that the run has written itself', async () => {
    const { pull, run, step } = leakingPull(scene)
    await runStep(step)
    const before = pull.comments.map(({ body }) => body)
    const ran = await report(run)
    expect([pull.comments.map(({ body }) => body), ran.annotations]).toEqual([before, []])
    expect(ran.log).toContain('The comment shows this verdict already')
  })

  it('leaves it alone, too, when another job of the run was run again', async () => {
    const { pull, run, step } = leakingPull(scene)
    await runStep({ ...step, inputs: { target: 'amd' } })
    run.artifact(
      'profile-gate-result-nightly',
      otherKey(resultOf(await runStep({ ...step, inputs: { target: 'arm' } }))),
    )
    const before = pull.comments.map(({ body }) => body)
    run.rerun()
    const ran = await report(run)
    expect([pull.comments.map(({ body }) => body), ran.annotations]).toEqual([before, []])
    expect(ran.log).toContain('The comment shows this verdict already')
  })

  it('is no pass where a job died before it had a result, until that has run again', async () => {
    const foreign = foreignPull()
    record(scene.git.folder, 'baseline')
    const run = await judge(foreign, ['amd'])
    run.conclusion = 'failure'
    const ran = await report(run)
    expect(ran.outputs).toMatchObject({ outcome: 'error', failed: 'false' })
    const bodies = () => foreign.pull.comments.map(({ body }) => body)
    expect(bodies()).toEqual([expect.stringContaining('### 🚫 Profile gate could not decide: 1 problem to fix')])
    expect(bodies()[0]).toContain('The run ended as `failure`, though all that it has stored passes')

    run.rerun()
    run.conclusion = 'success'
    const { github, git } = scene
    const token = github.token({ permissions: readOnly })
    const trigger = pullRequestEvent(foreign.pull)
    await runStep({ github, run, trigger, workspace: git.folder, token, inputs: { target: 'arm' } })
    await report(run)
    expect(bodies()).toEqual([expect.stringContaining('Profile gate')])
    expect(bodies()[0]).not.toContain('could not decide')
    expect(bodies()[0]).toMatch(/`arm`/)
  })

  it('says so in a comment that the run has written itself', async () => {
    const { pull, run, step } = leakingPull(scene)
    record(scene.git.folder, 'baseline')
    await runStep({ ...step, inputs: { comment: 'always' } })
    expect(pull.comments[0]?.body).toContain('Profile gate passed')
    run.conclusion = 'cancelled'
    await report(run)
    expect(pull.comments.map(({ body }) => body)).toEqual([expect.stringContaining('The run ended as `cancelled`')])
  })

  it('is one warning where the token may not write', async () => {
    const foreign = foreignPull()
    const run = await judge(foreign)
    const { github, shop, base } = scene
    const of = shop.run({ event: 'workflow_run', sha: base, branch: 'main', workflow: 'report.yml' })
    const token = github.token({ permissions: readOnly })
    const step = {
      github,
      run: of,
      trigger: workflowRunEvent(run),
      workspace: workspaceWith({}),
      inputs: { mode: 'report' },
    }
    const ran = await runStep({ ...step, token })
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(ran.annotations).toMatchObject([
      { message: expect.stringContaining('permissions: { pull-requests: write }') },
    ])
  })
})

describe('a mode', { timeout: 120_000 }, () => {
  it.each([
    ['report', 'pull_request', 'mode: report runs on workflow_run alone'],
    ['gate', 'workflow_run', 'this step does not judge on workflow_run'],
    ['capture', 'pull_request', 'input url is missing'],
    ['reports', 'workflow_run', 'Did you mean `report`?'],
  ])('%s on %s is wrong usage', async (mode, event, says) => {
    const { run, step } = leakingPull(scene)
    const trigger = event === 'workflow_run' ? workflowRunEvent(run) : step.trigger
    const ran = await runStep({ ...step, trigger, inputs: { mode } })
    expect([ran.exitCode, ran.violations, ran.outputs['outcome']]).toEqual([2, [], 'error'])
    expect(ran.annotations[0]?.message).toContain(says)
  })

  it('report before the end of a run is wrong usage', async () => {
    const { run, step } = leakingPull(scene)
    const ran = await runStep({ ...step, trigger: workflowRunEvent(run, 'requested'), inputs: { mode: 'report' } })
    expect([ran.exitCode, ran.annotations[0]?.message]).toEqual([2, expect.stringContaining('types: [completed]')])
  })
})
