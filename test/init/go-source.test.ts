import { describe, expect, it } from 'vitest'
import { holds, isBuiltByName } from '../../src/init/build-constraint.ts'
import { readGoSource } from '../../src/init/go-source.ts'

const benchmarksOf = (text: string) => readGoSource(`package store\n\n${text}`)?.benchmarks

describe('a Go file', () => {
  it.each<[string, readonly string[]]>([
    ['func BenchmarkGet(b *testing.B) {', ['BenchmarkGet']],
    ['func Benchmark(bench *testing.B) {}', ['Benchmark']],
    ['func Benchmark_get(b *testing.B) {}', ['Benchmark_get']],
    ['func BenchmarkÜber(b *testing.B) {}\nfunc Benchmark2(b *testing.B) {}', ['BenchmarkÜber', 'Benchmark2']],
    ['func Benchmarks(b *testing.B) {}', []],
    ['func BenchmarkHelper(b *testing.B, size int) {}', []],
    ['func BenchmarkResult(r testing.BenchmarkResult) {}', []],
    ['func (s *suite) BenchmarkGet(b *testing.B) {}', []],
    ['// func BenchmarkOld(b *testing.B) {}', []],
    ['/*\nfunc BenchmarkOld(b *testing.B) {}\n*/', []],
    ['var text = `\nfunc BenchmarkText(b *testing.B) {}\n`', []],
  ])('has the benchmarks that go test runs: %s', (text, benchmarks) => {
    expect(benchmarksOf(text)).toEqual(benchmarks)
  })

  it('says what it imports, in either form and under any name', () => {
    const text = [
      'package main',
      'import "fmt" // "os"',
      'import (',
      '\t_ "net/http/pprof"',
      '\talias "example.com/shop/store"',
      '\t// "log"',
      ')',
      'const text = "import \\"net\\""',
      "func main() { fmt.Println('\"', alias.Get) }",
    ].join('\n')
    expect(readGoSource(text)).toMatchObject({
      packageName: 'main',
      imports: ['fmt', 'net/http/pprof', 'example.com/shop/store'],
    })
  })

  it('is none if it has no package clause', () => {
    expect(readGoSource('')).toBeNull()
    expect(readGoSource('// package main\n')).toBeNull()
  })

  it('is left out where its constraint keeps it from the runner', () => {
    const head = '// Copyright\n\n'
    expect(readGoSource(`${head}//go:build integration\n\npackage store\n`)).toBeNull()
    expect(readGoSource(`${head}//go:build linux\n\npackage store\n`)).not.toBeNull()
    // Behind the package clause it is a comment like any other.
    expect(readGoSource('package store\n\n//go:build integration\n')).not.toBeNull()
  })
})

describe('a build constraint', () => {
  it.each<[string, boolean]>([
    ['linux', true],
    ['windows', false],
    ['!windows', true],
    ['linux && amd64 && go1.22', true],
    ['windows || (linux && !race)', true],
    ['!(linux || darwin)', false],
    ['linux && integration', false],
    ['ignore', false],
    ['linux &&', false],
    ['linux darwin', false],
    ['', false],
  ])('%s holds on the runner: %s', (expression, value) => {
    expect(holds(expression)).toBe(value)
  })

  it.each<[string, boolean]>([
    ['store.go', true],
    ['store_test.go', true],
    ['store_linux_test.go', true],
    ['store_linux_amd64.go', true],
    ['store_windows_test.go', false],
    ['store_linux_arm64.go', false],
    // The whole name is no constraint.
    ['windows.go', true],
    ['windows_test.go', true],
  ])('in the name %s holds on the runner: %s', (name, value) => {
    expect(isBuiltByName(name)).toBe(value)
  })
})
