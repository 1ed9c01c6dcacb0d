import { afterAll, describe, expect, it } from 'vitest'
import { startGitHub } from '../fake/github.ts'
import { connectTo } from './server.ts'

const github = await startGitHub()
afterAll(() => github.close())

describe('every method', () => {
  it('asks as GitHub describes and reads what GitHub describes', async () => {
    const shop = github.repository('acme/shop')
    const root = shop.commit({ branch: 'main', files: { '.github/profile-gate.yml': 'version: 1\n' } })
    const base = shop.commit({ branch: 'main' })
    const head = shop.commit({ branch: 'topic', parents: [base] })
    const run = shop.run({ event: 'push', sha: base })
    run.artifact('profiles', { text: 'text' })
    const pull = shop.pull({ head: { branch: 'topic' } })
    pull.comment({ body: 'hello', author: 'octocat' })

    const api = (await connectTo(github.apiUrl))({}, {}, github.token())
    expect(await api.run(run.id)).toMatchObject({ id: run.id, event: 'push', headSha: base, isOwn: true })
    expect(await api.run(1)).toBeNull()
    expect(await api.runsOf('ci.yml', { headSha: base }, 5)).toMatchObject([{ id: run.id }])
    expect(await api.runsOf(run.workflow.id, { branch: 'main' }, 5)).toMatchObject([{ id: run.id }])
    expect(await api.runsOf('ci.yml', { event: 'schedule' }, 5)).toEqual([])
    expect(await api.runsOf('no.yml', { branch: 'main' }, 5)).toBeNull()
    expect(await api.artifactsOf(run.id, 'profiles')).toMatchObject([{ name: 'profiles', isExpired: false }])
    expect(await api.artifactsIn(run.id)).toMatchObject([{ name: 'profiles', isExpired: false }])
    expect(await api.openPulls('acme', 'topic')).toEqual([
      { number: pull.number, headSha: head, headBranch: 'topic', headRepository: shop.id },
    ])
    expect(await api.openPulls('eve', 'topic')).toEqual([])
    expect(await api.holdersOf('profiles')).toMatchObject({ holders: [{ isOwn: true }], isAll: true })
    expect(await api.parentsOf(base)).toEqual([root])
    expect(await api.parentsOf('0'.repeat(40))).toBeNull()
    expect(await api.mergeBase('main', head)).toBe(base)
    expect(await api.aheadBy(base, head)).toBe(1)
    expect(await api.aheadBy('0'.repeat(40), head)).toBeNull()
    expect(await api.mergeBase('0'.repeat(40), head)).toBeNull()
    expect(await api.ancestorsOf(head, 2)).toEqual([head, base])
    expect(await api.ancestorsOf('0'.repeat(40), 2)).toBeNull()
    expect(await api.fileAt(root, '.github/profile-gate.yml')).toEqual({ kind: 'text', text: 'version: 1\n' })
    expect(await api.fileAt(root, '.github')).toEqual({ kind: 'unusable', why: 'folder' })
    expect(await api.fileAt(root, 'missing')).toEqual({ kind: 'absent' })
    expect(await api.pull(pull.number)).toEqual({ isOpen: true, headSha: head })
    const { id } = await api.createComment(pull.number, 'one')
    expect(await api.updateComment(id, 'two')).toMatchObject({ id, body: 'two', author: await api.viewer() })
    expect((await api.comments(pull.number)).map((comment) => comment.body)).toEqual(['hello', 'two'])
    await api.deleteComment(id)
    await api.deleteComment(id)
    expect(await api.updateComment(id, 'three')).toBeNull()
    expect(github.violations).toEqual([])
  })
})
