import type { YAMLError } from 'yaml'
import { type Found, mistake } from './mistake.ts'
import { positionAt, type Range, type Source } from './source.ts'

/** More mistakes of syntax are never read. */
const ENOUGH = 100

/**
 * The parser's errors and warnings as mistakes. One slip makes the parser stumble several times: only the first
 * error of a line is kept, none about the rest of a document that had ended too early, and only one about depth.
 */
export function syntaxMistakes(source: Source, problems: readonly YAMLError[], limitLevels: number): readonly Found[] {
  const lines = new Set<number>()
  const found: Found[] = []
  for (const problem of problems.toSorted((left, right) => left.pos[0] - right.pos[0])) {
    const { line, column } = positionAt(source, problem.pos[0])
    if (problem.code === 'RESOURCE_EXHAUSTION') {
      // How far the parser came depends on its stack, so the line is all there is to say.
      const start = problem.pos[0] - column + 1
      return [mistake({ start, end: start + 1 }, 'too-deep', { limitLevels })]
    }
    if (found.length === ENOUGH) break
    if (lines.has(line) || (found.length > 0 && problem.message.includes('in YAML '))) continue
    lines.add(line)
    found.push(syntaxMistake(source, problem))
  }
  return found
}

/** The library words some problems for its own developers: those that policies run into are told apart here. */
function syntaxMistake(source: Source, problem: YAMLError): Found {
  const range = rangeOf(source, problem)
  switch (problem.code) {
    case 'TAB_AS_INDENT':
      return mistake(range, 'tab-indent', {})
    case 'MULTIPLE_DOCS':
      return mistake(range, 'several-documents', {})
    case 'BLOCK_AS_IMPLICIT_KEY':
      return strayIndent(source, problem) ?? mistake(range, 'nested-pair', {})
    case 'BLOCK_IN_FLOW':
      return mistake(range, 'nested-pair', {})
    case 'BAD_DQ_ESCAPE': {
      const written = source.text.slice(range.start, range.start + 2)
      return mistake({ start: range.start, end: range.start + 2 }, 'bad-escape', { written })
    }
    case 'BAD_SCALAR_START':
      return mistake(range, 'reserved-start', { character: source.text.charAt(problem.pos[0]) })
    case 'TAG_RESOLVE_FAILED':
      return mistake(range, 'unknown-tag', { tag: source.text.slice(...problem.pos) })
    default: {
      const closer = /(?:end with a |closing )([\]}"'])/.exec(problem.message)?.[1]
      if (closer !== undefined) return mistake(range, 'unclosed', { closer })
      const reason = problem.message.charAt(0).toLowerCase() + problem.message.slice(1)
      return mistake(range, 'yaml-syntax', { reason })
    }
  }
}

/** A value that goes on in lines below until one of them turns out to be `key: value`. */
function strayIndent(source: Source, problem: YAMLError): Found | null {
  const rest = source.text.slice(problem.pos[0], problem.pos[0] + 1_000)
  const [all = '', key] = /^(?:[^\n:]*\n)+ *([^\s:][^\n:]*?) *:/.exec(rest) ?? []
  if (key === undefined) return null
  const start = problem.pos[0] + all.lastIndexOf(key)
  return mistake({ start, end: start + key.length }, 'stray-indent', { key })
}

function rangeOf(source: Source, problem: YAMLError): Range {
  const start = Math.min(problem.pos[0], source.text.length)
  return { start, end: Math.max(start + 1, Math.min(problem.pos[1], source.text.length)) }
}
