import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GraphData } from '../../src/graph/graph-data.ts'
import { dataElement } from '../../src/report/html/embed.ts'
import { renderHtml } from '../../src/report/html/render-html.ts'
import type { Result } from '../../src/result/result.ts'
import { CASES, commentView } from '../report/results.ts'
import { brokenRules, SKIPPED, sidewaysPx, TestBrowser } from './chromium.ts'
import { graphsOf } from './graphs.ts'

let browser: TestBrowser

/** A stack for each cause of a result, in the profiles of its checks. */
function causesAsGraphs({ checks }: Result): GraphData {
  const profiles = [...new Set(checks.map(({ profile }) => profile))]
  return graphsOf(
    profiles.map((name) => {
      const ofProfile = checks.filter(({ profile }) => profile === name)
      return {
        ...{ name, kind: 'heap', title: name },
        metrics: [...new Set(ofProfile.map(({ metric }) => metric))].map((metric) => ({
          ...{ name: metric, title: metric, unit: 'bytes' },
        })),
        stacks: ofProfile.flatMap(({ causes }) =>
          causes.map(
            (cause) =>
              [
                ['main.main', cause.name],
                [Number(cause.baseline), Number(cause.candidate)],
              ] as const,
          ),
        ),
      }
    }),
  )
}

function report(made: Result): string {
  const graphs = causesAsGraphs(made)
  const data = dataElement(graphs, (text) => gzipSync(text).toString('base64'))
  return renderHtml(made, { ...commentView(), marker: null }, { graphs, data, assets: browser.assets })
}

describe.skipIf(SKIPPED !== '')(`the whole report in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await TestBrowser.start()
  })
  afterAll(() => browser.stop())

  test.each(Object.entries(CASES))('of the %s result breaks no rule of axe and fits on a phone', async (_, make) => {
    const { page, noise } = await browser.open(report(make()))
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect({ colorScheme, broken: await brokenRules(page) }).toEqual({ colorScheme, broken: [] })
    }
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPx(page)).toBe(0)
    expect(noise).toEqual([])
  })

  test('a cause leads to its function', async () => {
    const make = CASES['fail']
    if (make === undefined) throw new Error('no such result')
    const { page } = await browser.open(report(make()))
    const cause = page.locator('tr.cause a[href^="#"]').first()
    const name = await cause.innerText()
    await cause.click()
    const shown = page.locator('#explore h3:visible')
    await expect.poll(() => shown.allInnerTexts()).toEqual([name])
    expect(await page.evaluate("document.querySelector('#explore').getBoundingClientRect().top")).toBeLessThan(300)
  })
})
