// Pictures of the HTML report for the documentation, made from the committed fixtures by the command line tool.
// Usage: npm run bundle && node .github/scripts/screenshots.mjs [FOLDER] (Chromium from PROFILE_GATE_CHROMIUM or the PATH)
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const target = resolve(process.argv[2] ?? 'docs/images')
const DESKTOP = { width: 1280, height: 800 }
const MARGIN = 20
const GET = 'function=example.com%2Fshop%2Fsession-cache%2Fsession.%28*Store%29.Get'

/** Name, fixture, fragment of the address, what is shown (the whole page or a part of it), and how. */
const PICTURES = [
  ['report', 'session-cache', '', 'page', {}],
  ['flame-graph-growth', 'session-cache', `width=growth&${GET}`, '#explore', {}],
  ['flame-graph-dark', 'session-cache', 'width=candidate&search=catalog', '#explore', { colorScheme: 'dark' }],
  ['function', 'session-cache', `view=function&${GET}`, '#explore', {}],
  ['functions', 'session-cache', 'view=functions', '#explore', {}],
]

function chromiumPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return process.env.PROFILE_GATE_CHROMIUM ?? paths.find(existsSync)
}

/** A part of the page with some air. */
async function around(part) {
  const { x, y, width, height } = await part.boundingBox()
  const scrolled = await part.evaluate(() => scrollY)
  return { x: x - MARGIN, y: y + scrolled - MARGIN / 2, width: width + 2 * MARGIN, height: height + MARGIN }
}

/** Where the programs of the fixtures are, so that the report has their source. */
function report(fixture, folder) {
  const file = join(folder, `${fixture}.html`)
  const sides = ['baseline', 'candidate'].map((side) => `../fixtures/${fixture}/${side}`)
  const args = [resolve('dist/cli.js'), 'compare', ...sides, '--html', file]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: 'test/programs', encoding: 'utf8' })
  if (status === 2 || status === null) throw new Error(`compare of ${fixture} failed: ${stderr}`)
  return pathToFileURL(file).href
}

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-screenshots-'))
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
try {
  mkdirSync(target, { recursive: true })
  const urls = new Map()
  for (const [name, fixture, fragment, part, options] of PICTURES) {
    if (!urls.has(fixture)) urls.set(fixture, report(fixture, folder))
    const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    await page.goto(urls.get(fixture) + (fragment === '' ? '' : `#${fragment}`))
    await page.waitForSelector('#explore[data-ready=true]')
    const path = join(target, `${name}.png`)
    if (part === 'page') await page.screenshot({ path, fullPage: true })
    else await page.screenshot({ path, fullPage: true, clip: await around(page.locator(part)) })
    console.log(path)
    await context.close()
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
