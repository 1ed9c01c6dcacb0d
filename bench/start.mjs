// CPU time and peak memory of small commands, next to an empty script in the same interleaved series.
// Usage: node bench/start.mjs [RUNS]
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const runs = Number(process.argv[2] ?? 21)
const hook = fileURLToPath(new URL('hook.cjs', import.meta.url))
const fixture = 'test/fixtures/session-cache'
// Real profiles that are not part of the project: measured where they are.
const corpus = '../shared/profiles'

const commands = [
  ['node -e 0', ['-e', '0']],
  ['--help', ['dist/cli.js', '--help']],
  ['diff, a small heap', ['dist/cli.js', 'diff', `${fixture}/baseline/heap.pb.gz`, `${fixture}/candidate/heap.pb.gz`]],
  ['top, a small CPU profile', ['dist/cli.js', 'top', `${fixture}/candidate/cpu.pb.gz`]],
  ['compare, a small folder', ['dist/cli.js', 'compare', `${fixture}/baseline`, `${fixture}/candidate`]],
  ...[
    ['diff, 10,000 CPU samples a side', 'go-cpu/compile-pgo/2023-05-16.pgo', 'go-cpu/compile-pgo/2023-12-04.pgo'],
    [
      'diff, 14,000 heap samples a side',
      'go-heap/dd/stress-failure.before.pprof',
      'go-heap/dd/stress-failure.after.pprof',
    ],
    ['diff, 20,000 C++ samples a side', 'go-cpu/google-large.cpu', 'go-cpu/google-large.cpu'],
  ]
    .filter(([, baseline]) => existsSync(`${corpus}/${baseline}`))
    .map(([name, ...files]) => [name, ['dist/cli.js', 'diff', ...files.map((file) => `${corpus}/${file}`)]]),
]

/** CPU time in ms and peak memory in MB of one process. */
function measure(args) {
  const child = spawnSync(process.execPath, ['--require', hook, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [cpuUs, peakKiB] = child.output[3].toString().trim().split(' ').map(Number)
  return { cpuMs: cpuUs / 1000, peakMB: peakKiB / 1024 }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const samples = commands.map(() => [])
for (let run = 0; run < runs; run++) for (const [at, [, args]] of commands.entries()) samples[at].push(measure(args))

const results = samples.map((all) => ({
  cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
  peakMB: median(all.map(({ peakMB }) => peakMB)),
}))
const floorMs = results[0].cpuMs
console.log(`Node ${process.versions.node}, medians of ${runs} interleaved runs`)
console.log('CPU ms   above   ratio  peak MB  command')
results.forEach(({ cpuMs, peakMB }, at) => {
  const cells = [cpuMs.toFixed(1), `+${(cpuMs - floorMs).toFixed(1)}`, (cpuMs / floorMs).toFixed(2), peakMB.toFixed(0)]
  const widths = [6, 7, 7, 8]
  console.log(`${cells.map((cell, column) => cell.padStart(widths[column])).join('')}  ${commands[at][0]}`)
})
