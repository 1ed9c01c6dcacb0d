import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../support/decode-profile.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { describeWithOracle } from '../support/pprof-oracle.ts'
import { recordedFiles, recordedPairs } from '../support/recorded-profiles.ts'
import { expectSameSamples } from './raw-samples.ts'
import { expectOracleTables, questions, readProfileFile, withoutStartLines } from './tables.ts'

describeWithOracle('go tool pprof -top shows what we show, to the last digit', (ask) => {
  const bytesOf = (path: string) => new Uint8Array(readFileSync(path))

  describeRecorded('for each recorded profile', (folder) => {
    const readable = recordedFiles(folder).filter(({ sampleTypes }) => sampleTypes !== '')

    test('which are many', () => {
      expect(readable.length).toBeGreaterThan(120)
    })

    test.each(readable)('$file', async ({ file }) => {
      const profile = join(folder, file)
      const asked = readProfileFile(profile)
      await expectOracleTables(ask, { profile: bytesOf(profile) }, questions(asked, 'function', 'line'))
      await expectOracleTables(ask, { profile: withoutStartLines(profile) }, questions(asked, 'file'))
    })

    test('also as text', async () => {
      const profile = bytesOf(join(folder, 'legacy/gobench.heap'))
      expectSameSamples(decodeProfile(profile), await ask({ profile, tables: [['-raw', '-functions']] }))
    })
  })

  describeRecorded('for the difference of each recorded pair', (folder) => {
    // pprof refuses to subtract profiles whose period types differ; see the deviations.
    const pairs = recordedPairs(folder).filter(({ name }) => name !== 'fgprof')

    describe.each(pairs)('$name', (pair) => {
      const [baseline, profile] = [join(folder, pair.baseline), join(folder, pair.candidate)]

      test('by function and line', async () => {
        const files = { baseline: bytesOf(baseline), profile: bytesOf(profile) }
        await expectOracleTables(ask, files, questions(readProfileFile(profile), 'function', 'line'))
      })

      test('by file', async () => {
        const files = { baseline: withoutStartLines(baseline), profile: withoutStartLines(profile) }
        await expectOracleTables(ask, files, questions(readProfileFile(profile), 'file'))
      })
    })
  })
})
