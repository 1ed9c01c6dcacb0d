// What the recipes of the fixtures share: running commands, and looking at what came out.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const sides = ['baseline', 'candidate']

/** A fixture could not be recorded, for a reason that its reader can do something about. */
export class RecordError extends Error {}

/** Whatever would change a profile is fixed here and not taken from the environment of whoever records. */
export const goEnvironment = {
  ...process.env,
  CGO_ENABLED: '0',
  GODEBUG: '',
  GOEXPERIMENT: '',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
}

/** What a command prints, as `stdout` and `stderr`. */
export function run(command, args, cwd, env = process.env) {
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 500_000, maxBuffer: 2 ** 26 })
  if (result.error?.code === 'ENOENT') {
    throw new RecordError(`${command} was not found. The README of the fixtures says what each recipe needs.`)
  }
  const line = [command, ...args].join(' ')
  if (result.error) throw new RecordError(`${line}: ${result.error.message}`)
  if (result.status !== 0) {
    throw new RecordError(`${line}: exit code ${result.status ?? result.signal}\n${result.stdout}${result.stderr}`)
  }
  return result
}

/** A variable of `go env`. */
export function goVariable(name) {
  return run('go', ['env', name], root, goEnvironment).stdout.trim()
}

export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

export function sizeOf(folder) {
  return filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0)
}

export function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`
}

/** Profiles are published: nothing in them may tell where they were recorded. */
export function refuseMachinePaths(folder) {
  const paths = [root, tmpdir(), homedir(), goVariable('GOROOT')].filter((path) => path.length > 1)
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file)
    const content = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    const found = paths.find((path) => content.includes(path))
    if (found) throw new RecordError(`${relative(folder, file)} contains the path ${found} of this machine`)
  }
}
