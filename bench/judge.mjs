// CPU time of the stages behind a verdict, for a heap profile of many functions: decode (read, inflate, parse), diff
// (frames, groups, stacks) and judge. Every figure is of a process of its own.
// Usage: node bench/judge.mjs [--functions N] [--runs N]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'

/** What is used of the product, and of its tests to write profiles and policies. */
const PARTS = `
export { decodePair } from './src/decode/decode-pair.ts'
export { Comparison } from './src/diff/comparison.ts'
export { ownCode } from './src/diff/own.ts'
export { pruneSides } from './src/diff/prune.ts'
export { fileBytes } from './src/load/inflate.ts'
export { tryRegex } from './src/policy/regex.ts'
export { encodeProfile } from './test/support/encode-profile.ts'
export { judgeProfiles } from './test/truth/judge-profiles.ts'
export { policyNamed } from './test/truth/policies.ts'
export { Random } from './test/truth/random.ts'
`

const SIDES = ['baseline', 'candidate']
const STACK_DEPTH = 12
const OBJECT_BYTES = [64, 512, 4096]
const PERIOD_BYTES = 4096
/** The first call of each stage runs code that was never run before; a verdict in CI is made by such a call. */
const WARM_ROUNDS = 8

const [task, ...rest] = process.argv.slice(2)
if (task === 'stages') printStages(...rest)
else await main()

async function main() {
  const { values: options } = parseArgs({
    options: { functions: { type: 'string', default: '20000' }, runs: { type: 'string', default: '9' } },
  })
  const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-judge-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  const bundle = join(scratch, 'parts.cjs')
  await bundleParts(bundle)
  const parts = createRequire(import.meta.url)(bundle)
  const functions = Number(options.functions)
  console.log(
    `Node ${process.versions.node}, ${functions} functions, ${functions * OBJECT_BYTES.length} samples a side`,
  )
  console.log('CPU ms, medians of', options.runs, 'processes')
  console.log('                               decode    diff   judge  judge/decode')
  for (const growth of [1, 3]) {
    const files = SIDES.map((side) => {
      const file = join(scratch, `${side}-${growth}.pb.gz`)
      writeFileSync(file, gzipSync(profileOf(parts, functions, side, growth)))
      return file
    })
    for (const checks of [1, 4]) {
      const results = Array.from({ length: Number(options.runs) }, () => stagesApart(bundle, files, checks))
      const name = `${growth === 1 ? 'nothing grew' : 'some grew'}, ${checks} check${checks === 1 ? '' : 's'}`
      printRow(`${name}, cold`, medians(results.map(({ cold }) => cold)))
      printRow(`${name}, warm`, medians(results.map(({ warm }) => warm)))
      console.log(`  outcomes: ${results[0].outcomes.join(', ')}`)
    }
  }
}

async function bundleParts(outfile) {
  const { build } = await import('esbuild')
  const stdin = { contents: PARTS, resolveDir: fileURLToPath(new URL('..', import.meta.url)) }
  const how = { bundle: true, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'warning' }
  await build({ stdin, outfile, ...how })
}

/**
 * A heap profile as Go writes it. A few functions hold much and most hold little; every function allocates objects of
 * three sizes from its own stack. Every hundredth grows by the factor in the candidate, all others by chance only.
 */
function profileOf({ encodeProfile, Random }, functions, side, growth) {
  const random = new Random(side)
  const samples = []
  for (let at = 0; at < functions; at++) {
    const grown = side === 'candidate' && at % 100 === 0 ? growth : 1
    const expected = grown * 2 * (functions / (at + 1)) ** 0.7
    const locations = [at + 1]
    for (let depth = 1; depth < STACK_DEPTH; depth++) locations.push(1 + ((at * 7 + depth * 131) % functions))
    for (const size of OBJECT_BYTES) {
      const deviate = random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2
      const events = Math.max(1, Math.round(expected + deviate * Math.sqrt(3 * expected)))
      const chance = -Math.expm1(-size / PERIOD_BYTES)
      const objects = Math.trunc(events / chance)
      const values = [objects, Math.trunc((events * size) / chance)]
      samples.push({ locations, values: [...values, ...values], labels: [{ key: 'bytes', number: size }] })
    }
  }
  const ids = Array.from({ length: functions }, (_, at) => at + 1)
  return encodeProfile({
    sampleTypes: [
      ['alloc_objects', 'count'],
      ['alloc_space', 'bytes'],
      ['inuse_objects', 'count'],
      ['inuse_space', 'bytes'],
    ],
    samples,
    locations: ids.map((id) => ({ id, lines: [{ function: id, line: 10 }] })),
    functions: ids.map((id) => ({
      ...{ id, name: `example.com/shop/pkg${id % 200}.(*Type${id}).Method${id}` },
      file: `/src/pkg${id % 200}/file${id % 20}.go`,
    })),
    periodType: ['space', 'bytes'],
    period: PERIOD_BYTES,
  })
}

function stagesApart(bundle, files, checks) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'stages', bundle, checks, ...files])
  if (child.status !== 0) throw new Error(child.stderr.toString())
  return JSON.parse(child.stdout.toString())
}

/** In a process of its own: the first round is the cold one. */
function printStages(bundle, checks, ...files) {
  const parts = createRequire(import.meta.url)(bundle)
  const whole = parts.policyNamed('tables')
  // One check is the one that looks at functions.
  const policy =
    checks === '1' ? { ...whole, rules: whole.rules.filter(({ of }) => of.kind === 'function').slice(0, 1) } : whole
  const rounds = Array.from({ length: 1 + WARM_ROUNDS }, () => stagesOf(parts, policy, files))
  const [cold, ...warm] = rounds.map(({ cpuMs }) => cpuMs)
  console.log(JSON.stringify({ cold, warm: medians(warm), outcomes: rounds[0].outcomes }))
}

function stagesOf({ decodePair, fileBytes, pruneSides, tryRegex, Comparison, ownCode, judgeProfiles }, policy, paths) {
  const [baseline, candidate] = paths.map((path) => [
    { run: null, snapshots: [{ at: null, file: { path, read: () => fileBytes(readFileSync(path)) } }] },
  ])
  const files = { profile: 'heap.pb.gz', baseline, candidate }
  const named = { baseline: true, candidate: true }
  const decoded = timed(() => decodePair(files, named, { eventCountOf: () => null }))
  const [pair] = decoded.value.pairs
  const compared = timed(() => {
    const { baseline, candidate } = pruneSides(pair.baseline.runs, pair.candidate.runs, tryRegex)
    const comparison = new Comparison(baseline, candidate, ownCode(null))
    // Made when the first rule asks for them, and once for all rules: part of the diff, whoever asks.
    const index = comparison.index('function')
    for (const frames of [...comparison.candidate, ...comparison.baseline]) {
      comparison.stackNodes(frames)
      index.assign(frames).blame
    }
    return { ...pair, comparison }
  })
  const judged = timed(() => judgeProfiles([compared.value], policy))
  return {
    cpuMs: { decode: decoded.cpuMs, diff: compared.cpuMs, judge: judged.cpuMs },
    outcomes: judged.value.map(({ outcome, causes }) => `${outcome} (${causes.length} causes)`),
  }
}

function timed(work) {
  const start = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(start)
  return { value, cpuMs: (user + system) / 1000 }
}

function medians(all) {
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  return Object.fromEntries(['decode', 'diff', 'judge'].map((stage) => [stage, median(all.map((one) => one[stage]))]))
}

function printRow(name, { decode, diff, judge }) {
  const cells = [decode, diff, judge].map((ms) => ms.toFixed(0).padStart(8))
  console.log(`${name.padEnd(29)}${cells.join('')}${(judge / decode).toFixed(2).padStart(14)}`)
}
