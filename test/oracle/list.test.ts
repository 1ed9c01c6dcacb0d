import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { InputError } from '../../src/cli/errors.ts'
import { readProfiles } from '../../src/decode/read-profile.ts'
import { cleanPath } from '../../src/diff/function-name.ts'
import { defaultMetric } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'
import { runList } from '../cli/run-list.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { describeRecorded, describeWithGo, type PprofFiles } from '../support/go-tool.ts'
import { functionsOf, type PprofFunction, pprofList } from '../support/pprof-list.ts'
import { recordedFiles, recordedPairs } from '../support/recorded-profiles.ts'
import { readProfileFile } from './tables.ts'

const FIXTURES = 'test/fixtures'

const pairs = readdirSync(FIXTURES)
  .filter((name) => existsSync(join(FIXTURES, name, 'baseline')))
  .flatMap((name) => readdirSync(join(FIXTURES, name, 'baseline')).map((file) => ({ name, file })))
  .filter(({ name, file }) => file.endsWith('.pb.gz') && existsSync(join(FIXTURES, name, 'candidate', file)))
  .map(({ name, file }) => ({
    name: `${name}, ${file}`,
    baseline: join(FIXTURES, name, 'baseline', file),
    profile: join(FIXTURES, name, 'candidate', file),
  }))

const scratch = mkdtempSync(join(tmpdir(), 'profile-gate-list-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 60_000)

/** A folder in which the programs of the fixtures lie under the import path of their module. */
function programs(): string {
  const folder = join(scratch, 'programs')
  mkdirSync(join(folder, 'example.com'), { recursive: true })
  if (!existsSync(join(folder, 'example.com/shop')))
    symlinkSync(resolve('test/programs'), join(folder, 'example.com/shop'))
  return folder
}

describeWithGo('go tool pprof -list prints what we print, to the letter', () => {
  test.each(pairs)('for the candidate of $name', async ({ profile }) => {
    const { out } = await runList(['shop|main', resolve(profile), '--source-path', 'test/programs'])
    const theirs = pprofList({ profile }, 'shop|main', [`-source_path=${programs()}`], scratch)
    const [, ...ours] = withoutMissing(out)
    expect(ours).toEqual(withoutMissing(theirs))
  })
})

/** What we print for a source that is missing differs: values that pprof does not show. */
function withoutMissing(text: string): readonly string[] {
  const routines = text.split(/^(?=ROUTINE)/m)
  return routines.flatMap((routine) => {
    const lines = routine.trimEnd().split('\n')
    const isMissing = lines.some((line) => /^ (Error|No source):/.test(line))
    return isMissing ? lines.slice(0, 2) : lines
  })
}

const LINES_AT_MOST = 20_000

const madeLines = new Map<string, number>()

/** A folder with sources that have enough lines, for every file that profiles name. */
function madeSources(profiles: readonly Profile[]): string {
  const folder = join(scratch, 'sources')
  mkdirSync(folder, { recursive: true })
  for (const [file, last] of lastLines(profiles)) {
    const path = join(folder, file)
    if (last > LINES_AT_MOST || file.length > 500 || last <= (madeLines.get(path) ?? -1)) continue
    madeLines.set(path, last)
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, 'func\n'.repeat(last + 10))
    } catch {
      // One profile's file is another's folder: then pprof does not find it either.
    }
  }
  return folder
}

function lastLines(profiles: readonly Profile[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>()
  for (const { locations, functions, strings } of profiles) {
    for (let row = 0; row < locations.lineFunction.length; row++) {
      const file = cleanPath(strings.text(functions.fileName[locations.lineFunction[row]!]!))
      if (!/^[\w@+~^(),. /-]+$/.test(file) || file.includes('..')) continue
      last.set(file, Math.max(last.get(file) ?? 0, Number(locations.lineNumber[row])))
    }
  }
  return last
}

let compared = 0

/** Lines with values, and sums, of each function; of sources that pprof does not find only the sums. */
async function compareNumbers(files: PprofFiles): Promise<void> {
  const profiles = [files.baseline, files.profile].flatMap((path) =>
    path === undefined ? [] : [readProfileFile(path)],
  )
  const metric = defaultMetric(profiles.at(-1)!)
  const column = metric?.column ?? 0
  const known = metric?.unit === 'bytes' || metric?.unit === 'nanoseconds'
  const sources = madeSources(profiles)
  const flags = [
    `-sample_index=${column}`,
    `-unit=${known ? metric.unit : 'minimum'}`,
    `-source_path=${sources}`,
    '-trim_path=/',
  ]
  const theirs = functionsOf(pprofList(files, '.', flags, sources))
  const paths = [files.baseline, files.profile].flatMap((path) => (path === undefined ? [] : [resolve(path)]))
  const options = ['--metric', metric?.name ?? '', '--format', 'json', '--trim-path', '/', '--source-path', sources]
  const { functions } = await ourList(['.', ...paths, ...options], sources)
  const read = new Map(theirs.filter(({ lines }) => lines.length > 0).map((each) => [key(each), each]))
  const shown = functions.filter(({ file }) => file !== null).map((each) => numbersOf(each, read.get(key(each))))
  // Julia numbers no line as 0 and as -1: pprof counts a sample with both twice, in the sums alone.
  const placeless = new Set(functions.filter(({ lines }) => lines.some(({ line }) => line === null)).map(key))
  const withoutSums = (each: Numbers) => (placeless.has(each.key) ? { ...each, flat: 0, cum: 0 } : each)
  // pprof leaves out what is the same on both sides.
  const comparable = (all: readonly Numbers[]) => all.map(withoutSums).filter((each) => !isSame(each))
  expect(comparable(shown)).toEqual(comparable(theirs.map(valuesOf)))
  compared += read.size
}

async function ourList(
  args: readonly string[],
  folder: string,
): Promise<{ readonly functions: readonly OurFunction[] }> {
  try {
    return JSON.parse((await runList(args, folder)).out)
  } catch (error) {
    // As pprof does, we call it an error that there is nothing to show.
    if (error instanceof InputError && error.message.includes('matches .')) return { functions: [] }
    throw error
  }
}

interface OurValue {
  readonly delta: number | string
}

interface OurFunction {
  readonly name: string
  readonly file: string | null
  readonly startLine: number | null
  readonly baselineStartLine?: number
  readonly flat: number | string | OurValue
  readonly cum: number | string | OurValue
  readonly lines: readonly {
    readonly line: number | null
    readonly flat: number | OurValue
    readonly cum: number | OurValue
  }[]
}

interface Numbers {
  readonly key: string
  readonly flat: number
  readonly cum: number
  readonly lines: readonly string[]
}

function isSame({ flat, cum, lines }: Numbers): boolean {
  return flat === 0 && cum === 0 && lines.length === 0
}

function key({ name, file }: { readonly name: string; readonly file: string | null }): string {
  return `${name} in ${file}`
}

/** @param theirs Undefined where pprof has no source, and so no lines. */
function numbersOf(each: OurFunction, theirs: PprofFunction | undefined): Numbers {
  const number = (value: number | string | OurValue) => Number(typeof value === 'object' ? value.delta : value)
  const lines = each.lines
    .map(({ line, flat, cum }) => ({ line: line ?? 0, flat: number(flat), cum: number(cum) }))
    .filter(({ line, flat, cum }) => isShown(line, each, theirs) && (flat !== 0 || cum !== 0))
    .map(({ line, flat, cum }) => `${line}: ${flat} ${cum}`)
  return { key: key(each), flat: number(each.flat), cum: number(each.cum), lines }
}

/**
 * Whether pprof shows a line: none before the start of its function, and where two sides differ in that, one start
 * alone decides where the function ends.
 */
function isShown(
  line: number,
  { startLine, baselineStartLine }: OurFunction,
  theirs: PprofFunction | undefined,
): boolean {
  if (baselineStartLine !== undefined) return theirs?.lines.some((each) => each.line === line) === true
  return theirs !== undefined && line >= (startLine ?? 1)
}

function valuesOf(each: PprofFunction): Numbers {
  const number = (text: string) => (text === '.' ? 0 : Number.parseFloat(text))
  const lines = each.lines
    .filter(({ flat, cum }) => flat !== '.' || cum !== '.')
    .map(({ line, flat, cum }) => `${line}: ${number(flat)} ${number(cum)}`)
  return { key: key(each), flat: number(each.flat), cum: number(each.cum), lines }
}

describeWithGo('go tool pprof -list has our numbers for each line', () => {
  test.each(pairs)('of the difference of $name', async ({ baseline, profile }) => {
    await compareNumbers({ baseline, profile })
  })

  test('of functions that are many', () => {
    expect(compared).toBeGreaterThan(1000)
  })

  describeRecorded('of recorded profiles', (folder) => {
    const readable = recordedFiles(folder).filter(({ file, pprofReads }) => {
      if (pprofReads !== 'yes') return false
      const bytes = new Uint8Array(readFileSync(join(folder, file)))
      return readProfiles(file, { kind: 'bytes', bytes }).kind === 'profiles'
    })

    test.each(readable.map(({ file }) => file))('%s', async (file) => {
      await compareNumbers({ profile: join(folder, file) })
    })

    const differences = recordedPairs(folder).filter(({ name }) => name !== 'fgprof')

    test.each(differences)('the difference of $name', async ({ baseline, candidate }) => {
      await compareNumbers({ baseline: join(folder, baseline), profile: join(folder, candidate) })
    })
  })
})

describeWithGo('unlike go tool pprof -list, we', () => {
  test('count recursion once for a line, not once for each start line of its function', async () => {
    const functions = [1, 2].map((id) => ({ id, name: 'f', file: 'a.jl', startLine: id }))
    const locations = [1, 2].map((id) => ({ id, lines: [{ function: id, line: 3 }] }))
    const samples = [{ locations: [1, 2], values: [5] }]
    const profile = join(scratch, 'twice')
    writeFileSync(profile, encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples }))
    writeFileSync(join(scratch, 'a.jl'), 'one\ntwo\nthree\n')
    const line = (text: string) => functionsOf(text)[0]?.lines.find(({ text: code }) => code === 'three')
    expect(line(pprofList({ profile }, 'f', [], scratch))).toMatchObject({ flat: '5', cum: '10' })
    expect(line((await runList(['f', profile], scratch)).out)).toMatchObject({ flat: '5', cum: '5' })
  })

  test('show values before the start of the function, and past the end of the source', async () => {
    const functions = [{ id: 1, name: 'f', file: 'b.go', startLine: 3 }]
    const locations = [1, 3, 9].map((line, at) => ({ id: at + 1, lines: [{ function: 1, line }] }))
    const samples = [1, 2, 3].map((id) => ({ locations: [id], values: [id] }))
    const profile = join(scratch, 'outside')
    writeFileSync(profile, encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples }))
    writeFileSync(join(scratch, 'b.go'), 'package b\n\nfunc f() {}\n')
    const lines = (text: string) => functionsOf(text)[0]?.lines.map((each) => `${each.flat} ${each.line}`)
    expect(lines(pprofList({ profile }, 'f', [], scratch))).toEqual(['2 3'])
    expect(lines((await runList(['f', profile], scratch)).out)).toEqual(['1 1', '2 3', '3 9'])
  })
})
