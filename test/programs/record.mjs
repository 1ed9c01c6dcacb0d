// Builds the programs of this folder and records their profiles in test/fixtures:
//
//   npm run fixtures                        all cases
//   npm run fixtures session-cache ticker   these cases
//
// A case is a folder with a main.go. Its baseline is built without, its candidate with `-tags candidate`.
// Each is run twice: for the CPU profile, and for everything else with every 4096th byte sampled.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const programs = dirname(fileURLToPath(import.meta.url))
const root = resolve(programs, '../..')
const fixtures = join(root, 'test/fixtures')
const sides = ['baseline', 'candidate']
const maxBytes = 3_000_000

/** Whatever would change a profile is fixed here and not taken from the environment of whoever records. */
const buildEnvironment = {
  ...process.env,
  CGO_ENABLED: '0',
  GODEBUG: '',
  GOEXPERIMENT: '',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
}
const cpuEnvironment = { GOGC: '100' }
const memoryEnvironment = { GOGC: '100', GODEBUG: 'memprofilerate=4096' }

class RecordError extends Error {}

function run(command, args, cwd, env) {
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 180_000 })
  if (result.error?.code === 'ENOENT') {
    throw new RecordError(`${command} was not found. Recording needs Go 1.24 or later: https://go.dev/dl/`)
  }
  const line = [command, ...args].join(' ')
  if (result.error) {
    throw new RecordError(`${line}: ${result.error.message}`)
  }
  if (result.status !== 0) {
    throw new RecordError(`${line}: exit code ${result.status ?? result.signal}\n${result.stderr}`)
  }
  return result.stdout.trim()
}

function allCases() {
  return readdirSync(programs)
    .filter((name) => existsSync(join(programs, name, 'main.go')))
    .sort()
}

function chosenCases(names) {
  const cases = allCases()
  const unknown = names.filter((name) => !cases.includes(name))
  if (unknown.length > 0) {
    throw new RecordError(`no such case: ${unknown.join(', ')}\nThe cases are: ${cases.join(', ')}`)
  }
  return names.length > 0 ? names : cases
}

/** Writes the profiles of one side into a folder. */
function record(name, side, build, out) {
  mkdirSync(out, { recursive: true })
  const program = join(build, name)
  const tags = side === 'candidate' ? ['-tags', 'candidate'] : []
  run('go', ['build', '-trimpath', '-buildvcs=false', ...tags, '-o', program, `./${name}`], programs, buildEnvironment)
  const args = ['-out', out, '-commit', `${name}-${side}`]
  run(program, args, out, memoryEnvironment)
  run(program, [...args, '-cpu'], out, cpuEnvironment)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

function sizeOf(folder) {
  return filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0)
}

/** Profiles are published: nothing in them may tell where they were recorded. */
function refuseMachinePaths(folder, goRoot) {
  const paths = [root, tmpdir(), homedir(), goRoot].filter((path) => path.length > 1)
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file)
    const content = file.endsWith('.gz') ? gunzipSync(bytes) : bytes
    const found = paths.find((path) => content.includes(path))
    if (found) {
      throw new RecordError(`${relative(folder, file)} contains the path ${found} of this machine`)
    }
  }
}

function readme(goVersion) {
  return `# Recorded profiles

Generated files: do not edit them, record them again. Made with ${goVersion} by

    npm run fixtures [case ...]

from the programs in \`test/programs\`, which say what each case shows. The folder of a case holds the profiles of
\`baseline\` and \`candidate\`: \`heap\` (after two forced garbage collections), \`allocs\`, \`goroutine\`, \`mutex\` and \`block\`
come from one run with \`GODEBUG=memprofilerate=4096\` and every contention recorded, \`cpu\` from another; the \`.txt\` files
are the same moment in Go's text form. Programs are built with \`-trimpath\` and appear as \`/app/<case>\`.
`
}

function recordAll(names) {
  const cases = chosenCases(names)
  const goVersion = run('go', ['env', 'GOVERSION'], programs, buildEnvironment)
  const goRoot = run('go', ['env', 'GOROOT'], programs, buildEnvironment)
  const work = mkdtempSync(join(tmpdir(), 'fixtures-'))
  try {
    for (const name of cases) {
      const out = join(work, 'out', name)
      for (const side of sides) {
        const started = performance.now()
        record(name, side, work, join(out, side))
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        console.error(`${name} ${side}: ${Math.ceil(sizeOf(join(out, side)) / 1000)} kB in ${seconds} s`)
      }
      refuseMachinePaths(out, goRoot)
      rmSync(join(fixtures, name), { recursive: true, force: true })
      cpSync(out, join(fixtures, name), { recursive: true })
    }
    writeFileSync(join(fixtures, 'README.md'), readme(goVersion))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }

  const bytes = sizeOf(fixtures)
  console.error(`test/fixtures: ${Math.ceil(bytes / 1000)} kB`)
  if (bytes > maxBytes) {
    throw new RecordError(`test/fixtures holds more than ${maxBytes / 1000} kB: let the programs do less`)
  }
}

try {
  recordAll(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(`Nothing more was recorded. ${error.message}`)
  process.exitCode = 1
}
