// Pairs `dist/cli.js diff` with `go tool pprof -top -diff_base` (the tool itself, not its wrapper), both as whole
// processes in one interleaved series, and writes bench/RESULTS.md.
// Usage: node bench/pprof.mjs [--quick] [--runs N] [--no-write]     --quick leaves out the million samples
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { generate } from './generate.mjs'
import { goalsOf } from './goals.mjs'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
    runs: { type: 'string', default: '9' },
  },
})

const HERE = fileURLToPath(new URL('.', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const run = (command, args, more = {}) => execFileSync(command, args, { encoding: 'utf8', ...more }).trim()
const measurer = join(scratch, 'measure')
run('go', ['build', '-o', measurer, '.'], { cwd: join(HERE, 'measure') })
const pprof = run('go', ['tool', '-n', 'pprof'])
const inflate = join(scratch, 'inflate.cjs')
writeFileSync(
  inflate,
  "const { gunzipSync } = require('node:zlib'); const { readFileSync } = require('node:fs'); " +
    'for (const file of process.argv.slice(2)) { const bytes = readFileSync(file); if (bytes[0] === 0x1f) gunzipSync(bytes) }\n',
)

/** Real profiles that are not part of the project: measured where they are. */
const corpus = join(HERE, '../../shared/profiles')
const fixture = (name) => ['baseline', 'candidate'].map((side) => `test/fixtures/session-cache/${side}/${name}`)
const recorded = (...files) => files.map((file) => join(corpus, file))

const cases = [
  { name: 'heap of a small service', files: fixture('heap.pb.gz') },
  { name: 'CPU of a small service', files: fixture('cpu.pb.gz') },
  { name: 'generated, 1,000 samples', samples: 1000 },
  {
    name: 'CPU of the Go compiler',
    files: recorded('go-cpu/compile-pgo/2023-05-16.pgo', 'go-cpu/compile-pgo/2023-12-04.pgo'),
  },
  { name: 'generated, 10,000 samples', samples: 10_000 },
  {
    name: 'heap of a stress test',
    files: recorded('go-heap/dd/stress-failure.before.pprof', 'go-heap/dd/stress-failure.after.pprof'),
  },
  {
    name: 'CPU of a C++ server, beside itself',
    files: recorded('go-cpu/google-large.cpu', 'go-cpu/google-large.cpu'),
  },
  { name: 'generated, 100,000 samples', samples: 100_000 },
  ...(options.quick ? [] : [{ name: 'generated, 1,000,000 samples', samples: 1_000_000, runs: 1 }]),
]

function filesOf({ files, samples }) {
  if (files !== undefined) return files.every(existsSync) ? files : null
  const folder = join(scratch, String(samples))
  mkdirSync(folder)
  return ['baseline', 'candidate'].map((side) => {
    const file = join(folder, `${side}.pb.gz`)
    writeFileSync(file, generate(samples, side))
    return file
  })
}

/** What the operating system says of one whole process. */
function measure([command, ...args]) {
  const [cpuMs, wallMs, peakMB, exitCode] = run(measurer, [command, ...args])
    .split(' ')
    .map(Number)
  // 1 is what compare says of a pair that fails.
  if (exitCode !== 0 && (exitCode !== 1 || args[1] !== 'compare'))
    throw new Error(`${command} ${args.join(' ')} ended with ${exitCode}`)
  return { cpuMs, wallMs, peakMB }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

function series(commands, runs) {
  const all = commands.map(() => [])
  for (let at = 0; at < runs; at++) for (const [place, command] of commands.entries()) all[place].push(measure(command))
  return all.map((each) =>
    Object.fromEntries(['cpuMs', 'wallMs', 'peakMB'].map((key) => [key, median(each.map((one) => one[key]))])),
  )
}

const samplesIn = (file) => Number(/(\d+)$/.exec(run(process.execPath, [join(HERE, 'count-samples.mjs'), file]))?.[1])

const results = []
for (const entry of cases) {
  const files = filesOf(entry)
  if (files === null) {
    console.log(`${entry.name}: not here`)
    continue
  }
  const node = process.execPath
  const [floor, inflated, ours, compared, judged, theirs] = series(
    [
      [node, '-e', '0'],
      [node, inflate, ...files],
      [node, 'dist/cli.js', 'diff', ...files],
      [node, 'dist/cli.js', 'compare', ...files],
      [node, 'dist/cli.js', 'compare', ...files, '--policy', join(HERE, 'policy.yml')],
      [pprof, '-symbolize=none', '-top', '-diff_base', ...files],
    ],
    entry.runs ?? Number(options.runs),
  )
  const sizeMB = files.reduce((sum, file) => sum + sizeOf(file), 0) / 2 ** 20
  const result = {
    name: entry.name,
    samples: samplesIn(files[1]),
    sizeMB,
    runs: entry.runs ?? Number(options.runs),
    floor,
    inflated,
    ours,
    compared,
    judged,
    theirs,
  }
  results.push(result)
  console.log(rowOf(result))
}

function sizeOf(file) {
  const bytes = readFileSync(file)
  return bytes[0] === 0x1f ? gunzipSync(bytes).length : bytes.length
}

function cellsOf({ name, samples, sizeMB, floor, inflated, ours, compared, judged, theirs }) {
  const times = (a, b) => `${(a / b).toFixed(a / b < 10 ? 2 : 0)}×`
  return [
    name,
    String(samples),
    sizeMB.toFixed(1),
    floor.cpuMs.toFixed(0),
    inflated.cpuMs.toFixed(0),
    ours.cpuMs.toFixed(0),
    theirs.cpuMs.toFixed(0),
    times(theirs.cpuMs, ours.cpuMs),
    times(theirs.wallMs, ours.wallMs),
    `${ours.peakMB.toFixed(0)} / ${theirs.peakMB.toFixed(0)}`,
    times(theirs.peakMB, ours.peakMB),
    `+${(compared.cpuMs - ours.cpuMs).toFixed(0)}`,
    `+${(judged.cpuMs - ours.cpuMs).toFixed(0)}`,
  ]
}

function rowOf(result) {
  return `| ${cellsOf(result).join(' | ')} |`
}

const HEAD = [
  'pair',
  'samples',
  'MB inflated',
  'node -e 0',
  'inflate alone',
  'ours',
  'pprof',
  'CPU ratio',
  'wall ratio',
  'peak MB, ours / pprof',
  'memory ratio',
  'compare adds',
  'by a policy file',
]

const goals = goalsOf(results)
const text = `# Speed

\`npm run bench\` wrote this page. \`dist/cli.js diff\` beside \`go tool pprof -top -diff_base\` on the same two files, as whole
processes in one interleaved series. CPU is user and system time in milliseconds, the median of the runs; ratios are
pprof's figure divided by ours, so above 1 means that we need less. \`node -e 0\` and inflating both files alone are the
lower bounds of whatever runs in Node. \`compare adds\` is what judging by the default policy takes on top, in
milliseconds of CPU, and \`by a policy file\` what judging by \`bench/policy.yml\` does, which has to be read and holds every
kind in total and by function. A machine that does other work at the same time makes all figures larger, and ratios rougher.

| ${HEAD.join(' | ')} |
|${HEAD.map((_, at) => (at === 0 ? '---' : '--:')).join('|')}|
${results.map(rowOf).join('\n')}

${results.map(({ name, runs }) => `${name}: ${runs} ${runs === 1 ? 'run' : 'runs'}`).join('; ')}.

## Goals

The lower bound of a goal is what Node's start and inflating both files come to alone: nothing that runs in Node can have a
better figure.

| goal | figure | lower bound | |
|---|--:|--:|---|
${goals.map(({ goal, figure, bound, state }) => `| ${goal} | ${figure} | ${bound} | ${state} |`).join('\n')}

Node ${process.versions.node}, ${run('go', ['version']).replace('go version ', '')}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}.
`
console.log(`\n${text.slice(text.indexOf('## Goals'))}`)
if (!options['no-write']) writeFileSync(join(HERE, 'RESULTS.md'), text)
