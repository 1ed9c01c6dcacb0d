import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECK_WORDS } from '../../src/report/check-words.ts'
import { DECODE_WORDS } from '../../src/report/decode-words.ts'
import { wordFile } from '../../src/report/file-words.ts'
import { FOREIGN_WORDS } from '../../src/report/foreign-words.ts'
import { GITHUB_WORDS } from '../../src/report/github-words.ts'
import { LOAD_WORDS } from '../../src/report/load-words.ts'
import { markdownPen, PLAIN, prose, word } from '../../src/report/pen.ts'
import { PROBLEM_WORDS } from '../../src/report/problem-words.ts'
import { TEXT_DAMAGE_WORDS, TEXT_FORMAT_WORDS } from '../../src/report/text-damage-words.ts'
import { TRAP_WORDS } from '../../src/report/trap-words.ts'
import { WARNING_WORDS } from '../../src/report/warning-words.ts'
import type { Args } from '../../src/report/word-table.ts'
import { wordNotice, wordReason } from '../../src/report/words.ts'
import { expectGolden } from '../golden.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'

const MARKDOWN = markdownPen('this PR')

/** One notice of every code, and of every detail that has words of its own. */
const FILES: readonly (readonly [code: string, args: Args])[] = [
  ['empty', {}],
  ['cut-off', { bytes: 41984 }],
  ['gzip-damaged', { detail: 'checksum' }],
  ['gzip-damaged', { detail: 'data' }],
  ['gzip-damaged', { detail: 'trailing-bytes', bytes: 12 }],
  ['too-large', { limitBytes: 2 ** 29 }],
  ...Object.keys(FOREIGN_WORDS).map((is) => ['not-a-profile', { is }] as const),
  ['not-a-profile', { is: 'a novel thing' }],
  ...[
    'truncated-varint',
    'long-varint',
    'length-beyond-end',
    'truncated-field',
    'wire-type',
    'string-index',
    'first-string',
    'concatenated',
  ].map((detail) => ['malformed', { detail, field: 'sample.location_id', offset: 1234 }] as const),
  ['invalid', { detail: 'id-zero', field: 'location.id', offset: 77 }],
  ['invalid', { detail: 'duplicate-id', field: 'function.id', offset: 77, id: 3 }],
  ['invalid', { detail: 'unknown-function', field: 'line.function_id', offset: 77, id: '18446744073709551615' }],
  ['invalid', { detail: 'unknown-location', field: 'sample.location_id', offset: 77, id: 9 }],
  ['invalid', { detail: 'value-count', field: 'sample.value', offset: 77, values: 3, types: 2 }],
  ['invalid', { detail: 'no-sample-type', field: 'sample_type', offset: 0 }],
  ...Object.keys(TEXT_DAMAGE_WORDS).map(
    (detail) => ['text-damaged', { format: 'go-heap-text', detail, line: 1234 }] as const,
  ),
  ...Object.entries(TEXT_FORMAT_WORDS).flatMap(([format, { details = { 'cut-off': '' } }]) =>
    Object.keys(details).map((detail) => ['text-damaged', { format, detail, line: 1234 }] as const),
  ),
  ['text-damaged', { format: 'a novel form', detail: 'novel' }],
  ['too-many-metrics', { metrics: 5000, labels: 100_000 }],
  ['not-found', { path: 'profile', nearest: 'profiles' }],
  ['not-found', { path: 'profile' }],
  ['broken-link', { path: 'latest' }],
  ['link', {}],
  ['fifo', {}],
  ['socket', {}],
  ['device', {}],
  ['unknown-entry', {}],
  ['directory', { path: 'heap.pb.gz', first: 'a/heap.pb.gz' }],
  ['directory', {}],
  ['not-permitted', {}],
  ['changed-while-read', {}],
  ['read-failed', { errno: 'EIO' }],
  ['file-too-large', { sizeBytes: 3 * 2 ** 30, limitBytes: 2 ** 29 }],
  ['folder-too-large', { path: 'profiles', limitBytes: 2 ** 32 }],
  ['too-many-files', { path: '.', limit: 10000 }],
  ['too-deep', { limit: 32 }],
  ['path-too-long', { sizeBytes: 5000, limitBytes: 4096 }],
  ['name-not-utf8', {}],
  ['empty-folder', { path: 'profiles', refused: 0 }],
  ['empty-folder', { path: 'profiles', refused: 2 }],
  ['zip-cut-off', { path: 'base.zip' }],
  ...['trailing-bytes', 'split', 'directory', 'entry', 'overlap'].map(
    (detail) => ['zip-damaged', { path: 'base.zip', detail }] as const,
  ),
  ['zip-encrypted', { path: 'base.zip' }],
  ['zip-unsafe-name', { path: 'base.zip', name: '../../etc/passwd' }],
  ['zip-duplicate-name', { path: 'base.zip', name: 'heap.pb.gz' }],
  ['zip-entry-damaged', {}],
  ['zip-method', { method: 14 }],
  ['zip-method', { method: 97 }],
  ['artifact-missing', { path: 'profiles' }],
  ['artifact-missing', { path: 'profiles', run: 9876543210 }],
  ['artifact-no-match', { path: 'profiles-*', pattern: 'profiles-*' }],
  ['artifact-no-match', { path: 'artifact:profile', pattern: 'profile', nearest: 'profiles' }],
  ['artifact-no-match', { path: 'artifact:prof-a', pattern: 'prof-a', nearest: 'prof-b, prof-c, prof-d' }],
  ['artifact-forbidden', { path: 'profiles' }],
  ['artifacts-out-of-reach', { path: 'profiles', message: 'download of profiles: give paths instead' }],
  ['artifact-expired', { path: 'profiles' }],
  ['artifact-too-large', { path: 'profiles', sizeBytes: 3 * 2 ** 30, limitBytes: 2 ** 30 }],
  ['artifact-digest-mismatch', { path: 'profiles' }],
  ['artifact-empty', { path: 'profiles' }],
  ['artifact-failed', { path: 'profiles', message: 'Failed to GetSignedArtifactURL: connect ECONNREFUSED' }],
  ['artifact-failed', { path: 'profiles' }],
  ['artifact-foreign', { path: 'profiles', run: 9876543210 }],
  ['run-missing', { path: 'profiles', run: 9876543210 }],
  ['not-meant', {}],
  ['excluded', {}],
  ['other-profile', {}],
  ['manifest-too-large', { sizeBytes: 2 ** 21, limitBytes: 2 ** 20 }],
  ['manifest-not-json', {}],
  ['manifest-version', { version: '2' }],
  ['manifest-version', { version: '' }],
  ['manifest-invalid', { key: 'cores', expected: 'count', found: 'string' }],
]

const REASONS: readonly (readonly [code: string, args: Args])[] = [
  ['could-be-noise', { name: 'total', repeats: 5, rateBytes: 4096 }],
  ['could-be-noise', { name: 'catalog.Put', repeats: 5 }],
  ['budget-within-noise', {}],
  ['no-baseline', {}],
  ['growth-not-compared', {}],
  ['unreadable', { side: 'candidate' }],
  ['missing-profile', {}],
  ['sample-type-missing', { metric: 'alloc_space', side: 'baseline' }],
  ['difference-profile', { side: 'candidate' }],
  ['no-samples', { side: 'baseline' }],
  ['delta-profile', { side: 'candidate', kind: 'heap', ofMoment: true }],
  ['delta-profile', { side: 'candidate', kind: 'heap', ofMoment: false }],
  ['delta-profile', { side: 'baseline', kind: 'goroutine', ofMoment: true }],
  ['delta-profile', { side: 'baseline', kind: 'mutex', ofMoment: false }],
  ['nothing-compared', { metric: 'allocs/op' }],
  ['unit-mismatch', { metric: 'delay', unit: 'nanoseconds', limitUnit: 'bytes' }],
  ['may-have-moved', { name: 'catalog.decodeProduct', donor: 'catalog.parseProduct' }],
  ['may-have-moved', { name: 'catalog.decodeProduct', donor: 'catalog.parseProduct', repeats: 5 }],
  ['may-keep-growing', { name: 'catalog.Put', slope: 65_536, low: -1024, high: 132_096 }],
  [
    'may-keep-growing',
    { name: 'total', slope: 65_536, low: -1024, high: 132_096, unit: 'bytes', snapshots: 12, hasBaseline: true },
  ],
  ['series-too-short', { snapshots: 1, least: 5 }],
  ['series-too-short', { snapshots: 4, least: 5 }],
  ['per-unknown', { per: 'op' }],
  ['per-unknown', { per: 'second' }],
  ['per-unknown', { per: 'total' }],
  ['per-unknown', { per: 'fortnight' }],
  ['platform-differs', { baseline: 'linux/amd64', candidate: 'linux/arm64' }],
  ['work-differs', { what: 'iterations', baseline: 1000, candidate: 1532.5 }],
  ['work-differs', { what: 'seconds', baseline: 10.01, candidate: 30.02 }],
  ['mutex-rescaled', { baseline: '1.23.12', candidate: '1.26.0' }],
]

const MESSAGE = 'GET /repos/acme/shop/actions/runs: 403 Resource not accessible by integration'

/** Of everything that has to do with GitHub. */
const GITHUB: readonly (readonly [code: string, args: Args])[] = [
  ...['forbidden', 'bad-token', 'not-found', 'gone', 'refused', 'rate-limited', 'unavailable', 'a new kind'].map(
    (why) => ['baseline-unknown', { why, message: MESSAGE }] as const,
  ),
  ['baseline-workflow-missing', { name: 'measure.yml' }],
  ['policy-unknown', { path: 'p.yml', why: 'forbidden', message: MESSAGE }],
  ...['absent', 'folder', 'submodule', 'too-large', 'not-text', 'a new reason'].map(
    (why) => ['policy-unusable', { path: 'p.yml', sha: '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e', why }] as const,
  ),
  ['policy-misnamed', { path: '.github/profile-gate.yaml' }],
  ['policy-of-head', { path: 'p.yml' }],
  ['policy-not-on-base', { path: 'p.yml', used: '.github/profile-gate.yml' }],
  ['policy-mistake', { side: 'base', file: 'p.yml', line: 1, column: 1, text: 'unknown key `x`' }],
  ['policy-mistake', { side: 'head', file: 'p.yml', line: 1, column: 1, text: 'unknown key `x`' }],
  ['acceptances-not-counted', { path: 'p.yml' }],
  ['same-inputs', { path: 'profiles' }],
  ['target-taken', { name: 'profile-gate-profiles-api' }],
  ['comment-taken', { url: 'https://github.com/acme/shop/pull/482#issuecomment-2' }],
  ['artifact-doubled', { name: 'profile-gate-profiles-api', run: 17020011222, count: 2 }],
  [
    'other-commit-measured',
    { sha: '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e', as: '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd' },
  ],
  ['baseline-commit-differs', { sha: '41d09ae5f2c8b337', commit: '8f3c1d2a7be94c05' }],
  ['run-unfinished', { conclusion: 'timed_out' }],
  ...['forbidden', 'bad-token', 'rate-limited', 'unavailable'].map(
    (why) => ['report-not-made', { run: 17020011222, why, message: MESSAGE }] as const,
  ),
  ['comment-not-written', { why: 'forbidden', message: MESSAGE }],
  ['comment-not-written', { why: 'refused', message: MESSAGE }],
]

const NOTICES: readonly (readonly [code: string, args: Args])[] = [
  ['unreadable', { path: 'cpu.pb.gz', side: 'candidate', code: 'cut-off', bytes: 41984 }],
  ['unreadable', { path: 'cpu.pb.gz', side: 'baseline' }],
  ['missing-profile', { path: 'block.pb.gz' }],
  ['missing-profile', { path: 'heap.txt', kind: 'metrics' }],
  ['kind-differs', { path: 'heap.pb.gz', baseline: 'heap', candidate: 'metrics' }],
  ['kind-differs', { path: 'heap.pb.gz', baseline: '', candidate: 'heap, cpu' }],
  ['unmatched-rule', { rule: 'leaks' }],
  ['unmatched-only', { rule: 'leaks', pattern: '^github\\.com/acme/' }],
  ['unmatched-series', { rule: 'leaks' }],
  ['benchmarks-not-compared', { side: 'candidate', count: 1, name: 'shop.BenchmarkPut' }],
  ['benchmarks-not-compared', { side: 'baseline', count: 3, name: 'shop.BenchmarkPut' }],
  ['benchmarks-not-compared', { side: 'baseline', count: 1, name: 'shop.BenchmarkPut', metric: 'allocs/op' }],
  ['benchmarks-not-compared', { side: 'candidate', count: 2, name: 'shop.BenchmarkPut', metric: 'allocs/op' }],
  ['policy-mistake', { file: 'p.yml', line: 14, column: 3, text: 'unknown key `grwoth`; did you mean `growth`?' }],
  [
    'policy-mistake',
    {
      file: 'p.yml',
      line: 2,
      column: 1,
      text: 'p.yml:2:1: a tab in the indentation; YAML is indented with spaces only\n  2 | \trules:\n    | ^',
    },
  ],
  ['file-against-folder', { side: 'baseline', path: 'old.pb.gz', profiles: 3 }],
  ['all-excluded', { side: 'candidate', files: 7 }],
  ['nothing-pairs', { baseline: 'a/heap.pb.gz', candidate: 'b/heap.pb.gz' }],
  ['no-candidate', {}],
  ['nothing-judged', {}],
  ['pattern-unknown-field', { pattern: '{name}.{n}', field: 'n' }],
  ['pattern-field-twice', { pattern: '{name}.{run}.{run}', field: 'run' }],
  ['pattern-field-missing', { pattern: '{name}', field: 'run' }],
  ['pattern-fields-touch', { pattern: '{name}-{run}{at}' }],
  ['pattern-with-extension', { pattern: '{name}.{run}.pb.gz' }],
  ['pattern-from-root', { pattern: '/{name}.{run}' }],
  ['no-profiles', { side: 'candidate' }],
  [
    'low-power',
    { rule: 'allocation', metric: 'alloc_space', limitPercent: 20, detectablePercent: 31.4, settle: 'rate' },
  ],
  ['low-power', { rule: 'allocation', metric: 'alloc_space', limitPercent: 20, settle: 'repeats' }],
  ['no-event-model', { why: 'producer' }],
  ['no-event-model', { why: 'scaled' }],
  ['no-event-model', { why: 'no-period' }],
  ['kind-ambiguous', { kinds: 'mutex, block' }],
  ['acceptance-unused', { line: 31, until: '2027-02-28', name: 'catalog.Put' }],
  ['acceptance-removable', { line: 31, until: '2027-02-28', name: 'total' }],
  ['acceptance-expired', { line: 31, until: '2026-02-28', name: 'catalog.Put' }],
  ['mixed-runs', { side: 'candidate', profile: 'heap.pb.gz', path: 'heap.pb.gz' }],
  [
    'same-run-twice',
    { side: 'candidate', profile: 'heap.pb.gz', run: '1', path: 'heap.1.pb.gz', other: 'run-1/heap.pb.gz' },
  ],
  ['run-gap', { side: 'candidate', profile: 'heap.pb.gz', missing: 2, runs: 4 }],
  ['mixed-series', { side: 'baseline', profile: 'heap.pb.gz', path: 'heap.pb.gz' }],
  ['same-snapshot-twice', { side: 'baseline', profile: 'heap.pb.gz', at: '0001', path: 'a', other: 'b' }],
  ['snapshot-gap', { side: 'baseline', profile: 'heap.pb.gz', missing: 3, snapshots: 9 }],
  ['only-one-compared', { side: 'baseline', profile: 'heap.pb.gz', others: 2 }],
  ['delta-profile', { side: 'candidate', kind: 'heap', durationNs: 3_000_000_000 }],
  ['negative-values', { side: 'baseline' }],
  ['sampling-off', { side: 'candidate' }],
  ['period-differs', { baseline: 524_288, candidate: 4096, unit: 'bytes' }],
  ['sample-types-differ', { candidate: 'alloc_space/bytes, alloc_objects/count' }],
  ['sample-types-differ', { baseline: 'a/count', candidate: 'b/count, c/count', candidateMore: 12 }],
  ['go-release-differs', { baseline: '1.23.12', candidate: '1.26.0' }],
  ['go-release-differs', {}],
  ['mutex-rescaled', { candidate: '1.26.0' }],
  ['machine-differs', { key: 'go', baseline: 'go1.25.4', candidate: 'go1.26.0' }],
  ['machine-differs', { key: 'cores', baseline: '2', candidate: '4' }],
  ['no-collection', { side: 'candidate' }],
  ['result-shortened', { causes: 9300 }],
  ['few-events', { metric: 'alloc_space', baseline: 12, candidate: 20 }],
  ['uniform-shift', { metric: 'alloc_space', percent: 23.4 }],
  ['uniform-shift', { metric: 'cpu', percent: -12 }],
  ['work-differs', { what: 'iterations', baseline: 1000, candidate: 1532.5 }],
  ['something-new', { name: 'value', count: 3 }],
  ...GITHUB,
]

describe('the words', () => {
  test('say for every code what happened and what to do', () => {
    const say = (pen: typeof PLAIN) => {
      const line = (title: string, { what, todo }: { what: string; todo: string | null }) =>
        `${title}\n  ${what}\n  ${todo ?? '-'}`
      return [
        ...FILES.map(([code, args]) => line(`file ${code}`, wordFile({ code, args }, pen))),
        ...REASONS.map(([code, args]) => line(`check ${code}`, wordReason({ code, args }, pen))),
        ...NOTICES.map(([code, args]) => line(`notice ${code}`, wordNotice({ code, args }, pen))),
      ].join('\n')
    }
    expectGolden('report/words.txt', `${say(PLAIN)}\n`)
    expectGolden('report/words.md', `${say(MARKDOWN)}\n`)
  })

  test('are in this golden for every code that has some', () => {
    const tables = [DECODE_WORDS, LOAD_WORDS, CHECK_WORDS, PROBLEM_WORDS, WARNING_WORDS, TRAP_WORDS, GITHUB_WORDS]
    const known = tables.flatMap((table) => Object.keys(table))
    const shown = new Set([...FILES, ...REASONS, ...NOTICES].map(([code]) => code))
    expect(known.filter((code) => !shown.has(code))).toEqual([])
  })

  test('never fail, and let nothing out that was not escaped, whatever the arguments are', () => {
    const codes = [...FILES, ...REASONS, ...NOTICES].map(([code]) => code)
    const keys = [...FILES, ...REASONS, ...NOTICES].flatMap(([, args]) => Object.keys(args))
    const value = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ unit: 'binary' }), fc.double(), fc.boolean())
    const args = fc.dictionary(fc.constantFrom(...keys), value)
    const notice = fc.record({ code: fc.oneof(fc.constantFrom(...codes), fc.constantFrom(...HOSTILE_NAMES)), args })
    fc.assert(
      fc.property(notice, ({ code, args }) => {
        for (const pen of [PLAIN, MARKDOWN]) {
          for (const say of [wordFile, wordReason, wordNotice]) {
            const { what, todo } = say({ code, args }, pen)
            const text = `${what} ${todo ?? ''}`
            expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
            if (pen === MARKDOWN)
              expect(text.replace(/`[^`]*`|<0\.1/g, '').replace(/<\/?code>|<wbr>/g, '')).not.toMatch(/[<>|@\\]|:\/\//)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a word', () => {
  test('is plain where it looks like one, else code', () => {
    expect(
      ['chan receive', 'IO wait', 'a/b', 'select (no cases)', '@x', '<b>'].map((text) => word(text, MARKDOWN)),
    ).toEqual(['chan receive', 'IO wait', 'a/b', '`select (no cases)`', '`@x`', '`<b>`'])
  })
})

describe('prose', () => {
  test('keeps its sentence and puts quoted parts into code', () => {
    expect(prose('unknown key "grwoth": did you mean `growth`?', MARKDOWN)).toBe(
      'unknown key `grwoth`: did you mean `growth`?',
    )
  })

  test.each([
    'see <b>',
    'ask @octocat',
    'see www.evil.test',
    'fixed in 41d09ae5f2c8',
    'a *b* c',
    ':tada:',
    'see #1',
    'see GH-1',
  ])('is code as a whole where it could mean something: %s', (text) => {
    expect(prose(text, MARKDOWN)).toBe(`\`${text}\``)
  })
})
