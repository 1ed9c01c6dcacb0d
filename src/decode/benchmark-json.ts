import { BenchmarkOutput } from './benchmark.ts'
import { BenchmarkResults } from './benchmark-results.ts'
import { type DecodeError, textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { linesOf } from './lines.ts'

const FORMAT = 'benchmark-json'

/** What `go test -json` says in a line (`go doc test2json`). */
interface TestEvent {
  readonly action: string
  /** Empty where the event is of no package. */
  readonly pkg: string
  /** True for what happened to a package as a whole, not to one test of it. */
  readonly ofPackage: boolean
  readonly output: string
}

/**
 * The output of `go test -bench -json`: an object a line. The outputs of a package in their order are what it prints
 * without -json, a line often in several pieces; packages may alternate. Other lines (of the go command on standard
 * error) are read like output.
 */
export const benchmarkJson: TextFormat = {
  recognises: (text) => OPENING.test(text),
  decode(text): readonly Decoded[] {
    const results = new BenchmarkResults()
    const packages = new Map<string, PackageOutput>()
    const others = new BenchmarkOutput(FORMAT, results)
    for (const line of linesOf(text)) {
      if (!line.text.startsWith('{')) {
        others.read(line)
        continue
      }
      const event = eventOf(line.text, line.number)
      const output = packages.get(event.pkg) ?? new PackageOutput(event.pkg, results)
      packages.set(event.pkg, output)
      output.take(event, line.number)
    }
    others.end()
    for (const output of packages.values()) output.end()
    return [{ kind: 'benchmark', runs: results.build(FORMAT) }]
  },
}

/** The go command may have said something first (`go: downloading …`), but not much. */
const OPENING =
  /^(?:[^{\n][^\n]*\n|\n){0,100}\{(?:"(?:Time|ImportPath)":"[^"\n]*",){0,2}"Action":"(?:start|run|pause|cont|pass|bench|fail|output|skip|attr|artifacts|build-output|build-fail)"[,}]/

function eventOf(text: string, line: number): TestEvent {
  const event = parsed(text)
  const field = (name: string) => {
    const value = event?.[name]
    return typeof value === 'string' ? value : ''
  }
  const action = field('Action')
  if (action === '') throw textDamaged(FORMAT, 'event', line)
  return { action, pkg: field('Package'), ofPackage: field('Test') === '', output: field('Output') }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The output of a package, put together from its pieces. */
class PackageOutput {
  private readonly output: BenchmarkOutput
  /** Of the line that is not complete yet. */
  private pieces: string[] = []
  private lastLine = 0
  private startLine: number | null = null

  constructor(pkg: string, results: BenchmarkResults) {
    this.output = new BenchmarkOutput(FORMAT, results, pkg === '' ? null : pkg)
  }

  take({ action, ofPackage, output }: TestEvent, line: number): void {
    this.lastLine = line
    if (action === 'start') this.startLine = line
    if (ofPackage && (action === 'pass' || action === 'skip')) this.startLine = null
    if (action === 'output' || action === 'build-output') this.print(output)
    if (action === 'fail' || action === 'build-fail') throw this.damaged(line, 'failed')
  }

  /** @throws {DecodeError} `text-damaged` if the package began and nobody said how it ended. */
  end(): void {
    if (this.pieces.length > 0) this.read(this.pieces.join(''), false)
    this.output.end()
    if (this.startLine !== null) throw this.damaged(this.startLine, 'unfinished')
  }

  private print(output: string): void {
    const [first = '', ...others] = output.split('\n')
    this.pieces.push(first)
    for (const next of others) {
      this.read(this.pieces.join(''), true)
      this.pieces = [next]
    }
  }

  private read(text: string, ended: boolean): void {
    if (text !== '') this.output.read({ text: text.replace(/\r$/, ''), number: this.lastLine, ended })
  }

  private damaged(line: number, detail: string): DecodeError {
    return textDamaged(FORMAT, detail, line)
  }
}
