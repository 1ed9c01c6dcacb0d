import { type DecodeError, textDamaged } from './decode-error.ts'
import { type Line, linesOf } from './lines.ts'

/** Walks over the lines of a text, for formats that look at a line to tell whose it is. */
export class LineCursor {
  /** The line that is looked at; null past the end. */
  line: string | null = null
  /** Its number, from 1; past the end that of the last line. */
  number = 0
  /** Whether that line has its end; past the end whether the last one has. */
  ended = true
  private readonly rest: Iterator<Line>
  private readonly format: string

  /** Starts at the first line. @param format What the text claims to be, for the error. */
  constructor(text: string, format: string) {
    this.rest = linesOf(text)
    this.format = format
    this.advance()
  }

  advance(): void {
    const { done, value } = this.rest.next()
    this.line = done ? null : value.text
    if (done) return
    this.number = value.number
    this.ended = value.ended
  }

  /** What to throw where the text breaks the rules of its format, here or in an earlier line. */
  damage(detail: string, line = this.number): DecodeError {
    return textDamaged(this.format, detail, line)
  }
}

/** Whether there is nothing but white space in the line. */
export function isBlank(line: string): boolean {
  return line === '' || line.trim() === ''
}
