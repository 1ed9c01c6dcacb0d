/** Environment files (GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE) as GitHub's runner reads them (FileCommandManager.cs). */

export class FileCommandError extends Error {
  override readonly name = 'FileCommandError'
}

/**
 * Pairs in order: `NAME=VALUE`, or `NAME<<DELIMITER`, lines, `DELIMITER`. Empty lines between them count for nothing.
 * @throws {FileCommandError} on anything else; the runner then fails the step.
 */
export function parsePairs(text: string): readonly (readonly [string, string])[] {
  const lines = linesOf(text.replace(/^\uFEFF/, ''))
  const pairs: [string, string][] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new FileCommandError(`Invalid format '${line}'. Name must not be empty`)
      pairs.push([line.slice(0, equals), line.slice(equals + 1)])
    } else if (heredoc >= 0) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)]
      if (name === '' || delimiter === '') {
        throw new FileCommandError(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      }
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new FileCommandError(`Invalid value. Matching delimiter not found '${delimiter}'`)
      pairs.push([name, lines.slice(at + 1, end).join('\n')])
      at = end
    } else throw new FileCommandError(`Invalid format '${line}'`)
  }
  return pairs
}

/** On Linux only LF ends a line; what CR stands before it belongs to the value. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
