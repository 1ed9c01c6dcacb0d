import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ReadFile, readProfiles } from '../../src/decode/read-profile.ts'
import { total } from '../../src/diff/sums.ts'
import type { Profile } from '../../src/model/profile.ts'
import { expectGolden } from '../golden.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { recordedFiles } from '../support/recorded-profiles.ts'

/** Kinds of the index that are no protobuf profiles, and what becomes of them; some files of a kind may be damaged. */
const OTHERS: Readonly<Record<string, string>> = {
  folded: 'other',
  golden: 'refused',
  'goroutine debug=2 text': 'goroutine or damaged',
  hostile: 'refused',
  'hostile (wrong file)': 'refused',
  'hostile folded': 'other or damaged',
  'hostile json': 'refused',
  'legacy binary cpu': 'refused',
  'legacy contention text': 'refused',
  'legacy growth text': 'refused',
  'legacy heap text': 'refused',
  'legacy heap text (Go debug=1)': 'heap',
  'legacy jemalloc heap_v2 text': 'refused',
  'legacy threadz text': 'refused',
  'speedscope json': 'refused',
  'stackprof json': 'refused',
  'v8 cpuprofile': 'cpu',
  'v8 heapprofile': 'heap',
}

describeRecorded('of the recorded files', (folder) => {
  const files = recordedFiles(folder).map((recorded) => {
    const bytes = new Uint8Array(readFileSync(join(folder, recorded.file)))
    return { ...recorded, found: readProfiles(recorded.file, { kind: 'bytes', bytes }) }
  })

  test('each one is read, or refused for one reason that says what and where', () => {
    expectGolden(
      '../corpus/files.golden.txt',
      `${files.flatMap(({ file, found }) => [file, ...lines(found)]).join('\n')}\n`,
    )
  })

  const profiles = files.filter(({ kind }) => OTHERS[kind] === undefined)
  const others = files.filter(({ kind }) => OTHERS[kind] !== undefined)

  describe('the protobuf profiles have the sample types and samples of the index', () => {
    test.each(profiles)('$file', ({ found, ...recorded }) => {
      expect(mainProfile(found)).toMatchObject({ types: recorded.sampleTypes, samples: recorded.samples })
    })

    test('are many', () => {
      expect(profiles.length).toBeGreaterThan(140)
    })
  })

  describe('those in other forms are what the index calls them', () => {
    test.each(others)('$file', ({ kind, found }) => {
      expect((OTHERS[kind] ?? '').split(' or ')).toContain(verdictOf(found))
    })
  })
})

function lines(found: ReadFile): readonly string[] {
  if (found.kind === 'refused') {
    const args = Object.entries(found.reason.args).map(([name, value]) => `${name}=${value}`)
    return [`  refused: ${[found.reason.code, ...args].join(' ')}`]
  }
  return found.profiles.flatMap(({ kinds, runs }) => runs.map((run) => `  ${kinds.join(' or ')}: ${profileLine(run)}`))
}

function profileLine({ sampleTypes, samples }: Profile): string {
  const totals = sampleTypes.map(({ type, unit }, column) => `${type} ${total(samples.values[column]!, null)} ${unit}`)
  return [`${samples.count} samples`, ...totals].join(', ')
}

function mainProfile(found: ReadFile) {
  const profile = found.kind === 'profiles' ? found.profiles[0]?.runs[0] : undefined
  if (profile === undefined) throw new Error(JSON.stringify(found))
  const types = profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(',')
  return { types, samples: String(profile.samples.count) }
}

function verdictOf(found: ReadFile): string {
  if (found.kind === 'profiles') return found.profiles[0]?.kinds.join(' or ') ?? 'nothing'
  return found.reason.code === 'text-damaged' ? 'damaged' : 'refused'
}
