import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FileProfile, readProfiles } from '../../src/decode/read-profile.ts'
import { metricOf } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'
import { repository } from '../cli/run.ts'
import { expectGolden } from '../golden.ts'
import { benchmarkTopOf, topOf } from '../support/text-table.ts'

const formats = join(repository, 'test/fixtures/formats')
const sides = ['baseline', 'candidate'] as const

function read(path: string) {
  return readProfiles(path, { kind: 'bytes', bytes: new Uint8Array(readFileSync(join(formats, path))) })
}

/** The profiles of a file, which has to be one that we read. */
function profilesOf(path: string): readonly FileProfile[] {
  const file = read(path)
  if (file.kind === 'refused') throw new Error(`${path} is refused: ${file.reason.code}`)
  return file.profiles
}

function mainProfile(path: string): Profile {
  const profile = profilesOf(path)[0]?.runs[0]
  if (profile === undefined) throw new Error(`${path} holds no profile`)
  return profile
}

/** What a person would look at first, by file: kind, size, totals, and the three largest functions of each total. */
function summary(folder: string): string {
  const files = readdirSync(join(formats, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(formats, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
  return `${files.flatMap(fileSummary).join('\n')}\n`
}

function fileSummary(path: string): readonly string[] {
  const file = read(path)
  if (file.kind === 'refused') return [path, `  refused: ${file.reason.code} ${JSON.stringify(file.reason.args)}`, '']
  return [path, ...file.profiles.flatMap(profileSummary), '']
}

function profileSummary({ kinds, runs }: FileProfile): readonly string[] {
  const runCount = runs.length === 1 ? '' : `, ${runs.length} runs`
  const [first] = runs
  const { samples, sampleTypes } = first ?? { samples: { count: 0 }, sampleTypes: [] }
  const head = `  ${kinds.join(' or ')}: ${samples.count} samples${runCount}, ${sampleTypes.length} sample types`
  return [
    head,
    ...(first?.comments ?? []).map((comment) => `    # ${comment}`),
    ...columns(runs, kinds.includes('benchmark') ? benchmarkTopOf : topOf),
  ]
}

/** The first eight columns; metrics have hundreds. */
function columns(runs: readonly Profile[], top: typeof topOf): readonly string[] {
  return (runs[0]?.sampleTypes ?? []).slice(0, 8).flatMap((sampleType, column) => {
    const { totals, rows } = top(runs, { column })
    const { unit } = metricOf(sampleType, column)
    const largest = rows.slice(0, 3).map(({ flat, cum, name }) => `      ${flat} ${cum} ${name}`)
    return [`    ${sampleType.type}/${sampleType.unit} in ${unit}: ${totals.total}`, ...largest]
  })
}

const cases = readdirSync(formats, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))

test.each(cases)('every file of %s is read, or refused, as its golden file says', (name) => {
  expectGolden(`formats/${name}.txt`, summary(name))
})

/** `flat cum name`; text has no type arguments of generic functions, protobuf has them. */
function rowsOf(profile: Profile, column: number): readonly string[] {
  const rows = topOf([profile], { column }).rows.map(({ flat, cum, name }) => `${flat} ${cum} ${generic(name)}`)
  return rows.sort()
}

const generic = (name: string) => name.replace(/\[.*\]/, '[...]')

describe.each(sides)('the %s of every-form tells the same in every form', (side) => {
  const path = (name: string) => `every-form/${side}/${name}`

  test.each(['heap', 'allocs', 'mutex', 'block'])('%s as text and as protobuf', (name) => {
    const text = mainProfile(path(`${name}.txt`))
    const protobuf = mainProfile(path(`${name}.pb.gz`))
    expect(text.sampleTypes).toEqual(protobuf.sampleTypes)
    for (const column of text.sampleTypes.keys()) expect(rowsOf(text, column)).toEqual(rowsOf(protobuf, column))
  })

  test('goroutines as protobuf, as counts and as a dump', () => {
    const totals = ['goroutine.pb.gz', 'goroutine-counts.txt', 'goroutine.txt'].map(
      (name) => topOf([mainProfile(path(name))]).totals.total,
    )
    expect(new Set(totals).size).toBe(1)
  })
})

test('benchmarks as text and as JSON have the same names, units and runs', () => {
  const named = (file: string) => {
    const runs = profilesOf(`benchmarks/candidate/${file}`)[0]?.runs ?? []
    return runs.map((run) => ({
      types: run.sampleTypes,
      names: topOf([run])
        .rows.map(({ name }) => name)
        .sort(),
    }))
  }
  expect(named('bench.json')).toEqual(named('bench.txt'))
  expect(named('bench.txt')).toHaveLength(5)
})
