// Takes a picture of every state of every surface, from the texts that the tests hold the product to:
//
//   node .github/scripts/surfaces.mjs pictures              all of them
//   node .github/scripts/surfaces.mjs pictures comment-fail  those whose name has this in it
//
// Markdown is shown as GitHub shows it, folded and, where something is folded, unfolded; the first failure also at night and
// on a phone. What a terminal prints is shown as it is. Needs a Chromium: that of the system, or CHROMIUM names one.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import MarkdownIt from 'markdown-it'
import { chromium } from 'playwright-core'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const folders = ['report', 'fixtures'].map((name) => join(root, 'test/golden', name))
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Shown at night and on a phone as well. */
const inAllWays = ['comment-fail', 'matrix']

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true, highlight: markChanges })
const css = readFileSync(join(root, '.github/scripts/github.css'), 'utf8')

/** As GitHub colours `diff`: the lines that grew, and those below what is wrong. */
function markChanges(code, language) {
  const lines = code.split('\n').map((line) => {
    const text = escaped(line)
    if (language !== 'diff') return text
    return line.startsWith('!')
      ? `<span class="changed">${text}</span>`
      : line.startsWith('#')
        ? `<span class="header">${text}</span>`
        : text
  })
  return lines.join('\n')
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function pageOf(body, { isDark = false, isWide = false } = {}) {
  const names = { html: isDark ? 'dark' : '', main: isWide ? 'wide' : '' }
  return `<!doctype html><html class="${names.html}"><meta charset="utf-8"><style>${css}</style><body><main class="${names.main}">${body}</main></body></html>`
}

function* picturesOf(file) {
  const text = readFileSync(file, 'utf8')
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  if (file.endsWith('.txt')) {
    const plain = pageOf(`<pre>${escaped(text)}</pre>`, { isDark: true, isWide: true })
    yield { name: `${name}.terminal`, html: plain, width: 1800 }
    return
  }
  const body = markdown.render(text)
  const opened = body.replaceAll('<details>', '<details open>')
  yield { name, html: pageOf(body), width: 940 }
  if (opened !== body) yield { name: `${name}.open`, html: pageOf(opened), width: 940 }
  if (!inAllWays.includes(name)) return
  yield { name: `${name}.dark`, html: pageOf(opened, { isDark: true }), width: 940 }
  yield { name: `${name}.phone`, html: pageOf(body), width: 400 }
}

const [out, part = ''] = process.argv.slice(2)
const executablePath = browsers.find((path) => path !== undefined && existsSync(path))
if (out === undefined || executablePath === undefined) {
  console.error(
    out === undefined
      ? 'usage: node .github/scripts/surfaces.mjs FOLDER [PART-OF-A-NAME]'
      : 'No Chromium was found: set CHROMIUM to the path of one.',
  )
  process.exit(2)
}
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  let count = 0
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((name) => /\.(md|txt)$/.test(name) && name.includes(part))) {
      for (const { name, html, width } of picturesOf(join(folder, file))) {
        const page = await browser.newPage({ viewport: { width, height: 200 } })
        await page.setContent(html)
        await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
        await page.close()
        count++
      }
    }
  }
  console.error(`${count} pictures in ${out}`)
} finally {
  await browser.close()
}
