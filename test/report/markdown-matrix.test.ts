import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notice } from '../../src/model/notice.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderLegs } from '../../src/report/markdown-matrix.ts'
import type { Leg } from '../../src/report/matrix.ts'
import { headlineOfLegs } from '../../src/report/matrix-headline.ts'
import type { Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { anyResult } from './arbitrary-results.ts'
import { failingLegs, leg, shopLegs } from './legs.ts'
import { faultsOf } from './page-faults.ts'
import {
  accepted,
  change,
  check,
  commentView,
  error,
  fail,
  firstRun,
  inconclusive,
  localView,
  mib,
  mixed,
  pass,
  problem,
  result,
  warn,
} from './results.ts'

const unread = (target: string, why: 'unavailable' | 'unusable' = 'unusable'): Leg => ({ target, result: null, why })
const heading = (legs: readonly Leg[]) => body(legs).split('\n')[0]?.replaceAll('\u00a0', ' ')
const body = (legs: readonly Leg[]) => renderLegs(legs, commentView({ marker: null }))

/** What the comment of several steps of a run shows. */
const CASES: Readonly<Record<string, readonly Leg[]>> = {
  matrix: shopLegs(),
  'matrix-pass': [leg('amd', pass()), leg('arm', pass())],
  'matrix-first-run': [leg('amd', firstRun()), leg('arm', firstRun())],
  'matrix-mixed': [leg('a', accepted()), leg('b', mixed()), leg('c', error()), unread('d'), leg('e', inconclusive())],
}

describe('the comment of several targets', () => {
  for (const [name, legs] of Object.entries(CASES)) {
    test(`shows the ${name} results as its golden does`, () => {
      expectGolden(`report/${name}.md`, renderLegs(legs, commentView({ pprofCommand: () => null })))
    })
  }

  test('is that of the result itself where there is one', () => {
    for (const made of [fail(), pass(), mixed()]) {
      const view = commentView()
      expect(renderLegs([{ target: null, result: made }], view)).toBe(renderMarkdown(made, view))
    }
  })

  test('is the same whoever writes it, for legs come in the order of their targets', () => {
    expect(body(shopLegs())).toBe(body(structuredClone(shopLegs())))
  })

  test.each<[string, readonly Leg[], string]>([
    [
      'one failure by what it is',
      [leg('api', only(fail())), leg('web', pass())],
      'heap +23.1 MiB (+56%), all in `api`',
    ],
    ['several by their number', [leg('api', fail()), leg('web', pass())], '2 of 10 checks, all in `api`'],
    ['those of targets alike', shopLegs(), '3 of 50 checks, all in `api`'],
    ['those of some', [leg('a', fail()), leg('b', pass()), leg('c', fail())], '4 of 15 checks, in 2 of 3 targets'],
    ['those of both', [leg('a', fail()), leg('b', fail())], '4 of 10 checks, in both targets'],
    ['those of all', failingLegs(3), '6 of 6 checks, in all targets'],
    ['a part that others have too', [leg('api-1', fail()), leg('api-2', pass()), leg('api-3', fail())], 'in 2 of 3'],
  ])('counts %s', (_, legs, says) => {
    expect(heading(legs)).toContain('### ❌ Profile gate failed: ')
    expect(heading(legs)).toContain(says)
    expect(headlineOfLegs(legs)).toContain(says.replaceAll('`', ''))
  })

  test('passes if all do, and says how many', () => {
    expect(heading([leg('a', pass()), leg('b', pass())])).toBe(
      '### ✅ Profile gate passed: all 10 checks within their limits, in 2 targets',
    )
  })

  test('says that it is fixed only if all of it is', () => {
    const sha = 'c41e77a09d1b7e5a0f2c8b3376d10e9a4cb5582e'
    const previous = { sha, outcome: 'fail', headline: 'heap +9 MiB' } as const
    const view = commentView({ pull: { headSha: sha, previous, movedTo: null } })
    expect(renderLegs([leg('a', pass()), leg('b', pass())], view)).toContain('passed: fixed in `c41e77a`')
    expect(renderLegs([leg('a', pass()), leg('b', pass())], view)).toContain('(`heap +9 MiB`) is gone')
    expect(renderLegs([leg('a', pass()), leg('b', warn())], view)).not.toContain('fixed')
    expect(renderLegs([leg('a', pass()), unread('b')], view)).not.toContain('fixed')
  })

  test('of a result that cannot be read is never a pass', () => {
    const text = body([leg('a', pass()), unread('b')])
    expect(text).toContain('### 🚫 Profile gate could not decide: 1 problem to fix')
    expect(text).toContain('**1.** The result of `b` cannot be used, so it is not shown here.')
    expect(text).toContain('| `b` | 🚫 |')
  })

  test('tells what was not to be had from what is no result', () => {
    const text = body([leg('a', pass()), unread('b', 'unavailable'), unread('c'), unread('d', 'unavailable')])
    expect(text).toContain('**1.** The result of `b` and `d` could not be downloaded, so it is not shown here.')
    expect(text).toContain('**2.** The result of `c` cannot be used, so it is not shown here.')
    expect(text).toContain('| `a` | +3.1% |')
  })

  test('is one where no result at all can be read', () => {
    const text = body([unread('a'), unread('b', 'unavailable')])
    expect(text).toContain('### 🚫 Profile gate could not decide: 2 problems to fix')
    expect(text).toContain('**1.** The result of `b` could not be downloaded')
  })

  test('says a problem that several targets have once, with their names where others do not have it', () => {
    const broken = () => result({ outcome: 'error', problems: [problem(notice('no-candidate', {}))] })
    const legs = [leg('a', broken()), leg('b', broken()), leg('c', broken()), leg('d', broken())]
    expect(body(legs).match(/There are no profiles of this PR/g)).toHaveLength(1)
    expect(body(legs)).toContain('**1.** There are no profiles of this PR.')
    expect(body([...legs, leg('e', pass())])).toContain(
      '**1.** In `a`, `b` and 2 more targets: There are no profiles of this PR.',
    )
  })

  test('says whose word it is right below the heading, whatever is in it', () => {
    const source = "> As $$ reported $& by $' somebody."
    for (const legs of [[leg('a', pass())], [leg('a', pass()), leg('b', fail())]]) {
      expect(renderLegs(legs, commentView(), source).split('\n').slice(2, 4)).toEqual(['', source])
    }
  })

  describe('judged by other policies', () => {
    const by = (target: string, made: Result, policy: Partial<Result['context']['policy']>, failOn = 'fail' as const) =>
      leg(target, {
        ...made,
        context: { ...made.context, failOn, policy: { ...made.context.policy, ...policy } },
      })
    const change = { before: 'a', after: 'b' }

    test('names the policy of each, and shows no change of one of them', () => {
      const legs = [by('a', pass(), { source: 'a.yml' }), by('b', pass(), { source: 'b.yml', changed: true })]
      const text = renderLegs(legs, commentView({ policyChange: change, policyName: 'a.yml' }))
      expect(text).toMatch(/policy \[`a\.yml`\]\(\S+\) in `a`, policy \[`b\.yml`\]\(\S+\) in `b`/)
      expect(text).toContain('This PR changes the policy of `b`; it is judged by the one of the base.')
      expect(text).not.toContain('Change of the policy')
      expect(text).toBe(renderLegs(legs, commentView({ policyName: 'b.yml' })))
    })

    test('says of each whose limits count', () => {
      const head = commentView().pull?.headSha ?? ''
      const legs = [by('a', pass(), { changed: true }), by('b', pass(), { changed: true, sha: head })]
      expect(body(legs)).toContain('This PR changes the policy of `a`; it is judged by the one of the base.')
      expect(body(legs)).toContain('This PR changes the policy of `b`; it is judged by its own.')
    })

    test('counts more than can be named', () => {
      const legs = ['a', 'b', 'c', 'd'].map((name) => by(name, pass(), { source: `${name}.yml` }))
      expect(body(legs)).toContain(' · 4 policies · ')
    })

    test('says of which target a step fails or passes all the same', () => {
      const legs = (failOn: 'never' | 'warn') => [by('a', fail(), {}, failOn as never), by('b', warn(), {})]
      expect(body(legs('never'))).toContain('The step passes all the same in `a`: `fail-on: never`.')
      const warned = [by('a', warn(), {}, 'warn' as never), by('b', pass(), {})]
      expect(heading(warned)).toContain('Profile gate failed with 1 warning')
      expect(body(warned)).toContain('A warning fails the step in `a`: `fail-on: warn`.')
      const others = [by('a', pass(), {}, 'warn' as never), by('b', warn(), {})]
      expect(heading(others)).toContain('Profile gate passed with 1 warning')
    })

    test('shows what all have in common as one does', () => {
      const legs = [by('a', pass(), { changed: true }), by('b', pass(), { changed: true })]
      const text = renderLegs(legs, commentView({ policyChange: change }))
      expect(text).toContain('This PR changes the policy; it is judged by the one of the base.')
      expect(text).toContain('Change of the policy')
    })
  })

  test('advises to take an acceptance away only where no target needs it', () => {
    const [made] = mixed().accepted
    if (made === undefined) throw new Error('one acceptance')
    const with_ = (state: 'used' | 'unused' | 'removable', isWarned = state !== 'used') => {
      const args = { line: made.line, until: made.until, name: made.subject.name ?? '' }
      const warnings = isWarned ? [{ ...notice(`acceptance-${state}`, args), profile: null }] : []
      return result({ checks: pass().checks, accepted: [{ ...made, state }], warnings })
    }
    const removal = /Remove it/
    expect(body([leg('a', with_('removable')), leg('b', with_('unused'))])).toMatch(removal)
    expect(body([leg('a', with_('removable')), leg('b', pass())])).toMatch(removal)
    expect(body([leg('a', with_('removable')), leg('b', with_('used'))])).not.toMatch(removal)
    expect(body([leg('a', with_('unused')), leg('b', with_('unused', false))])).not.toMatch(removal)
    expect(body([leg('a', with_('unused')), unread('b')])).not.toMatch(removal)
  })

  test('shows causes that several targets share once', () => {
    const text = body(shopLegs())
    expect(text.match(/↳ same 3 functions as in `api-linux-amd64`/g)).toHaveLength(1)
    expect(text.match(/↳ 62% in/g)).toHaveLength(1)
  })

  test('offers an acceptance that covers the target that needs most', () => {
    const grown = (to: number) =>
      only(
        result({
          outcome: 'fail',
          checks: [check({ outcome: 'fail', level: 'fail', total: change(mib(4), mib(to)) })],
        }),
      )
    const text = body([leg('a', grown(20)), leg('b', grown(40)), leg('c', grown(30))])
    expect(text.match(/up-to: \S+/g)).toEqual(['up-to: 42MiB'])
  })

  test('collapses what is quiet, and shows every failure as far as there is room', () => {
    const quiet = Array.from({ length: 30 }, (_, at) => leg(`t${at + 10}`, pass()))
    const text = body([...quiet, leg('z', fail())])
    expect(text.split('\n').filter((line) => /^\| `t\d+`/.test(line))).toHaveLength(7)
    expect(text).toContain('| 23 more targets | ✅ | ✅ | ✅ | ✅ |')
    expect(body(failingLegs(30)).match(/^\| `leg-\d+`/gm)).toHaveLength(30)
  })

  test('fits a comment, however many targets there are', () => {
    const text = body(failingLegs(256))
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toContain('512 of 512 checks, in all targets')
    expect(text).toContain('216 more targets')
    expect(text).toContain('492 more checks')
    const tight = renderLegs(failingLegs(256), commentView({ budgetChars: 6000 }))
    expect(tight.length).toBeLessThanOrEqual(6000)
    expect(tight).toContain('512 of 512 checks')
  })

  test('takes any results: it breaks no page, and keeps to its budget', () => {
    const legs = fc
      .array(fc.tuple(fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/), fc.option(anyResult)), {
        minLength: 1,
        maxLength: 5,
      })
      .map((made) => made.map(([target, each]): Leg => (each === null ? unread(target) : leg(target, each))))
    fc.assert(
      fc.property(legs, anyResult, fc.integer({ min: 8000, max: 60_000 }), (made, first, budgetChars) => {
        const view = localView({ budgetChars, pprofCommand: () => null })
        const text = renderLegs([leg('first', first), ...made], view)
        expect(text.length).toBeLessThanOrEqual(budgetChars)
        expect(faultsOf(text, { links: false })).toEqual([])
        expect(headlineOfLegs([leg('first', first), ...made]).length).toBeLessThanOrEqual(400)
      }),
      { numRuns: 100 },
    )
  })
})

/** With its first failure alone. */
function only(made: Result): Result {
  return { ...made, checks: made.checks.slice(0, 1) }
}
