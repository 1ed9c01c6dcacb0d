import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SKIPPED, TestBrowser } from './chromium.ts'
import { graphsOf } from './graphs.ts'
import { shopGraphs } from './shop.ts'

let browser: TestBrowser

describe.skipIf(SKIPPED !== '')(`data in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await TestBrowser.start()
  })
  afterAll(() => browser.stop())

  test.each<[string, (html: string) => string, RegExp]>([
    ['JSON that was cut off', (html) => html.replace(/\]\}<\/script>/, '</script>'), /JSON/],
    ['another version', (html) => html.replace('"version":1', '"version":2'), /it is of version 2/],
    [
      'a tree without order',
      (html) => html.replace('"parent":[-1,0,1', '"parent":[-1,2,1'),
      /a call tree has no order/,
    ],
    [
      'a function that is not there',
      (html) => html.replace('"frame":[-1,0,1', '"frame":[-1,0,999'),
      /unknown function/,
    ],
    ['values that are missing', (html) => html.replace('"baseline":[0,', '"baseline":['), /values are missing/],
  ])('%s is said, and the rest of the page works', async (_, damage, sentence) => {
    const html = browser.html(shopGraphs())
    expect(damage(html)).not.toBe(html)
    const { page, noise } = await browser.open(damage(html))
    expect(await page.locator('#explore [role=alert]').innerText()).toMatch(
      /^The graphs of this report cannot be shown: /,
    )
    expect(await page.locator('#explore [role=alert]').innerText()).toMatch(sentence)
    expect(await page.getByRole('button', { name: 'Dark theme' }).isVisible()).toBe(true)
    expect(noise).toEqual([])
  })

  test('packed data is unpacked', async () => {
    const many = Array.from(
      { length: 30_000 },
      (_, at) =>
        [
          ['main.main', `main.f${at}`],
          [at, at + 1],
        ] as const,
    )
    const graphs = graphsOf([
      {
        name: 'heap.pb.gz',
        kind: 'heap',
        title: 'Heap',
        metrics: [{ name: 'inuse_space', title: 'Heap in use', unit: 'bytes' }],
        stacks: many,
      },
    ])
    const html = browser.html(graphs)
    expect(html).toContain('data-encoding="gzip-base64"')
    const { page, noise } = await browser.open(html, 'view=functions&search=f29999$')
    expect(await page.locator('.functions tbody a').allInnerTexts()).toEqual(['main.f29999'])
    expect(noise).toEqual([])
  })

  test('packed data that was cut off is said', async () => {
    const many = Array.from(
      { length: 30_000 },
      (_, at) =>
        [
          ['main.main', `main.f${at}`],
          [at, at + 1],
        ] as const,
    )
    const metrics = [{ name: 'inuse_space', title: 'Heap in use', unit: 'bytes' }]
    const graphs = graphsOf([{ name: 'heap.pb.gz', kind: 'heap', title: 'Heap', metrics, stacks: many }])
    const html = browser.html(graphs).replace(/(gzip-base64">.{4000}).*?</, '$1<')
    const { page } = await browser.open(html)
    expect(await page.locator('#explore [role=alert]').innerText()).toMatch(
      /^The graphs of this report cannot be shown/,
    )
  })

  test('a stack of ten thousand frames scrolls in its own box', async () => {
    const frames = Array.from({ length: 10_000 }, (_, at) => `main.f${at % 50}`)
    const metrics = [{ name: 'inuse_space', title: 'Heap in use', unit: 'bytes' }]
    const graphs = graphsOf([{ name: 'heap.pb.gz', kind: 'heap', title: 'Heap', metrics, stacks: [[frames, [1, 2]]] }])
    const { page, noise } = await browser.open(browser.html(graphs), 'function=main.f49')
    const height = "document.querySelector('canvas').height"
    expect(await page.evaluate(height)).toBeLessThan(2000)
    await page.locator('canvas').press('ArrowUp')
    expect(await page.locator('.panel h3').innerText()).toBe('main.f48')
    expect(noise).toEqual([])
  })

  test('where there is nothing to explore there is nothing', async () => {
    const html = browser.html(shopGraphs()).replace(/<script type="application\/json".*?<\/script>/s, '')
    const { page, noise } = await browser.open(
      html.replace('</h2>\n<noscript', '</h2><p class="problem"></p><noscript'),
    )
    expect(await page.locator('.controls, canvas').count()).toBe(0)
    expect(noise).toEqual([])
  })
})
