import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedPage, SKIPPED, TestBrowser } from './chromium.ts'
import { PUT, PUT_TEXT, RULES, SEARCH, SNAPSHOT, shopGraphs } from './shop.ts'

let browser: TestBrowser

const EXPLORE = { profile: 'services/api/heap.pb.gz', metric: 'inuse_space', width: 'growth' } as const

const LINKS = `<table class="checks"><tbody>
<tr class="check fail"><td>Failed</td><td><a id="to-put" href="#profile=services%2Fapi%2Fheap.pb.gz&#38;metric=inuse_space&#38;function=${encodeURIComponent(PUT)}">Put</a></td></tr>
<tr class="check pass"><td>Passed</td><td><a id="to-cpu" href="#profile=services%2Fapi%2Fcpu.pb.gz&#38;metric=cpu&#38;width=candidate">CPU</a></td></tr>
</tbody></table><p>${'Much to read. '.repeat(2000)}</p>`

const WITH_PUT = `width=candidate&function=${encodeURIComponent(PUT)}`

async function open(fragment = '', body = ''): Promise<OpenedPage> {
  return browser.open(browser.html(shopGraphs(), { explore: EXPLORE, body }), fragment)
}

/** What stands there, spaces that do not break as plain ones. */
async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ')
}

function fragment(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.url()).hash.slice(1))
}

/** The brightness of the picture says whether anything is painted, and whether it changed. */
function picture(page: Page): Promise<string> {
  return page.evaluate("document.querySelector('canvas').toDataURL()")
}

/** What a key selects, read aloud. */
async function press(page: Page, key: string): Promise<string> {
  await page.locator('canvas').press(key)
  return text(page, '[aria-live]')
}

describe.skipIf(SKIPPED !== '')(`the explorer in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await TestBrowser.start()
  })
  afterAll(() => browser.stop())

  test('opens on what the report says, silently and without a request', async () => {
    const { page, noise } = await open()
    expect(await text(page, '.total')).toMatch(/^27.8 → 48.3 MiB, \+20.5 MiB \(\+74%\)$/)
    expect(await page.locator('[aria-pressed=true]').allInnerTexts()).toEqual(['Heap', 'Flame graph', 'Growth only'])
    expect(page.url()).not.toContain('#')
    expect(noise).toEqual([])
  })

  test('every width has a picture of its own', async () => {
    const { page } = await open()
    const pictures = new Set<string>()
    for (const name of ['This PR', 'Baseline', 'Growth only', 'Shrink only']) {
      await page.getByRole('button', { name, exact: true }).click()
      pictures.add(await picture(page))
    }
    expect(pictures.size).toBe(4)
    expect(fragment(page).get('width')).toBe('shrink')
  })

  test('profiles and values are switched', async () => {
    const { page } = await open()
    await page.getByLabel('Values').selectOption('Live objects')
    expect(await text(page, '.total')).toMatch(/^20\.3 → 29\.3 k/)
    await page.getByRole('button', { name: 'CPU' }).click()
    expect(await text(page, '.total')).toMatch(/^1\.11 → 1\.26 s/)
    expect(await page.getByLabel('Values').isVisible()).toBe(false)
    expect(fragment(page).get('profile')).toBe('services/api/cpu.pb.gz')
  })

  test('a click selects and zooms, another on a caller zooms out, and the panel says all', async () => {
    const { page } = await open('width=candidate')
    const before = await picture(page)
    const box = await page.locator('canvas').boundingBox()
    if (box === null) throw new Error('no canvas')
    await page.mouse.click(box.x + 40, box.y + 8 * 19 + 8)
    expect(await text(page, '.panel h3')).toContain('catalog.(*Service).Search')
    expect(await picture(page)).not.toBe(before)
    expect(await text(page, '.panel .full-name')).toBe(SEARCH)
    await page.mouse.click(box.x + 40, box.y + 9)
    expect(await text(page, '.panel')).toContain('Click a box')
  })

  test('the panel has numbers, place, callers, callees, lines and stack of the function', async () => {
    const { page } = await open(WITH_PUT)
    const panel = await text(page, '.panel')
    expect(panel).toMatch(/This box\s+one of its stacks\s+4\.9 MiB\s+19\.5 MiB\s+\+14\.6 MiB/)
    expect(panel).toMatch(/Under it\s+cum\s+20\.9 MiB\s+35\.6 MiB\s+\+14\.7 MiB\s+\+70%/)
    expect(panel).toMatch(/In it\s+flat\s+20\.2 MiB\s+34\.7 MiB\s+\+14\.5 MiB/)
    expect(panel).toContain('72% of all growth')
    expect(panel).toContain('changed in this PR')
    expect(panel).toMatch(/Called from\s+catalog.\(\*Service\).Search\s+\+14\.6 MiB\s+main.warm\s+\+102 KiB/)
    expect(panel).toMatch(/Calls\s+runtime.mapassign_faststr\s+\+205 KiB/)
    expect(panel).toContain('c.items[key] = append')
    expect(await page.locator('.panel .stack li').count()).toBe(9)
    const place = page.locator('.panel .place a')
    expect(await place.getAttribute('href')).toBe('https://github.com/acme/shop/blob/8f3c1d2/internal/file.go#L88')
    expect(await place.getAttribute('rel')).toContain('noopener')
  })

  test('a caller in the panel leads to the caller, a frame of the stack to that box', async () => {
    const { page } = await open(WITH_PUT)
    await page.locator('.panel .neighbours a', { hasText: 'main.warm' }).click()
    expect(await text(page, '.panel h3')).toBe('main.warm')
    expect(fragment(page).get('function')).toBe('main.warm')
    await page.locator('.panel .stack button', { hasText: 'main.main' }).click()
    expect(await text(page, '.panel h3')).toBe('main.main')
    await page.goBack()
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
  })

  test('the page of a function has its source, gaps folded, with both sides', async () => {
    const { page } = await open(`view=function&function=${encodeURIComponent(PUT)}`)
    expect(await page.locator('.source .line').count()).toBeLessThan(PUT_TEXT.length)
    const hot = await text(page, '.source .is-changed')
    expect(hot).toMatch(/\+14\.5 MiB\s+20\.2 → 34\.7 MiB\s+\+14\.7 MiB\s+20\.9 → 35\.6 MiB\s+changed line:/)
    const link = page.locator('.source .is-changed a')
    expect(await link.getAttribute('href')).toMatch(/#L100$/)
    await page.locator('.source .gap button').click()
    expect(await page.locator('.source .line').count()).toBe(PUT_TEXT.length)
    await page.getByRole('link', { name: 'Show in the flame graph' }).click()
    expect(await page.locator('canvas').isVisible()).toBe(true)
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
  })

  test('the table of functions has flat, cum and own, is sorted and hides what is noise', async () => {
    const { page } = await open('view=functions')
    const names = () => page.locator('.functions tbody a').allInnerTexts()
    expect((await names()).slice(0, 3)).toEqual([
      'catalog.(*Cache).Put',
      'catalog.decodeProduct',
      'search.(*Index).snapshot',
    ])
    expect(await text(page, '.table-foot')).toMatch(/^\d functions within noise are hidden\./)
    const shown = (await names()).length
    await page.getByRole('button', { name: 'Show all' }).click()
    expect((await names()).length).toBeGreaterThan(shown)
    await page.locator('[data-column="own.change"]').click()
    expect((await names())[0]).toBe('cart.(*Rules).Apply')
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
    await page.locator('[data-column=name]').press('Enter')
    expect((await names())[0]).toBe('cart.(*Rules).Apply')
    expect(await page.evaluate('document.activeElement.dataset.column')).toBe('name')
    const row = await text(page, '.functions tbody tr:has-text("catalog.(*Cache).Put")')
    expect(row).toMatch(
      /\+14\.7 MiB\s+20\.9 MiB\s+35\.6 MiB\s+\+14\.5 MiB\s+20\.2 MiB\s+34\.7 MiB\s+\+14\.7 MiB\s+20\.9 MiB/,
    )
    await page.locator('.functions tbody a', { hasText: 'cart.(*Rules).Apply' }).click()
    expect(await text(page, '.function-page .full-name')).toBe(RULES)
  })

  test('where the total shrank, what shrank most stands first', async () => {
    const shrunk = shopGraphs()
    const swapped = shrunk.profiles.map((profile) => ({
      ...profile,
      metrics: profile.metrics.map((each) => ({ ...each, baseline: each.candidate, candidate: each.baseline })),
    }))
    const { page } = await browser.open(browser.html({ ...shrunk, profiles: swapped }), 'view=functions')
    expect(await text(page, '.functions tbody a')).toBe('catalog.(*Cache).Put')
  })

  test('only code of this repository: what others do is folded into it', async () => {
    const { page } = await open(WITH_PUT)
    expect(await page.locator('.panel .stack li').count()).toBe(9)
    await page.getByLabel('Only code of this repository').check()
    expect(await page.locator('.panel .stack li').allInnerTexts()).toEqual([
      'http.withMetrics.func1',
      'http.(*CatalogHandler).List',
      'catalog.(*Service).Search',
      'catalog.(*Cache).Put',
    ])
    expect(await text(page, '.total')).toMatch(/^27.8 → 48.3 MiB/)
    await page.getByRole('button', { name: 'Functions' }).click()
    const names = await page.locator('.functions tbody a').allInnerTexts()
    expect(names.filter((name) => name.startsWith('http.(*conn)'))).toEqual([])
    expect(fragment(page).get('own')).toBe('1')
  })

  test('a search sums its matches, steps through them and filters the table', async () => {
    const { page } = await open('width=candidate')
    await page.locator('h1').press('/')
    await page.keyboard.type('cache\\)\\.put')
    // Who types slowly has looked for the beginning already.
    await expect.poll(() => text(page, '.found')).toBe('2 boxes, together 20.9 → 35.6 MiB, +14.7 MiB (+70%)')
    expect(fragment(page).get('search')).toBe('cache\\)\\.put')
    await page.keyboard.press('Enter')
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
    const first = await text(page, '[aria-live]')
    await page.keyboard.press('Escape')
    expect(await text(page, '.found')).toBe('')
    await page.getByRole('searchbox').fill('put')
    await expect.poll(() => text(page, '.found')).not.toBe('')
    expect(await press(page, 'n')).not.toBe(first)
    expect(await press(page, 'n')).toBe(first)
    expect(await press(page, 'N')).not.toBe(first)
    await page.getByRole('button', { name: 'Functions' }).click()
    expect(await page.locator('.functions tbody a').allInnerTexts()).toEqual(['catalog.(*Cache).Put'])
    await page.getByRole('searchbox').fill('(nothing like it')
    await expect.poll(() => text(page, '.found')).toBe('No function matches.')
    await page.getByRole('button', { name: 'Reset' }).click()
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    expect(fragment(page).get('search')).toBeNull()
  })

  test('arrow keys walk the graph, Enter zooms, Escape leads back', async () => {
    const { page } = await open('width=candidate')
    await page.locator('canvas').focus()
    expect(await press(page, 'ArrowDown')).toMatch(
      /^http.\(\*conn\).serve, 11\.8 to 28\.7 MiB, \+16\.9 MiB \(\+143%\)$/,
    )
    expect(await press(page, 'ArrowRight')).toMatch(/^runtime.main/)
    expect(await press(page, 'ArrowLeft')).toMatch(/^http.\(\*conn\).serve/)
    for (let step = 0; step < 7; step++) await press(page, 'ArrowDown')
    expect(await text(page, '.panel h3')).toBe('catalog.(*Service).Search')
    const wide = await picture(page)
    await press(page, 'Enter')
    expect(await picture(page)).not.toBe(wide)
    expect(await press(page, 'ArrowUp')).toMatch(/^http.\(\*CatalogHandler\).List/)
    await press(page, 'Escape')
    await press(page, 'Escape')
    expect(await text(page, '.panel')).toContain('Click a box')
  })

  test('the pointer shows what it is over', async () => {
    const { page } = await open('width=candidate')
    const box = await page.locator('canvas').boundingBox()
    if (box === null) throw new Error('no canvas')
    await page.mouse.move(box.x + 40, box.y + 19 + 8)
    expect(await text(page, '.tooltip')).toMatch(
      /^http.\(\*conn\).serve\s+under it 11\.8 → 28\.7 MiB, \+16\.9 MiB \(\+143%\)/,
    )
    await page.mouse.move(box.x + 40, box.y - 30)
    expect(await page.locator('.tooltip').isVisible()).toBe(false)
  })

  test('links of the tables show the function, and back leads back', async () => {
    const { page } = await open('', LINKS)
    await page.locator('#to-put').click()
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
    expect(await page.evaluate("document.querySelector('#explore').getBoundingClientRect().top")).toBeLessThan(300)
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('CANVAS')
    await page.evaluate('scrollTo(0, 0)')
    await page.locator('#to-cpu').click()
    expect(await text(page, '.total')).toMatch(/^1\.11 → 1\.26 s/)
    await page.goBack()
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
    await page.goBack()
    expect(await text(page, '.panel')).toContain('Click a box')
    await page.goForward()
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
  })

  test('the same link works twice', async () => {
    const { page } = await open('', LINKS)
    await page.locator('#to-put').click()
    await page.evaluate('scrollTo(0, 0)')
    await page.locator('#to-put').click()
    await expect
      .poll(() => page.evaluate("document.querySelector('#explore').getBoundingClientRect().top"))
      .toBeLessThan(300)
    expect(await text(page, '.panel h3')).toBe('catalog.(*Cache).Put')
  })

  test.each([
    ['that has no growth', RULES, 'growth', 'Baseline'],
    ['that is new', SNAPSHOT, 'growth', 'Growth only'],
    ['of others, though only own code is asked for', 'encoding/json.Unmarshal', 'candidate&own=1', 'This PR'],
  ])('a link to a function %s shows it all the same', async (_, name, width, pressed) => {
    const { page } = await open(`width=${width}&function=${encodeURIComponent(name)}`)
    expect(await text(page, '.panel .full-name')).toBe(name)
    expect(await page.locator('[aria-pressed=true]').last().innerText()).toBe(pressed)
  })

  test('a link to a function that is not there says so', async () => {
    const { page } = await open('function=main.gone')
    expect(await text(page, '.found')).toBe('The function is not in this profile.')
  })

  test('an address holds everything that was chosen', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Shrink only' }).click()
    await page.getByLabel('Only code of this repository').check()
    await page.getByRole('searchbox').fill('rules')
    await expect.poll(() => fragment(page).get('search')).toBe('rules')
    const again = await open(new URL(page.url()).hash.slice(1))
    expect(await again.page.getByRole('searchbox').inputValue()).toBe('rules')
    expect(await again.page.getByLabel('Only code of this repository').isChecked()).toBe(true)
    expect(await picture(again.page)).toBe(await picture(page))
  })

  test('a report of one profile has values and no changes', async () => {
    const { page } = await browser.open(browser.html(shopGraphs(true)), 'view=functions')
    expect(await text(page, '.total')).toBe('48.3 MiB')
    expect(await page.getByRole('button', { name: 'Growth only' }).isVisible()).toBe(false)
    expect(await text(page, '.functions tbody tr')).toMatch(
      /^catalog.\(\*Cache\).Put .*\s+35\.6 MiB\s+34\.7 MiB\s+35\.6 MiB$/,
    )
  })

  test('the button changes the theme, and the picture with it', async () => {
    const { page, noise } = await open()
    const light = await picture(page)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await picture(page)).not.toBe(light)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(13, 17, 23)')
    await page.getByRole('button', { name: 'Light theme' }).click()
    expect(noise).toEqual([])
  })
})
