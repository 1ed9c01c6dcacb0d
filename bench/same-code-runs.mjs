// Runs real programs again and again, for bench/same-code.mjs: fixture programs, and benchmarks of Go's standard library.
//
//   DIR/recorded.json        the Go version, and the packages of each program that are its own (null: all but Go's)
//   DIR/PROGRAM/RATE/RUN/    heap.pb.gz and what else the program writes; of benchmarks heap.pb.gz and bench.txt
//   DIR/PROGRAM/cpu/RUN/     cpu.pb.gz
//   DIR/PROGRAM/times/RUN/   bench.txt with ten values of each benchmark, recorded without a profiler
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { goEnvironment, goVariable, RecordError, root, run } from '../test/programs/recording.mjs'

/** Go's default, and the rate that is advised for one pair. */
export const RATES = [512 * 1024, 4 * 1024]
/** Everything is recorded: what differs then is the program. A few runs show how much. */
const EXACT_RATE = 1
const EXACT_RUNS = 10
/** What is timed does a part of the work, ten times over. */
const VALUES = 10
const TIMED_PART = 0.3

/** Programs whose baselines are services or batch jobs; none of them changes. */
const PROGRAMS = [
  { name: 'service', package: './refactorings/service', cpu: false },
  { name: 'indexer', package: './refactorings/indexer', cpu: false },
  { name: 'same-code', package: './same-code', cpu: true },
  { name: 'pool', package: './pool', cpu: true },
]

/** Benchmarks by a pattern; each does its work a fixed number of times, so that all runs do the same. */
const BENCHMARKS = [
  { name: 'encoding-json', package: 'encoding/json', pattern: 'Code(Encoder|Marshal|Decoder|Unmarshal)$', times: 10 },
  { name: 'go-parser', package: 'go/parser', pattern: '.', times: 30 },
]

export const names = [...PROGRAMS, ...BENCHMARKS].map(({ name }) => name)

const start = promisify(execFile)

/**
 * Builds what is chosen into `work` and records it into `out`, run by run in turns, so that whatever changes on the machine
 * meets all of them alike.
 */
export async function recordRuns(out, { work, chosen, runs, jobs, heapOnly, onDone }) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const programs = PROGRAMS.filter(({ name }) => chosen.includes(name)).map((one) => buildProgram(one, work))
  const benchmarks = BENCHMARKS.filter(({ name }) => chosen.includes(name)).map((one) => buildBenchmark(one, work))
  mkdirSync(out, { recursive: true })
  const own = Object.fromEntries([...programs, ...benchmarks].map((one) => [one.name, one.own]))
  writeFileSync(join(out, 'recorded.json'), JSON.stringify({ go: goVariable('GOVERSION'), own }))
  const rounds = Array.from({ length: runs }, (_, at) => at + 1)
  const exactRuns = heapOnly ? 0 : Math.min(runs, EXACT_RUNS)
  const ratesOf = (round) => (round <= exactRuns ? [...RATES, EXACT_RATE] : RATES)
  const folder = (...parts) => join(out, ...parts.map(String))
  const shared = rounds.flatMap((round) => [
    ...ratesOf(round).flatMap((rate) => [
      ...programs.map((one) => () => runProgram(one, folder(one.name, rate, round), { rate })),
      ...benchmarks.map((one) => () => runBenchmark(one, folder(one.name, rate, round), { rate })),
    ]),
    ...programs
      .filter(({ cpu }) => cpu && !heapOnly)
      .map((one) => () => runProgram(one, folder(one.name, 'cpu', round), { rate: null })),
  ])
  // Nothing of ours runs beside what is timed.
  const alone = heapOnly
    ? []
    : rounds.flatMap((round) => {
        return benchmarks.map((one) => () => time(one, folder(one.name, 'times', round)))
      })
  const count = shared.length + alone.length
  let done = 0
  const runAll = async (tasks, workers) => {
    const left = tasks.values()
    const work = async () => {
      for (const task of left) {
        await task()
        onDone(++done, count)
      }
    }
    await Promise.all(Array.from({ length: workers }, work))
  }
  await runAll(shared, jobs)
  await runAll(alone, 1)
}

function buildProgram(program, work) {
  const binary = join(work, program.name)
  const flags = ['-trimpath', '-buildvcs=false', '-o', binary]
  run('go', ['build', ...flags, program.package], join(root, 'test/programs'), goEnvironment)
  return { ...program, own: null, binary }
}

function buildBenchmark(benchmark, work) {
  const binary = join(work, `${benchmark.name}.test`)
  run('go', ['test', '-c', '-trimpath', '-o', binary, benchmark.package], work, goEnvironment)
  // Some read their data beside their source.
  const folder = join(goVariable('GOROOT'), 'src', benchmark.package)
  return { ...benchmark, own: [`${benchmark.package}/...`], binary, folder }
}

/** @param rate Null for the CPU profile. */
async function runProgram({ binary, name }, out, { rate }) {
  mkdirSync(out, { recursive: true })
  const args = ['-out', out, '-commit', name, ...(rate === null ? ['-cpu'] : [])]
  // The rate has to hold before the program allocates.
  await runOnce(binary, args, { cwd: out, debug: rate === null ? '' : `memprofilerate=${rate}` })
}

async function runBenchmark(benchmark, out, { rate }) {
  mkdirSync(out, { recursive: true })
  const profile = [`-test.memprofile=${join(out, 'heap.pb.gz')}`, `-test.memprofilerate=${rate}`]
  await bench(benchmark, out, { times: benchmark.times, more: profile })
}

async function time(benchmark, out) {
  mkdirSync(out, { recursive: true })
  await bench(benchmark, out, { times: Math.round(benchmark.times * TIMED_PART), more: [`-test.count=${VALUES}`] })
}

async function bench({ binary, folder, pattern }, out, { times, more }) {
  const args = ['-test.run=^$', `-test.bench=${pattern}`, `-test.benchtime=${times}x`, '-test.benchmem', ...more]
  const { stdout } = await runOnce(binary, args, { cwd: folder, debug: '' })
  writeFileSync(join(out, 'bench.txt'), stdout)
}

async function runOnce(binary, args, { cwd, debug }) {
  try {
    return await start(binary, args, { cwd, env: { ...goEnvironment, GOGC: '100', GODEBUG: debug }, timeout: 300_000 })
  } catch (error) {
    throw new RecordError(`${[binary, ...args].join(' ')}: ${error.message}\n${error.stderr ?? ''}`)
  }
}
