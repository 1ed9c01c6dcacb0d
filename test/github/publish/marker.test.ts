import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { isNewer, type Marker, readMarker, writeMarker } from '../../../src/github/publish/marker.ts'
import { HOSTILE_NAMES } from '../../report/hostile-names.ts'

const MARKER: Marker = {
  key: 'profile-gate.yml',
  sha: '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd',
  run: 17023344551,
  attempt: 1,
  outcome: 'fail',
  headline: 'heap +23.1 MiB (+56%), goroutines +240',
  results: [],
  previous: null,
}

const said = {
  sha: fc.stringMatching(/^[0-9a-f]{40}$/),
  outcome: fc.constantFrom('pass' as const, 'warn' as const, 'error' as const, 'fail' as const),
}

const text = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ unit: 'binary', maxLength: 150 }))

const marker: fc.Arbitrary<Marker> = fc.record({
  key: text.map((key) => key.slice(0, 200)),
  ...said,
  run: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  attempt: fc.integer({ min: 1, max: 1000 }),
  headline: text.map((headline) => headline.slice(0, 150)),
  results: fc.array(fc.stringMatching(/^[a-z.]{0,16}:[0-9a-z]{1,12}$/), { maxLength: 256 }),
  previous: fc.option(
    fc.record({
      ...said,
      headline: text.map((headline) => headline.slice(0, 150)),
      targets: fc.array(fc.option(fc.stringMatching(/^[A-Za-z0-9._]{1,20}$/)), { maxLength: 100 }),
    }),
  ),
})

describe('a marker', () => {
  test('is a line that a person can read, without a dash in its JSON', () => {
    expect(writeMarker(MARKER)).toBe(
      '<!-- profile-gate {"v":1,"key":"profile\\u002dgate.yml","sha":"8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd","run":17023344551,"attempt":1,"outcome":"fail","headline":"heap +23.1 MiB (+56%), goroutines +240"} -->',
    )
  })

  test('is read as it was written, whatever follows it', () => {
    fc.assert(
      fc.property(marker, text, (made, body) => {
        expect(readMarker(`${writeMarker(made)}\n${body}`)).toEqual(made)
        expect(readMarker(`${writeMarker(made)}\r\n${body}`)).toEqual(made)
      }),
    )
  })

  test('is one bounded line of ASCII that cannot end its comment, and shows nothing', () => {
    const any = fc.record({ key: fc.string({ unit: 'binary' }), headline: fc.string({ unit: 'binary' }) })
    fc.assert(
      fc.property(fc.oneof(any, fc.constant({ key: '😀'.repeat(9000), headline: '—'.repeat(9000) })), (parts) => {
        const line = writeMarker({ ...MARKER, ...parts })
        expect(line).toMatch(/^<!-- [ -~]+ -->$/)
        expect(line.slice(4, -3)).not.toMatch(/--|[<>]!/)
        expect(line.length).toBeLessThan(8192)
        expect(readMarker(line)?.sha).toBe(MARKER.sha)
        const html = new MarkdownIt({ html: true }).render(`${line}\n### after`)
        expect(html).toBe(`${line}\n<h3>after</h3>\n`)
      }),
    )
  })

  test('can be read whatever it was made from', () => {
    const results = Array.from({ length: 1000 }, (_, at) => `t${at}:own1`)
    expect(readMarker(writeMarker({ ...MARKER, results }))?.results).toHaveLength(257)
  })

  test('can be read whatever its targets are called, and says nothing of more than it can name', () => {
    const targets = Array.from({ length: 257 }, (_, at) => String(at).padStart(64, '-'))
    const results = targets.map((target) => `${target}:1flldwv`)
    const previous = { sha: MARKER.sha, outcome: 'fail', headline: 'heap +9 MiB', targets } as const
    const line = writeMarker({ ...MARKER, results, previous })
    expect(line.length).toBeLessThan(32_768)
    expect(readMarker(line)).toMatchObject({ sha: MARKER.sha, previous: null })
    const short = targets.map((_, at) => `linux-amd64-${at}`)
    const usual = {
      ...MARKER,
      results: short.map((target) => `${target}:1flldwv`),
      previous: { ...previous, targets: short },
    }
    expect(readMarker(writeMarker(usual))?.previous?.targets).toEqual(short)
  })

  test('names what it was made from, and what the comment said before', () => {
    const previous = { sha: MARKER.sha, outcome: 'fail', headline: 'heap +9 MiB', targets: ['amd', null] } as const
    const line = writeMarker({ ...MARKER, results: ['amd:7ps', ':7pt'], previous })
    expect(line).toContain(',"results":["amd:7ps",":7pt"],"previous":{"sha":"8f3c1d2')
    expect(readMarker(line)).toEqual({ ...MARKER, results: ['amd:7ps', ':7pt'], previous })
  })

  test.each([
    ['another version', { v: 2 }],
    ['no version', { v: undefined }],
    ['a key that is no text', { key: 1 }],
    ['a key that is too long', { key: 'k'.repeat(201) }],
    ['a commit that is none', { sha: '../../evil' }],
    ['no commit', { sha: undefined }],
    ['a run that is no number', { run: '17' }],
    ['a run that is not whole', { run: 1.5 }],
    ['a run beyond what can be told apart', { run: 2 ** 60 }],
    ['attempt 0', { attempt: 0 }],
    ['an outcome that is none', { outcome: 'great' }],
    ['a headline that is too long', { headline: 'h'.repeat(5000) }],
    ['no headline', { headline: undefined }],
    ['results that are none', { results: [1] }],
    ['too many results', { results: Array.from({ length: 300 }, String) }],
    ['another verdict before that is none', { previous: { sha: MARKER.sha, outcome: 'great', headline: '' } }],
  ])('is none with %s', (_, parts) => {
    const line = (more: object) => `<!-- profile-gate ${JSON.stringify({ v: 1, ...MARKER, ...more })} -->\nrest`
    expect(readMarker(line({}))).toEqual(MARKER)
    expect(readMarker(line(parts))).toBeNull()
  })

  test.each([
    '',
    'text',
    `text\n${writeMarker(MARKER)}`,
    `> ${writeMarker(MARKER)}`,
    ` ${writeMarker(MARKER)}`,
    `${writeMarker(MARKER)} and more`,
    '<!-- profile-gate {"v":1 -->',
    '<!-- profile-gate [] -->',
    '<!-- profile-gate null -->',
    '<!-- profile-gate {} -->',
    `<!-- profile-gate {${' '.repeat(100_000)}} -->`,
    `<!-- other-gate {"v":1} -->`,
  ])('is not found in %j', (body) => {
    expect(readMarker(body)).toBeNull()
  })

  test('may have keys of a later version', () => {
    const line = `<!-- profile-gate ${JSON.stringify({ v: 1, ...MARKER, mood: 'good', __proto__: 1 })} -->`
    expect(readMarker(line)).toEqual(MARKER)
  })
})

test.each([
  [{ run: 2, attempt: 1 }, { run: 1, attempt: 9 }, true],
  [{ run: 1, attempt: 2 }, { run: 1, attempt: 1 }, true],
  [{ run: 1, attempt: 1 }, { run: 1, attempt: 1 }, false],
  [{ run: 1, attempt: 9 }, { run: 2, attempt: 1 }, false],
])('%j is newer than %j: %s', (one, other, expected) => {
  expect(isNewer(one, other)).toBe(expected)
})
