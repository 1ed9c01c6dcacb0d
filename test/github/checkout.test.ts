import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusals } from './fake/faults.ts'
import { pullRequestEvent } from './runner/payloads.ts'
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

const HERE = '.github/profile-gate.yml'

function policy(percent: number): string {
  return `version: 1\nrules:\n  - { name: live-heap, kind: heap, of: total, fail: { percent: ${percent} } }\n`
}

/** Git in the checkout, as a step before this one has it. */
function git(...args: readonly string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...author, ...args], { cwd: scene.git.folder, encoding: 'utf8' }).trim()
}

function aboutCheckout(ran: Awaited<ReturnType<typeof runStep>>) {
  return resultOf(ran).warnings.filter(({ code }: { code: string }) => code === 'other-commit-measured')
}

describe('a pull request whose job leaves another commit checked out', { timeout: 120_000 }, () => {
  it.each<[string, () => void]>([
    ['a commit that the job made', () => void git('commit', '--quiet', '--allow-empty', '-m', 'generated')],
    ['the very commit that holds its baseline', () => void git('checkout', '--quiet', '--detach', scene.base)],
  ])('is compared with what it is merged onto all the same: %s', async (_, leave) => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    leave()
    const ran = await runStep(step)
    const { context } = resultOf(ran)
    expect([ran.exitCode, ran.violations, ran.outputs['baseline-sha']]).toEqual([1, [], scene.base])
    expect(context.baseline).toMatchObject({ how: 'exact', behind: 0 })
    expect(aboutCheckout(ran)).toMatchObject([{ args: { sha: git('rev-parse', 'HEAD'), as: step.trigger.sha } }])
    expect(ran.summary).toContain('If that is meant, give `github.sha` as `candidate-sha`')
  })

  it('says nothing of it where the workflow says what it counts as', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    git('commit', '--quiet', '--allow-empty', '-m', 'generated')
    const ran = await runStep({ ...step, inputs: { 'candidate-sha': step.trigger.sha } })
    expect([ran.exitCode, aboutCheckout(ran)]).toEqual([1, []])
  })
})

describe('a pull request that stands on an older commit', { timeout: 120_000 }, () => {
  it.each([
    ['changes no policy, though the base has', {}, false],
    ['changes it', { [HERE]: policy(900) }, true],
  ])('%s, where its head is measured', async (_, files, isChanged) => {
    const { shop, git } = scene
    const old = git.commit({ files: { [HERE]: policy(500) }, parents: [scene.base], branch: 'main' })
    await storeBaseline({ ...scene, base: old })
    const { leak, pull, step } = leakingPull({ ...scene, base: old }, files)
    const tip = git.commit({ files: { [HERE]: policy(10) }, parents: [old], branch: 'main' })
    pull.base = { ...pull.base, repository: shop, sha: tip }
    git.checkout(leak)
    record(git.folder, 'candidate')
    const ran = await runStep({ ...step, trigger: pullRequestEvent(pull) })
    const { context, checks } = resultOf(ran)
    expect([ran.exitCode, ran.violations, context.baseline.how]).toEqual([1, [], 'merge-base'])
    expect(checks[0].limits[0].percent).toBe(10)
    expect(context.policy).toMatchObject({ sha: tip, changed: isChanged })
    expect(/changes the policy/.test(ran.summary)).toBe(isChanged)
  })
})

describe('wrong usage', { timeout: 120_000 }, () => {
  it('is a target that is used twice, also where nothing else fails the step', async () => {
    await storeBaseline(scene)
    const { step, run } = leakingPull(scene)
    const inputs = { target: 'arm', 'fail-on': 'never' }
    expect((await runStep({ ...step, inputs })).exitCode).toBe(0)
    const second = await runStep({ ...step, inputs })
    expect([second.exitCode, second.violations, second.outputs['failed']]).toEqual([2, [], 'true'])
    expect(resultOf(second).problems).toMatchObject([{ code: 'target-taken' }])
    expect(second.summary).toContain('Give each of them a `target:` of its own')
    expect(run.artifacts).toHaveLength(3)
  })

  it('ends with 2 where a limit is exceeded as well', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    await runStep(step)
    const second = await runStep(step)
    expect([second.exitCode, second.outputs['outcome'], second.outputs['failed']]).toEqual([2, 'fail', 'true'])
  })

  it.each(['go.mod/policy.yml', `${'x'.repeat(300)}.yml`])('is a policy that cannot be there: %s', async (path) => {
    const { step } = leakingPull(scene)
    const ran = await runStep({ ...step, inputs: { policy: path } })
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
    expect(resultOf(ran).problems).toMatchObject([{ code: 'policy-unusable', args: { why: 'absent' } }])
    expect(ran.log).not.toContain('internal error')
  })
})

describe('a token', { timeout: 120_000 }, () => {
  it('that GitHub does not know is told as such, and no permission is asked for', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    scene.github.fail('actions/list-workflow-runs', refusals.status(401, 'Bad credentials'))
    const ran = await runStep(step)
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
    expect(ran.summary).toContain('Check the input `token`')
    expect(ran.summary).not.toContain('permissions:')
  })
})

describe('before the first baseline is stored', { timeout: 120_000 }, () => {
  it('few questions are asked, whatever pull requests have stored', async () => {
    const { github, shop, git } = scene
    let base = scene.base
    for (let count = 0; count < 20; count++) {
      base = git.commit({ parents: [base], branch: 'main' })
      shop.run({ event: 'push', sha: base })
    }
    for (let count = 0; count < 5; count++) {
      shop.run({ event: 'pull_request', sha: base, branch: 'topic' }).artifact('profile-gate-profiles', {})
    }
    const { step } = leakingPull({ ...scene, base })
    github.forget()
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([0, []])
    expect(github.count('rest')).toBeLessThanOrEqual(12)
    expect(ran.summary).toContain('`profile-gate-profiles` of any run of this repository on `main` | none yet')
  })
})

describe('the log', { timeout: 120_000 }, () => {
  it('folds what is downloaded and what is read', async () => {
    const { step, run } = leakingPull(scene)
    const stored = await storeBaseline(scene)
    git('checkout', '--quiet', '--detach', step.trigger.sha)
    run.artifact('measured', { 'heap.pb.gz': 'none' })
    const ran = await runStep({ ...step, inputs: { candidate: 'artifact:measured' } })
    for (const title of ['measured', `profile-gate-profiles of run ${stored.id}`]) {
      expect(ran.log).toMatch(new RegExp(`Downloading ${title} \\([\\d.,]+ K?i?B\\)`))
    }
    expect(ran.log).toContain('Reading and judging the profiles')
  })
})
