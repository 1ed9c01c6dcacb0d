import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GraphData } from '../../src/graph/graph-data.ts'
import { brokenRules, SKIPPED, sidewaysPx, TestBrowser } from './chromium.ts'
import { graphsOf } from './graphs.ts'
import { PAGE_NAMES } from './hostile-names.ts'

let browser: TestBrowser

/** Every name as function, file, address, title, unit and line of source. */
function hostileGraphs(): GraphData {
  const names = PAGE_NAMES.filter((name) => name !== '')
  return graphsOf(
    names.slice(0, 12).map((name, at) => ({
      name,
      kind: 'other',
      title: name,
      metrics: [
        { name: 'value', title: names[at + 12] ?? '', unit: names[at + 24] ?? '' },
        { name, title: name, unit: 'bytes' },
      ],
      stacks: names.map((each, row) => [
        ['main.main', names[(row * 7) % names.length] ?? '', each],
        [row, 500],
        [row, 500],
      ]),
    })),
    {
      flags: () => 3,
      file: (name) => name,
      url: (name) => name,
      sources: (frameOf) =>
        names.map((name, at) => ({
          frame: frameOf(name),
          startLine: 1,
          text: [name, names[(at * 3) % names.length] ?? ''],
          changedLines: [1],
          values: [
            {
              profile: 0,
              metric: 0,
              lines: [1],
              flat: { baseline: [1], candidate: [500] },
              cum: { baseline: [1], candidate: [500] },
            },
          ],
        })),
    },
  )
}

describe('the list of hostile names', () => {
  test('is long enough', () => {
    expect(PAGE_NAMES.length).toBeGreaterThanOrEqual(150)
  })
})

describe.skipIf(SKIPPED !== '')(`hostile names in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await TestBrowser.start()
  })
  afterAll(() => browser.stop())

  test('run no script, ask for nothing and widen no view', async () => {
    const opened = await browser.open(browser.html(hostileGraphs()), 'view=functions')
    const { page, noise } = opened
    expect(await page.locator('.functions tbody tr').count()).toBeGreaterThan(150)
    for (const fragment of ['view=functions', 'view=flame&width=growth', 'view=function&function=main.main']) {
      await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`)
      await page.locator('#explore').waitFor()
      expect(await sidewaysPx(page)).toBe(0)
    }
    expect(
      await page.locator('#explore script, #explore img, #explore iframe, #explore style, #explore form').count(),
    ).toBe(0)
    expect(await page.locator('#explore a:not([href^="#"]):not([href^="http"])').count()).toBe(0)
    expect(await page.evaluate('Object.prototype.polluted')).toBeUndefined()
    expect(noise).toEqual([])
  })

  test('every one has an address, and its page breaks nothing', async () => {
    const { page, noise } = await browser.open(browser.html(hostileGraphs()), 'view=functions', {
      viewport: { width: 360, height: 740 },
    })
    const links: readonly string[] = await page.evaluate(
      "[...document.querySelectorAll('.functions tbody a')].map((link) => link.getAttribute('href'))",
    )
    // In the page, for speed: each is opened as a reader would.
    const problems: readonly string[] = await page.evaluate(`(async () => {
      const problems = []
      for (const link of ${JSON.stringify(links)}) {
        location.hash = link
        await new Promise((done) => addEventListener('hashchange', done, { once: true }))
        const shown = document.querySelector('.function-page h3')
        const root = document.documentElement
        if (shown === null || shown.closest('[hidden]') !== null) problems.push('not shown: ' + link.slice(0, 99))
        if (root.scrollWidth > root.clientWidth) problems.push(root.scrollWidth + ' px wide: ' + link.slice(0, 99))
      }
      return problems
    })()`)
    expect(problems.slice(0, 9)).toEqual([])
    expect(noise).toEqual([])
  })

  test('are read by a screen reader like any other', async () => {
    const { page } = await browser.open(browser.html(hostileGraphs()), 'view=functions')
    expect((await brokenRules(page)).map((rule) => rule.slice(0, 400))).toEqual([])
  })
})
