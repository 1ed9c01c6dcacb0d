import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusals } from './fake/faults.ts'
import type { Changes } from './fake/history.ts'
import { mergeGroupEvent, pullRequestEvent, pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { temporaryFolder } from './runner/temporary.ts'
import { leakingPull, record, restRequests, resultOf, type Shop, startShop, storedRun } from './shop.ts'

/** Where the sessions are made that nobody deletes. */
const STORE = 'session-cache/session/store.go'
const LEAK_LINE = 46

const program = (file: string) => readFileSync(`test/programs/session-cache/${file}`, 'utf8')
const store = program('session/store.go')

/** The store of before: its leaking line is another one. */
const before = store
  .split('\n')
  .map((line, at) => (at === LEAK_LINE - 1 ? '\tcreated := newSession(id, s.clock)' : line))
  .join('\n')

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

/** A pull request with changes of a repository that has the store of before; the checkout has the whole history. */
function pullThat(files: Changes, base: Changes = { [STORE]: before }) {
  const sha = scene.git.commit({ files: base, parents: [scene.base], branch: 'main' })
  const onto = { ...scene, base: sha }
  storedRun(onto)
  return leakingPull(onto, files)
}

/** The checkout as actions/checkout leaves it: one commit, no parent of it. */
function shallow(sha: string): string {
  const folder = temporaryFolder('shallow')
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' })
  git('init', '--quiet')
  git('fetch', '--quiet', '--depth=1', `file://${scene.git.folder}`, sha)
  git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
  record(folder, 'candidate')
  return folder
}

function linesOf(ran: Awaited<ReturnType<typeof runStep>>) {
  return ran.annotations.map(({ level, file, line }) => [level, file, line])
}

const changedOf = ({ changed }: { readonly changed: boolean }) => changed

const MARK = new RegExp(`store\\.go:${LEAK_LINE}\`\\]\\(.*?\\) ✏️`)

describe('a pull request that changes the leaking line', { timeout: 120_000 }, () => {
  it('has it annotated, and marked in the comment, the summary, the log and the result', async () => {
    const { pull, step } = pullThat({ [STORE]: store })
    scene.github.forget()
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(linesOf(ran)).toEqual([['error', STORE, LEAK_LINE]])
    expect(ran.annotations[0]?.title).toBe('Heap in use +17.3 MiB (20.7×)')
    expect(ran.annotations[0]?.message).toContain(
      'session.(*Store).Get: 0.9 → 18.2 MiB (20.7×). This is 95% of the growth',
    )
    const [cause] = resultOf(ran).checks[0].causes
    expect([cause.reach, cause.callers.map(changedOf)]).toEqual(['in-diff', [false, false, false]])
    for (const surface of [pull.comments[0]?.body, ran.summary]) {
      expect(surface).toMatch(MARK)
      expect(surface).toContain('✏️ changed in this PR')
      expect(surface).toMatch(/! .*session\.\(\*Store\)\.Get +store\.go:46 ✏/)
    }
    expect(ran.log).toMatch(/store\.go:46 \*\n/)
    expect(restRequests(scene.github)).not.toContain('pulls/list-files')
    expect(scene.github.operations('rest').filter((each) => each.includes('compare'))).toEqual([])
  })

  it.each([
    ['not at all', '0', []],
    ['as often as is asked for', '1', [['error', STORE, LEAK_LINE]]],
  ])('has it annotated %s', async (_, annotations, expected) => {
    const { step } = pullThat({ [STORE]: store })
    const ran = await runStep({ ...step, inputs: { annotations } })
    expect([ran.exitCode, ran.violations, linesOf(ran)]).toEqual([1, [], expected])
    expect(ran.summary).toMatch(MARK)
  })

  it('in a file that it moves there', async () => {
    const { step } = pullThat({ [STORE]: store, 'old/store.go': null }, { [STORE]: null, 'old/store.go': before })
    const ran = await runStep(step)
    expect(linesOf(ran)).toEqual([['error', STORE, LEAK_LINE]])
  })

  it('by a call: the line of the nearest caller that was changed', async () => {
    const main = program('main.go')
    const called = main.split('\n')[41] ?? ''
    const files = { [STORE]: store, 'session-cache/main.go': main.replace(called, `${called} // again`) }
    const { step } = pullThat({ 'session-cache/main.go': main }, files)
    const ran = await runStep(step)
    expect(linesOf(ran)).toEqual([
      ['error', 'session-cache/main.go', 42],
      ['error', 'session-cache/main.go', 42],
    ])
    const [below, own] = ran.annotations
    expect(below?.message).toContain('session.(*Store).Get, called from here: 0.9 → 18.2 MiB')
    expect(own?.message).toContain('main.visit: 20 → 846 KiB')
    const [cause] = resultOf(ran).checks[0].causes
    expect([cause.reach, cause.callers.map(changedOf)]).toEqual(['unknown', [true, false, false]])
    expect(ran.summary).toMatch(/main\.visit +main\.go:42 ✏/)
  })
})

describe('the lines that a step on another event has changed', { timeout: 120_000 }, () => {
  it.each(['push', 'merge_group'])('are marked and annotated on %s', async (event) => {
    const { github, shop, git } = scene
    const base = git.commit({ files: { [STORE]: before }, parents: [scene.base], branch: 'main' })
    storedRun({ ...scene, base })
    const isPush = event === 'push'
    const head = git.commit({ files: { [STORE]: store }, parents: [base], ...(isPush ? { branch: 'main' } : {}) })
    git.checkout(head)
    record(git.folder, 'candidate')
    const branch = isPush ? {} : { branch: `gh-readonly-queue/main/pr-7-${base}` }
    const run = shop.run({ event, sha: head, ...branch })
    const trigger = isPush ? pushEvent(shop, { before: base, after: head }) : mergeGroupEvent(shop, { head })
    for (const workspace of [git.folder, shallow(head)]) {
      const ran = await runStep({ github, run, trigger, workspace })
      expect([ran.exitCode, ran.violations, linesOf(ran)]).toEqual([1, [], [['error', STORE, LEAK_LINE]]])
      expect(ran.summary).toMatch(MARK)
      run.rerun()
    }
  })
})

describe('a pull request that changes something else', { timeout: 120_000 }, () => {
  it.each<[string, Changes]>([
    ['another file', { 'b.go': 'package b\n' }],
    ['another line of the file', { [STORE]: before.replace('// Package session', '// Package session itself') }],
    ['a file of that name elsewhere', { 'other/store.go': store }],
  ])('has no annotations and no marks: %s', async (_, files) => {
    const { step } = pullThat(files)
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations, linesOf(ran)]).toEqual([1, [], []])
    expect(ran.summary).not.toContain('✏')
    expect(resultOf(ran).checks[0].causes[0].reach).toBe('unknown')
  })
})

describe('where the checkout is shallow', { timeout: 120_000 }, () => {
  it('GitHub is asked once for what the merge changes', async () => {
    const { step } = pullThat({ [STORE]: store })
    scene.github.forget()
    const ran = await runStep({ ...step, workspace: shallow(step.trigger.sha) })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(linesOf(ran)).toEqual([['error', STORE, LEAK_LINE]])
    expect(ran.summary).toMatch(MARK)
    expect(scene.github.operations('rest').filter((each) => each.includes('compare'))).toHaveLength(1)
    expect(scene.github.count('rest')).toBeLessThanOrEqual(12)
  })

  it('GitHub is not asked where nothing grew', async () => {
    const { step } = pullThat({ [STORE]: store })
    const workspace = shallow(step.trigger.sha)
    record(workspace, 'baseline')
    scene.github.forget()
    const ran = await runStep({ ...step, workspace })
    expect([ran.exitCode, ran.violations, linesOf(ran)]).toEqual([0, [], []])
    expect(scene.github.operations('rest').filter((each) => each.includes('compare'))).toEqual([])
  })

  it.each([
    [
      'the whole list of the pull request where it changes more files than a comparison lists',
      store,
      [['error', STORE, LEAK_LINE]],
    ],
    ['no line of a file that the base has changed meanwhile', `// Of the base.\n${store}`, []],
  ])('GitHub is asked for %s', async (_, merged, expected) => {
    const many = Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`many/${at}.txt`, 'x\n']))
    const { pull, step } = pullThat({ [STORE]: store, ...many })
    const tip = scene.git.commit({ parents: [scene.shop.branches.get('main') ?? ''], branch: 'main' })
    const sha = scene.git.commit({ files: { [STORE]: merged }, parents: [tip, pull.head.sha] })
    pull.mergeSha = sha
    storedRun({ ...scene, base: tip })
    const ran = await runStep({ ...step, trigger: pullRequestEvent(pull), workspace: shallow(sha) })
    expect([ran.exitCode, ran.violations, linesOf(ran)]).toEqual([1, [], expected])
    expect(scene.github.operations('rest').filter((each) => each === 'pulls/list-files')).toHaveLength(4)
  })

  it.each([
    [403, 'Resource not accessible by integration'],
    [502, 'Bad Gateway'],
  ])('and GitHub answers with %i, one warning says so, and the verdict stays', async (status, message) => {
    const { pull, step } = pullThat({ [STORE]: store })
    scene.github.fail('repos/compare-commits-with-basehead', refusals.status(status, message))
    const ran = await runStep({ ...step, workspace: shallow(step.trigger.sha) })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(ran.annotations.map(({ level, file }) => [level, file])).toEqual([['warning', undefined]])
    expect(ran.annotations[0]?.message).toContain('Lines that were changed are not marked or annotated')
    expect(ran.annotations[0]?.message).toContain('`fetch-depth: 2`')
    expect(ran.annotations[0]?.message.includes('`contents: read`')).toBe(status === 403)
    expect(pull.comments).toHaveLength(1)
    expect(pull.comments[0]?.body).not.toContain('✏')
  })
})
