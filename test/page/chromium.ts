import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { GraphData } from '../../src/graph/graph-data.ts'
import { documentHtml, type PageAssets } from '../../src/report/html/document.ts'
import { dataElement } from '../../src/report/html/embed.ts'
import { type Explore, exploreSection } from '../../src/report/html/explore.ts'

/** A real browser with a real file: pages are opened as a reader opens a downloaded report. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Of Chromium; null where there is none. */
export function chromiumPath(): string | null {
  const chosen = process.env['PROFILE_GATE_CHROMIUM']
  if (chosen !== undefined) return chosen
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/Applications/Google Chrome.app/Contents/MacOS']
  const paths = folders.flatMap((folder) => [...NAMES, 'Google Chrome'].map((name) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

/** Why tests of the page are skipped; stands in their name. */
export const SKIPPED = chromiumPath() === null ? ' (skipped: no Chromium; set PROFILE_GATE_CHROMIUM to its path)' : ''

export interface OpenedPage {
  readonly page: Page
  /** Everything that the page said or did that nobody should notice. */
  readonly noise: readonly string[]
}

const EXPLORE: Explore = { profile: '', metric: '', width: 'candidate' }

/** The browser and the files of one test file. */
export class TestBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'profile-gate-page-'))
  private readonly browser: Browser
  readonly assets: PageAssets
  private files = 0

  private constructor(browser: Browser, assets: PageAssets) {
    this.browser = browser
    this.assets = assets
  }

  static async start(): Promise<TestBrowser> {
    const browser = await chromium.launch({
      executablePath: chromiumPath() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    })
    // A script, which has no types.
    const script: string = new URL('../../.github/scripts/page-assets.mjs', import.meta.url).href
    const { pageAssets } = (await import(script)) as { pageAssets: () => Promise<PageAssets> }
    return new TestBrowser(browser, await pageAssets())
  }

  async stop(): Promise<void> {
    await this.browser.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A page with these graphs, as the report embeds them. */
  html(
    graphs: GraphData,
    { body = '', explore = EXPLORE }: { body?: string; explore?: Partial<Explore> } = {},
  ): string {
    const header =
      '<header><h1><span class="outcome fail">Failed:</span> heap +18.2 MiB</h1><p class="meta">Baseline</p></header>'
    return documentHtml(
      {
        title: 'Report',
        body: `${header}\n<main>\n${body}\n${exploreSection({ ...EXPLORE, ...explore })}\n</main>`,
        data: dataElement(graphs, (text) => gzipSync(text).toString('base64')),
      },
      this.assets,
    )
  }

  /** @param fragment without `#` */
  async open(html: string, fragment = '', options: BrowserContextOptions = {}): Promise<OpenedPage> {
    const file = join(this.folder, `${this.files++}.html`)
    writeFileSync(file, html)
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', (message) => noise.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      noise.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(file).href)) noise.push(`request: ${request.url()}`)
    })
    await page.goto(pathToFileURL(file).href + (fragment === '' ? '' : `#${fragment}`))
    if (options.javaScriptEnabled !== false) await page.waitForSelector('#explore[data-ready=true], .problem')
    return { page, noise }
  }
}

/** Runs axe in the page; the rules that were broken, with where. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Through the debugger, which no security policy of the page holds back.
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target + ' ' + node.failureSummary).join('; ')))`,
  )
}

/** How far the page can be scrolled sideways, in pixels. */
export async function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
