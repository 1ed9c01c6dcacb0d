/** A stretch of a text in UTF-16 offsets: `start` is in it, `end` is behind it. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A text with a name, and where each of its lines begins. */
export interface Source {
  readonly file: string
  readonly text: string
  readonly lineStarts: readonly number[]
}

/** Line and column as editors count them: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A leading byte order mark is dropped, so that columns agree with what editors show. */
export function sourceOf(file: string, text: string): Source {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  const lineStarts = [0]
  for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { file, text: content, lineStarts }
}

/** Offsets outside the text count as its first or last position. */
export function positionAt(source: Source, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, source.text.length))
  let low = 0
  let high = source.lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((source.lineStarts[middle] ?? 0) <= inside) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: inside - (source.lineStarts[low] ?? 0) + 1 }
}

/** The text of a line (from 1) without its line break. */
export function lineText(source: Source, line: number): string {
  const text = source.text.slice(source.lineStarts[line - 1] ?? source.text.length, source.lineStarts[line])
  return text.replace(/\r?\n$/, '')
}
