/** A measurement as the line has it: `[12.34, 'ns/op']`. */
export type Measured = readonly [value: number, unit: string]

/** One result: iterations (b.N), and what was measured. */
export interface BenchmarkResult {
  readonly iterations: number
  readonly values: readonly Measured[]
}

/** What a line of the output of `go test -bench` says. */
export type BenchmarkLine =
  | { readonly kind: 'result'; readonly name: string; readonly result: BenchmarkResult }
  /** A name whose result is on a later line, since something was printed in between: `rest`. */
  | { readonly kind: 'promise'; readonly name: string; readonly rest: string }
  /** A result whose name is on an earlier line. */
  | { readonly kind: 'late-result'; readonly result: BenchmarkResult }
  /** A result that is cut off or garbled. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'config'; readonly key: string; readonly value: string }
  /** The end of a package that did not fail. */
  | { readonly kind: 'end' }
  | { readonly kind: 'failure' }
  /** A crash, if the stacks of goroutines follow; programs also log such words. */
  | { readonly kind: 'crash' }
  | { readonly kind: 'stack' }
  | { readonly kind: 'other' }

const OTHER: BenchmarkLine = { kind: 'other' }

/** Go writes the name, padded, and a tab before it runs the benchmark. A name does not go on in lower case. */
const NAMED = /^(Benchmark(?![a-z])\S*)(\s+)(\S.*)?$/
const CONFIG = /^(goos|goarch|pkg|cpu):[ \t]+(.*)$/
const FAILURE = /^\s*--- FAIL: |^FAIL(\t|$)/
const END = /^(PASS\s*$|ok {2}\t)/
const CRASH = /^(panic: |fatal error: |SIG[A-Z]+: )/
const STACK = /^goroutine \d+ [^[]*\[.*\]:$/
const COUNT = /^\d+$/
const VALUE = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|^(NaN|[-+]?Inf)$/

/**
 * Reads one line as Go's benchmark format has it (golang.org/design/14313-benchmark-format, golang.org/x/perf/benchfmt):
 * a name, the number of iterations, then pairs of value and unit. Unlike there, a line that has a value but breaks off is
 * damaged, not skipped.
 */
export function benchmarkLine(line: string): BenchmarkLine {
  switch (line.charCodeAt(0)) {
    case 0x42:
      return namedLine(line)
    case 0x20:
    case 0x09:
      return FAILURE.test(line) ? { kind: 'failure' } : lateResult(line)
  }
  if (FAILURE.test(line)) return { kind: 'failure' }
  if (END.test(line)) return { kind: 'end' }
  if (CRASH.test(line)) return { kind: 'crash' }
  if (STACK.test(line)) return { kind: 'stack' }
  const [, key, value] = CONFIG.exec(line) ?? []
  if (key !== undefined && value !== undefined) return { kind: 'config', key, value: value.trim() }
  return lateResult(line)
}

function namedLine(line: string): BenchmarkLine {
  const [, name, gap = '', rest = ''] = NAMED.exec(line) ?? []
  if (name === undefined) return OTHER
  const result = resultOf(rest)
  if (result === 'damaged') return { kind: 'damaged' }
  if (result !== null) return { kind: 'result', name, result }
  return gap.includes('\t') ? { kind: 'promise', name, rest } : OTHER
}

/** Such a line begins with the iterations, padded, and a tab. */
function lateResult(line: string): BenchmarkLine {
  if (!/^ *\d+\t/.test(line)) return OTHER
  const result = resultOf(line.trimStart())
  return result === null || result === 'damaged' ? OTHER : { kind: 'late-result', result }
}

/** Null if the text does not begin with a count and a value. */
function resultOf(text: string): BenchmarkResult | 'damaged' | null {
  const [count = '', ...fields] = text.trimEnd().split(/\s+/)
  if (!COUNT.test(count) || !VALUE.test(fields[0] ?? '')) return null
  if (fields.length % 2 === 1) return 'damaged'
  const values: Measured[] = []
  for (let at = 0; at < fields.length; at += 2) {
    const [value = '', unit = ''] = fields.slice(at, at + 2)
    if (!VALUE.test(value)) return 'damaged'
    values.push([Number(value.replace('Inf', 'Infinity')), unit])
  }
  return { iterations: Number(count), values }
}
