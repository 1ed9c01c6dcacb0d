// Records pairs that cannot be compared as they are, or only with care, in test/fixtures/comparability:
//
//   node test/programs/comparability/record.mjs               all of them
//   node test/programs/comparability/record.mjs bake till     these programs
//
// A folder is one way to build and run a program; any two of them make a pair. Beside the profiles lies a manifest with
// the Go and the platform that really ran, as the action fills it in. Needs Go 1.26; go downloads the older ones.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPaths } from '../formats/neutral.mjs'
import { filesIn, goEnvironment, kilobytes, RecordError, refuseMachinePaths, root, run, sizeOf } from '../recording.mjs'

const programs = join(root, 'test/programs/comparability')
const fixtures = join(root, 'test/fixtures/comparability')
const maxBytes = 150_000

const kibibyte = 1024
const defaultRate = 512 * kibibyte
const fineRate = 4 * kibibyte

/**
 * Of the program `bake`: `rate` of the heap profiler in bytes, `tags` and `env` of the build, `args` of the program, and
 * which program it is where it is another one.
 */
const heaps = {
  plain: {},
  again: {},
  grown: { tags: 'grown' },
  fine: { rate: fineRate },
  'fine-again': { rate: fineRate },
  'fine-grown': { rate: fineRate, tags: 'grown' },
  exact: { rate: 1 },
  386: { rate: fineRate, env: { GOARCH: '386' } },
  'go1.20': { rate: fineRate, env: { GOTOOLCHAIN: 'go1.20.14' } },
  'go1.23': { rate: fineRate, env: { GOTOOLCHAIN: 'go1.23.12' } },
  'go1.23-grown': { rate: fineRate, tags: 'grown', env: { GOTOOLCHAIN: 'go1.23.12' } },
  double: { rate: fineRate, args: ['-rounds', '256'] },
  few: { args: ['-rounds', '8'] },
  'few-again': { args: ['-rounds', '8'] },
  off: { rate: 0 },
  seconds: { program: 'scrape' },
  'seconds-again': { program: 'scrape' },
}

/** Of the program `till`: what it does between two snapshots, and what is recorded. */
const series = {
  quiet: { does: '', profiles: 'heap' },
  busy: { does: 'cache,batch,catalogue', profiles: 'heap,goroutine' },
  leaking: { does: 'cache,batch,catalogue,receipts,guests', profiles: 'heap,goroutine' },
}

/** Each records into `out`, with `work` to build in. */
const recipes = {
  bake: (out, work) => {
    for (const [name, { program = 'bake', rate = defaultRate, tags, env, args = [] }] of Object.entries(heaps)) {
      const folder = folderIn(out, name)
      const binary = build(program, { work, tags, env })
      run(binary, ['-out', join(folder, 'heap.pb.gz'), ...args], work, { GODEBUG: `memprofilerate=${rate}` })
      writeManifest(folder, env)
    }
    const [before, after] = ['plain', 'grown'].map((name) => join(out, name, 'heap.pb.gz'))
    const folder = folderIn(out, 'difference')
    const flags = ['-proto', '-output', join(folder, 'heap.pb.gz'), '-diff_base', before, after]
    run('go', ['tool', 'pprof', ...flags], work, { ...goEnvironment, PPROF_TMPDIR: work })
    writeManifest(folder)
  },

  /** Text, whose trailer counts collections. */
  'bake-text': (out, work) => {
    const binary = build('bake', { work })
    for (const [name, env, args] of [
      ['collected', {}, []],
      ['uncollected', { GOGC: 'off' }, ['-collect=false']],
    ]) {
      const file = join(folderIn(out, name), 'heap.txt')
      run(binary, ['-text', '-rounds', '32', '-out', file, ...args], work, env)
    }
  },

  /** A benchmark for two numbers of iterations, with a profile of each run. */
  orders: (out, work) => {
    const profilers = {
      allocs: (file) => ['-test.memprofile', file, '-test.memprofilerate', `${16 * kibibyte}`],
      cpu: (file) => ['-test.cpuprofile', file],
    }
    const bench = (kind, iterations, tags) => {
      const folder = folderIn(out, [kind, iterations, ...(tags === undefined ? [] : [tags])].join('-'))
      const flags = ['-test.run=^$', '-test.bench=Read', `-test.benchtime=${iterations}x`, '-test.cpu=1']
      const profile = profilers[kind](join(folder, `${kind}.pb.gz`))
      writeFileSync(join(folder, 'bench.txt'), run(buildTests(work, { tags }), [...flags, ...profile], work).stdout)
    }
    for (const kind of ['allocs', 'cpu']) for (const iterations of [4000, 8000]) bench(kind, iterations)
    bench('allocs', 8000, 'grown')
    bench('cpu', 8000, 'slow')
  },

  /** Ten times each in turn, as benchstat advises: what else the machine does meets all of them. */
  timings: (out, work) => {
    const sides = [
      ['plain', {}],
      ['again', {}],
      ['slower', { tags: 'grown' }],
      ['386', { env: { GOARCH: '386' }, times: 1 }],
    ].map(([name, { tags, env, times = 10 }]) => ({ folder: folderIn(out, name), binary: '', tags, env, times }))
    for (const [at, side] of sides.entries()) side.binary = buildTests(folderIn(work, `${at}`), side)
    for (let time = 0; time < 10; time++) {
      for (const { folder, binary, times } of sides) {
        if (time >= times) continue
        const flags = ['-test.run=^$', '-test.bench=.', '-test.benchtime=100ms', '-test.cpu=1']
        appendFileSync(join(folder, 'bench.txt'), run(binary, flags, work).stdout)
      }
    }
  },

  till: (out, work) => {
    const binary = build('till', { work })
    const env = { GODEBUG: `memprofilerate=${256 * kibibyte}` }
    for (const [name, { does, profiles }] of Object.entries(series)) {
      run(binary, ['-out', folderIn(out, name), '-does', does, '-profiles', profiles], work, env)
    }
  },
}

function folderIn(out, name) {
  const folder = join(out, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

function flagsOf(tags) {
  return ['-trimpath', '-buildvcs=false', ...(tags === undefined ? [] : [`-tags=${tags}`])]
}

function build(program, { work, tags, env = {} }) {
  const binary = join(work, program)
  run('go', ['build', ...flagsOf(tags), '-o', binary, `./${program}`], programs, { ...goEnvironment, ...env })
  return binary
}

function buildTests(work, { tags, env = {} }) {
  const binary = join(work, 'orders.test')
  run('go', ['test', '-c', ...flagsOf(tags), '-o', binary, './orders'], programs, { ...goEnvironment, ...env })
  return binary
}

function writeManifest(folder, env = {}) {
  const asked = run('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], programs, { ...goEnvironment, ...env })
  const [go, goos, goarch] = asked.stdout.trim().split('\n')
  writeFileSync(join(folder, 'profile-gate.json'), `${JSON.stringify({ version: 1, go, goos, goarch })}\n`)
}

function record(name, work) {
  const [out, app] = [join(work, 'out'), join(work, 'app')]
  for (const folder of [out, app]) mkdirSync(folder)
  const started = performance.now()
  recipes[name](out, app)
  for (const file of filesIn(out))
    writeFileSync(
      file,
      withPaths(readFileSync(file), [
        [app, '/app'],
        [out, '/out'],
      ]),
    )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.error(`${name}: ${kilobytes(sizeOf(out))} in ${seconds} s`)
  return out
}

function recordAll(names) {
  const unknown = names.filter((name) => !Object.hasOwn(recipes, name))
  if (unknown.length > 0) {
    const known = Object.keys(recipes).join(', ')
    throw new RecordError(`no such program: ${unknown.join(', ')}\nThe programs are: ${known}`)
  }
  for (const name of names.length > 0 ? names : Object.keys(recipes)) {
    const work = mkdtempSync(join(tmpdir(), 'comparability-'))
    try {
      const recorded = record(name, work)
      refuseMachinePaths(recorded)
      rmSync(join(fixtures, name), { recursive: true, force: true })
      cpSync(recorded, join(fixtures, name), { recursive: true })
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  }
  const bytes = sizeOf(fixtures)
  console.error(`test/fixtures/comparability: ${kilobytes(bytes)}`)
  if (bytes > maxBytes) {
    throw new RecordError(`test/fixtures/comparability holds more than ${maxBytes / 1000} kB: let the programs do less`)
  }
}

try {
  recordAll(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(`Nothing more was recorded. ${error.message}`)
  process.exitCode = 1
}
