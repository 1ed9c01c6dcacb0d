import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runStep } from './runner/run-step.ts'
import { leakingPull, record, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop
let page: ReturnType<typeof leakingPull>

beforeEach(() => start({}))

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

const warning = `version: 1
rules: [{ name: live-heap, kind: heap, of: total, warn: { percent: 10 } }]
`

/** A pull request that leaks, on a base that was measured. */
async function start(files: Readonly<Record<string, string>>) {
  const shop = await startShop()
  const base = shop.git.commit({ files, parents: [shop.base], branch: 'main' })
  scene = { ...shop, base }
  storedRun(scene)
  page = leakingPull(scene)
}

/** Judges the pull request. Nothing is stored, so that it can be done again in the same run. */
async function judge(inputs: Readonly<Record<string, string>> = {}, side: 'baseline' | 'candidate' = 'candidate') {
  record(scene.git.folder, side)
  const ran = await runStep({ ...page.step, inputs: { store: 'false', ...inputs } })
  expect(ran.violations).toEqual([])
  return ran
}

/** The first line by which the gate knows its comment. */
function marker({ key = 'ci.yml', run = 1 } = {}): string {
  const json = { v: 1, key, sha: 'f'.repeat(40), run, attempt: 1, outcome: 'fail', headline: 'heap +9 MiB' }
  return `<!-- profile-gate ${JSON.stringify(json)} -->`
}

const bodies = () => page.pull.comments.map(({ body }) => body)

describe('the comment', { timeout: 120_000 }, () => {
  it.each([
    ['auto', 'baseline', {}, 0, 0],
    ['always', 'baseline', {}, 0, 1],
    ['failure', 'candidate', {}, 1, 1],
    ['never', 'candidate', {}, 1, 0],
    ['failure', 'candidate', { 'fail-on': 'never' }, 0, 1],
  ] as const)(
    'with %s, profiles of the %s and %j: exit code %i, %i comments',
    async (mode, side, inputs, code, count) => {
      const ran = await judge({ comment: mode, ...inputs }, side)
      expect([ran.exitCode, page.pull.comments.length]).toEqual([code, count])
      expect(ran.outputs['comment-url'] !== '').toBe(count === 1)
    },
  )

  it('of a warning is no failure, unless fail-on: warn makes it one', async () => {
    await scene.github.close()
    await start({ '.github/profile-gate.yml': warning })
    const passed = await judge({ comment: 'failure' })
    expect([passed.exitCode, passed.outputs['outcome'], page.pull.comments.length]).toEqual([0, 'warn', 0])
    const failed = await judge({ comment: 'failure', 'fail-on': 'warn' })
    expect([failed.exitCode, failed.outputs['outcome'], page.pull.comments.length]).toEqual([1, 'warn', 1])
    expect(bodies()[0]).toContain('Profile gate failed with 1 warning')
    expect(bodies()[0]).toContain('A warning fails the step: `fail-on: warn`')
  })

  it('is edited in place in every mode but never', async () => {
    const created = await judge({ comment: 'failure' })
    page.run.rerun()
    const edited = await judge({ comment: 'failure' }, 'baseline')
    expect([edited.exitCode, edited.outputs['comment-url']]).toEqual([0, created.outputs['comment-url']])
    expect(bodies()).toEqual([expect.stringContaining('Profile gate passed')])
    page.run.rerun()
    const silent = await judge({ comment: 'never' })
    expect([silent.exitCode, silent.outputs['comment-url']]).toEqual([1, ''])
    expect(bodies()).toEqual([expect.stringContaining('Profile gate passed')])
  })

  it('is known by author and key: nobody else’s is touched', async () => {
    const { pull } = page
    const others = [
      pull.comment({ author: 'eve', body: `${marker()}\nAll is well` }),
      pull.comment({ author: 'other[bot]', body: marker() }),
      pull.comment({ author: null, body: marker() }),
      pull.comment({ body: marker({ key: 'nightly.yml' }) }),
      pull.comment({ body: `> ${marker()}` }),
      pull.comment({ body: `Look:\n${marker()}` }),
    ].map(({ body }) => body)
    const ran = await judge()
    expect(ran.exitCode).toBe(1)
    expect(bodies()).toEqual([...others, expect.stringContaining('Profile gate failed')])
    expect(scene.github.operations('rest')).not.toContain('issues/update-comment')
    expect(scene.github.operations('rest')).not.toContain('issues/delete-comment')
  })

  it('is found by its key', async () => {
    page.pull.comment({ body: marker({ key: 'ci.yml' }) })
    page.pull.comment({ body: marker({ key: 'nightly' }) })
    await judge({ 'comment-key': 'nightly' })
    expect(bodies()).toEqual([marker({ key: 'ci.yml' }), expect.stringContaining('Profile gate failed')])
  })

  it('is found on the third page', async () => {
    const { pull } = page
    for (let index = 0; index < 250; index += 1) {
      pull.comment(index === 230 ? { body: marker() } : { author: 'eve', body: `Comment ${index}` })
    }
    const ran = await judge()
    expect([ran.exitCode, pull.comments.length]).toEqual([1, 250])
    expect(bodies()[230]).toContain('Profile gate failed')
    expect(scene.github.operations('rest').filter((each) => each === 'issues/list-comments')).toHaveLength(9)
  })

  it('stays the oldest of two', async () => {
    const oldest = page.pull.comment({ body: marker({ run: 1 }) })
    page.pull.comment({ body: marker({ run: 2 }) })
    await judge()
    expect(page.pull.comments.map(({ id }) => id)).toEqual([oldest.id])
    expect(bodies()).toEqual([expect.stringContaining('Profile gate failed')])
  })

  it('of a newer run is kept', async () => {
    const newer = marker({ run: page.run.id + 1 })
    page.pull.comment({ body: newer })
    const ran = await judge()
    expect([ran.exitCode, bodies()]).toEqual([1, [newer]])
    expect(ran.outputs['comment-url']).toContain('#issuecomment-')
  })

  it('that somebody has deleted is written anew by the next run', async () => {
    await judge()
    const gone = page.pull.comments.splice(0, 1)
    page.run.rerun()
    const ran = await judge()
    expect(bodies()).toEqual([expect.stringContaining('Profile gate failed')])
    expect(ran.outputs['comment-url']).not.toContain(`-${gone[0]?.id}`)
  })

  it('that somebody has hidden is edited where it is: nothing shows it again', async () => {
    await judge()
    const [hidden] = page.pull.comments
    page.run.rerun()
    scene.github.forget()
    const ran = await judge({}, 'baseline')
    // GitHub tells of it by GraphQL alone, which is asked for nothing but the name of the account.
    expect([page.pull.comments.map(({ id }) => id), scene.github.count('graphql')]).toEqual([[hidden?.id], 1])
    expect(ran.outputs['comment-url']).toContain(`-${hidden?.id}`)
    expect(bodies()).toEqual([expect.stringContaining('Profile gate passed')])
  })

  it('that somebody deletes meanwhile is written anew', async () => {
    const { pull } = page
    const gone = pull.comment({ body: marker() })
    scene.github.meanwhile('issues/update-comment', () => pull.comments.splice(0, 1), { moment: 'before', times: 1 })
    const ran = await judge()
    expect([ran.exitCode, ran.annotations]).toEqual([1, []])
    expect(bodies()).toEqual([expect.stringContaining('Profile gate failed')])
    expect(ran.outputs['comment-url']).not.toContain(`-${gone.id}`)
  })

  it('that another run writes meanwhile is the one that stays', async () => {
    const { pull } = page
    const create = () => void pull.comment({ body: marker() })
    scene.github.meanwhile('issues/create-comment', create, { moment: 'before', times: 1 })
    const ran = await judge()
    expect(ran.exitCode).toBe(1)
    expect(bodies()).toEqual([expect.stringContaining('Profile gate failed')])
    expect(ran.outputs['comment-url']).toContain(`-${pull.comments[0]?.id}`)
  })

  it('cannot be written where the conversation is locked: the verdict stands, with one warning', async () => {
    page.pull.isLocked = true
    const ran = await judge()
    expect([ran.exitCode, ran.outputs['comment-url']]).toEqual([1, ''])
    expect(ran.summary).toContain('Profile gate failed')
    expect(ran.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('locked') }])
    // No permission helps.
    expect(ran.annotations[0]?.message).not.toContain('pull-requests: write')
  })
})
