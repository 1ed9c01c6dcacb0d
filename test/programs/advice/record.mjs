// Records a program that shows each known pattern, and nearly each, in test/fixtures/advice/library:
//
//   node test/programs/advice/record.mjs
//
// Needs Go 1.26. The heap is recorded with every 4096th byte sampled. Either side counts as one operation.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPaths } from '../formats/neutral.mjs'
import { filesIn, goEnvironment, kilobytes, RecordError, refuseMachinePaths, root, run, sizeOf } from '../recording.mjs'

const programs = join(root, 'test/programs/advice')
const fixtures = join(root, 'test/fixtures/advice/library')
const maxBytes = 150_000

function record(work) {
  const binary = join(work, 'library')
  run('go', ['build', '-trimpath', '-buildvcs=false', '-o', binary, './library'], programs, goEnvironment)
  const out = join(work, 'out')
  for (const [side, args] of [
    ['baseline', []],
    ['candidate', ['-grown']],
  ]) {
    const folder = join(out, side)
    mkdirSync(folder, { recursive: true })
    run(binary, ['-out', folder, ...args], work, { GODEBUG: 'memprofilerate=4096' })
    run(binary, ['-out', folder, '-cpu', ...args], work, { GOMAXPROCS: '2' })
    writeFileSync(join(folder, 'profile-gate.json'), `${JSON.stringify({ version: 1, operations: 1 })}\n`)
  }
  for (const file of filesIn(out)) writeFileSync(file, withPaths(readFileSync(file), [[binary, '/app/library']]))
  return out
}

function recordAll() {
  const work = mkdtempSync(join(tmpdir(), 'advice-'))
  try {
    const recorded = record(work)
    refuseMachinePaths(recorded)
    const bytes = sizeOf(recorded)
    console.error(`test/fixtures/advice/library: ${kilobytes(bytes)}`)
    if (bytes > maxBytes) throw new RecordError(`that is more than ${maxBytes / 1000} kB: let the program do less`)
    rmSync(fixtures, { recursive: true, force: true })
    cpSync(recorded, fixtures, { recursive: true })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

try {
  recordAll()
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(`Nothing was recorded. ${error.message}`)
  process.exitCode = 1
}
