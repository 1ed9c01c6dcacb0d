import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFile } from '../../src/decode/decode.ts'
import { decodedText } from '../support/decoded-text.ts'
import { goCommand } from '../support/go-program.ts'
import { describeWithGo } from '../support/go-tool.ts'

const HEAD = 'goos: linux\ngoarch: amd64\npkg: example.com/shop\ncpu: AMD EPYC\n'
const PUT = 'BenchmarkPut-8   \t     100\t        12.34 ns/op\t      16 B/op\t       1 allocs/op\n'
const END = 'PASS\nok  \texample.com/shop\t1.2s\n'
const TYPES = 'sec/op/nanoseconds B/op/bytes allocs/op/count'

describe('the output of go test -bench', () => {
  test('each benchmark is a sample with its package, nanoseconds are kept as they are', () => {
    expect(decodedText(HEAD + PUT + END)).toEqual(['benchmark', TYPES, 'example.com/shop.BenchmarkPut 12.34 16 1'])
  })

  test('the machine is kept as comments', () => {
    const [decoded] = decodeFile(new TextEncoder().encode(HEAD + PUT + END))
    expect(decoded?.runs[0]?.comments).toEqual(['goos: linux', 'goarch: amd64', 'cpu: AMD EPYC'])
  })

  test('the k-th result of each benchmark is in run k', () => {
    const get = (value: number) => `BenchmarkGet-8 \t 10\t ${value} ns/op\n`
    expect(decodedText(`pkg: p\n${get(1)}${get(2)}${END}pkg: q\n${get(3)}${get(4)}${END}`)).toEqual([
      'benchmark',
      'sec/op/nanoseconds',
      'p.BenchmarkGet 1',
      'q.BenchmarkGet 3',
      'sec/op/nanoseconds',
      'p.BenchmarkGet 2',
      'q.BenchmarkGet 4',
    ])
  })

  test('the number of processors stays where it is not the same everywhere', () => {
    const names = ['BenchmarkPut/n=1', 'BenchmarkPut/n=1-2', 'BenchmarkPut/n=1-4']
    const text = names.map((name) => `${name} \t 10\t 5 ns/op\n`).join('')
    expect(decodedText(text).slice(2)).toEqual(names.map((name) => `${name} 5`))
  })

  test('metrics are the units, in the order of their first appearance; what a line lacks is no 0', () => {
    const lines = ['BenchmarkA 1 5 ns/op 100.5 MB/s', 'BenchmarkB 1 2 p99-ns 7 ns/op 0.5 hit-rate 9 B/op 3 queue-bytes']
    expect(decodedText(`${lines.join('\n')}\n`)).toEqual([
      'benchmark',
      'sec/op/nanoseconds MB/s/MB/s p99-sec/nanoseconds hit-rate/hit-rate B/op/bytes queue-bytes/bytes',
      'BenchmarkA 5 100.5 NaN NaN NaN NaN',
      'BenchmarkB 7 NaN 2 0.5 9 3',
    ])
  })

  test('logs are passed over, also between a name and its result', () => {
    const text = `2026/11/21 starting: 3 shards
goos: linux
goarch: amd64
Benchmarking is fun
=== RUN   BenchmarkPut
BenchmarkPut
BenchmarkPut-8         \tloading catalogue
     7\tof them
gc 12 @1.234s 2%: 0.018+1.3+0.076 ms clock
     100\t        12.34 ns/op\t      16 B/op
--- BENCH: BenchmarkPut-8
    put_test.go:12: FAIL is only a word here
PASS
`
    expect(decodedText(text)).toEqual(['benchmark', 'sec/op/nanoseconds B/op/bytes', 'BenchmarkPut 12.34 16'])
  })

  test('lines of Windows and of UTF-16 read alike', () => {
    const windows = (HEAD + PUT + END).replaceAll('\n', '\r\n')
    const [kind] = decodedText(windows)
    expect(kind).toBe('benchmark')
    expect(decodedText(windows)).toEqual(decodedText(HEAD + PUT + END))
    const wide = new Uint8Array(Buffer.from(`\ufeff${windows}`, 'utf16le'))
    expect(decodedText(wide)).toEqual(decodedText(HEAD + PUT + END))
  })

  test('results that somebody picked out need no end of a package', () => {
    expect(decodedText(PUT + PUT)).toEqual([
      'benchmark',
      TYPES,
      'BenchmarkPut 12.34 16 1',
      TYPES,
      'BenchmarkPut 12.34 16 1',
    ])
  })

  test('seconds are nanoseconds, in the column of those', () => {
    expect(decodedText('BenchmarkA 1 5 ns/op 2 p99-sec\nBenchmarkB 1 0.25 sec/op 7 p99-ns\n')).toEqual([
      'benchmark',
      'sec/op/nanoseconds p99-sec/nanoseconds',
      'BenchmarkA 5 2000000000',
      'BenchmarkB 250000000 7',
    ])
  })

  test.each([
    ['functions alone', ['BenchmarkA-8', 'BenchmarkB/size-8'], ['BenchmarkA', 'BenchmarkB/size']],
    ['parts that differ', ['BenchmarkA/n=1-8', 'BenchmarkA/n=20-8'], ['BenchmarkA/n=1', 'BenchmarkA/n=20']],
    ['a part alone', ['BenchmarkA/size-10'], ['BenchmarkA/size-10']],
    ['the same part', ['BenchmarkA/size-10', 'BenchmarkB/size-10'], ['BenchmarkA/size-10', 'BenchmarkB/size-10']],
    [
      'one processor, which Go does not write',
      ['BenchmarkA/x-1', 'BenchmarkA/y-1'],
      ['BenchmarkA/x-1', 'BenchmarkA/y-1'],
    ],
  ])('the number of processors is known by %s', (_what, names, expected) => {
    const text = names.map((name) => `${name} \t 10\t 5 ns/op\n`).join('')
    expect(decodedText(text).slice(2)).toEqual(expected.map((name) => `${name} 5`))
    expect(decodedText(`pkg: example.com/a\n${text}PASS\n`).slice(2)).toEqual(
      expected.map((name) => `example.com/a.${name} 5`),
    )
  })

  test('a value that is no finite number is left out', () => {
    expect(decodedText('BenchmarkA 1 5 ns/op NaN ratio\n')).toEqual(['benchmark', 'sec/op/nanoseconds', 'BenchmarkA 5'])
  })

  test.each<readonly [what: string, text: string, detail: string]>([
    ['a benchmark that failed', '--- FAIL: BenchmarkPut-8\n    put_test.go:5: broken\n', 'line=6 detail=failed'],
    ['a benchmark that failed later', 'BenchmarkGet-8 \t--- FAIL: BenchmarkGet-8\n', 'line=6 detail=failed'],
    ['a part that failed', '    --- FAIL: BenchmarkPut/a (0.00s)\n', 'line=6 detail=failed'],
    ['a package that failed', 'FAIL\texample.com/shop\t0.01s\n', 'line=6 detail=failed'],
    ['a package that did not build', 'FAIL\texample.com/shop [build failed]\n', 'line=6 detail=failed'],
    ['a crash', 'panic: broken\n\ngoroutine 17 [running]:\nmain.main()\n', 'line=6 detail=failed'],
    [
      'a crash in a result',
      'BenchmarkGet-8 \tfatal error: all asleep\n\ngoroutine 1 [running]:\n',
      'line=6 detail=failed',
    ],
    ['a line that ends in a value', 'BenchmarkGet-8 \t 10\t 5 ns/op\t 16\n', 'line=6 detail=result-line'],
    ['a line with words in it', 'BenchmarkGet-8 \t 10\t 5 ns/op\t lost found\n', 'line=6 detail=result-line'],
    ['a name without a result', 'BenchmarkGet-8 \t', 'line=6 detail=result-line'],
    ['a name that waits when the next comes', `BenchmarkGet-8 \thello\n${PUT}`, 'line=6 detail=result-line'],
    ['an end in a name', 'BenchmarkGe', 'line=6 detail=result-line'],
    ['an end in the end of a line', PUT.slice(0, -1), 'line=6 detail=result-line'],
    ['a package that did not end', PUT, 'line=1 detail=unfinished'],
    ['a package that did not end before the next', `${HEAD}${PUT}${END}`, 'line=1 detail=unfinished'],
    ['a package that did not end after another', `${END}pkg: example.com/till\n${PUT}`, 'line=8 detail=unfinished'],
    ['an end in the last word', `${PUT}PAS`, 'line=1 detail=unfinished'],
    ['an end in a unit', PUT.slice(0, -3), 'line=6 detail=result-line'],
    ['an end before a unit of the others', PUT.slice(0, PUT.lastIndexOf('\t')), 'line=6 detail=result-line'],
    [
      'fewer results of one',
      `${PUT}BenchmarkGet-8 \t 10\t 5 ns/op\n${END}`,
      'line=7 detail=uneven-runs benchmark=example.com/shop.BenchmarkGet-8 results=1 runs=2',
    ],
  ])('%s is refused by name', (_what, more, detail) => {
    expect(decodedText(HEAD + PUT + more)).toEqual([`refused: text-damaged format=benchmark ${detail}`])
  })

  test('an output without any result is refused', () => {
    expect(decodedText('PASS\nok  \texample.com/shop\t0.01s\n')).toEqual([
      'refused: text-damaged format=benchmark detail=no-result',
    ])
  })

  test('more metrics than a profile can hold are refused', () => {
    const text = Array.from({ length: 5000 }, (_, at) => `BenchmarkA${at} 1 5 unit${at}\n`).join('')
    expect(decodedText(text)[0]).toMatch(/^refused: too-many-metrics/)
  })

  test.each([
    ['a document that quotes results', `# Speed\n\n\`\`\`\n${HEAD}${PUT}\`\`\`\n`],
    [
      'a document that has results in its text',
      `# Speed\n\nBefore:\n${PUT}\nAfter much work:\n${PUT}\nThis is good.\n`,
    ],
    ['a log about benchmarks', 'Benchmark results: 5 of 7\nBenchmarking 10 5 items\n'],
  ])('%s is text', (_what, text) => {
    expect(decodedText(text)).toEqual(['refused: not-a-profile is=text'])
  })

  test('what is printed as Go prints it is read again', () => {
    const value = fc.double({ min: 0, max: 1e12, noNaN: true })
    const rows = fc.uniqueArray(fc.record({ id: fc.nat(), ns: value, bytes: fc.nat() }), {
      selector: ({ id }) => id,
      minLength: 1,
    })
    fc.assert(
      fc.property(rows, (benchmarks) => {
        const lines = benchmarks.map(({ id, ns, bytes }) => `BenchmarkX${id}-8 \t 1\t ${ns} ns/op\t ${bytes} B/op\n`)
        const samples = benchmarks.map(({ id, ns, bytes }) => `BenchmarkX${id} ${ns + 0} ${bytes}`)
        expect(decodedText(lines.join('')).slice(2)).toEqual(samples)
      }),
    )
  })
})

const event = (fields: Readonly<Record<string, string>>) => `${JSON.stringify({ Time: 'T', ...fields })}\n`

describe('the output of go test -bench -json', () => {
  const output = (pkg: string, text: string) => event({ Action: 'output', Package: pkg, Output: text })

  test('pieces of lines are put together, by package', () => {
    const text =
      output('p', 'goos: linux\n') +
      output('q', 'pkg: q\n') +
      output('p', 'BenchmarkA-2 \t') +
      output('q', 'BenchmarkB-2 \t 5\t 7 n') +
      output('p', ' 5\t 6 ns/op\n') +
      output('q', 's/op\nPASS\n') +
      output('p', 'ok  \tp\t0.1s\n')
    expect(decodedText(text)).toEqual(['benchmark', 'sec/op/nanoseconds', 'p.BenchmarkA 6', 'q.BenchmarkB 7'])
  })

  test('what the go command says between the events is passed over', () => {
    const text = `go: downloading example.com/lib v1.0.0\n\r\n${output('p', 'BenchmarkA \t 5\t 6 ns/op\n')}`
    expect(decodedText(text).at(-1)).toBe('p.BenchmarkA 6')
  })

  test('events of other programs are JSON', () => {
    expect(decodedText('{"Time":"T","Action":"deploy","Package":"p","Output":"done"}\n')).toEqual([
      'refused: not-a-profile is=json',
    ])
  })

  const result = output('p', 'BenchmarkA \t 5\t 6 ns/op\n')

  test.each<readonly [what: string, text: string, detail: string]>([
    [
      'a benchmark that failed',
      result + event({ Action: 'fail', Package: 'p', Test: 'BenchmarkA' }),
      'line=2 detail=failed',
    ],
    ['a build that failed', event({ ImportPath: 'p', Action: 'build-fail' }), 'line=1 detail=failed'],
    ['a failure in words', `${result}FAIL\tq [setup failed]\n`, 'line=2 detail=failed'],
    ['a package that did not end', event({ Action: 'start', Package: 'p' }) + result, 'line=1 detail=unfinished'],
    ['an output that did not end', output('p', 'pkg: p\n') + result, 'line=1 detail=unfinished'],
    ['an event that is cut off', result + result.slice(0, 40), 'line=2 detail=event'],
    ['an event of something else', `${result}{"a":1}\n`, 'line=2 detail=event'],
    ['a line that is cut off', result + output('p', 'BenchmarkB \t 5\t'), 'line=2 detail=result-line'],
  ])('%s is refused by name', (_what, text, detail) => {
    expect(decodedText(text)).toEqual([`refused: text-damaged format=benchmark-json ${detail}`])
  })
})

describeWithGo('what go test prints here', () => {
  const shop = `package shop

import (
	"fmt"
	"os"
	"testing"
)

func BenchmarkPut(b *testing.B) {
	b.ReportAllocs()
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			fmt.Println("putting", b.N)
			for i := 0; i < b.N; i++ {
				_ = fmt.Sprint(i)
			}
			b.ReportMetric(float64(n)/4, "items/put")
		})
	}
	if os.Getenv("BREAK") != "" {
		b.Fatal("broken")
	}
}
`
  const files = { 'shop/shop_test.go': shop, 'till/till_test.go': shop.replace('package shop', 'package till') }
  const bench = ['test', '-run=^$', '-bench=.', '-benchtime=10x', '-count=2']
  /** Times differ from run to run, the rest does not. */
  const withoutTimes = (lines: readonly string[]) =>
    lines.map((line) => line.replace(/(Put\/n=\d+) [\d.]+ /, '$1 TIME '))

  test('text and JSON hold the same', () => {
    const text = withoutTimes(decodedText(goCommand(files, [...bench, './...']).stdout))
    expect(text.slice(0, 6)).toEqual([
      'benchmark',
      'sec/op/nanoseconds items/put/items/put',
      'example.com/shop/shop.BenchmarkPut/n=1 TIME 0.25',
      'example.com/shop/shop.BenchmarkPut/n=20 TIME 5',
      'example.com/shop/till.BenchmarkPut/n=1 TIME 0.25',
      'example.com/shop/till.BenchmarkPut/n=20 TIME 5',
    ])
    expect(text).toHaveLength(11)
    expect(withoutTimes(decodedText(goCommand(files, [...bench, '-json', './...']).stdout))).toEqual(text)
    expect(withoutTimes(decodedText(goCommand(files, [...bench, '-v', './...']).stdout))).toEqual(text)
  })

  test.each([[[]], [['-json']]])('a failure is refused %j', (flags) => {
    const { stdout } = goCommand(files, [...bench, ...flags, './...'], { BREAK: '1' })
    expect(decodedText(stdout)[0]).toMatch(/^refused: text-damaged format=benchmark(-json)? line=\d+ detail=failed$/)
  })
})
