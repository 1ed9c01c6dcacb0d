import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../src/decode/read-profile.ts'
import { expectGolden } from '../golden.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { type RecordedFile, recordedFiles } from '../support/recorded-profiles.ts'

/** Forms that pprof reads and that a later version will read: they are named for what they are. */
const LATER: Readonly<Record<string, string>> = {
  'legacy binary cpu': 'legacy-pprof',
  'legacy contention text': 'legacy-pprof',
  'legacy growth text': 'legacy-pprof',
  'legacy heap text': 'legacy-pprof',
  'legacy heap text (Go debug=1)': 'go-text',
  'legacy threadz text': 'legacy-pprof',
}

describeRecorded('of the recorded files', (folder) => {
  const files = recordedFiles(folder)

  function read({ file }: RecordedFile) {
    return readProfiles(file, { kind: 'bytes', bytes: new Uint8Array(readFileSync(join(folder, file))) })
  }

  const profiles = files.filter(({ pprofReads, kind }) => pprofReads === 'yes' && LATER[kind] === undefined)
  const later = files.filter(({ pprofReads, kind }) => pprofReads === 'yes' && LATER[kind] !== undefined)
  const others = files.filter(({ pprofReads }) => pprofReads !== 'yes')

  test('every one is in one of three lists', () => {
    expect(profiles.length + later.length + others.length).toBe(files.length)
    expect(profiles.length).toBeGreaterThan(120)
    expect(others.length).toBeGreaterThan(30)
  })

  describe('those that pprof reads as protobuf have the sample types and samples of the index', () => {
    test.each(profiles)('$file', (recorded) => {
      const found = read(recorded)
      const profile = found.kind === 'profiles' ? found.profiles[0]?.runs[0] : undefined
      if (profile === undefined) throw new Error(JSON.stringify(found))
      const { sampleTypes, samples } = profile
      expect(sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(',')).toBe(recorded.sampleTypes)
      expect(String(samples.count)).toBe(recorded.samples)
    })
  })

  describe('those in forms of a later version are named', () => {
    test.each(later)('$file', (recorded) => {
      expect(read(recorded)).toMatchObject({ kind: 'refused', reason: { args: { is: LATER[recorded.kind] } } })
    })
  })

  test('each one that is refused has one reason that says what and where', () => {
    const reasons = files.flatMap((recorded) => {
      const found = read(recorded)
      if (found.kind === 'profiles') return []
      const args = Object.entries(found.reason.args).map(([name, value]) => `${name}=${value}`)
      return [`${recorded.file}: ${[found.reason.code, ...args].join(' ')}`]
    })
    expectGolden('../corpus/hostile.golden.txt', `${reasons.join('\n')}\n`)
  })

  describe('those that pprof refuses are refused', () => {
    test.each(others)('$file', (recorded) => {
      expect(read(recorded).kind).toBe('refused')
    })
  })
})
