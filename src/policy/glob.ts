import { compileRegex } from './regex.ts'

/** Compiled globs over relative paths with `/` between folders: a path matches if any of them matches. */
export interface Glob {
  readonly sources: readonly string[]
  matches(path: string): boolean
}

export type GlobFault =
  | 'empty'
  | 'too-long'
  | 'negated'
  | 'absolute'
  | 'dot-segment'
  | 'trailing-slash'
  | 'unclosed-class'
  | 'reversed-range'
  | 'slash-in-class'
  | 'unclosed-brace'
  | 'trailing-backslash'

/** The glob cannot match any path or is not well formed. */
export class GlobError extends Error {
  override readonly name = 'GlobError'
  readonly fault: GlobFault

  constructor(source: string, fault: GlobFault) {
    super(`the glob ${source} is not usable: ${fault}`)
    this.fault = fault
  }
}

const LONGEST_GLOB = 1_000

/**
 * `*` and `?` stay inside a path segment, `**` as a whole segment spans any number of them (also none), `[a-z]` and
 * `[!a-z]` are one character, `{a,b}` alternatives (also nested), a backslash takes the next character literally.
 * A glob without a slash is compared with the base name at any depth. Case counts; names with a leading dot are
 * names like others. An empty list matches nothing. Matching is linear in the length of the path.
 *
 * @throws GlobError for the first glob that is not usable.
 */
export function compileGlob(sources: readonly string[]): Glob {
  const regexes = sources.map((source) => compileRegex(globToRegex(source)))
  return { sources, matches: (path) => regexes.some((regex) => regex.matches(path)) }
}

/** The anchored RE2 pattern that a glob stands for. */
export function globToRegex(source: string): string {
  const fault = unusable(source)
  if (fault !== null) throw new GlobError(source, fault)
  const anywhere = source.includes('/') ? '' : '(?:.*/)?'
  return `(?s)\\A${anywhere}${translate(source)}\\z`
}

function unusable(source: string): GlobFault | null {
  if (source.trim() === '') return 'empty'
  if (source.length > LONGEST_GLOB) return 'too-long'
  if (source.startsWith('!')) return 'negated'
  if (source.startsWith('/')) return 'absolute'
  if (source.endsWith('/')) return 'trailing-slash'
  return source.split('/').some((segment) => segment === '.' || segment === '..') ? 'dot-segment' : null
}

function translate(source: string): string {
  let regex = ''
  let braces = 0
  let at = 0
  while (at < source.length) {
    const character = source.charAt(at)
    let taken = 1
    if (isFolders(source, at, braces)) {
      const slash = source.charAt(at + 2) === '/'
      taken = slash ? 3 : 2
      regex += slash ? '(?:.*/)?' : '.*'
    } else if (character === '*') {
      taken = /^\*+/.exec(source.slice(at))?.[0].length ?? 1
      regex += '[^/]*'
    } else if (character === '?') {
      regex += '[^/]'
    } else if (character === '[') {
      const { pattern, length } = translateClass(source, at)
      taken = length
      regex += pattern
    } else if (character === '{') {
      braces += 1
      regex += '(?:'
    } else if (character === '}' && braces > 0) {
      braces -= 1
      regex += ')'
    } else if (character === ',' && braces > 0) {
      regex += '|'
    } else if (character === '\\') {
      if (at + 1 === source.length) throw new GlobError(source, 'trailing-backslash')
      taken = 2
      regex += literal(source.charAt(at + 1))
    } else {
      regex += literal(character)
    }
    at += taken
  }
  if (braces > 0) throw new GlobError(source, 'unclosed-brace')
  return regex
}

/** Whether `**` stands here as a whole path segment; braces open and close segments too: `{setup/**,warm}`. */
function isFolders(source: string, at: number, braces: number): boolean {
  if (!source.startsWith('**', at)) return false
  const before = source.charAt(at - 1)
  const after = source.charAt(at + 2)
  const opens = before === '' || before === '/' || (braces > 0 && (before === '{' || before === ','))
  return opens && (after === '' || after === '/' || (braces > 0 && (after === '}' || after === ',')))
}

function translateClass(source: string, start: number): { readonly pattern: string; readonly length: number } {
  const negated = /[!^]/.test(source.charAt(start + 1))
  const first = start + (negated ? 2 : 1)
  let pattern = ''
  let at = first
  // A closing bracket in first place is a member, as in every shell.
  while (at < source.length && (source.charAt(at) !== ']' || at === first)) {
    const low = source.codePointAt(at) ?? 0
    at += String.fromCodePoint(low).length
    let high = low
    if (source.charAt(at) === '-' && at + 1 < source.length && source.charAt(at + 1) !== ']') {
      high = source.codePointAt(at + 1) ?? 0
      at += 1 + String.fromCodePoint(high).length
    }
    if (low === SLASH || high === SLASH) throw new GlobError(source, 'slash-in-class')
    if (low > high) throw new GlobError(source, 'reversed-range')
    pattern += low < SLASH && high > SLASH ? range(low, SLASH - 1) + range(SLASH + 1, high) : range(low, high)
  }
  if (at >= source.length) throw new GlobError(source, 'unclosed-class')
  return { pattern: negated ? `[^/${pattern}]` : `[${pattern}]`, length: at + 1 - start }
}

const SLASH = 0x2f

function range(low: number, high: number): string {
  const code = (point: number) => `\\x{${point.toString(16)}}`
  return low === high ? code(low) : `${code(low)}-${code(high)}`
}

function literal(character: string): string {
  return /[\\.+*?()|[\]{}^$]/.test(character) ? `\\${character}` : character
}
