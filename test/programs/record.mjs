// Builds the programs of this folder and records their profiles in test/fixtures:
//
//   npm run fixtures                        all cases
//   npm run fixtures session-cache ticker   these cases
//
// A case is a folder with a main.go. Its baseline is built without, its candidate with `-tags candidate`.
// Each is run twice: for the CPU profile, and for everything else with every 4096th byte sampled.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  goEnvironment,
  goVariable,
  kilobytes,
  RecordError,
  refuseMachinePaths,
  root,
  run,
  sides,
  sizeOf,
} from './recording.mjs'

const programs = join(root, 'test/programs')
const fixtures = join(root, 'test/fixtures')
const maxBytes = 3_700_000

const cpuEnvironment = { GOGC: '100' }
const memoryEnvironment = { GOGC: '100', GODEBUG: 'memprofilerate=4096' }

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
  run('go', ['build', '-trimpath', '-buildvcs=false', ...tags, '-o', program, `./${name}`], programs, goEnvironment)
  const args = ['-out', out, '-commit', `${name}-${side}`]
  run(program, args, out, memoryEnvironment)
  run(program, [...args, '-cpu'], out, cpuEnvironment)
}

function readme(goVersion) {
  return `# Recorded profiles

Generated files: do not edit them, record them again. Made with ${goVersion} by

    npm run fixtures [case ...]

from the programs in \`test/programs\`, which say what each case shows. The folder of a case holds the profiles of
\`baseline\` and \`candidate\`: \`heap\` (after two forced garbage collections), \`allocs\`, \`goroutine\`, \`mutex\` and \`block\`
come from one run with \`GODEBUG=memprofilerate=4096\` and every contention recorded, \`cpu\` from another; the \`.txt\` files
are the same moment in Go's text form. Programs are built with \`-trimpath\` and appear as \`/app/<case>\`.

Recording needs Go 1.24 or later. The folder \`formats\` has what other programs and other tools write;
its README says how it is recorded. The folder \`advice\` has one program that shows every pattern that advice is given on,
recorded by \`node test/programs/advice/record.mjs\`. The folder \`refactorings\` has programs that were refactored, five runs of each, with
a README as well.
`
}

function recordAll(names) {
  const cases = chosenCases(names)
  const goVersion = goVariable('GOVERSION')
  const work = mkdtempSync(join(tmpdir(), 'fixtures-'))
  try {
    for (const name of cases) {
      const out = join(work, 'out', name)
      for (const side of sides) {
        const started = performance.now()
        record(name, side, work, join(out, side))
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        console.error(`${name} ${side}: ${kilobytes(sizeOf(join(out, side)))} in ${seconds} s`)
      }
      refuseMachinePaths(out)
      rmSync(join(fixtures, name), { recursive: true, force: true })
      cpSync(out, join(fixtures, name), { recursive: true })
    }
    writeFileSync(join(fixtures, 'README.md'), readme(goVersion))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }

  const bytes = sizeOf(fixtures)
  console.error(`test/fixtures: ${kilobytes(bytes)}`)
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
