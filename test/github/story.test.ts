import { describe, expect, it } from 'vitest'
import { expectGolden } from '../golden.ts'
import { readOnly } from './fake/token.ts'
import { pullRequestEvent, pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { record, restRequests, resultOf, startShop } from './shop.ts'

describe('the life of a leak', { timeout: 120_000 }, () => {
  it('is stored on main, fails a pull request, is fixed by the next push, and judged alike in a fork', async () => {
    const { github, shop, git, base } = await startShop()

    git.checkout(base)
    record(git.folder, 'baseline')
    const push = shop.run({ event: 'push', sha: base, branch: 'main' })
    const stored = await runStep({ github, run: push, trigger: pushEvent(shop), workspace: git.folder })
    expect([stored.exitCode, stored.violations, stored.outputs['outcome']]).toEqual([0, [], 'pass'])
    expect(push.artifacts.map(({ name }) => name)).toEqual(['profile-gate-profiles', 'profile-gate-report.html'])

    const leak = git.commit({
      files: { 'session-cache/session/store.go': 'package session // leaks\n' },
      parents: [base],
      branch: 'leak',
    })
    const merged = git.commit({ files: {}, parents: [base, leak] })
    const pull = shop.pull({ head: { branch: 'leak', sha: leak }, mergeSha: merged })
    git.checkout(merged)
    record(git.folder, 'candidate')
    github.forget()
    const leaking = shop.run({ event: 'pull_request', sha: leak, branch: 'leak', pull })
    const trigger = pullRequestEvent(pull)
    const failed = await runStep({ github, run: leaking, trigger, workspace: git.folder })
    expect([failed.exitCode, failed.violations]).toEqual([1, []])
    expect(failed.outputs).toMatchObject({ outcome: 'fail', failed: 'true', 'baseline-sha': base })
    expect(pull.comments).toHaveLength(1)
    expect(pull.comments[0]?.body).toContain('session.(*Store).Get')
    const requests = restRequests(github)
    expect(requests.split('\n').length).toBeLessThanOrEqual(12)
    expectGolden('github/requests-exact-baseline.txt', `${requests}\n`)

    const fix = git.commit({
      files: { 'session-cache/session/store.go': 'package session // fixed\n' },
      parents: [leak],
      branch: 'leak',
    })
    const mergedFix = git.commit({ files: {}, parents: [base, fix] })
    pull.push(fix, mergedFix)
    git.checkout(mergedFix)
    record(git.folder, 'baseline')
    const fixing = shop.run({ event: 'pull_request', sha: fix, branch: 'leak', pull })
    const passed = await runStep({ github, run: fixing, trigger: pullRequestEvent(pull), workspace: git.folder })
    expect([passed.exitCode, passed.violations]).toEqual([0, []])
    expect(pull.comments).toHaveLength(1)
    expect(pull.comments[0]?.body).toContain(`fixed in \`${fix.slice(0, 7)}\``)

    const eve = shop.fork('eve')
    const theirs = git.commit({
      files: { 'session-cache/session/store.go': 'package session // theirs\n' },
      parents: [base],
      of: eve,
      branch: 'main',
    })
    const mergedTheirs = git.commit({ files: {}, parents: [base, theirs] })
    const foreign = shop.pull({ head: { branch: 'main', repository: eve, sha: theirs }, mergeSha: mergedTheirs })
    git.checkout(mergedTheirs)
    record(git.folder, 'candidate')
    const forked = shop.run({ event: 'pull_request', sha: theirs, branch: 'main', from: eve, pull: foreign })
    const token = github.token({ permissions: readOnly })
    const same = await runStep({
      github,
      run: forked,
      trigger: pullRequestEvent(foreign),
      workspace: git.folder,
      token,
    })
    expect([same.exitCode, same.violations]).toEqual([1, []])
    expect(foreign.comments).toEqual([])
    const warnings = same.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
    expect(warnings).toEqual([expect.stringContaining('pull-requests: write')])
    expect(judged(same)).toEqual(judged(failed))

    expect(github.violations).toEqual([])
    await github.close()
  })
})

/** A result without where and when it was found. */
function judged(step: Parameters<typeof resultOf>[0]): unknown {
  return { ...resultOf(step), context: null }
}
