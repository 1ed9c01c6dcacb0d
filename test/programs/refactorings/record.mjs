// Records programs that were refactored, in test/fixtures/refactorings:
//
//   node test/programs/refactorings/record.mjs             both programs
//   node test/programs/refactorings/record.mjs service     this one
//
// A program is a folder with a main.go: the baseline. The folders of its _overlays hold files that replace those of the
// baseline, each for one refactoring that changes neither what the program does nor how much it allocates:
//
//   rename    a hot function, or method, gets another name
//   extract   a part of a hot function becomes a function
//   inline    a hot function is written into its only caller
//   move      a hot function goes to another package
//   closure   a closure comes before a hot one, which is renumbered
//   pointer   a hot method gets a pointer as its receiver
//   generic   a hot function gets type parameters
//   combined  all of these; no folder, for no two of them touch the same file
//
// In `rename-grown` and `combined-grown` one function allocates twice as much besides, and what was renamed or moved
// hides it; the overlay of that name holds it, on top of the refactoring. `again` is the baseline once more. Every
// variant is run five times; each run leaves the heap profile after two forced garbage collections, of every 65536th
// byte.
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import {
  filesIn,
  goEnvironment,
  goVariable,
  kilobytes,
  RecordError,
  refuseMachinePaths,
  root,
  run,
  sizeOf,
} from '../recording.mjs'

const module = join(root, 'test/programs')
const programs = join(module, 'refactorings')
const fixtures = join(root, 'test/fixtures/refactorings')
const maxBytes = 800_000
const runs = 5

const refactorings = ['rename', 'extract', 'inline', 'move', 'closure', 'pointer', 'generic']
const variants = ['baseline', 'again', ...refactorings, 'combined', 'rename-grown', 'combined-grown']
const environment = { GOGC: '100', GODEBUG: 'memprofilerate=65536' }

function chosenPrograms(names) {
  const all = readdirSync(programs).filter((name) => existsSync(join(programs, name, 'main.go')))
  const unknown = names.filter((name) => !all.includes(name))
  if (unknown.length > 0) {
    throw new RecordError(`no such program: ${unknown.join(', ')}\nThe programs are: ${all.join(', ')}`)
  }
  return names.length > 0 ? names : all
}

/** Names of the overlays that make a variant; of two with the same file the later one counts. */
function overlaysOf(variant) {
  if (variant === 'baseline' || variant === 'again') return []
  if (variant === 'combined') return refactorings
  const plain = variant.replace(/-grown$/, '')
  return plain === variant ? [variant] : [...overlaysOf(plain), variant]
}

/** What `go build -overlay` replaces: paths of the baseline, some of which do not exist there, by files of overlays. */
function replacements(program, variant) {
  const base = join(programs, program)
  const replaced = overlaysOf(variant).flatMap((overlay) => {
    const folder = join(base, '_overlays', overlay)
    return filesIn(folder).map((file) => [join(base, relative(folder, file)), file])
  })
  return Object.fromEntries(replaced)
}

function record(program, variant, work, out) {
  const overlay = join(work, 'overlay.json')
  const binary = join(work, program)
  writeFileSync(overlay, JSON.stringify({ Replace: replacements(program, variant) }))
  const flags = ['-trimpath', '-buildvcs=false', '-overlay', overlay]
  run('go', ['build', ...flags, '-o', binary, `./refactorings/${program}`], module, goEnvironment)
  mkdirSync(out, { recursive: true })
  for (let number = 1; number <= runs; number++) {
    run(binary, ['-out', work], work, environment)
    copyFileSync(join(work, 'heap.pb.gz'), join(out, `heap.${number}.pb.gz`))
  }
}

function readme(goVersion) {
  return `# Profiles of refactored programs

Generated files: do not edit them, record them again. Made with ${goVersion} by

    node test/programs/refactorings/record.mjs [program ...]

from the programs in \`test/programs/refactorings\`; the recipe says what each variant is. Every folder is one variant:
heap profiles of five runs, with \`GODEBUG=memprofilerate=65536\`. \`baseline\` is what the others are compared with,
\`again\` the same program recorded a second time. The variants that end in \`-grown\` have a regression in them; the
others allocate and keep what the baseline does, under other names.
`
}

function recordAll(names) {
  const chosen = chosenPrograms(names)
  const goVersion = goVariable('GOVERSION')
  const work = mkdtempSync(join(tmpdir(), 'refactorings-'))
  try {
    for (const program of chosen) {
      const out = join(work, 'out', program)
      for (const variant of variants) {
        const started = performance.now()
        record(program, variant, work, join(out, variant))
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        console.error(`${program} ${variant}: ${kilobytes(sizeOf(join(out, variant)))} in ${seconds} s`)
      }
      refuseMachinePaths(out)
      rmSync(join(fixtures, program), { recursive: true, force: true })
      cpSync(out, join(fixtures, program), { recursive: true })
    }
    writeFileSync(join(fixtures, 'README.md'), readme(goVersion))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }

  const bytes = sizeOf(fixtures)
  console.error(`test/fixtures/refactorings: ${kilobytes(bytes)}`)
  if (bytes > maxBytes) {
    throw new RecordError(`test/fixtures/refactorings holds more than ${maxBytes / 1000} kB: let the programs do less`)
  }
}

try {
  recordAll(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(`Nothing more was recorded. ${error.message}`)
  process.exitCode = 1
}
