import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasProfileExtension, isMeant, splitExtension } from '../../src/load/extension.ts'
import { type Identity, identify } from '../../src/load/identity.ts'
import { type Pattern, type PatternField, parsePattern } from '../../src/load/pattern.ts'

function pattern(text: string, needs: PatternField): Pattern {
  const parsed = parsePattern(text, needs)
  if (parsed.kind === 'refused') throw new Error(parsed.reason.code)
  return parsed.pattern
}

describe('a path tells its profile, run and moment', () => {
  test.each<[path: string, profile: string, run: string | null, at: string | null]>([
    // neither
    ['heap.pb.gz', 'heap.pb.gz', null, null],
    ['services/api/heap.pb.gz', 'services/api/heap.pb.gz', null, null],
    ['heap', 'heap', null, null],
    ['http2.pb.gz', 'http2.pb.gz', null, null],
    ['2.pb.gz', '2.pb.gz', null, null],
    ['services/2.pb.gz', 'services/2.pb.gz', null, null],
    ['heap-1.pb.gz', 'heap-1.pb.gz', null, null],
    ['heap-12.pb.gz', 'heap-12.pb.gz', null, null],
    ['heap-123.pb.gz', 'heap-123.pb.gz', null, null],
    ['heap_0001.pb.gz', 'heap_0001.pb.gz', null, null],
    ['heap0001.pb.gz', 'heap0001.pb.gz', null, null],
    ['heap.1a.pb.gz', 'heap.1a.pb.gz', null, null],
    ['heap.v2.pb.gz', 'heap.v2.pb.gz', null, null],
    ['heap..pb.gz', 'heap..pb.gz', null, null],
    ['heap-1.5.b.pb.gz', 'heap-1.5.b.pb.gz', null, null],
    ['heap-20261120T2114Z.pb.gz', 'heap-20261120T2114Z.pb.gz', null, null],
    ['heap-20261120T211400.pb.gz', 'heap-20261120T211400.pb.gz', null, null],
    ['heap-x20261120T211400Z.pb.gz', 'heap-x20261120T211400Z.pb.gz', null, null],
    ['run-1.pb.gz', 'run-1.pb.gz', null, null],
    ['run-x/heap.pb.gz', 'run-x/heap.pb.gz', null, null],
    ['rerun-1/heap.pb.gz', 'rerun-1/heap.pb.gz', null, null],
    ['run-1a/heap.pb.gz', 'run-1a/heap.pb.gz', null, null],
    ['.1.pb.gz', '.1.pb.gz', null, null],
    ['a/.1.pb.gz', 'a/.1.pb.gz', null, null],
    ['.pb.gz', '.pb.gz', null, null],
    ['-0001.pb.gz', '-0001.pb.gz', null, null],
    ['a/-0001.pb.gz', 'a/-0001.pb.gz', null, null],
    ['', '', null, null],
    // runs
    ['heap.1.pb.gz', 'heap.pb.gz', '1', null],
    ['heap.10.pb.gz', 'heap.pb.gz', '10', null],
    ['heap.007.pb.gz', 'heap.pb.gz', '007', null],
    ['services/api/heap.1.pb.gz', 'services/api/heap.pb.gz', '1', null],
    ['services.2/heap.1.pb.gz', 'services.2/heap.pb.gz', '1', null],
    ['heap.1', 'heap', '1', null],
    ['heap.1.txt', 'heap.txt', '1', null],
    ['bench.12.txt', 'bench.txt', '12', null],
    ['heap.1.gz', 'heap.gz', '1', null],
    ['heap.1.PB.GZ', 'heap.PB.GZ', '1', null],
    ['heap.1.pprof', 'heap.pprof', '1', null],
    ['heap.1.txt.gz', 'heap.txt.gz', '1', null],
    ['metrics.1.prom', 'metrics.prom', '1', null],
    ['heap.pb.gz.1', 'heap.pb.gz', '1', null],
    ['heap.1.2.pb.gz', 'heap.1.pb.gz', '2', null],
    ['http2.1.pb.gz', 'http2.pb.gz', '1', null],
    ['heap-12.1.pb.gz', 'heap-12.pb.gz', '1', null],
    ['pprof.server.alloc_space.inuse_space.001.pb.gz', 'pprof.server.alloc_space.inuse_space.pb.gz', '001', null],
    ['run-1/heap.pb.gz', 'heap.pb.gz', '1', null],
    ['run-12/services/api/heap.pb.gz', 'services/api/heap.pb.gz', '12', null],
    ['services/api/run-1/heap.pb.gz', 'services/api/heap.pb.gz', '1', null],
    ['run-1/run-2/heap.pb.gz', 'run-2/heap.pb.gz', '1', null],
    ['a\nb.1.pb.gz', 'a\nb.pb.gz', '1', null],
    // moments
    ['heap-0001.pb.gz', 'heap.pb.gz', null, '0001'],
    ['heap-1732137240.pb.gz', 'heap.pb.gz', null, '1732137240'],
    ['heap-20261120T211400Z.pb.gz', 'heap.pb.gz', null, '20261120T211400Z'],
    ['services/api/heap-0001.pb.gz', 'services/api/heap.pb.gz', null, '0001'],
    ['live-heap-0001.txt', 'live-heap.txt', null, '0001'],
    ['heap-0001-0002.pb.gz', 'heap-0001.pb.gz', null, '0002'],
    // both
    ['run-1/heap-0001.pb.gz', 'heap.pb.gz', '1', '0001'],
    ['heap-0001.1.pb.gz', 'heap.pb.gz', '1', '0001'],
    ['heap.1-0001.pb.gz', 'heap.pb.gz', '1', '0001'],
    ['heap-0001.pb.gz.1', 'heap.pb.gz', '1', '0001'],
    ['a/run-3/b/heap-20261120T211400Z.pb.gz', 'a/b/heap.pb.gz', '3', '20261120T211400Z'],
  ])('%j', (path, profile, run, at) => {
    expect(identify(path)).toEqual({ profile, run, at })
  })

  test.each<[patterns: readonly Pattern[], path: string, told: Identity]>([
    [[], 'heap.1.pb.gz', { profile: 'heap.1.pb.gz', run: null, at: null }],
    [[pattern('{name}{run}', 'run')], 'http12.pb.gz', { profile: 'http.pb.gz', run: '12', at: null }],
    [[pattern('{name}{run}', 'run')], '12.pb.gz', { profile: '12.pb.gz', run: null, at: null }],
    [[pattern('{run}/{name}', 'run')], 'api/3/heap.pb.gz', { profile: 'api/heap.pb.gz', run: '3', at: null }],
    [[pattern('{name}/{run}', 'run')], 'api/heap/3.pb.gz', { profile: 'api/heap.pb.gz', run: '3', at: null }],
    [[pattern('{name}_{run}_of_5', 'run')], 'heap_2_of_5.pb.gz', { profile: 'heap.pb.gz', run: '2', at: null }],
    [[pattern('r(+){run}/{name}', 'run')], 'r(+)1/a.pb.gz', { profile: 'a.pb.gz', run: '1', at: null }],
    [[pattern('{name}.{run}', 'run')], 'heapx1.pb.gz', { profile: 'heapx1.pb.gz', run: null, at: null }],
    [[pattern('{name}@{at}+{run}', 'at')], 'heap@0001+2.pb.gz', { profile: 'heap.pb.gz', run: '2', at: '0001' }],
    [[pattern('{at}/{name}', 'at')], '2026/heap.pb.gz', { profile: 'heap.pb.gz', run: null, at: '2026' }],
    [[pattern('run-{run}{name}', 'run')], 'run-1/heap.pb.gz', { profile: 'run-1/heap.pb.gz', run: null, at: null }],
    [[pattern('{run}{name}', 'run')], '12heap.pb.gz', { profile: 'heap.pb.gz', run: '12', at: null }],
    [[pattern('{run}{name}', 'run')], '123.pb.gz', { profile: '123.pb.gz', run: null, at: null }],
    [[pattern('{name}.{run}.prod', 'run')], 'a.1.prod.pb.gz', { profile: 'a.pb.gz', run: '1', at: null }],
  ])('by other patterns of a policy, row %#: %j in %j', (patterns, path, told) => {
    expect(identify(path, patterns)).toEqual(told)
  })
})

describe('a pattern that cannot work is refused', () => {
  test.each([
    ['{name}.{runs}', 'run', 'pattern-unknown-field', { field: 'runs' }],
    ['{name}.{}', 'run', 'pattern-unknown-field', { field: '' }],
    ['{name}.1', 'run', 'pattern-field-missing', { field: 'run' }],
    ['{name}-{at}', 'run', 'pattern-field-missing', { field: 'run' }],
    ['{name}.{run}', 'at', 'pattern-field-missing', { field: 'at' }],
    ['heap.{run}', 'run', 'pattern-field-missing', { field: 'name' }],
    ['', 'run', 'pattern-field-missing', { field: 'name' }],
    ['{run}.{name}.{run}', 'run', 'pattern-field-twice', { field: 'run' }],
    ['{name}.{run}{at}', 'run', 'pattern-fields-touch', {}],
    ['{name}.{run}.pb.gz', 'run', 'pattern-with-extension', {}],
    ['{name}.{run}.txt', 'run', 'pattern-with-extension', {}],
    ['/run-{run}/{name}', 'run', 'pattern-from-root', {}],
  ] as const)('%j as a pattern for %s: %s', (text, needs, code, args) => {
    expect(parsePattern(text, needs)).toEqual({ kind: 'refused', reason: { code, args: { pattern: text, ...args } } })
  })
})

const segment = fc.stringMatching(/^[a-z][a-z_]{0,9}$/)
const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const extension = fc.constantFrom('', '.pb.gz', '.pprof', '.txt', '.txt.gz', '.out', '.json')
const run = fc.option(fc.integer({ min: 0, max: 99_999 }).map(String), { nil: null })
const at = fc.option(
  fc.oneof(
    fc.integer({ min: 0, max: 10 ** 10 }).map((number) => String(number).padStart(4, '0')),
    fc.constant('20261120T211400Z'),
  ),
  { nil: null },
)

test('what a name is made of is told by it again, in every way to write it', () => {
  fc.assert(
    fc.property(name, extension, run, at, fc.boolean(), (name, extension, run, at, inFolder) => {
      const moment = at === null ? '' : `-${at}`
      const path = run === null ? name + moment : inFolder ? `run-${run}/${name}${moment}` : `${name}${moment}.${run}`
      expect(identify(path + extension)).toEqual({ profile: name + extension, run, at })
    }),
  )
})

test('any text is identified, fast, and the parts of its extension make it again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => {
      const { stem, extension } = splitExtension(path)
      expect(stem + extension).toBe(path)
      expect(identify(path).profile.length).toBeLessThanOrEqual(path.length)
    }),
  )
  const hostile = ['.1', '-0000', 'run-1/', '1', '.', '/', 'a/', '.pb.gz'].map((part) =>
    part.repeat(4_000 / part.length),
  )
  const patterns = [pattern('{name}{run}', 'run'), pattern('a{run}/{name}', 'run'), pattern('{name}-{at}x', 'at')]
  const start = performance.now()
  for (const path of hostile) for (const known of [undefined, patterns]) identify(path, known)
  expect(performance.now() - start).toBeLessThan(2000)
})

test.each([
  ['a.b/heap.pb.gz', 'a.b/heap', '.pb.gz'],
  ['heap.v2.gz', 'heap.v2', '.gz'],
  ['heap.1.gz', 'heap.1', '.gz'],
  ['heap.1', 'heap.1', ''],
  ['a.b/heap', 'a.b/heap', ''],
  ['heap.', 'heap.', ''],
  ['.gitignore', '.gitignore', ''],
  ['a/.pb.gz', 'a/.pb', '.gz'],
])('%s is %j and %j', (path, stem, extension) => {
  expect(splitExtension(path)).toEqual({ stem, extension })
})

describe('a file is meant as a profile', () => {
  test.each([
    ['heap.pb.gz', true],
    ['a/heap.pprof', true],
    ['cpu.prof', true],
    ['default.pgo', true],
    ['mem.out', true],
    ['MEM.OUT', true],
    ['heap.gz', false],
    ['heap.pb', false],
    ['out', false],
    ['heap.pb.gz/README', false],
    ['heap.pb.gz\n', false],
    ['goroutine.txt', false],
  ])('by its extension: %j %s', (profile, expected) => {
    expect(hasProfileExtension(profile)).toBe(expected)
    expect(isMeant(profile, { named: false, profileElsewhere: false })).toBe(expected)
    expect(isMeant(profile, { named: true, profileElsewhere: false })).toBe(true)
    expect(isMeant(profile, { named: false, profileElsewhere: true })).toBe(true)
  })
})
