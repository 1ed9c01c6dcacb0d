import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GitHub, startGitHub } from '../fake/github.ts'
import type { PullRequest } from '../fake/pull.ts'
import type { Repository } from '../fake/repository.ts'
import {
  dispatchEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pullRequestTargetEvent,
  pushEvent,
  scheduleEvent,
  type Trigger,
} from './payloads.ts'

let github: GitHub
let shop: Repository
let fork: Repository
let own: PullRequest
let foreign: PullRequest

beforeAll(async () => {
  github = await startGitHub()
  shop = github.repository('acme/shop')
  shop.commit({ branch: 'main' })
  fork = shop.fork('eve')
  shop.commit({ branch: 'change' })
  fork.commit({ branch: 'main' })
  own = shop.pull({ head: { branch: 'change' } })
  foreign = shop.pull({ head: { branch: 'main', repository: fork } })
})
afterAll(() => github.close())

// GitHub's schemas are held against every payload where it is made: one that does not fit throws.
describe('a pull request', () => {
  test.each(['opened', 'reopened', 'synchronize'] as const)('is told when %s', (action) => {
    const trigger = pullRequestEvent(own, { action })
    expect(trigger).toMatchObject({
      name: 'pull_request',
      sha: own.mergeSha,
      ref: 'refs/pull/7/merge',
      headBranch: 'change',
      baseBranch: 'main',
      payload: {
        action,
        number: 7,
        repository: { id: shop.id, full_name: 'acme/shop', fork: false, owner: { login: 'acme' } },
        pull_request: {
          number: 7,
          html_url: 'https://github.com/acme/shop/pull/7',
          head: { ref: 'change', sha: own.head.sha, repo: { id: shop.id } },
          base: { ref: 'main', sha: own.base.sha, repo: { id: shop.id } },
          merge_commit_sha: own.mergeSha,
        },
      },
    })
  })

  test('of a fork has a head in the fork', () => {
    const { payload, actor } = pullRequestEvent(foreign)
    expect(actor).toBe('eve')
    expect(payload).toMatchObject({
      action: 'synchronize',
      after: foreign.head.sha,
      sender: { login: 'eve' },
      pull_request: {
        head: { label: 'eve:main', repo: { id: fork.id, full_name: 'eve/shop', fork: true } },
        base: { label: 'acme:main', repo: { id: shop.id, full_name: 'acme/shop', fork: false } },
      },
    })
  })

  test('that was merged says so', () => {
    const merged = shop.pull({ head: { branch: 'change' } })
    merged.close('merged')
    const { payload } = pullRequestEvent(merged, { action: 'closed' })
    expect(payload['pull_request']).toMatchObject({ state: 'closed', merged: true, merged_at: merged.updatedAt })
  })

  test('as a target runs on the base', () => {
    expect(pullRequestTargetEvent(foreign)).toMatchObject({
      name: 'pull_request_target',
      sha: foreign.base.sha,
      ref: 'refs/heads/main',
    })
  })
})

describe('the other events', () => {
  test('push tells what was before and after', () => {
    const before = shop.branches.get('main')
    const after = shop.commit({ branch: 'main' })
    const payload = { ref: 'refs/heads/main', before, after, created: false, head_commit: { id: after } }
    expect(pushEvent(shop)).toMatchObject({ name: 'push', sha: after, ref: 'refs/heads/main', payload })
    const root = shop.commit({ parents: [], branch: 'new' })
    const made = pushEvent(shop, { branch: 'new' })
    expect(made).toMatchObject({ sha: root, payload: { before: '0'.repeat(40), created: true } })
    expect(pushEvent(shop, { before: root, isForced: true }).payload).toMatchObject({ before: root, forced: true })
  })

  test('merge_group tells the queue’s commit and what it stands on', () => {
    const base = shop.branches.get('main')
    const head = shop.commit()
    const { name, sha, ref, payload } = mergeGroupEvent(shop, { head })
    expect([name, sha, ref]).toEqual(['merge_group', head, `refs/heads/gh-readonly-queue/main/pr-7-${base}`])
    expect(payload).toMatchObject({ merge_group: { base_sha: base, base_ref: 'refs/heads/main', head_sha: head } })
  })

  test('schedule and workflow_dispatch run on the default branch', () => {
    const sha = shop.branches.get('main')
    expect(scheduleEvent(shop)).toMatchObject({ name: 'schedule', sha, payload: { schedule: '0 3 * * *' } })
    const on: Trigger = dispatchEvent(shop)
    expect(on).toMatchObject({ name: 'workflow_dispatch', sha, payload: { ref: 'refs/heads/main' } })
  })

  test('none of them names anything of the examples', () => {
    const head = shop.branches.get('main') ?? ''
    const all = [pullRequestEvent(foreign), pushEvent(shop), mergeGroupEvent(shop, { head }), dispatchEvent(shop)]
    const told = JSON.stringify([...all, scheduleEvent(shop)].map(({ payload }) => payload))
    expect(told.match(/Codertocat|Hello-World|octo-org|octo-repo|installation/g)).toBeNull()
  })
})
