import type { BenchmarkPart } from './part.ts'

/** The steps that measure benchmarks, as lines of a list of steps; of several parts by the matrix. */
export function benchmarkSteps(parts: readonly BenchmarkPart[]): readonly string[] {
  const [first, ...others] = parts
  if (first === undefined) return []
  const isMatrix = others.length > 0
  const packages = isMatrix ? '$PACKAGES' : first.packages.map(({ path }) => path).join(' ')
  const { folder } = first.module
  const inModule = isMatrix ? '$MODULE/' : folder === '.' ? '' : `${folder}/`
  return [
    '- name: Measure',
    '  shell: bash',
    '  # Every benchmark in a process of its own, so that one that is added or removed changes no profile of another; five',
    '  # times each, which shows how much the same code differs from run to run. -trimpath: files have the same names wherever',
    '  # this runs. 1000x: as many iterations on both sides, whatever the speed. Fewer do where one takes milliseconds.',
    '  # memprofilerate 512: a sample for every 512 B rather than 512 KiB, to name the function of a few more bytes, too.',
    `  # Add packages with new benchmarks to ${isMatrix ? 'the matrix above' : 'the list'}.`,
    '  run: |',
    ...[
      'profiles="$PWD/profiles"',
      'binary="$(mktemp -d)/bench.test"',
      `for package in ${packages}; do`,
      '  (',
      `    cd "${inModule}$package"`,
      '    go test -c -trimpath -o "$binary"',
      `    benchmarks=$("$binary" -test.list '^Benchmark' | grep '^Benchmark')`,
      '    for benchmark in $benchmarks; do',
      '      out="$profiles/$package/$benchmark"',
      '      mkdir -p "$out"',
      '      for run in 1 2 3 4 5; do',
      `        "$binary" -test.run '^$' -test.bench "^$benchmark\\$" -test.benchtime 1000x -test.benchmem \\`,
      '          -test.memprofilerate 512 -test.memprofile "$out/allocs.$run.pb.gz" > "$out/bench.$run.txt"',
      '      done',
      '    done',
      '  )',
      'done',
    ].map((line) => `    ${line}`),
  ]
}
