import { lineText, type Position, type Source } from './source.ts'
import { cut, visible } from './visible.ts'

export interface FrameLine {
  readonly line: number
  readonly text: string
}

/**
 * A few lines of a file, the last one with a mark below. Texts are safe to print: cut at 160 columns, unseen
 * characters written out. `caretStart` counts columns of the last line's text from 0.
 */
export interface CodeFrame {
  readonly lines: readonly FrameLine[]
  readonly caretStart: number
  readonly caretLength: number
}

const WIDTH = 160
const LINES_BEFORE = 2

/** How much of a long line stays in view before the mark. */
const LEAD = 60

/** The frame for a mark from `start` up to, not including, `endColumn` of the same line. */
export function codeFrame(source: Source, start: Position, endColumn: number): CodeFrame {
  const lines: FrameLine[] = []
  for (let line = Math.max(1, start.line - LINES_BEFORE); line < start.line; line += 1) {
    lines.push({ line, text: shortened(lineText(source, line)) })
  }
  const marked = lineText(source, start.line)
  const first = start.column - 1 > WIDTH - LEAD ? start.column - 1 - LEAD : 0
  const before = (first > 0 ? '…' : '') + visible(marked.slice(first, start.column - 1))
  const text = cut(before + visible(marked.slice(start.column - 1, start.column - 1 + WIDTH)), WIDTH)
  const length = visible(marked.slice(start.column - 1, Math.min(endColumn, start.column + WIDTH) - 1)).length
  lines.push({ line: start.line, text })
  return {
    lines,
    caretStart: Math.min(before.length, WIDTH - 1),
    caretLength: Math.max(1, Math.min(length, WIDTH - before.length)),
  }
}

/** Only what can be shown is made visible: a line may be a megabyte long. */
function shortened(line: string): string {
  return cut(visible(line.slice(0, WIDTH + 1)), WIDTH)
}
