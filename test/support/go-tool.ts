import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'vitest'

/** The binary of `go tool pprof`, null where there is no Go. */
export const pprofTool: string | null = findTool()

/** Recorded profiles of many producers, which a clone of the repository does not have; null there. */
const recordedProfiles: string | null = findRecorded()

const WITHOUT_GO = 'skipped: there is no Go here to compare with'
const WITHOUT_RECORDED = 'skipped: there are no recorded profiles at ../shared/profiles'

function findTool(): string | null {
  try {
    const tool = execFileSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return tool.trim() || null
  } catch {
    return null
  }
}

function findRecorded(): string | null {
  const folder = resolve(import.meta.dirname, '../../../shared/profiles')
  return existsSync(folder) ? folder : null
}

/** Files as the arguments that pprof gets. */
export interface PprofFiles {
  readonly baseline?: string
  readonly profile: string
}

/** One table of a profile. */
export interface TopRequest {
  /** Number of the sample type. */
  readonly column: number
  /** What values are printed in; `minimum` where the unit of the profile is none that pprof converts. */
  readonly unit: string
  readonly of?: 'functions' | 'files' | 'lines'
  readonly focus?: string
  readonly ignore?: string
}

/** A row of `pprof -top`. */
export interface PprofRow {
  readonly flat: number
  readonly cum: number
  readonly name: string
}

export type PprofAnswer =
  | { readonly kind: 'tables'; readonly tables: readonly (readonly PprofRow[])[] }
  /** It could not read a file. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It read the files, and cannot show them, or cannot subtract them. */
  | { readonly kind: 'no-tables'; readonly why: string }

/** `go tool pprof -top` with every row, by flags alone. */
export function pprofTop(files: PprofFiles, request: TopRequest): PprofAnswer {
  const { column, unit, of = 'functions', focus, ignore } = request
  const filters = [
    ...(focus === undefined ? [] : [`-focus=${focus}`]),
    ...(ignore === undefined ? [] : [`-ignore=${ignore}`]),
  ]
  const flags = ['-top', '-trim=false', `-sample_index=${column}`, `-unit=${unit}`, `-${of}`, ...filters]
  const { status, stdout, stderr } = run([...flags, ...argumentsOf(files)])
  return refusal(status, stderr) ?? { kind: 'tables', tables: [tableOf(stdout)] }
}

/** The same for many tables of the same files, in one process: the commands that one would type after `go tool pprof`. */
export function pprofTops(files: PprofFiles, requests: readonly TopRequest[]): PprofAnswer {
  const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-pprof-'))
  try {
    const commands = requests.flatMap(({ column, unit, of = 'functions', focus = '', ignore = '' }, at) => [
      `sample_index=${column}`,
      `unit=${unit}`,
      `granularity=${of}`,
      `focus=${focus}`,
      `ignore=${ignore}`,
      `top >${at}`,
    ])
    const input = ['trim=false', ...commands, ''].join('\n')
    const { status, stderr } = run(argumentsOf(files), scratch, input)
    const failure = refusal(status, stderr)
    if (failure !== null) return failure
    const outputs = requests.map((_, at) => join(scratch, String(at)))
    if (!outputs.every(existsSync)) return { kind: 'no-tables', why: stderr }
    return { kind: 'tables', tables: outputs.map((output) => tableOf(readFileSync(output, 'utf8'))) }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function argumentsOf({ baseline, profile }: PprofFiles): readonly string[] {
  return [...(baseline === undefined ? [] : ['-diff_base', baseline]), profile].map((path) =>
    path.startsWith('-') ? path : resolve(path),
  )
}

function run(args: readonly string[], cwd?: string, input = '') {
  if (pprofTool === null) throw new Error(WITHOUT_GO)
  return spawnSync(pprofTool, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    input,
    ...(cwd === undefined ? {} : { cwd }),
  })
}

function refusal(status: number | null, stderr: string): PprofAnswer | null {
  const line = stderr.split('\n').find((each) => /(parsing|malformed|decompressing) profile/.test(each))
  if (line !== undefined) return { kind: 'refused', why: line }
  return status === 0 ? null : { kind: 'no-tables', why: stderr }
}

const HEAD = /^ +flat +flat% +sum% +cum +cum%$/
const ROW = /^ *(-?\d+(?:\.\d+)?)\S* +\S+ +\S+ +(-?\d+(?:\.\d+)?)\S* +\S+ {2}(.*)$/

function tableOf(text: string): readonly PprofRow[] {
  const lines = text.split('\n')
  const rows = lines.slice(lines.findIndex((line) => HEAD.test(line)) + 1).filter((line) => line !== '')
  return rows.map((line) => {
    const [, flat, cum, name] = ROW.exec(line) ?? []
    if (flat === undefined || cum === undefined || name === undefined) throw new Error(`no row of pprof: ${line}`)
    return { flat: Number(flat), cum: Number(cum), name: name.replace(/ \((partial-)?inline\)$/, '') }
  })
}

/** Tests that ask pprof; where there is no Go they are skipped, and their title says why. */
export function describeWithGo(title: string, tests: () => void): void {
  if (pprofTool === null) describe.skip(`${title} (${WITHOUT_GO})`, tests)
  else describe(title, tests)
}

/** Tests of the recorded profiles; they are skipped in a clone, and their title says why. */
export function describeRecorded(title: string, tests: (folder: string) => void): void {
  if (recordedProfiles === null) describe.skip(`${title} (${WITHOUT_RECORDED})`, () => test.skip('all of them'))
  else describe(title, () => tests(recordedProfiles))
}
