import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import type { Profile } from '../../src/model/profile.ts'
import { arbitraryDamage, damaged } from '../support/arbitrary-damage.ts'
import { arbitraryGoText } from '../support/arbitrary-go-text.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainProfile } from '../support/encode-profile.ts'
import { tableOf, topFlags } from '../support/go-tool.ts'
import { describeWithOracle } from '../support/pprof-oracle.ts'
import { fuzzOptions, fuzzTimeoutMs } from './fuzz-runs.ts'
import { expectSameSamples, isGoText, tidied } from './raw-samples.ts'
import { expectOracleTables, ourTop, type Question, questions, theirs } from './tables.ts'

describeWithOracle('go tool pprof and we agree', (ask) => {
  // Doubles hold every sum that pprof goes through, and start lines are left out: see the deviations.
  const profiles = arbitraryProfile({ largest: 2n ** 40n, nameless: true })
  const namedProfiles = arbitraryProfile({ largest: 2n ** 40n, nameless: false })

  test('on profiles of all shapes', { timeout: fuzzTimeoutMs }, async () => {
    await fc.assert(
      fc.asyncProperty(profiles, dropping, async (plain, dropped) => {
        const profile = encodeProfile({ ...plain, ...dropped })
        await expectOracleTables(ask, { profile }, questions(decodeProfile(profile), 'function'))
      }),
      fuzzOptions(0.2),
    )
  })

  test('on differences, also by line', { timeout: fuzzTimeoutMs }, async () => {
    await fc.assert(
      fc.asyncProperty(namedProfiles, namedProfiles, async (candidate, other) => {
        const profile = encodeProfile(candidate)
        const baseline = encodeProfile(withTypesOf(candidate, other))
        await expectOracleTables(ask, { baseline, profile }, questions(decodeProfile(profile), 'function', 'line'))
      }),
      fuzzOptions(0.2),
    )
  })

  test('on what is asked for: frames, labels, functions that are inlined', { timeout: fuzzTimeoutMs }, async () => {
    await fc.assert(
      fc.asyncProperty(namedProfiles, selections, async (plain, { focus, ignore, ...others }) => {
        const profile = encodeProfile(plain)
        const patterns = {
          ...(focus === undefined ? {} : { focus: [new RegExp(focus)] }),
          ...(ignore === undefined ? {} : { ignore: [new RegExp(ignore)] }),
        }
        const asked = questions(decodeProfile(profile), 'function', 'line').map(
          ({ request, options }): Question => ({
            request: { ...request, ...(focus && { focus }), ...(ignore && { ignore }), ...others },
            options: { ...options, ...patterns, ...others },
          }),
        )
        await expectOracleTables(ask, { profile }, asked)
      }),
      fuzzOptions(0.15),
    )
  })

  test("on Go's text forms", { timeout: fuzzTimeoutMs }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGoText, async (text) => {
        const profile = new TextEncoder().encode(text)
        expectSameSamples(decodeProfile(profile), await ask({ profile, tables: [['-raw', '-functions']] }))
      }),
      fuzzOptions(0.1),
    )
  })

  test("on what damaged text forms of Go's are worth, unless we refuse them", { timeout: fuzzTimeoutMs }, async () => {
    const texts = fc.tuple(arbitraryGoText, arbitraryDamage).map(([text, damage]) => {
      return damaged(new TextEncoder().encode(text), damage)
    })
    let [accepted, runs] = [0, 0]
    await fc.assert(
      fc.asyncProperty(texts, async (bytes) => {
        runs++
        const profile = read(bytes)
        const text = new TextDecoder().decode(bytes)
        // Some damage makes another format of it, such as folded stacks.
        if (profile === null || !isGoText(text)) return
        accepted++
        const tidy = tidied(text)
        const answer = await ask({ profile: new TextEncoder().encode(tidy), tables: [['-raw', '-functions']] })
        expectSameSamples(profile, answer)
      }),
      fuzzOptions(0.1),
    )
    expect(accepted).toBeGreaterThan(runs / 20)
  })

  test('on what damaged profiles are worth', { timeout: fuzzTimeoutMs }, async () => {
    const plains = fc.tuple(profiles, arbitraryDamage).map(([plain, damage]) => damaged(encodeProfile(plain), damage))
    let [accepted, runs] = [0, 0]
    await fc.assert(
      fc.asyncProperty(plains, async (bytes) => {
        runs++
        const profile = read(bytes)
        const answer = await ask({ profile: bytes, tables: [topFlags({ column: 0, unit: 'bytes' })] })
        expect(profile === null ? 'refused' : 'accepted').toBe(answer.kind === 'refused' ? 'refused' : 'accepted')
        if (profile === null || answer.kind !== 'tables') return
        accepted++
        const types = new Set(profile.sampleTypes.map(({ type }) => type))
        // A damaged unit changes how pprof writes numbers; of columns with the same name it loses all, see the deviations.
        if (profile.sampleTypes[0]?.unit !== 'bytes' || types.size < profile.sampleTypes.length) return
        const ours = ourTop(profile, { column: 0 })
        // A name of two lines looks like two rows.
        if (ours.some((row) => /[\n\r\u2028\u2029]/.test(row))) return
        expect(readable(ours)).toEqual(readable(theirs(tableOf(answer.tables[0] ?? ''))))
      }),
      fuzzOptions(0.25),
    )
    expect(accepted).toBeGreaterThan(runs / 20)
  })
})

/** Frames that a producer asks to be left out. */
const dropping: fc.Arbitrary<Pick<PlainProfile, 'dropFrames' | 'keepFrames'>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.record(
    {
      dropFrames: fc.constantFrom('runtime\\..*', 'main\\.main', 'operator new|a', '.*', '(unclosed'),
      keepFrames: fc.constantFrom('runtime\\.mallocgc', 'main\\..*'),
    },
    { requiredKeys: ['dropFrames'] },
  ),
)

const patterns = fc.constantFrom('main', '^a$', 'catalog', '\\.go$', 'libc', 'func1|runtime', '[A-Z]', 'none')
const TAGS = [
  ...['thread=a', 'bytes=a,b', 'a', 'bytes:b,thread', 'bytes=b|thread'],
  ...['size=7kb', '7kb:', ':7kb', '1kb:2mb', 'bytes=-5:5b', 'bytes=3b:', 'bytes=:3b', 'bytes=+4', ':0'],
]

const selections = fc.record(
  {
    focus: patterns,
    ignore: patterns,
    tagFocus: fc.constantFrom(...TAGS),
    noInlines: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** Null for what we refuse. */
function read(bytes: Uint8Array): Profile | null {
  try {
    return decodeProfile(bytes)
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
}

/** Bytes that are no UTF-8 become more or fewer signs on the way here, and so sort elsewhere. */
function readable(rows: readonly string[]): readonly string[] {
  const isBroken = rows.some((row) => row.includes('\ufffd'))
  return isBroken ? rows.map((row) => row.replace(/\ufffd+/g, '\ufffd')).sort() : rows
}

/** pprof subtracts profiles of the same sample types only. */
function withTypesOf({ sampleTypes = [] }: PlainProfile, other: PlainProfile): PlainProfile {
  const samples = (other.samples ?? []).map((sample) => ({
    ...sample,
    values: sampleTypes.map((_, at) => sample.values[at] ?? at),
  }))
  return { ...other, sampleTypes, samples }
}
