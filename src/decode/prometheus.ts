import { type DecodeError, textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { headOf, type Line, linesOf } from './lines.ts'
import { metricUnit } from './metric-unit.ts'
import { type MetricValue, metricsProfile } from './metrics-profile.ts'
import type { BuiltLabel } from './profile-builder.ts'
import { quotedEnd } from './quoted.ts'

/**
 * What a program tells Prometheus, in the text format 0.0.4 or as OpenMetrics: kind metrics, series by name and labels,
 * buckets of histograms with their label `le`. Values are doubles, as they are there. A metric of which a series is NaN or
 * infinite is left out with all its series, for a sum without that one would be too small. Of a series that is there
 * twice the last one counts. Time stamps and exemplars are ignored.
 * Formats: prometheus.io/docs/instrumenting/exposition_formats, github.com/prometheus/OpenMetrics.
 */
export const prometheus: TextFormat = {
  recognises(text) {
    const head = headOf(text)
    if (/^\s*# (HELP|TYPE|UNIT) ["\w:.]+\s/.test(head)) return hasType(head)
    // Without any comment it is a list of series, and some have labels, or are named as nothing else is.
    let isTelling = false
    for (const { text: line, ended } of linesOf(head.slice(0, 4096))) {
      if (line.trim() === '' || line.startsWith('#')) continue
      const series = ended ? seriesOf(line) : null
      if (ended && series === null) return false
      isTelling ||= series !== null && (series.labels.length > 0 || /^[a-z]+_[a-z_]+$/.test(series.name))
    }
    return isTelling
  },
  decode(text): readonly Decoded[] {
    const values: MetricValue[] = []
    const units = new Map<string, string>()
    const unmeasured = new Set<string>()
    for (const line of linesOf(text)) {
      if (line.text === '# EOF') break
      // The format wants a line end, and without it a number may lack its last digits.
      if (!line.ended) throw damaged(line, 'cut-off')
      if (/^\s*(#|$)/.test(line.text)) continue
      const series = seriesOf(line.text)
      if (series === null) throw damaged(line, 'series')
      if (!Number.isFinite(series.value)) unmeasured.add(series.name)
      const unit = units.get(series.name) ?? metricUnit(series.name)
      units.set(series.name, unit)
      values.push({ ...series, unit })
    }
    if (values.length === 0) throw textDamaged(FORMAT, 'no-series')
    return [{ kind: 'metrics', runs: [metricsProfile(values.filter(({ name }) => !unmeasured.has(name)))] }]
  },
}

const FORMAT = 'prometheus'

function damaged({ number }: Line, detail: string): DecodeError {
  return textDamaged(FORMAT, detail, number)
}

const TYPE = /^\s*# TYPE \S+ (counter|gauge|histogram|summary|untyped|unknown|info|stateset|gaugehistogram)\s*$/

/** Whether a type is among the first comments, or a series follows them: documents have such headings too. */
function hasType(head: string): boolean {
  for (const { text: line } of linesOf(head)) {
    if (TYPE.test(line)) return true
    if (!/^\s*(#|$)/.test(line)) return seriesOf(line) !== null
  }
  return false
}

interface Series {
  readonly name: string
  readonly value: number
  readonly labels: readonly BuiltLabel[]
}

const NAME = /[a-zA-Z_:][\w:]*/y
/** Longer ones than programs print are none. */
const VALUE = /[^ \t]{1,400}(?=[ \t]|$)/y
const NUMBER = /^[-+]?(?:nan|inf(?:inity)?|(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)$/i
/** Time stamp and exemplar. */
const REST = /(?:-?[\d.]{1,40}(?:e[-+]?\d{1,4})?(?=[ \t]|$))?[ \t]*(?:# \{.*)?$/iy

/** Null for a line that is no series. */
function seriesOf(line: string): Series | null {
  const scan = new Scanner(line)
  let name = scan.match(NAME)
  const labels: BuiltLabel[] = []
  if (scan.skip('{')) {
    while (!scan.skip('}')) {
      const isQuoted = scan.isAt('"')
      const key = isQuoted ? scan.quoted() : scan.match(NAME)
      if (key === null || key === '') return null
      if (scan.skip('=')) {
        const text = scan.quoted()
        if (text === null) return null
        // An empty label means the same as none.
        if (text !== '') labels.push({ key, text })
      } else if (isQuoted && name === '') name = key
      else return null
      if (!scan.skip(',') && !scan.isAt('}')) return null
    }
  }
  const value = scan.isParted() ? scan.match(VALUE) : ''
  if (name === '' || !NUMBER.test(value) || !scan.isEnd(REST)) return null
  // The order of labels means nothing; equal series are to be equal.
  if (labels.length > 1) labels.sort((a, b) => (a.key < b.key ? -1 : 1))
  return { name, value: /[ni]/i.test(value) ? Number.NaN : Number(value), labels }
}

/** Walks over a line, from one part to the next, over the white space between them. */
class Scanner {
  private readonly line: string
  private at = 0

  constructor(line: string) {
    this.line = line
    this.skipGap()
  }

  isAt(character: string): boolean {
    return this.line[this.at] === character
  }

  skip(character: string): boolean {
    if (!this.isAt(character)) return false
    this.at++
    this.skipGap()
    return true
  }

  /** What the sticky expression finds here; empty if it is nothing. */
  match(expression: RegExp): string {
    expression.lastIndex = this.at
    const text = expression.exec(this.line)?.[0] ?? ''
    this.at += text.length
    this.skipGap()
    return text
  }

  /** The quoted text here, without its escapes; null if it has no end. */
  quoted(): string | null {
    const end = this.isAt('"') ? quotedEnd(this.line, this.at) : -1
    if (end === -1) return null
    const text = this.line.slice(this.at + 1, end - 1)
    this.at = end
    this.skipGap()
    return unescaped(text)
  }

  /** Whether white space or a brace is before what comes. */
  isParted(): boolean {
    return ' \t}'.includes(this.line[this.at - 1] ?? ' ')
  }

  /** Whether the rest of the line is what the sticky expression says. */
  isEnd(expression: RegExp): boolean {
    expression.lastIndex = this.at
    return expression.test(this.line)
  }

  private skipGap(): void {
    while (this.isAt(' ') || this.isAt('\t')) this.at++
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\n', '\n'],
  ['\\"', '"'],
  ['\\\\', '\\'],
])

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\./g, (pair) => ESCAPES.get(pair) ?? pair) : text
}
