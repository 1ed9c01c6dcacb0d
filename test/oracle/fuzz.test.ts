import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import type { Profile } from '../../src/model/profile.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainProfile } from '../support/encode-profile.ts'
import { describeWithGo, pprofTop, pprofTops } from '../support/go-tool.ts'
import { ourDiff, ourTop, questions, scratchFiles, theirs } from './tables.ts'

/** FUZZ_RUNS raises it for a long search, FUZZ_SEED repeats one. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121)
const options = { numRuns: RUNS, seed: SEED }
const TIMEOUT_MS = 60_000 + RUNS * 200

describeWithGo('go tool pprof and we agree', () => {
  const scratch = scratchFiles()

  // Doubles hold every sum that pprof goes through, and start lines are left out: see the deviations.
  const profiles = arbitraryProfile({ largest: 2n ** 40n, nameless: true })
  const namedProfiles = arbitraryProfile({ largest: 2n ** 40n, nameless: false })

  function read(bytes: Uint8Array): Profile | null {
    try {
      return decodeProfile(bytes)
    } catch (error) {
      if (error instanceof DecodeError) return null
      throw error
    }
  }

  /** All tables of these groupings, in one process. */
  function expectSame(
    files: { readonly baseline?: Uint8Array; readonly profile: Uint8Array },
    ...groupings: readonly ('function' | 'line')[]
  ): void {
    const profile = decodeProfile(files.profile)
    const asked = questions(profile, ...groupings)
    const paths = {
      profile: scratch('candidate', files.profile),
      ...(files.baseline === undefined ? {} : { baseline: scratch('baseline', files.baseline) }),
    }
    const answer = pprofTops(
      paths,
      asked.map(({ request }) => request),
    )
    if (answer.kind !== 'tables') throw new Error(answer.why)
    for (const [at, { options }] of asked.entries()) {
      const { baseline } = files
      const ours =
        baseline === undefined ? ourTop(profile, options) : ourDiff(decodeProfile(baseline), profile, options)
      expect(ours).toEqual(theirs(answer.tables[at] ?? []))
    }
  }

  test(`on ${RUNS} profiles of all shapes`, { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(profiles, (plain) => expectSame({ profile: encodeProfile(plain) }, 'function')),
      options,
    )
  })

  test(`on ${RUNS} differences, also by line`, { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(namedProfiles, namedProfiles, (candidate, other) => {
        const baseline = encodeProfile(withTypesOf(candidate, other))
        expectSame({ baseline, profile: encodeProfile(candidate) }, 'function', 'line')
      }),
      options,
    )
  })

  test(`on what ${RUNS} damaged profiles are worth`, { timeout: TIMEOUT_MS }, () => {
    const damage = fc.record({ at: fc.nat(), remove: fc.nat(2), insert: fc.uint8Array({ maxLength: 2 }) })
    const damaged = fc.tuple(profiles, fc.array(damage, { minLength: 1, maxLength: 2 })).map(([plain, places]) =>
      places.reduce((bytes: Uint8Array, { at, remove, insert }) => {
        const place = at % (bytes.length + 1)
        return new Uint8Array(Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]))
      }, encodeProfile(plain)),
    )
    let accepted = 0
    fc.assert(
      fc.property(damaged, (bytes) => {
        const profile = read(bytes)
        const answer = pprofTop({ profile: scratch('damaged', bytes) }, { column: 0, unit: 'bytes' })
        expect(profile === null ? 'refused' : 'accepted').toBe(answer.kind === 'refused' ? 'refused' : 'accepted')
        if (profile === null || answer.kind !== 'tables') return
        accepted++
        // A damaged unit changes how pprof writes numbers.
        if (profile.sampleTypes[0]?.unit !== 'bytes') return
        expect(ourTop(profile, { column: 0 })).toEqual(theirs(answer.tables[0] ?? []))
      }),
      options,
    )
    expect(accepted).toBeGreaterThan(RUNS / 20)
  })
})

/** pprof subtracts profiles of the same sample types only. */
function withTypesOf({ sampleTypes = [] }: PlainProfile, other: PlainProfile): PlainProfile {
  const samples = (other.samples ?? []).map((sample) => ({
    ...sample,
    values: sampleTypes.map((_, at) => sample.values[at] ?? at),
  }))
  return { ...other, sampleTypes, samples }
}
