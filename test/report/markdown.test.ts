import { describe, expect, test } from 'vitest'
import { notice } from '../../src/model/notice.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import type { MarkdownView } from '../../src/report/view.ts'
import type { Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import {
  accepted,
  CASES,
  commentView,
  fail,
  firstRun,
  inconclusive,
  localView,
  namesIn,
  noBaseline,
  pass,
  passingChecks,
  result,
  warn,
  withBaseline,
} from './results.ts'

const FIXED_SHA = 'c41e77a09d1b7e5a0f2c8b3376d10e9a4cb5582e'
const WRONG = {
  sha: '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd',
  outcome: 'fail' as const,
  headline: 'heap +23.1 MiB (+56%), goroutines +240',
}
const fixed = { headSha: FIXED_SHA, previous: WRONG, movedTo: null }

/** The head is measured as a merge; the policy is the base's and changed by the pull request. */
const changedPolicy = (): Result => {
  const { context, ...rest } = pass()
  return { ...rest, context: { ...context, policy: { ...context.policy, changed: true } } }
}

/** What a comment says beyond its result. */
const PULLS: Readonly<Record<string, readonly [make: () => Result, parts: Partial<MarkdownView>]>> = {
  fixed: [pass, { pull: fixed }],
  'moved-on': [fail, { pull: { headSha: WRONG.sha, previous: null, movedTo: FIXED_SHA } }],
  'fail-on-never': [fail, { failOn: 'never' }],
  'fail-on-warn': [warn, { failOn: 'warn' }],
  'policy-changed': [changedPolicy, { pull: { headSha: FIXED_SHA, previous: null, movedTo: null } }],
}

describe('the comment', () => {
  for (const [name, make] of Object.entries(CASES)) {
    test(`shows the ${name} result as its golden does`, () => {
      const made = make()
      expectGolden(`report/comment-${name}.md`, renderMarkdown(made, commentView(namesIn(made))))
    })
  }

  test.each(Object.entries(PULLS))('on a pull request that is %s reads as its golden', (name, [make, parts]) => {
    const made = make()
    expectGolden(`report/comment-${name}.md`, renderMarkdown(made, commentView({ ...namesIn(made), ...parts })))
  })

  test('links nothing on a laptop, where there is nothing to link to', () => {
    const text = renderMarkdown(fail(), localView())
    expectGolden('report/local-fail.md', text)
    expect(text).not.toContain('](')
  })

  test('does not speak of a missing baseline where only one profile is new', () => {
    const added = noBaseline().checks[1]
    if (added === undefined) throw new Error('no check')
    const text = renderMarkdown(result({ checks: [added, ...passingChecks().slice(0, 2)] }), commentView())
    expect(text).toContain('passed: 2 checks within their limits, 1 not compared')
    expect(text).toContain('Closest to a limit')
    expect(text).toContain('growth limit +10 not compared')
    expect(text).not.toMatch(/[Nn]o baseline|To get a baseline/)
  })

  test.each([
    ['fails', fail],
    ['warns', warn],
    ['is not sure', inconclusive],
    ['compares nothing', noBaseline],
    ['applies no rule', () => result()],
    ['accepts the growth', accepted],
  ])('says "fixed" of no result that %s', (_, make) => {
    expect(renderMarkdown(make(), commentView({ pull: fixed }))).not.toContain('fixed in')
  })

  test('quotes what a comment said before as code, for anybody who may edit it can write there', () => {
    const previous = { ...WRONG, headline: '@octocat <img src=x>' }
    const text = renderMarkdown(pass(), commentView({ pull: { ...fixed, previous } }))
    expect(text).toContain('(`@octocat <img src=x>`) is gone')
  })

  test('on a pushed commit says that the next one has a baseline', () => {
    const parts = { subject: 'this commit', pull: null, ...namesIn(firstRun()) } as const
    const text = renderMarkdown(firstRun(), commentView(parts))
    expect(text).toContain(
      'has stored its profiles as `profile-gate-profiles-api`: the next commit is compared with them',
    )
    expect(renderMarkdown(firstRun(), commentView({ ...parts, storedAs: null }))).toContain('To get a baseline:')
  })

  test('promises no baseline by the merge where nothing is stored', () => {
    const text = renderMarkdown(firstRun(), commentView({ ...namesIn(firstRun()), storedAs: null }))
    expect(text).toContain('keeps it fresh.')
    expect(text).not.toContain('merging this PR')
  })

  test('says why nothing was compared where the policy minds it', () => {
    const checks = firstRun().checks.map((each) => ({ ...each, level: 'fail' as const }))
    const text = renderMarkdown({ ...firstRun(), outcome: 'fail', checks }, commentView(namesIn(firstRun())))
    expect(text).toMatch(/Profile gate failed: .*goroutines not compared/)
    expect(text).toContain('No run has stored profiles that this PR could be compared with: this is the first one.')
  })

  test('speaks of no missing baseline where there is one without these profiles', () => {
    const text = renderMarkdown(noBaseline(), commentView({ baselineName: '41d09ae' }))
    expect(text).toContain('The baseline has none of the profiles of this PR. Budgets were checked; growth was not.')
  })

  test('does not show where it looked if it found what it looked for', () => {
    const steps = [{ code: 'found', args: { sha: WRONG.sha, run: 1 } }]
    const text = renderMarkdown(withBaseline(pass(), { how: 'exact', steps }), commentView())
    expect(text).not.toContain('Where the gate looked')
    expect(text).toContain('(the commit that this PR stands on, on `main`)')
  })

  test.each([
    [[notice('no-parent', { sha: WRONG.sha })], 'is a first commit: there is none before it to compare with'],
    [[notice('none-before', { sha: WRONG.sha, depth: 1, runs: 0 })], 'nor the commit before it has profiles'],
    [[notice('not-stored', { sha: WRONG.sha, run: 12 })], 'No run on `main` has profiles that this PR'],
    [[notice('not-asked', { why: 'forbidden' })], 'could not be found out: the token may not do that'],
    [[], 'No run on `main` has profiles that this PR'],
  ])('words the reason for which there is no baseline: %j', (steps, said) => {
    const made = withBaseline(firstRun(), { steps })
    expect(renderMarkdown(made, commentView(namesIn(made)))).toContain(said)
  })

  test('has its marker in the first line, and only if there is one', () => {
    expect(renderMarkdown(pass(), commentView({ marker: '<!-- m -->' }))).toMatch(/^<!-- m -->\n### ✅/)
    expect(renderMarkdown(pass(), commentView({ marker: null }))).toMatch(/^### ✅/)
  })
})
