import type { PolicyMistake } from './mistake.ts'
import { visible } from './visible.ts'

/**
 * A mistake for a terminal or a log, without colours: `FILE:LINE:COLUMN: what; hint`, below it the lines with a mark
 * and a note. No line ends with a space, nothing in it can move the cursor.
 */
export function describeMistake(mistake: PolicyMistake): string {
  const { line, column, message, hint, note, frame } = mistake
  const head = `${visible(mistake.file)}:${line}:${column}: ${message}${hint === null ? '' : `; ${hint}`}`
  const width = String(line).length
  const lines = frame.lines.map((each) => `  ${String(each.line).padStart(width)} | ${each.text}`)
  const caret = `${' '.repeat(frame.caretStart)}${'^'.repeat(frame.caretLength)}`
  const mark = `  ${' '.repeat(width)} | ${caret}${note === null ? '' : ` ${note}`}`
  return [head, ...lines, mark].map((text) => text.trimEnd()).join('\n')
}
