// Draws pull requests with the simulator in test/truth, judges them, and writes bench/TRUTH.md.
// Usage: node bench/truth.mjs [--seed TEXT] [--draws FACTOR] [--only TEXT] [--workers N] [--no-write]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** So many pull requests are drawn before a worker asks for more. */
const PORTION = 50

/** What is used of the simulator, which is written in TypeScript. */
const SIMULATOR = `
export { addTallies, NO_DRAWS } from './outcome.ts'
export { allCells, runCell } from './run-cell.ts'
export { sameCodeSection } from './same-code-section.ts'
export { truthPage } from './truth-page.ts'
`

if (isMainThread) await main()
else work(workerData)

async function main() {
  const { values: options } = parseArgs({
    options: {
      seed: { type: 'string', default: 'truth' },
      draws: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      workers: { type: 'string', default: '2' },
      'no-write': { type: 'boolean', default: false },
    },
  })
  const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-truth-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  const bundle = await bundleSimulator(scratch)
  const { allCells, sameCodeSection, truthPage } = createRequire(import.meta.url)(bundle)
  const cells = allCells().filter(({ id }) => id.includes(options.only))
  const wanted = cells.map(({ draws }) => Math.max(1, Math.round(draws * Number(options.draws))))
  const tallies = await drawAll(bundle, { cells, wanted, seed: options.seed, workers: Number(options.workers) })
  const page = truthPage(
    cells.map((cell, at) => ({ cell, tally: tallies[at] })),
    { seed: options.seed, more: realPrograms(sameCodeSection) },
  )
  console.log(page)
  if (!options['no-write'] && options.only === '') {
    writeFileSync(fileURLToPath(new URL('TRUTH.md', import.meta.url)), page)
  }
}

/** What was found with real programs, where somebody has recorded it. */
function realPrograms(sameCodeSection) {
  const file = new URL('same-code.json', import.meta.url)
  return existsSync(file) ? [sameCodeSection(JSON.parse(readFileSync(file, 'utf8')))] : []
}

async function bundleSimulator(scratch) {
  const { build } = await import('esbuild')
  const outfile = join(scratch, 'truth.cjs')
  await build({
    stdin: { contents: SIMULATOR, resolveDir: fileURLToPath(new URL('../test/truth', import.meta.url)) },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return outfile
}

/** Every worker takes the next portion of draws until none is left; which one takes which does not matter. */
function drawAll(bundle, { cells, wanted, seed, workers }) {
  const { addTallies, NO_DRAWS } = createRequire(import.meta.url)(bundle)
  const tallies = cells.map(() => NO_DRAWS)
  const portions = wanted.flatMap((draws, at) =>
    Array.from({ length: Math.ceil(draws / PORTION) }, (_, part) => ({
      ...{ at, seed, from: part * PORTION, to: Math.min(draws, (part + 1) * PORTION) },
      id: cells[at].id,
    })),
  )
  const started = Date.now()
  let next = 0
  let done = 0
  const runWorker = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: bundle })
      const hand = () => worker.postMessage(portions[next++] ?? null)
      worker.on('message', ({ at, tally }) => {
        tallies[at] = addTallies(tallies[at], tally)
        done++
        const seconds = Math.round((Date.now() - started) / 1000)
        process.stderr.write(`\r${done} of ${portions.length} portions, ${seconds} s `)
        hand()
      })
      worker.on('error', reject)
      worker.on('exit', resolve)
      hand()
    })
  return Promise.all(Array.from({ length: workers }, runWorker)).then(() => tallies)
}

function work(bundle) {
  const { allCells, runCell } = createRequire(import.meta.url)(bundle)
  const cells = new Map(allCells().map((cell) => [cell.id, cell]))
  parentPort.on('message', (portion) => {
    if (portion === null) parentPort.close()
    else parentPort.postMessage({ at: portion.at, tally: runCell(cells.get(portion.id), portion) })
  })
}
