import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { gunzip, isGzip } from '../../src/decode/gzip.ts'
import type { Int } from '../../src/model/int64.ts'
import { metricOf } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { dropFields } from '../support/drop-fields.ts'
import { type PprofFiles, type PprofRow, pprofTops, type TopRequest, tableOf, topFlags } from '../support/go-tool.ts'
import type { AskOracle } from '../support/pprof-oracle.ts'
import { pruned } from '../support/pruned.ts'
import { diffOf, type TableOptions, topOf } from '../support/text-table.ts'

/** The same table, asked of pprof and of us. */
export interface Question {
  readonly request: TopRequest
  readonly options: TableOptions
}

const GRANULARITIES = { function: 'functions', file: 'files', line: 'lines' } as const

/** A question for each sample type and each of the groupings. */
export function questions(
  { sampleTypes }: Profile,
  ...groupings: readonly (keyof typeof GRANULARITIES)[]
): readonly Question[] {
  return sampleTypes.flatMap((sampleType, column) =>
    groupings.map((of): Question => {
      const { unit } = metricOf(sampleType, column)
      const known = unit === 'bytes' || unit === 'nanoseconds'
      const request = { column, unit: known ? unit : 'minimum', of: GRANULARITIES[of] }
      return { request, options: { column: sampleType.type, of } }
    }),
  )
}

/** Fails unless our tables are pprof's, row by row; gives the number of tables. */
export function expectPprofTables(files: PprofFiles, asked: readonly Question[]): number {
  const answer = pprofTops(
    files,
    asked.map(({ request }) => request),
  )
  if (answer.kind !== 'tables') throw new Error(`pprof shows no tables: ${answer.why}`)
  const profile = readProfileFile(files.profile)
  const baseline = files.baseline === undefined ? null : readProfileFile(files.baseline)
  for (const [at, { options }] of asked.entries()) {
    const ours = baseline === null ? ourTop(profile, options) : ourDiff(baseline, profile, options)
    expect(ours, `${options.column} by ${options.of}`).toEqual(theirs(answer.tables[at] ?? []))
  }
  return asked.length
}

/** The same, asked of the oracle: thousands of times is no trouble. What a profile asks to be left out is. */
export async function expectOracleTables(
  ask: AskOracle,
  files: { readonly baseline?: Uint8Array; readonly profile: Uint8Array },
  asked: readonly Question[],
): Promise<void> {
  const answer = await ask({ ...files, tables: asked.map(({ request }) => topFlags(request)) })
  if (answer.kind !== 'tables') throw new Error(`pprof shows no tables: ${answer.why}`)
  const candidate = pruned(decodeProfile(files.profile))
  const baseline = files.baseline === undefined ? null : decodeProfile(files.baseline)
  for (const [at, { options }] of asked.entries()) {
    const ours = baseline === null ? ourTop(candidate, options) : ourDiff(baseline, candidate, options)
    expect(ours, `${options.column} by ${options.of}`).toEqual(theirs(tableOf(answer.tables[at] ?? '')))
  }
}

export function readProfileFile(path: string): Profile {
  return decodeProfile(new Uint8Array(readFileSync(path)))
}

/** `flat cum name` of each row, as pprof prints them. */
export function theirs(rows: readonly PprofRow[]): readonly string[] {
  return rows.map(({ flat, cum, name }) => `${flat} ${cum} ${name}`)
}

export function ourTop(profile: Profile, options: TableOptions = {}): readonly string[] {
  return topOf([profile], options).rows.flatMap(({ flat, cum, name }) => line(flat, cum, name))
}

export function ourDiff(baseline: Profile, candidate: Profile, options: TableOptions): readonly string[] {
  const { rows } = diffOf([baseline], [candidate], options)
  return rows.flatMap(({ flat, cum, name }) => line(flat.delta, cum.delta, name))
}

/** What pprof shows of a row: nothing if it has no values, else doubles. */
function line(flat: Int, cum: Int, name: string): readonly string[] {
  return flat === 0 && cum === 0 ? [] : [`${Number(flat)} ${Number(cum)} ${name}`]
}

/** Writes files for pprof to read; they are removed after the tests of a file. */
export function scratchFiles(): (name: string, bytes: Uint8Array) => string {
  let folder: string | null = null
  afterAll(() => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  })
  return (name, bytes) => {
    // Not before it is needed: where tests are skipped nobody removes it.
    folder ??= mkdtempSync(join(tmpdir(), 'profile-gate-oracle-'))
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
}

/**
 * A profile without the start lines of functions and without the binaries of locations: by files, pprof splits a file
 * into a row for each start line and binary (see the deviations), and only without them shows one row for each file.
 */
export function withoutStartLines(path: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(path))
  return dropFields(isGzip(bytes) ? gunzip(bytes, 2 ** 30) : bytes, { 4: [2], 5: [5] })
}
