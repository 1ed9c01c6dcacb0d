/** One line of a text. */
export interface Line {
  /** Without its end, be it LF or CRLF. */
  readonly text: string
  /** From 1. */
  readonly number: number
  /** False for a last line without its end: it may be cut off. */
  readonly ended: boolean
}

/** The lines of a text, in order; what follows the last line end is a line unless it is empty. */
export function* linesOf(text: string): Generator<Line> {
  let number = 0
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start)
    const ended = feed !== -1
    const end = ended ? feed : text.length
    const hasReturn = end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN
    number++
    yield { text: text.slice(start, hasReturn ? end - 1 : end), number, ended }
    start = end + 1
  }
}

const CARRIAGE_RETURN = 13

/** The number of the line at a position of the text. */
export function lineAt(text: string, position: number): number {
  let number = 1
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < position; feed = text.indexOf('\n', feed + 1)) number++
  return number
}

/** So much of a file tells what it is. */
const HEAD_LENGTH = 2 ** 16

/** The beginning of a text, whole lines as long as there is one. */
export function headOf(text: string): string {
  if (text.length <= HEAD_LENGTH) return text
  const feed = text.lastIndexOf('\n', HEAD_LENGTH)
  return text.slice(0, feed === -1 ? HEAD_LENGTH : feed + 1)
}

/** Whether a text shows others, as documentation in Markdown does: what it quotes is no output of a program. */
export function quotesOthers(head: string): boolean {
  return /^(```|~~~)/m.test(head)
}
