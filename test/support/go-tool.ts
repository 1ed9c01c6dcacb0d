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
  readonly tagFocus?: string
  readonly noInlines?: boolean
  /** A key of labels, whose values become the roots of stacks. */
  readonly tagRoot?: string
  readonly trimPath?: string
  readonly sourcePath?: string
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
  const { status, stdout, stderr } = run([...topFlags(request), ...argumentsOf(files)])
  return refusal(status, stderr) ?? { kind: 'tables', tables: [tableOf(stdout)] }
}

/** The flags that ask pprof for a table with every row. */
export function topFlags(request: TopRequest): readonly string[] {
  const { column, unit, of = 'functions' } = request
  const flags = filtersOf(request).flatMap(([name, value]) => (value === '' ? [] : [`-${name}=${value}`]))
  return ['-top', '-trim=false', `-sample_index=${column}`, `-unit=${unit}`, `-${of}`, ...flags]
}

/** Options by their names in pprof; what nobody asks for is empty, which is what they are by themselves. */
function filtersOf(request: TopRequest): readonly (readonly [name: string, value: string])[] {
  return [
    ['focus', request.focus ?? ''],
    ['ignore', request.ignore ?? ''],
    ['tagfocus', request.tagFocus ?? ''],
    ['tagroot', request.tagRoot ?? ''],
    ['noinlines', String(request.noInlines ?? false)],
    ['trim_path', request.trimPath ?? ''],
    ['source_path', request.sourcePath ?? ''],
  ]
}

/** The same for many tables of the same files, in one process: the commands that one would type after `go tool pprof`. */
export function pprofTops(files: PprofFiles, requests: readonly TopRequest[]): PprofAnswer {
  const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-pprof-'))
  try {
    const commands = requests.flatMap((request, at) => [
      `sample_index=${request.column}`,
      `unit=${request.unit}`,
      `granularity=${request.of ?? 'functions'}`,
      ...filtersOf(request).map(([name, value]) => `${name}=${value}`),
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

/** The rows of what `pprof -top` prints. */
export function tableOf(text: string): readonly PprofRow[] {
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
