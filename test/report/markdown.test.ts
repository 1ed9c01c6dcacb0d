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
  mixed,
  namesIn,
  noBaseline,
  pass,
  passingChecks,
  result,
  warn,
  withBaseline,
} from './results.ts'
import { STATES } from './statistical-results.ts'

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

/** A pull request that loosens a limit. */
const LOOSENED = {
  before: 'version: 1\nrules:\n  - { name: live-heap, kind: heap, of: total, fail: { percent: 10 } }\n',
  after: 'version: 1\nrules:\n  - { name: live-heap, kind: heap, of: total, fail: { percent: 90 } }\n',
}

/** What a comment says beyond its result. */
const PULLS: Readonly<Record<string, readonly [make: () => Result, parts: Partial<MarkdownView>]>> = {
  fixed: [pass, { pull: fixed }],
  'moved-on': [fail, { pull: { headSha: WRONG.sha, previous: null, movedTo: FIXED_SHA } }],
  'fail-on-never': [fail, { failOn: 'never' }],
  'fail-on-warn': [warn, { failOn: 'warn' }],
  'policy-changed': [
    changedPolicy,
    { pull: { headSha: FIXED_SHA, previous: null, movedTo: null }, policyChange: LOOSENED },
  ],
}

describe('the comment', () => {
  for (const [name, make] of Object.entries({ ...CASES, ...STATES })) {
    test(`shows the ${name} result as its golden does`, () => {
      const made = make()
      expectGolden(`report/comment-${name}.md`, renderMarkdown(made, commentView(namesIn(made))))
    })
  }

  test.each(Object.entries(PULLS))('on a pull request that is %s reads as its golden', (name, [make, parts]) => {
    const made = make()
    expectGolden(`report/comment-${name}.md`, renderMarkdown(made, commentView({ ...namesIn(made), ...parts })))
  })

  test('shows acceptances first, each with its reason', () => {
    const text = renderMarkdown(mixed(), commentView({ marker: null }))
    expect(text.split('\n').slice(1, 3)).toEqual([
      '',
      expect.stringMatching(
        /^- \*\*Accepted:\*\* `.*decodeProduct` up to 8\.0.MiB until `2027-02-28`: `larger catalogue, see #123`$/,
      ),
    ])
  })

  test('does not call accepted growth closest to a limit', () => {
    const [one] = mixed().accepted
    if (one === undefined) throw new Error('no acceptance')
    const made = pass()
    expect(renderMarkdown(made, commentView())).toContain('Closest to a limit: ')
    const totals = made.checks.map(({ id }) => id)
    const text = renderMarkdown({ ...made, accepted: [{ ...one, checks: totals }] }, commentView())
    expect(text).not.toContain('Closest to a limit')
  })

  const agreed = (count: number): Result => {
    const [one] = mixed().accepted
    if (one === undefined) throw new Error('no acceptance')
    const accepted = Array.from({ length: count }, (_, at) => ({ ...one, reason: `reason ${at} ${'x'.repeat(100)}` }))
    return { ...mixed(), accepted }
  }

  test('shows every acceptance, whatever else has to go', () => {
    const text = renderMarkdown(agreed(255), commentView())
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text.match(/\*\*Accepted:\*\*/g)).toHaveLength(255)
    expect(text).toContain('reason 254 ')
    expect(text).toContain('Left out for length')
  })

  test.each([
    [20_000, '- … 4950 more acceptances, in the report'],
    [1_500, '- … 4998 more acceptances, in the report'],
  ])('counts the acceptances for which %i characters are too few', (budgetChars, said) => {
    const text = renderMarkdown(agreed(5_000), commentView({ budgetChars }))
    expect(text.length).toBeLessThanOrEqual(budgetChars)
    expect(text).toContain('Profile gate failed')
    expect(text).toContain(said)
  })

  test('shows so much of a changed policy as there is room for, and none that closes its fence', () => {
    const after = Array.from({ length: 500 }, (_, at) => `${'`'.repeat(at % 7)} ${at} ${'#'.repeat(300)}`).join('\n')
    const text = renderMarkdown(changedPolicy(), commentView({ policyChange: { before: null, after } }))
    expect(text).toContain('<b>Change of the policy</b> in this PR: +500 −0')
    expect(text).toContain('… 421 more lines of the difference.')
    const [, ticks, shown] = /\n(`+)diff\n(@@[\s\S]*?)\n\1\n/.exec(text) ?? []
    expect(ticks).toBe('```````')
    expect(shown?.split('\n')).toHaveLength(80)
    for (const line of shown?.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(200)
  })

  test('has no room for the change of the policy where none is left for tables', () => {
    const text = renderMarkdown(agreed(300), commentView({ policyChange: LOOSENED, budgetChars: 50_000 }))
    expect(text).not.toContain('Change of the policy')
  })

  test('links nothing but documentation on a laptop, where there is nothing else to link to', () => {
    const text = renderMarkdown(fail(), localView())
    expectGolden('report/local-fail.md', text)
    expect(text).not.toMatch(/\]\((?!https:\/\/go\.dev\/)/)
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
    expect(text).toContain('No run on `main` has stored profiles that this PR could be compared with yet.')
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
