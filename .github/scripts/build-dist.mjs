// Bundles src/ into dist/, so that a checkout runs without an install. Deterministic: CI compares it with what is committed.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { pageAssets } from './page-assets.mjs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

// Each is a file of its own, loaded when it is needed: `--help` pays for nothing, `diff` for no policy language, an
// action that is used wrongly for no client of GitHub's.
const COMMAND_LINE = {
  cli: 'src/cli.ts',
  compare: 'src/cli/compare.ts',
  diff: 'src/cli/diff.ts',
  top: 'src/cli/top.ts',
  list: 'src/cli/list.ts',
  capture: 'src/cli/capture.ts',
  policy: 'src/cli/policy.ts',
  explain: 'src/cli/explain.ts',
  init: 'src/cli/init.ts',
}
/** The HTML report, whose script and style are texts in it. */
const REPORT = { html: 'src/report/html/html.ts' }
/** What users write policies in. */
const LANGUAGE = { parse: 'src/policy/parse.ts', regex: 'src/policy/regex.ts' }
const ACTION = {
  index: 'src/main.ts',
  action: 'src/github/action.ts',
  'capture-step': 'src/github/capture-step.ts',
  octokit: 'src/github/api/octokit.ts',
  client: 'src/github/artifacts/client.ts',
}
const names = Object.keys({ ...COMMAND_LINE, ...REPORT, ...LANGUAGE, ...ACTION })

/** Entries that several others contain: one copy of each is loaded, by whoever is first. */
const SHARED = ['regex.ts']

/** A dynamic import of an entry becomes a `require` of its file. */
const lazyEntries = {
  name: 'lazy-entries',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path }) => {
      const name = basename(path, '.ts')
      if (kind === 'import-statement' && SHARED.includes(basename(path)))
        return { path: `./${name}.js`, external: true }
      if (kind !== 'dynamic-import') return null
      if (!names.includes(name)) throw new Error(`${path} is imported lazily, but no entry`)
      return { path: `./${name}.js`, external: true }
    })
  },
}

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
writeFileSync('dist/package.json', `${JSON.stringify({ type: 'commonjs' })}\n`)
const options = {
  outdir: 'dist',
  bundle: true,
  // CommonJS starts faster than modules do: by 8 ms of CPU time under Node 20.
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'external',
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [lazyEntries],
  alias: { long: './.github/scripts/no-long.cjs' },
  logLevel: 'warning',
}
await build({ ...options, entryPoints: LANGUAGE })
writeDefaultPolicy()
await build({ ...options, entryPoints: COMMAND_LINE })
await build({
  ...options,
  entryPoints: REPORT,
  define: { ...options.define, __PAGE__: JSON.stringify(await pageAssets()) },
})
await build({
  ...options,
  entryPoints: ACTION,
  // GitHub's packages are modules and ask for their own address.
  define: { ...options.define, 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  // Artifacts are downloaded as they are and read by `load/zip.ts`: the extractor is never called.
  alias: { ...options.alias, 'unzip-stream': './.github/scripts/no-unzip.mjs' },
})
copyFileSync('src/policy/policy.schema.json', 'dist/policy.schema.json')

/** Reads the default policy here, so that nobody else has to; a test holds the outcome against the file. */
function writeDefaultPolicy() {
  const { parsePolicy } = createRequire(import.meta.url)('../../dist/parse.js')
  const { policy } = parsePolicy(readFileSync('src/policy/default-policy.yml', 'utf8'), 'default-policy.yml')
  if (policy === undefined) throw new Error('the default policy has mistakes: profile-gate policy check')
  const file = 'src/policy/default-policy.json'
  writeFileSync(file, JSON.stringify(policy))
  execFileSync('npx', ['biome', 'format', '--write', file])
}
