import type { FileChange, LineRange } from './changed-lines.ts'
import { LineCursor } from './line-cursor.ts'

/** `@@ -12,3 +14,0 @@ func f() {`: a side that has one line does not say so. */
const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** What a patch of one file does, as GitHub gives it: hunks and nothing before them. */
export function patchChange(patch: string): FileChange {
  const cursor = new LineCursor(patch)
  const change = readHunks(cursor)
  return cursor.isAtEnd ? change : { kind: 'unknown' }
}

/**
 * Reads hunks as long as there are any. Lines are counted as their heads say, so that whatever they hold is never taken
 * for the next head. `unknown` where a hunk is cut off or is none.
 * Format: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function readHunks(cursor: LineCursor): FileChange {
  const added: LineRange[] = []
  const cuts: number[] = []
  while (cursor.startsWith('@@ ')) if (!readHunk(cursor, added, cuts)) return { kind: 'unknown' }
  return { kind: 'lines', added, cuts }
}

/** Whether the hunk is whole. */
function readHunk(cursor: LineCursor, added: LineRange[], cuts: number[]): boolean {
  const [head, before = '1', start = '', after = '1'] = HUNK.exec(cursor.line) ?? []
  if (head === undefined) return false
  cursor.skip()
  const left = { before: Number(before), after: Number(after) }
  // A side without lines names the line before the place.
  let line = Number(start) + (left.after === 0 ? 1 : 0)
  let isCut = false
  const endCut = () => {
    if (isCut) cuts.push(line - 1)
    isCut = false
  }
  while (left.before > 0 || left.after > 0) {
    if (cursor.isAtEnd) return false
    switch (cursor.first) {
      case '+':
        left.after--
        add(added, line++)
        isCut = false
        break
      case '-':
        left.before--
        isCut = true
        break
      // Empty: an empty line of context whose space something has trimmed.
      case ' ':
      case '':
        left.before--
        left.after--
        endCut()
        line++
        break
      case '\\':
        break
      default:
        return false
    }
    cursor.skip()
  }
  endCut()
  // `\ No newline at end of file`
  while (cursor.startsWith('\\')) cursor.skip()
  return left.before === 0 && left.after === 0
}

function add(ranges: LineRange[], line: number): void {
  const last = ranges.at(-1)
  if (last?.last === line - 1) ranges[ranges.length - 1] = { first: last.first, last: line }
  else ranges.push({ first: line, last: line })
}
