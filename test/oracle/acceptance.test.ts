import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ACCEPTED, REFUSED } from '../decode/acceptance-cases.ts'
import * as gzipCases from '../decode/gzip-cases.ts'
import { describeWithGo, pprofTop } from '../support/go-tool.ts'
import { scratchFiles } from './tables.ts'

describeWithGo('go tool pprof accepts and refuses what the tables of our tests say', () => {
  const scratch = scratchFiles()

  /** Why pprof does not read the file; empty if it does. */
  function refusal(bytes: Uint8Array): string {
    const answer = pprofTop({ profile: scratch('profile', bytes) }, { column: 0, unit: 'minimum' })
    return answer.kind === 'refused' ? answer.why : ''
  }

  test.each(ACCEPTED)('%s: accepted', (_name, bytes) => {
    expect(refusal(bytes)).toBe('')
  })

  test.each(REFUSED)('%s: refused', (_name, bytes) => {
    expect(refusal(bytes)).not.toBe('')
  })

  describe('as to gzip', () => {
    // Their content is no profile: only what is wrong with the compression tells them apart.
    test.each(gzipCases.READ)('%s: read', (_name, bytes) => {
      expect(refusal(bytes)).toMatch(/: parsing profile: /)
    })

    test.each(gzipCases.REFUSED)('%s: refused', (_name, bytes) => {
      expect(refusal(bytes)).toMatch(/: decompressing profile: /)
    })

    test('a compressed profile: accepted', () => {
      const bytes = ACCEPTED[0]?.[1]
      if (bytes === undefined) throw new Error('no cases')
      expect(refusal(new Uint8Array(gzipSync(bytes)))).toBe('')
    })
  })
})
