// Runs real programs that nobody changed, puts the runs against each other as if they were pull requests, and writes what
// the product says of them to a file, bench/same-code.json, which bench/TRUTH.md shows.
// Usage: node bench/same-code.mjs [--runs N] [--only NAME,...] [--jobs N] [--heap-only] [--keep DIR] [--json FILE]
//        node bench/same-code.mjs --from DIR [--json FILE]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { RecordError } from '../test/programs/recording.mjs'
import { names, recordRuns } from './same-code-runs.mjs'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '40' },
    only: { type: 'string', default: names.join(',') },
    jobs: { type: 'string', default: '2' },
    'heap-only': { type: 'boolean', default: false },
    keep: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'string', default: fileURLToPath(new URL('same-code.json', import.meta.url)) },
  },
})

const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-same-code-'))
try {
  const folder = options.from === undefined ? await record() : resolve(options.from)
  const { sameCode, sameCodeSection } = await judging()
  const found = sameCode(folder, showFigure)
  console.log(`\n${sameCodeSection(found)}`)
  writeFileSync(options.json, `${JSON.stringify(found, null, 2)}\n`)
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function record() {
  const chosen = options.only.split(',')
  const unknown = chosen.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new RecordError(`no such program: ${unknown.join(', ')}; there are ${names.join(', ')}`)
  const out = resolve(options.keep ?? join(scratch, 'runs'))
  const started = Date.now()
  const onDone = (done, count) => {
    process.stderr.write(`\r${done} of ${count} runs, ${Math.round((Date.now() - started) / 1000)} s `)
  }
  const { runs, jobs } = options
  mkdirSync(out, { recursive: true })
  await recordRuns(out, {
    ...{ work: scratch, chosen, runs: Number(runs), jobs: Number(jobs), heapOnly: options['heap-only'], onDone },
  })
  process.stderr.write('\n')
  return out
}

/** What is used of test/truth, which is written in TypeScript. */
async function judging() {
  const outfile = join(scratch, 'same-code.cjs')
  await build({
    stdin: {
      contents: "export { sameCode } from './same-code.ts'\nexport { sameCodeSection } from './same-code-section.ts'",
      resolveDir: fileURLToPath(new URL('../test/truth', import.meta.url)),
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return createRequire(import.meta.url)(outfile)
}

function showFigure({ program, rateBytes, recorded, policy, sides, draws, failed, warned, inconclusive, naive }) {
  const name = [program, recorded, rateBytes ?? '', policy, sides].join(' / ')
  console.error(
    `${name}: ${draws} drawn, ${failed} failed, ${warned} warned, ${inconclusive} inconclusive, ${naive} naive`,
  )
}
