import { codeFrame } from './frame.ts'
import type { Found, PolicyMistake } from './mistake.ts'
import { wordsOf } from './mistake-words.ts'
import { lineText, positionAt, type Source } from './source.ts'

/** More of them nobody reads. */
const MOST_MISTAKES = 100

/**
 * The mistakes in the order of the text, worded and framed. What stands under an anchor is judged where it is used:
 * the same mistake at the same place counts once.
 */
export function mistakeList(source: Source, found: readonly Found[]): readonly PolicyMistake[] {
  const distinct = new Map<string, Found>()
  for (const each of found) distinct.set(JSON.stringify([each.range.start, each.detail]), each)
  return [...distinct.values()]
    .toSorted((left, right) => left.range.start - right.range.start)
    .slice(0, MOST_MISTAKES)
    .map((each) => placed(source, each))
}

function placed(source: Source, { range, detail }: Found): PolicyMistake {
  const start = positionAt(source, range.start)
  const end = positionAt(source, range.end)
  const lineEnd = lineText(source, start.line).length + 1
  const endColumn = Math.max(start.column + 1, end.line === start.line ? Math.min(end.column, lineEnd) : lineEnd)
  return {
    file: source.file,
    ...start,
    endColumn,
    ...detail,
    ...wordsOf(detail.code, detail.args),
    frame: codeFrame(source, start, endColumn),
  }
}
