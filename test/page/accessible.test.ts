import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenRules, SKIPPED, sidewaysPx, TestBrowser } from './chromium.ts'
import { PUT, shopGraphs } from './shop.ts'

let browser: TestBrowser

const FUNCTION = `function=${encodeURIComponent(PUT)}`
const VIEWS: readonly [string, string][] = [
  ['flame graph', 'width=candidate'],
  ['flame graph with a selected function and a search', `width=growth&${FUNCTION}&search=put`],
  ['functions', 'view=functions'],
  ['function', `view=function&${FUNCTION}`],
]

const CHECKS = `<section><h2>Checks</h2><div class="wide" tabindex="0" role="region" aria-label="Checks"><table class="checks">
<thead><tr><th scope="col">Result</th><th scope="col">What, and where</th><th scope="col" class="num">Change</th></tr></thead>
<tbody><tr class="check fail"><td><span class="badge fail">Failed</span></td><td><a href="#profile=x">Heap in use</a>, total
<div class="small">rule live-heap</div></td><td class="num"><strong>+18.2 MiB</strong> <span class="small">(3.4×)</span></td></tr>
<tr class="check warn"><td><span class="badge warn">Warning</span></td><td>CPU time</td><td class="num"><strong>+1 s</strong></td></tr>
<tr class="check pass"><td><span class="badge pass">Passed</span></td><td>Goroutines</td><td class="num">±0</td></tr></tbody>
</table></div></section>`

describe.skipIf(SKIPPED !== '')(`the page for everybody${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await TestBrowser.start()
  })
  afterAll(() => browser.stop())

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(VIEWS)('%s: axe finds nothing', async (_, fragment) => {
      const { page, noise } = await browser.open(browser.html(shopGraphs(), { body: CHECKS }), fragment, {
        colorScheme,
      })
      expect(await brokenRules(page)).toEqual([])
      expect(noise).toEqual([])
    })
  })

  test.each(VIEWS)('%s: fits on a phone', async (_, fragment) => {
    const { page } = await browser.open(browser.html(shopGraphs(), { body: CHECKS }), fragment, {
      viewport: { width: 360, height: 740 },
    })
    expect(await sidewaysPx(page)).toBe(0)
    expect(await brokenRules(page)).toEqual([])
  })

  test('a high-resolution screen gets a sharp picture of the same size', async () => {
    const { page } = await browser.open(browser.html(shopGraphs()), '', { deviceScaleFactor: 3 })
    const sizes = '(({ width, clientWidth, height, clientHeight }) => [width / clientWidth, height / clientHeight])'
    expect(await page.evaluate(`${sizes}(document.querySelector('canvas'))`)).toEqual([3, 3])
  })

  test('everything can be reached by keyboard, in order', async () => {
    const { page } = await browser.open(browser.html(shopGraphs()), 'width=candidate')
    const reached: string[] = []
    await page.locator('h1').click()
    for (let step = 0; step < 14; step++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(
          "(({ ariaLabel, textContent, labels, tagName }) => ariaLabel ?? (tagName === 'SELECT' || tagName === 'INPUT' ? labels[0]?.firstChild?.textContent || labels[0]?.textContent : textContent))(document.activeElement)",
        ),
      )
    }
    expect(reached.map((name) => name.trim().split(/[,.]/)[0])).toEqual([
      ...['Dark theme', 'Heap', 'CPU', 'Values', 'Flame graph', 'Functions'],
      ...['This PR', 'Baseline', 'Growth only', 'Shrink only', 'Search function or file'],
      ...['Only code of this repository', 'Reset', 'Differential flame graph'],
    ])
    const outline = 'getComputedStyle(document.activeElement).outlineStyle'
    expect(await page.evaluate(outline)).toBe('solid')
  })

  test('with scripts blocked the tables can be read, and a sentence says what is missing', async () => {
    const html = browser.html(shopGraphs(), { body: CHECKS })
    const { page, noise } = await browser.open(html, '', { javaScriptEnabled: false })
    expect(await page.locator('.checks').innerText()).toMatch(/Failed\s+Heap in use, total/)
    expect(await page.locator('#explore').innerText()).toMatch(/need the script/)
    expect(await page.locator('canvas, .controls, .theme').count()).toBe(0)
    expect(noise).toEqual([])
  })

  test('a script that somebody slips in is not run', async () => {
    const html = browser.html(shopGraphs()).replace('</main>', '<script>document.title = "owned"</script></main>')
    const { page } = await browser.open(html)
    expect(await page.title()).toBe('Report')
  })

  test('zooming moves for those who want that, and ends where it does without', async () => {
    const html = browser.html(shopGraphs())
    const picture = "document.querySelector('canvas').toDataURL()"
    const [still, moving] = await Promise.all(
      (['reduce', 'no-preference'] as const).map(async (reducedMotion) => {
        const { page } = await browser.open(html, 'width=candidate', { reducedMotion })
        await page.locator('canvas').press('ArrowRight')
        await page.locator('canvas').press('ArrowDown')
        await page.locator('canvas').press('Enter')
        return { page, first: await page.evaluate(picture) }
      }),
    )
    if (still === undefined || moving === undefined) throw new Error('two pages')
    await expect.poll(() => moving.page.evaluate(picture)).toBe(still.first)
  })
})
