import type { LineRange } from './changed-lines.ts'
import { LineCursor } from './line-cursor.ts'

/**
 * The lines of the functions and methods of a Go file as gofmt lays it out: from a line that starts with `func` to the
 * first that starts with `}`. One that has its body on the same line, or none (assembly), is that line. A raw string
 * with such lines ends a function early or begins one, which makes a range smaller, never larger.
 */
export function goFunctions(source: string): readonly LineRange[] {
  const cursor = new LineCursor(source)
  const ranges: LineRange[] = []
  let first: number | null = null
  for (let line = 1; !cursor.isAtEnd; line++) {
    if (cursor.startsWith('func ')) {
      if (first !== null) ranges.push({ first, last: first })
      first = line
      if (!/[{(,]\s*(?:\/\/.*)?$/.test(cursor.line)) {
        ranges.push({ first: line, last: line })
        first = null
      }
    } else if (first !== null && cursor.first === '}') {
      ranges.push({ first, last: line })
      first = null
    }
    cursor.skip()
  }
  return ranges
}
