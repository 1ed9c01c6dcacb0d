import { describe, expect, test } from 'vitest'
import { renderSummary } from '../../src/github/publish/summary.ts'
import { shortJson } from '../../src/github/results/short-json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/terminal.ts'
import { parseResult } from '../../src/result/parse.ts'
import type { Cause, Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { cause, change, commentView, heapFailure, limit, mib, result, textView } from './results.ts'

function causesOf(count: number): readonly Cause[] {
  return Array.from({ length: count }, (_, at) =>
    cause(`github.com/acme/shop/service${at}.(*Handler).Serve`, change(mib(1), mib(1 + (count - at))), {
      ...{ file: `service${at}/handler.go`, line: at + 1, share: 1 / count, status: 'over-limit' },
    }),
  )
}

const manyCauses: Result = result({ outcome: 'fail', checks: [heapFailure({ causes: causesOf(10_000) })] })

/** The worst come last, as a policy may have them. */
const manyChecks: Result = result({
  outcome: 'fail',
  checks: Array.from({ length: 500 }, (_, at) =>
    heapFailure({
      id: `live-heap:services/s${at}/heap.pb.gz`,
      profile: `services/s${at}/heap.pb.gz`,
      total: change(mib(100), mib(111 + at)),
      limits: [limit({ percent: 10, exceeded: true })],
      causes: causesOf(3),
      tree: null,
    }),
  ),
})

/** Links as they are where no report was written. */
function plainView() {
  const view = commentView()
  return { ...view, links: view.links === null ? null : { ...view.links, report: null } }
}

/** The first and the last lines of a page. */
function ends(text: string, head: number, tail: number): string {
  const lines = text.split('\n')
  const left = lines.length - head - tail
  return left <= 0 ? text : [...lines.slice(0, head), `[… ${left} lines …]`, ...lines.slice(-tail)].join('\n')
}

describe('a check with ten thousand causes', () => {
  test('shows the largest, and says how many are missing and where they are', () => {
    const comment = renderMarkdown(manyCauses, plainView())
    expect(comment.length).toBeLessThanOrEqual(60_000)
    expectGolden('report/wide-causes.md', comment)
    const summary = renderSummary(manyCauses, plainView())
    expect(summary).toContain('↳ … 9980 more, in the JSON result')
    expect(renderText(manyCauses, textView())).toContain('… 9995 more, in the JSON result')
  })

  test('is passed on to the comment of another job with as many of them as that reads', () => {
    const text = shortJson(manyCauses, 1_000_000)
    const parsed = parseResult(text)
    const kept = parsed.kind === 'result' ? parsed.result : null
    expect(kept?.checks[0]?.causes).toEqual(manyCauses.checks[0]?.causes.slice(0, 20))
    expect(kept?.warnings[0]).toEqual({ code: 'result-shortened', args: { causes: 9980 }, profile: null })
    expect(shortJson(manyCauses, 2 ** 24).length).toBeGreaterThan(1_000_000)
  })
})

describe('five hundred checks that fail', () => {
  const comment = renderMarkdown(manyChecks, plainView())
  const summary = renderSummary(manyChecks, plainView())

  test('are shown worst first in the comment, the others in the summary of the job', () => {
    expect(comment.length).toBeLessThanOrEqual(60_000)
    expectGolden('report/wide-checks.md', comment)
    const order = [...comment.matchAll(/`services\/s(\d+)\/heap\.pb\.gz`, /g)].map(([, number]) => Number(number))
    expect(order.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, at) => 499 - at))
  })

  test('all stand in the summary, which stays far below what a step may write', () => {
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900 * 1024)
    for (let at = 0; at < 500; at++) expect(summary).toContain(`\`services/s${at}/heap.pb.gz\``)
    expectGolden('report/wide-checks-summary.md', ends(summary, 16, 12))
  })
})

test('thousands of failing checks leave a summary within its limit that begins with the worst', () => {
  const checks = manyChecks.checks.flatMap((check) =>
    Array.from({ length: 20 }, (_, at) => ({ ...check, id: `${check.id}#${at}`, rule: `rule-${at}` })),
  )
  const summary = renderSummary({ ...manyChecks, checks }, plainView())
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900 * 1024)
  expect(summary).toContain('9500 more checks, in the JSON result')
})
