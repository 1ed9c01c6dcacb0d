import type { Problem } from '../result/result.ts'

/** A mistake in the policy file, taken apart for surfaces: place, sentence, a few lines of the file. Nothing is escaped. */
export interface PolicyMistakeParts {
  readonly file: string
  /** 1-based; null where nobody knows. */
  readonly line: number | null
  readonly column: number | null
  readonly text: string
  readonly frame: readonly string[]
}

/**
 * Args: `file`, `line`, `column`, `text`, and perhaps `frame`. A text of several lines brings its frame and its place
 * (`FILE:LINE:COLUMN: `) along. Null for other problems.
 */
export function policyMistake({
  code,
  args,
  line: policyLine,
}: Pick<Problem, 'code' | 'args' | 'line'>): PolicyMistakeParts | null {
  if (code !== 'policy-mistake') return null
  const { file, line, column, text, frame } = args
  const [first = '', ...rest] = typeof text === 'string' ? text.split('\n') : []
  const name = typeof file === 'string' ? file : ''
  const place = `${name}:${line}:${column}: `
  return {
    file: name,
    line: typeof line === 'number' ? line : policyLine,
    column: typeof column === 'number' ? column : null,
    text: first.startsWith(place) ? first.slice(place.length) : first,
    frame: typeof frame === 'string' ? frame.split('\n') : rest,
  }
}
