import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlPath } from '../../src/report/escape.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/terminal.ts'
import type { Result } from '../../src/result/result.ts'
import { anyPull, anyResult, anyText } from './arbitrary-results.ts'
import { faultsOf } from './page-faults.ts'
import { cause, change, commentView, heapFailure, localView, mib, problem, result, textView } from './results.ts'

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** What would move the cursor or hide; the pencil's variation selector is ours. */
function firstUnprintable(text: string): string | null {
  return UNPRINTABLE.exec(text.replaceAll('\n', ''))?.[0] ?? null
}

const anyLines = fc.array(anyText, { maxLength: 5 }).map((texts) => texts.join('\n'))

describe('every surface', () => {
  const views = fc.record({
    links: fc.boolean(),
    baselineName: fc.option(anyText),
    candidateName: anyText,
    policyName: fc.option(anyText),
    reproduce: fc.array(anyText, { maxLength: 2 }),
    command: fc.option(anyText),
    pull: fc.option(anyPull),
    storedAs: fc.option(anyText),
    policyChange: fc.option(fc.record({ before: fc.option(anyLines), after: fc.option(anyLines) })),
    subject: fc.constantFrom('this PR' as const, 'this commit' as const, 'the candidate' as const),
    failOn: fc.constantFrom('fail' as const, 'warn' as const, 'never' as const),
    budgetChars: fc.integer({ min: 8000, max: 60_000 }),
  })

  test('takes any result: it never fails, prints nothing raw, and breaks no page', () => {
    fc.assert(
      fc.property(anyResult, views, (made, { links, command, budgetChars, ...names }) => {
        const parts = { ...names, pprofCommand: () => command }
        expect(firstUnprintable(renderText(made, textView(parts)))).toBeNull()
        expect(JSON.parse(renderJson(made))).toMatchObject({ schemaVersion: 1 })
        const base = links ? commentView(parts) : localView(parts)
        const escaping = links && base.links !== null ? { ...base.links, file: linkTo, fileAt: linkAt } : null
        const view = { ...base, marker: null, links: escaping, budgetChars }
        const markdown = renderMarkdown(made, view)
        expect(firstUnprintable(markdown.replaceAll('️', ''))).toBeNull()
        expect(markdown.length).toBeLessThanOrEqual(budgetChars)
        expect(faultsOf(markdown, { links: view.links !== null })).toEqual([])
      }),
      { numRuns: 400 },
    )
  }, 120_000)
})

function linkAt(sha: string, path: string, line: number | null): string | null {
  return /^[0-9a-f]{40}$/.test(sha) ? linkTo(path, line) : null
}

function linkTo(path: string, line: number | null): string {
  return `https://github.com/acme/shop/blob/main/${urlPath(path)}${line === null ? '' : `#L${line}`}`
}

describe('a huge result', () => {
  const causes = Array.from({ length: 10_000 }, (_, at) =>
    cause(`github.com/acme/shop/p${at}.(*Type).Method${'x'.repeat(40)}`, change(0, mib(10_000 - at)), {
      file: `p${at}/${'long'.repeat(20)}.go`,
      line: at + 1,
      share: 0.0001,
      callers: [{ name: `caller${at}`, file: null, line: null, changed: false }],
    }),
  )

  function huge(): Result {
    const checks = Array.from({ length: 500 }, (_, at) =>
      heapFailure({
        id: `check${at}`,
        profile: `services/s${at}/heap.pb.gz`,
        causes: at === 0 ? causes : causes.slice(0, 20),
      }),
    )
    const problems = Array.from({ length: 300 }, (_, at) =>
      problem({ code: 'missing-profile', args: { path: `p${at}` } }, 'fail'),
    )
    const warnings = Array.from({ length: 300 }, () => ({
      code: 'low-power',
      args: { rule: 'r' },
      profile: 'heap.pb.gz',
    }))
    return result({ outcome: 'fail', checks, problems, warnings })
  }

  test('stays within what GitHub takes, and says what is missing', () => {
    const text = renderMarkdown(huge(), commentView())
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(250_000)
    expect(text).toContain('480 more checks')
    expect(text).toContain('… and 280 more problems')
    expect(text).toContain('↳ … 9995 more')
  })

  test.each([40_000, 20_000, 12_000, 8_000, 4_000, 2_000, 1_000])(
    'fits into %d characters and stays a page',
    (budgetChars) => {
      const view = commentView({ budgetChars, marker: null })
      const text = renderMarkdown(huge(), view)
      expect(text.length).toBeLessThanOrEqual(budgetChars)
      expect(text).toContain('Profile gate failed')
      expect(faultsOf(text, { links: true })).toEqual([])
    },
  )

  test('counts bytes as well as characters', () => {
    const text = renderMarkdown(huge(), commentView({ budgetBytes: 9000 }))
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(9000)
  })

  test('gives up trees first, then advice, and names what it left out', () => {
    const full = renderMarkdown(huge(), commentView())
    const steps = [full.length - 1, 15_000, 8_000].map((budgetChars) =>
      renderMarkdown(huge(), commentView({ budgetChars })),
    )
    expect(full).toContain('Call tree of the growth')
    expect(steps[0]).toContain('Left out for length: call trees (in the report)')
    expect(steps.at(-1)).toContain('Left out for length')
    expect(new Set(steps.map((text) => /Left out for length: [^(]*/.exec(text)?.[0])).size).toBeGreaterThan(1)
  })
})
