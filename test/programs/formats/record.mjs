// Records what programs of many languages and tools write, in test/fixtures/formats:
//
//   node test/programs/formats/record.mjs                    all cases
//   node test/programs/formats/record.mjs benchmarks node    these cases
//
// A case is a folder with a program that is built and run twice, for the baseline and for the candidate. What each needs
// besides Go is said with its recipe; Go itself has to be 1.26, which has the profile of leaked goroutines.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  filesIn,
  goEnvironment,
  kilobytes,
  RecordError,
  refuseMachinePaths,
  root,
  run,
  sides,
  sizeOf,
} from '../recording.mjs'
import { withPaths } from './neutral.mjs'

const programs = join(root, 'test/programs/formats')
const fixtures = join(root, 'test/fixtures/formats')
const olderGo = 'go1.20.14'

/**
 * Builds and runs the program of a side, in a folder of its own, `work`; the profiles go into `out`.
 * Returns what more has to be renamed, if anything.
 */
const recipes = {
  /** Every form of Go: protobuf, debug=1, debug=2, expvar, Prometheus, gctrace. Takes a minute a side. */
  'every-form': ({ side, work, out }) => {
    const program = buildGo('every-form', side, work)
    const env = { GOGC: '100', GODEBUG: 'memprofilerate=32768,gctrace=1,tracebacklabels=1' }
    const { stderr } = run(program, ['-out', out], out, env)
    writeFileSync(join(out, 'gctrace.log'), stderr)
  },

  /** `go test -bench`: text, JSON, and text of several numbers of processors. */
  benchmarks: ({ side, out }) => {
    const test = (file, ...args) => {
      const line = ['test', ...goFlags(side), '-run=^$', '-bench=.', '-benchtime=500x', ...args, './benchmarks']
      writeFileSync(join(out, file), run('go', line, programs, goEnvironment).stdout)
    }
    test('bench.txt', '-count=5')
    test('bench.json', '-count=5', '-json')
    test('bench-cpu.txt', '-count=2', '-cpu=1,2')
  },

  'goroutine-leak': ({ side, work, out }) => {
    const program = buildGo('goroutine-leak', side, work, { GOEXPERIMENT: 'goroutineleakprofile' })
    run(program, ['-out', out], out, {})
  },

  /** Needs the module github.com/felixge/fgprof, which go downloads. */
  fgprof: ({ side, work, out }) => {
    run(buildGo('fgprof', side, work), ['-out', out], out, {})
  },

  /** The same program by two versions of Go; go downloads the older one. */
  'older-go': ({ side, work, out }) => {
    const program = join(work, 'older-go')
    const env = { ...goEnvironment, ...(side === 'baseline' ? { GOTOOLCHAIN: olderGo } : {}) }
    run('go', ['build', '-trimpath', '-buildvcs=false', '-o', program, '.'], join(programs, 'older-go'), env)
    run(program, ['-out', out], out, { GOGC: '100', GODEBUG: 'memprofilerate=1' })
  },

  node: ({ side, work, out }) => {
    cpSync(join(programs, 'node/ledger.cjs'), join(work, 'ledger.cjs'))
    const cpu = ['--cpu-prof', '--cpu-prof-interval=200', '--cpu-prof-name=cpu.cpuprofile', `--cpu-prof-dir=${out}`]
    const heap = [
      '--heap-prof',
      '--heap-prof-interval=16384',
      '--heap-prof-name=heap.heapprofile',
      `--heap-prof-dir=${out}`,
    ]
    for (const flags of [cpu, heap]) run(process.execPath, [...flags, 'ledger.cjs', side], work)
  },

  /** Needs @datadog/pprof, which npm installs. */
  'node-pprof': ({ side, work, out }) => {
    cpSync(join(programs, 'node-pprof'), work, { recursive: true })
    run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], work)
    run(process.execPath, ['main.cjs', out, side], work)
  },

  /** Needs Python 3.11 and the packages of requirements.txt, which pip installs. */
  python: ({ side, work, out }) => {
    cpSync(join(programs, 'python'), work, { recursive: true })
    const bin = join(work, 'python/bin')
    run('python3', ['-m', 'venv', join(work, 'python')], work)
    run(join(bin, 'pip'), ['install', '-q', '--no-deps', '-r', 'requirements.txt'], work)
    const [python, args] = [join(bin, 'python'), ['archive.py', '-', side]]
    run(python, ['archive.py', out, side], work)
    const folded = ['--format', 'raw', '--rate', '200', '--output', join(out, 'wall.folded')]
    run(join(bin, 'py-spy'), ['record', ...folded, '--', python, ...args], work)
    const library = run(python, ['-c', 'import sys; print(sys.base_prefix)'], work).stdout.trim()
    return [[library, '/usr/local']]
  },

  /** Needs Rust, and the crate pprof, which cargo downloads. */
  rust: ({ side, work, out }) => {
    cpSync(join(programs, 'rust'), work, { recursive: true })
    const env = { ...process.env, RUSTFLAGS: `--remap-path-prefix=${work}=/app` }
    run('cargo', ['build', '--release', ...(side === 'candidate' ? ['--features=candidate'] : [])], work, env)
    run(join(work, 'target/release/timetable'), [out], out, {})
    return [[/[^\s;:"]*\/registry\/src\/[^/]+/g, '/cargo']]
  },
}

function goFlags(side) {
  return ['-trimpath', '-buildvcs=false', ...(side === 'candidate' ? ['-tags=candidate'] : [])]
}

/** The path of the program that a case of this module is built to. */
function buildGo(name, side, work, environment = {}) {
  const program = join(work, name)
  run('go', ['build', ...goFlags(side), '-o', program, `./${name}`], programs, { ...goEnvironment, ...environment })
  return program
}

function record(name, work) {
  const result = join(work, 'out')
  const app = join(work, 'app')
  for (const side of sides) {
    const out = join(result, side)
    mkdirSync(app, { recursive: true })
    mkdirSync(out, { recursive: true })
    const started = performance.now()
    const more = recipes[name]({ side, work: app, out }) ?? []
    const renamings = [[out, '/out'], [app, '/app'], ...more]
    for (const file of filesIn(out)) writeFileSync(file, withPaths(readFileSync(file), renamings))
    rmSync(app, { recursive: true })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.error(`${name} ${side}: ${kilobytes(sizeOf(out))} in ${seconds} s`)
  }
  return result
}

function recordAll(names) {
  const unknown = names.filter((name) => !Object.hasOwn(recipes, name))
  if (unknown.length > 0) {
    const cases = Object.keys(recipes).join(', ')
    throw new RecordError(`no such case: ${unknown.join(', ')}\nThe cases are: ${cases}`)
  }
  for (const name of names.length > 0 ? names : Object.keys(recipes)) {
    const work = mkdtempSync(join(tmpdir(), 'formats-'))
    try {
      const recorded = record(name, work)
      refuseMachinePaths(recorded)
      rmSync(join(fixtures, name), { recursive: true, force: true })
      cpSync(recorded, join(fixtures, name), { recursive: true })
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  }
  console.error(`test/fixtures/formats: ${kilobytes(sizeOf(fixtures))}`)
}

try {
  recordAll(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(`Nothing more was recorded. ${error.message}`)
  process.exitCode = 1
}
