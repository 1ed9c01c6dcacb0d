import { type BenchmarkLine, type BenchmarkResult, benchmarkLine } from './benchmark-line.ts'
import { BenchmarkResults } from './benchmark-results.ts'
import { type DecodeError, textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { headOf, type Line, linesOf, quotesOthers } from './lines.ts'

/**
 * The output of `go test -bench` as text. Kind benchmark, one run for each repetition (`-count`); lines that are none of
 * the format are logs. A run that failed is refused, for what it measured until then is not what it should have, and one
 * that says of which package it is but not how that ended (`PASS`, `ok`). Results without either are accepted: somebody
 * has picked them out, and nothing shows whether they are all.
 */
export const benchmark: TextFormat = {
  recognises(text) {
    const head = headOf(text)
    return TELLING.test(head) && !quotesOthers(head) && (FRAMED.test(head) || isMostlyResults(head))
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

/** What stands around results, unless they were picked out. */
const FRAMED = /^(goos: |pkg: |PASS\s*$|ok {2}\t|FAIL(\t|\s*$))/m

/** Results alone are not what a document or a log has that mentions some. */
function isMostlyResults(head: string): boolean {
  let [results, others] = [0, 0]
  for (const { text: line } of linesOf(head)) {
    if (/^Benchmark(?![a-z])\S*\s/.test(line) || benchmarkLine(line).kind === 'late-result') results++
    else if (line.trim() !== '') others++
  }
  return results > others
}

/** Reads the output of one process after the other, or with -json of one package. */
export class BenchmarkOutput {
  private readonly format: string
  private readonly results: BenchmarkResults
  /** Empty where nobody says. */
  private pkg: string
  private readonly isPkgKnown: boolean
  private promised: { readonly name: string; readonly line: number } | null = null
  private crashLine: number | null = null
  /** What is said of the package that is not at its end yet, and where that began. */
  private readonly opened = new Set<string>()
  private openedLine = 0

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
        this.add(found.name, found.result, line)
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
        if (promised !== null) this.add(promised.name, found.result, line)
        break
      }
      case 'config':
        this.open(found.key, line.number)
        if (found.key !== 'pkg') this.results.addConfig(found.key, found.value)
        else if (!this.isPkgKnown) this.pkg = found.value
        break
      case 'damaged':
        throw this.damaged(line.number, 'result-line')
      case 'end':
        this.opened.clear()
        break
      case 'failure':
        throw this.damaged(line.number, 'failed')
      case 'crash':
        this.crashLine ??= line.number
        break
      case 'stack':
        if (this.crashLine !== null) throw this.damaged(this.crashLine, 'failed')
    }
  }

  /** @throws {DecodeError} `text-damaged` if a result or the end of a package never came. */
  end(): void {
    this.keepPromise()
    this.close()
  }

  /** Each package says it once, before its results; only some of it where somebody has left out lines. */
  private open(key: string, line: number): void {
    if (key !== 'goos' && key !== 'pkg') return
    if (this.opened.has(key) || (key === 'goos' && this.opened.size > 0)) this.close()
    if (this.opened.size === 0) this.openedLine = line
    this.opened.add(key)
  }

  private close(): void {
    if (this.opened.size > 0) throw this.damaged(this.openedLine, 'unfinished')
  }

  private add(name: string, result: BenchmarkResult, line: Line): void {
    this.keepPromise()
    // It may lack units, or the end of one.
    if (!line.ended) throw this.damaged(line.number, 'result-line')
    this.results.add(this.pkg === '' ? name : `${this.pkg}.${name}`, result, line.number)
  }

  private keepPromise(): void {
    if (this.promised !== null) throw this.damaged(this.promised.line, 'result-line')
  }

  private damaged(line: number, detail: string): DecodeError {
    return textDamaged(this.format, detail, line)
  }
}
