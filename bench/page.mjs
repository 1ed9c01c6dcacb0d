// How long a reader of the HTML report waits: until it is painted, and for a zoom, a width and a search; for 1,000,
// 10,000 and 100,000 nodes, in Chromium, as multiples of the smallest report. The machine is shared: trust the ratios.
// Usage: node bench/page.mjs [RUNS]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { pageAssets } from '../.github/scripts/page-assets.mjs'

const runs = Number(process.argv[2] ?? 5)
const SIZES = [1_000, 10_000, 100_000]
const FUNCTIONS_PER_NODE = 0.1

/** Numbers from 0 to 1, the same in every run. */
function random(seed) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** A tree as profiles have them: stacks of some thirty frames that share their callers, most of them small. */
function graphs(nodes) {
  const next = random(nodes)
  const functions = Math.max(100, Math.round(nodes * FUNCTIONS_PER_NODE))
  const strings = [
    '',
    'https://github.com/acme/shop/blob/8f3c1d2/internal/catalog/cache.go#L88',
    'internal/catalog/cache.go',
  ]
  const name = []
  for (let at = 0; at < functions; at++)
    name.push(strings.push(`github.com/acme/shop/p${at % 90}.(*Type${at % 700}).Method${at}`) - 1)
  const short = name.map((_, at) => strings.push(`p${at % 90}.(*Type${at % 700}).Method${at}`) - 1)
  const columns = { parent: [-1], frame: [-1], baseline: [0], candidate: [0] }
  const depth = [0]
  while (columns.parent.length < nodes) {
    let above = columns.parent.length - 1
    const up = next() < 0.6 ? 0 : Math.floor(next() ** 2 * depth[above])
    for (let step = 0; step < up || depth[above] > 40; step++) above = columns.parent[above]
    depth.push(depth[above] + 1)
    columns.parent.push(above)
    columns.frame.push(Math.floor(next() ** 2 * functions))
    const value = Math.round(next() ** 6 * 2 ** 24)
    columns.baseline.push(value)
    columns.candidate.push(next() < 0.7 ? value : Math.round(value * next() * 3))
  }
  const metric = { name: 'inuse_space', title: 'Heap in use', unit: 'bytes', noise: null }
  return {
    version: 1,
    sides: { baseline: 'Baseline', candidate: 'This PR' },
    strings,
    frames: {
      name,
      short,
      file: name.map(() => 2),
      line: name.map((_, at) => at + 1),
      url: name.map(() => 1),
      flags: name.map((_, at) => at % 2),
    },
    profiles: [
      {
        name: 'heap.pb.gz',
        kind: 'heap',
        title: 'Heap',
        runs: { baseline: 1, candidate: 1 },
        parent: columns.parent,
        frame: columns.frame,
        metrics: [{ ...metric, baseline: columns.baseline, candidate: columns.candidate }],
        foldedNodes: 0,
      },
    ],
    sources: [],
  }
}

function html(data, { script, style, scriptHash, styleHash }) {
  const packed = gzipSync(JSON.stringify(data)).toString('base64')
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'sha256-${styleHash}'`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Report</title><style>${style}</style></head><body><header><h1>Report</h1></header>
<main><section id="explore" data-width="growth"><h2>Explore</h2></section></main>
<script type="text/plain" id="graphs" data-encoding="gzip-base64">${packed}</script><script>${script}</script></body></html>`
}

/** Runs in the page: the time from a key or a click until the next picture is on its way to the screen. */
const ACTIONS = `(async () => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const canvas = document.querySelector('canvas')
  const key = (name) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key: name }))
  const button = (label) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
  const timed = async (act) => {
    await painted()
    const start = performance.now()
    act()
    await painted()
    return performance.now() - start
  }
  const result = {}
  key('ArrowDown')
  key('ArrowDown')
  result['zoom in'] = await timed(() => key('Enter'))
  result['zoom out'] = await timed(() => key('Escape'))
  result['another width'] = await timed(() => button('This PR').click())
  result['search'] = await timed(() => {
    const input = document.querySelector('input[type=search]')
    input.value = 'method7'
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
  })
  result['only own code'] = await timed(() => document.querySelector('input[type=checkbox]').click())
  result['table of functions'] = await timed(() => button('Functions').click())
  return result
})()`

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-page-'))
const browser = await chromium.launch({
  executablePath: process.env.PROFILE_GATE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const assets = await pageAssets()
  const files = SIZES.map((nodes) => {
    const path = join(folder, `${nodes}.html`)
    const text = html(graphs(nodes), assets)
    writeFileSync(path, text)
    return { nodes, bytes: text.length, url: pathToFileURL(path).href, times: [] }
  })
  // Interleaved, so that what else the machine does falls on all alike.
  for (let run = 0; run < runs; run++) {
    for (const { url, times } of files) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await page.goto(url)
      await page.waitForSelector('#explore[data-ready=true]')
      const first = await page.evaluate("performance.getEntriesByName('explore-ready')[0].startTime")
      times.push({ 'first paint': first, ...(await page.evaluate(ACTIONS)) })
      await context.close()
    }
  }
  console.log(
    `Script ${(assets.script.length / 1024).toFixed(1)} KiB, style ${(assets.style.length / 1024).toFixed(1)} KiB`,
  )
  console.log(`Medians of ${runs} runs\n`)
  const steps = Object.keys(files[0].times[0])
  console.log(['', ...files.map(({ nodes, bytes }) => `${nodes} nodes, ${(bytes / 1024).toFixed(0)} KiB`)].join('\t'))
  for (const step of steps) {
    const medians = files.map(({ times }) => median(times.map((time) => time[step])))
    const cells = medians.map((ms) => `${ms.toFixed(0)} ms ${(ms / medians[0]).toFixed(1)}x`)
    console.log([step, ...cells].join('\t'))
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
