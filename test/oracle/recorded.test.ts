import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProfiles } from '../../src/decode/read-profile.ts'
import { describeRecorded, describeWithGo } from '../support/go-tool.ts'
import { recordedFiles, recordedPairs } from '../support/recorded-profiles.ts'
import { expectPprofTables, questions, readProfileFile, scratchFiles, withoutStartLines } from './tables.ts'

describeWithGo('go tool pprof -top shows what we show, to the last digit', () => {
  const scratch = scratchFiles()

  describeRecorded('for each recorded profile', (folder) => {
    const readable = recordedFiles(folder).filter(({ file }) => {
      const bytes = new Uint8Array(readFileSync(join(folder, file)))
      return readProfiles(file, { kind: 'bytes', bytes }).kind === 'profiles'
    })

    test('which are many', () => {
      expect(readable.length).toBeGreaterThan(120)
    })

    test.each(readable.map(({ file }) => file))('%s', (file) => {
      const profile = join(folder, file)
      expectPprofTables({ profile }, questions(readProfileFile(profile), 'function', 'line'))
      const bare = scratch('profile', withoutStartLines(profile))
      expectPprofTables({ profile: bare }, questions(readProfileFile(bare), 'file'))
    })
  })

  describeRecorded('for the difference of each recorded pair', (folder) => {
    // pprof refuses to subtract profiles whose period types differ; see the deviations.
    const pairs = recordedPairs(folder).filter(({ name }) => name !== 'fgprof')

    test.each(pairs)('$name', (pair) => {
      const [baseline, profile] = [join(folder, pair.baseline), join(folder, pair.candidate)]
      expectPprofTables({ baseline, profile }, questions(readProfileFile(profile), 'function', 'line'))
      const bare = {
        baseline: scratch('baseline', withoutStartLines(baseline)),
        profile: scratch('candidate', withoutStartLines(profile)),
      }
      expectPprofTables(bare, questions(readProfileFile(profile), 'file'))
    })
  })
})
