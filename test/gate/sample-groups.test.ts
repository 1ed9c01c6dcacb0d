import { describe, expect, test } from 'vitest'
import type { PlainProfile } from '../support/encode-profile.ts'
import { expectCases } from './expect-cases.ts'
import { goroutine } from './made-profiles.ts'
import { type Case, gate, type Side } from './run.ts'

function judged(rule: string, baseline: Side, candidate: Exclude<Side, null>, more = ''): Case {
  return { policy: `rules:\n  - { name: rule, ${rule} }\n${more}`, baseline, candidate }
}

/** A dump (debug=2): each entry is a state, a function that waits there, what started it, and how many there are. */
function dump(...groups: readonly (readonly [state: string, name: string, creator: string, count: number])[]): string {
  const goroutines = groups.flatMap(([state, name, creator, count], at) =>
    Array.from({ length: count }, (_, each) => {
      const id = at * 1000 + each + 1
      const frame = `${name}()\n\t/src/${name.split('.')[0]}.go:${at + 10} +0x19`
      return `goroutine ${id} [${state}]:\n${frame}\ncreated by ${creator} in goroutine 1\n\t/src/start.go:5 +0x85\n`
    }),
  )
  return `goroutine 900000 [running]:\nmain.main()\n\t/src/main.go:7 +0x19\n\n${goroutines.join('\n')}`
}

/** `go test -bench -benchmem`: each entry is a name, its bytes and its allocations. */
function bench(...results: readonly (readonly [name: string, bytes: number, allocs: number])[]): string {
  const lines = results.map(
    ([name, bytes, allocs]) => `${name}-8\t 1000\t 100 ns/op\t ${bytes} B/op\t ${allocs} allocs/op\n`,
  )
  return `goos: linux\ngoarch: amd64\npkg: shop\n${lines.join('')}PASS\nok  \tshop\t1.0s\n`
}

const SEND = 'runtime.chansend1;runtime.chansend;runtime.gopark'
const RECEIVE = 'runtime.chanrecv1;runtime.chanrecv;runtime.gopark'

function tenants(stack: string, ...counts: readonly (readonly [tenant: string, count: number])[]): PlainProfile {
  const plain = goroutine(counts.map(([, count]) => `${stack} ${count}`).join('\n'))
  const samples = (plain.samples ?? []).map((sample, at) => {
    const tenant = counts[at]?.[0] ?? ''
    return { ...sample, labels: tenant === '' ? [] : [{ key: 'tenant', text: tenant }] }
  })
  return { ...plain, samples }
}

const BEFORE = dump(['chan receive', 'feed.poll', 'feed.Start', 3], ['select', 'pool.work', 'pool.New', 20])
const AFTER = dump(['chan receive', 'feed.poll', 'feed.Start', 60], ['select', 'pool.work', 'pool.New', 90])

test('rules on groups of whole samples', () => {
  const metrics = (sizes: readonly number[]) =>
    ['# TYPE queue gauge', ...sizes.map((size, at) => `queue{shard="${at}"} ${size}`), ''].join('\n')
  const stacks = (send: number, receive: number) =>
    goroutine(`main.serve;main.push;${SEND} ${send}\nmain.serve;main.pull;${RECEIVE} ${receive}`)
  expectCases('sample-groups', {
    'what started goroutines': judged(
      'kind: goroutine, of: creator, except: ["^pool"], fail: { growth: 10 }',
      { 'goroutine.txt': BEFORE },
      { 'goroutine.txt': AFTER },
    ),
    'what started goroutines, accepted by its name on either side': judged(
      'kind: goroutine, of: creator, fail: { growth: 10 }',
      { 'goroutine.txt': dump(['select', 'pool.work', 'pool.New.func1', 20]) },
      { 'goroutine.txt': dump(['select', 'pool.work', 'pool.New.func2', 50]) },
      'accept: [{ creator: pool.New.func3, up-to: 50, until: 2027-01-01, reason: agreed }]',
    ),
    'what goroutines began with': judged(
      'kind: goroutine, of: creator, fail: { growth: 10 }',
      { 'goroutine.pb.gz': stacks(1, 5) },
      { 'goroutine.pb.gz': stacks(70, 5) },
    ),
    'where goroutines wait': judged(
      'kind: goroutine, of: state, only: [chan], fail: { growth: 10 }',
      { 'goroutine.txt': BEFORE },
      { 'goroutine.txt': AFTER },
    ),
    'where goroutines wait, by their stacks; that others wait less is no excuse': judged(
      'kind: goroutine, of: state, fail: { growth: 10 }',
      { 'goroutine.pb.gz': stacks(1, 50) },
      { 'goroutine.pb.gz': stacks(51, 0) },
    ),
    'a dump beside a profile answers for what only dumps know': {
      policy: `rules:
  - { name: started, kind: goroutine, of: creator, fail: { growth: 100 } }
  - { name: all, kind: goroutine, of: total, fail: { growth: 200 } }
  - { name: functions, kind: goroutine, of: function, fail: { growth: 100 } }
  - { name: tenants, kind: goroutine, of: "label:tenant", fail: { growth: 100 } }`,
      baseline: { 'goroutine.txt': BEFORE, 'goroutine.pb.gz': stacks(3, 20) },
      candidate: { 'goroutine.txt': AFTER, 'goroutine.pb.gz': stacks(60, 90) },
    },
    'labels of the program': judged(
      'kind: goroutine, of: "label:tenant", fail: { growth: 10 }',
      { 'goroutine.pb.gz': tenants('main.serve', ['', 9], ['acme', 5], ['bolt', 5]) },
      { 'goroutine.pb.gz': tenants('main.serve', ['', 1], ['acme', 5], ['bolt', 55]) },
    ),
    'a label that nothing has': judged(
      'kind: goroutine, of: "label:tenant", only: [acme], fail: { growth: 10 }',
      { 'goroutine.pb.gz': stacks(1, 1) },
      { 'goroutine.pb.gz': stacks(1, 1) },
    ),
    'benchmarks, each for itself': judged(
      'kind: benchmark, metric: allocs/op, fail: { growth: 0 }',
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkGet', 16, 1]) },
      { 'bench.txt': bench(['BenchmarkPut', 80, 3], ['BenchmarkGet', 16, 1]) },
    ),
    'benchmarks, by the mean of their runs': judged(
      'kind: benchmark, metric: B/op, fail: { percent: 5, growth: 16B }',
      { 'bench.txt': bench(['BenchmarkPut', 100, 2], ['BenchmarkPut', 102, 2]) },
      { 'bench.txt': bench(['BenchmarkPut', 120, 2], ['BenchmarkPut', 125, 2], ['BenchmarkPut', 127, 2]) },
    ),
    'a benchmark that not every run has': judged(
      'kind: benchmark, metric: B/op, of: benchmark, fail: { percent: 5, growth: 16B }',
      {
        'bench.1.txt': bench(['BenchmarkPut', 100, 2], ['BenchmarkGet', 60, 1]),
        'bench.2.txt': bench(['BenchmarkPut', 100, 2]),
      },
      {
        'bench.1.txt': bench(['BenchmarkPut', 100, 2], ['BenchmarkGet', 60, 1]),
        'bench.2.txt': bench(['BenchmarkPut', 100, 2], ['BenchmarkGet', 62, 1]),
      },
    ),
    'a benchmark that is new, and one that is gone, have not grown': judged(
      'kind: benchmark, metric: allocs/op, of: benchmark, fail: { growth: 0 }',
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkOld', 16, 9]) },
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkNew', 16, 9]) },
    ),
    'nor has the sum of all': judged(
      'kind: benchmark, metric: allocs/op, of: total, fail: { growth: 0 }',
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkOld', 16, 1]) },
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkNew', 16, 9]) },
    ),
    'but a new benchmark has its budget': judged(
      'kind: benchmark, metric: B/op, of: benchmark, fail: { above: 1KiB }',
      { 'bench.txt': bench(['BenchmarkPut', 64, 2]) },
      { 'bench.txt': bench(['BenchmarkPut', 64, 2], ['BenchmarkNew', 4096, 9]) },
    ),
    'benchmarks that are accepted': judged(
      'kind: benchmark, metric: B/op, of: benchmark, fail: { growth: 16B }',
      { 'bench.txt': bench(['BenchmarkPut', 64, 2]) },
      { 'bench.txt': bench(['BenchmarkPut', 128, 2]) },
      'accept: [{ benchmark: shop.BenchmarkPut, up-to: 128B, until: 2027-01-01, reason: agreed }]',
    ),
    'metrics, exactly': judged(
      'kind: metrics, metric: queue, of: total, fail: { percent: 10, growth: 10 }',
      { 'metrics.prom': metrics([40, 60]) },
      { 'metrics.prom': metrics([45, 66]) },
    ),
    'metrics by label': judged(
      'kind: metrics, metric: queue, of: "label:shard", fail: { growth: 5 }',
      { 'metrics.prom': metrics([40, -60]) },
      { 'metrics.prom': metrics([45, -50]) },
    ),
  })
})

describe('what is said of goroutines that grew', () => {
  const causes = (of: string, files: readonly [string, string, string]) => {
    const [name, baseline, candidate] = files
    const sides = { baseline: { [name]: baseline }, candidate: { [name]: candidate } }
    const { checks } = gate({
      policy: `rules: [{ name: rule, kind: goroutine, of: ${of}, fail: { growth: 10 } }]`,
      ...sides,
    })
    return (checks[0]?.causes ?? []).map(({ name, waiting, creator, file, line }) => [
      name,
      waiting,
      creator,
      `${file}:${line}`,
    ])
  }
  const files = ['goroutine.txt', BEFORE, AFTER] as const

  test('is where they wait and what started them', () => {
    expect(causes('function', files)).toEqual([
      ['pool.work', 'select', 'pool.New', '/src/pool.go:11'],
      ['feed.poll', 'chan receive', 'feed.Start', '/src/feed.go:10'],
    ])
  })

  test('is not what their group says', () => {
    expect(causes('creator', files)).toEqual([
      ['pool.New', 'select', null, '/src/pool.go:11'],
      ['feed.Start', 'chan receive', null, '/src/feed.go:10'],
    ])
    expect(causes('state', files)).toEqual([
      ['select', null, 'pool.New', '/src/pool.go:11'],
      ['chan receive', null, 'feed.Start', '/src/feed.go:10'],
    ])
  })

  test('is of those that came, not of those that were there', () => {
    const before = dump(['select', 'pool.work', 'pool.New', 20])
    const after = dump(['select', 'pool.work', 'pool.New', 10], ['chan send', 'pool.work', 'pool.Grow', 30])
    expect(causes('function', ['goroutine.txt', before, after])).toMatchObject([
      ['pool.work', 'chan send', 'pool.Grow', {}],
    ])
  })

  test('is nothing where nobody waits', () => {
    const after = dump(['running', 'pool.work', 'pool.work', 90])
    expect(causes('function', ['goroutine.txt', BEFORE, after])).toMatchObject([['pool.work', null, null, {}]])
  })
})
