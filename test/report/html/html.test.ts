import { expect, test } from 'vitest'
import type { JudgedProfile } from '../../../src/judge/judged-profile.ts'
import { HtmlReport } from '../../../src/report/html/html.ts'
import { commentView, result } from '../results.ts'

const NO_ASSETS = { script: '', style: '', scriptHash: '', styleHash: '' }

test('a profile that cannot be drawn stops no verdict, and is no report without it either', () => {
  const report = new HtmlReport(NO_ASSETS)
  const broken = new Proxy(
    {},
    {
      get: () => {
        throw new Error('cannot be drawn')
      },
    },
  ) as JudgedProfile
  report.addJudged(broken, 0)
  expect(report.isEmpty).toBe(false)
  const world = { path: () => null, url: () => null, change: () => 'none', source: () => null, pack: () => '' }
  expect(() => report.render(result({}), commentView({}), world as never)).toThrow('cannot be drawn')
})
