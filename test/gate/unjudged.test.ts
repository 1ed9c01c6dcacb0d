import { test } from 'vitest'
import type { PlainProfile } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'
import { expectCases } from './expect-cases.ts'
import { contention, cpu, goroutine, heap, type Made } from './made-profiles.ts'
import type { Case } from './run.ts'

type Files = Readonly<Record<string, Made>>

function judged(rule: string, baseline: Files, candidate: Files, when = ''): Case {
  return { policy: `rules:\n  - { name: rule, ${rule} }\n${when}`, baseline, candidate }
}

const HEAP = { 'heap.pb.gz': heap('main.load 1024 200') }
const GROWN = { 'heap.pb.gz': heap('main.load 1024 900') }
const WAITING = { 'goroutine.pb.gz': goroutine('main.wait 1') }
const LIVE = 'kind: heap, of: total, fail: { percent: 10 }'

const ALLOCS = 'kind: benchmark, metric: allocs/op, of: benchmark, fail: { growth: 0 }'
const PUT = 'BenchmarkPut 100 10.0 ns/op 16 B/op 2 allocs/op'
const GET = 'BenchmarkGet 100 10.0 ns/op 16 B/op 1 allocs/op'
const LOCKED = { 'mutex.pb.gz': contention('main.lock 3 3000') }
const LOCKED_FOR_SECONDS = { 'mutex.pb.gz': inSeconds(contention('main.lock 3 3000')) }

function bench(pkg: string, ...results: readonly string[]): Files {
  return { 'bench.txt': `goos: linux\ngoarch: amd64\npkg: ${pkg}\n${results.join('\n')}\nPASS\n` }
}

/** As `?seconds=3` has it. */
function inSeconds(profile: PlainProfile): PlainProfile {
  return { ...profile, durationNs: 3_000_000_000n }
}

function without(profile: PlainProfile): PlainProfile {
  return { ...profile, samples: [] }
}

function difference(profile: PlainProfile): PlainProfile {
  const samples = profile.samples?.map((sample) => {
    return { ...sample, labels: [...(sample.labels ?? []), { key: 'pprof::base', text: 'true' }] }
  })
  return { ...profile, samples: samples ?? [] }
}

test('what cannot be judged is not compared, and never a pass', () => {
  expectCases('unjudged', {
    'values per operation': judged(`${LIVE}, per: op`, HEAP, GROWN),
    'a metric that the baseline lacks': judged(
      'kind: heap, metric: alloc_space, of: total, fail: { percent: 10 }',
      { 'heap.pb.gz': plainProfile('inuse_objects/count inuse_space/bytes\nmain.load 1 512') },
      HEAP,
    ),
    'a metric that the candidate lacks, in which a budget would pass': judged(
      'kind: heap, metric: alloc_space, of: total, fail: { above: 1MiB }',
      HEAP,
      { 'heap.pb.gz': plainProfile('inuse_objects/count inuse_space/bytes\nmain.load 1 512') },
    ),
    'a limit in another unit than the values': judged(
      'kind: other, metric: widgets, of: total, fail: { growth: 1MiB }',
      { 'made.pb.gz': plainProfile('widgets/count\nmain.load 1') },
      { 'made.pb.gz': plainProfile('widgets/count\nmain.load 9000000') },
      'when: { inconclusive: pass }',
    ),
    'a profile that is a difference by its label': judged(LIVE, HEAP, {
      'heap.pb.gz': difference(heap('main.load 1024 10')),
    }),
    'a profile that is a difference by its values': judged(
      'kind: goroutine, of: total, fail: { growth: 1 }',
      {
        'goroutine.pb.gz': goroutine('main.wait 5\nmain.gone -3'),
      },
      WAITING,
    ),
    'a heap without samples': judged(LIVE, HEAP, { 'heap.pb.gz': without(heap('main.load 1024 1')) }),
    'a heap without samples has no budget either': judged('kind: heap, of: total, fail: { above: 1MiB }', HEAP, {
      'heap.pb.gz': without(heap('main.load 1024 1')),
    }),
    'a CPU profile without samples, of the baseline': judged(
      'kind: cpu, of: total, fail: { percent: 10 }',
      { 'cpu.pprof': cpu('main.work 0') },
      { 'cpu.pprof': cpu('main.work 300') },
    ),
    'but locks may be without any': judged(
      'kind: mutex, of: total, fail: { percent: 10 }',
      { 'mutex.pb.gz': contention('main.lock 3 3000') },
      { 'mutex.pb.gz': without(contention('main.lock 3 3000')) },
    ),
    'a file that is of another kind': judged(
      LIVE,
      { ...HEAP, ...WAITING },
      { 'heap.pb.gz': '# TYPE go_goroutines gauge\ngo_goroutines 7\n', ...WAITING },
    ),
    'growth in a while against what there is': judged(
      'kind: heap, metric: alloc_space, of: total, fail: [{ percent: 10 }, { above: 100MiB }]',
      HEAP,
      { 'heap.pb.gz': inSeconds(heap('main.load 1024 2')) },
    ),
    'and the other way round': judged('kind: mutex, of: total, fail: { percent: 10 }', LOCKED_FOR_SECONDS, LOCKED),
    'what happened in a while may be compared with as much': judged(
      'kind: mutex, of: total, fail: { percent: 10 }',
      LOCKED_FOR_SECONDS,
      LOCKED_FOR_SECONDS,
    ),
    'but not goroutines, of which it says nothing': judged(
      'kind: goroutine, of: total, fail: { growth: 1 }',
      { 'goroutine.pb.gz': inSeconds(goroutine('main.wait 1')) },
      { 'goroutine.pb.gz': inSeconds(goroutine('main.wait 1\nmain.gone -3')) },
    ),
    'benchmarks of a package that has another name': judged(ALLOCS, bench('old', PUT), bench('new', PUT)),
    'benchmarks of which none is left': judged(ALLOCS, bench('shop', PUT), bench('shop', GET)),
    'a metric that no benchmark has on both sides': judged(
      ALLOCS,
      bench('shop', PUT, 'BenchmarkGet 100 10.0 ns/op'),
      bench('shop', 'BenchmarkPut 100 10.0 ns/op', GET),
    ),
    'nothing to compare for one rule': judged(`${ALLOCS}, only: [Put]`, bench('shop', PUT, GET), bench('shop', GET)),
    'a benchmark without allocations is compared': judged(
      ALLOCS,
      bench('shop', 'BenchmarkPut 100 10.0 ns/op 0 B/op 0 allocs/op', GET),
      bench('shop', 'BenchmarkPut 100 10.0 ns/op 0 B/op 0 allocs/op'),
    ),
    'results of which some lack a metric': judged(
      ALLOCS,
      bench('shop', PUT, GET, 'BenchmarkOld 100 10.0 ns/op 16 B/op 1 allocs/op'),
      bench('shop', PUT, 'BenchmarkGet 100 10.0 ns/op'),
    ),
  })
})
