import { type BenchmarkLine, benchmarkLine, type Measured } from './benchmark-line.ts'
import { BenchmarkResults } from './benchmark-results.ts'
import { DecodeError } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { headOf, type Line, linesOf, quotesOthers } from './lines.ts'

/**
 * The output of `go test -bench` as text. Kind benchmark, one run for each repetition (`-count`); lines that are none of
 * the format are logs. A run that failed is refused, for what it measured until then is not what it should have.
 */
export const benchmark: TextFormat = {
  recognises(text) {
    const head = headOf(text)
    return TELLING.test(head) && !quotesOthers(head)
  },
  decode(text): readonly Decoded[] {
    const results = new BenchmarkResults()
    const output = new BenchmarkOutput('benchmark', results)
    for (const line of linesOf(text)) output.read(line)
    output.end()
    return [{ kind: 'benchmark', runs: results.build('benchmark') }]
  },
}

/** What `go test` says of itself before and after the results. */
const TELLING =
  /^(goos: \S+\r?\ngoarch: |pkg: \S+\r?\n(cpu: |Benchmark)|Benchmark(?![a-z])\S*[ \t]+\d+[ \t]+[\d.e+-]+ \S|(ok {2}|FAIL)\t\S+([ \t]|\r?$))/m

/** Reads the output of one process after the other, or with -json of one package. */
export class BenchmarkOutput {
  private readonly format: string
  private readonly results: BenchmarkResults
  /** Empty where nobody says. */
  private pkg: string
  private readonly isPkgKnown: boolean
  private promised: { readonly name: string; readonly line: number } | null = null
  private crashLine: number | null = null
  private readonly unitLists = new Set<string>()

  constructor(format: string, results: BenchmarkResults, pkg: string | null = null) {
    this.format = format
    this.results = results
    this.pkg = pkg ?? ''
    this.isPkgKnown = pkg !== null
  }

  /** @throws {DecodeError} `text-damaged` for a result that is damaged, and for a run that failed. */
  read(line: Line): void {
    this.take(benchmarkLine(line.text), line)
    // A name alone is what -v prints before the result, unless the text ends inside it.
    if (!line.ended && /^Benchmark(?![a-z])\S*\s*$/.test(line.text)) throw this.damaged(line.number, 'result-line')
  }

  private take(found: BenchmarkLine, line: Line): void {
    switch (found.kind) {
      case 'result':
        this.add(found.name, found.values, line)
        break
      case 'promise':
        this.keepPromise()
        this.promised = { name: found.name, line: line.number }
        // What the benchmark printed follows its name; it may be how it ended.
        this.take(benchmarkLine(found.rest), line)
        break
      case 'late-result': {
        const { promised } = this
        this.promised = null
        if (promised !== null) this.add(promised.name, found.values, line)
        break
      }
      case 'config':
        if (found.key !== 'pkg') this.results.addConfig(found.key, found.value)
        else if (!this.isPkgKnown) this.pkg = found.value
        break
      case 'damaged':
        throw this.damaged(line.number, 'result-line')
      case 'failure':
        throw this.damaged(line.number, 'failed')
      case 'crash':
        this.crashLine ??= line.number
        break
      case 'stack':
        if (this.crashLine !== null) throw this.damaged(this.crashLine, 'failed')
    }
  }

  /** @throws {DecodeError} `text-damaged` if a result never came. */
  end(): void {
    this.keepPromise()
  }

  private add(name: string, values: readonly Measured[], line: Line): void {
    this.keepPromise()
    const units = values.map(([, unit]) => unit).join(' ')
    if (!line.ended && !this.isWhole(units)) throw this.damaged(line.number, 'result-line')
    this.unitLists.add(units)
    this.results.add(this.pkg === '' ? name : `${this.pkg}.${name}`, values, line.number)
  }

  /** A last line without its end may lack units, or the end of one, that the other lines have. */
  private isWhole(units: string): boolean {
    return this.unitLists.size === 0 ? /\/(op|s)$/.test(units) : this.unitLists.has(units)
  }

  private keepPromise(): void {
    if (this.promised !== null) throw this.damaged(this.promised.line, 'result-line')
  }

  private damaged(line: number, detail: string): DecodeError {
    return new DecodeError('text-damaged', { format: this.format, line, detail })
  }
}
