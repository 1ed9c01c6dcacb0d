import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'

/** A compiled regular expression of RE2: unanchored, linear time in the length of the text. */
export interface Regex {
  readonly source: string
  matches(text: string): boolean
}

/** Constructs of other engines that RE2 leaves out or spells otherwise; surfaces word a hint for each. */
export type ForeignSyntax = 'lookaround' | 'backreference' | 'atomic' | 'glob' | 'end-of-text' | 'unicode-escape'

/** RE2 refuses the pattern. `index` counts UTF-16 units from 0. */
export class RegexError extends Error {
  override readonly name = 'RegexError'
  readonly reason: string
  readonly index: number
  readonly foreign: ForeignSyntax | null

  constructor(source: string, reason: string, index: number, foreign: ForeignSyntax | null) {
    super(`${reason} at character ${index + 1} of the regular expression ${source}`)
    this.reason = reason
    this.index = index
    this.foreign = foreign
  }
}

/** Far beyond any hand-written list of names; keeps compilation in milliseconds. */
export const LONGEST_REGEX = 10_000

/**
 * Compiles a pattern of RE2 (github.com/google/re2/wiki/Syntax). `^` and `$` are the ends of the text unless `(?m)`.
 *
 * @throws RegexError if RE2 does not accept the pattern.
 */
export function compileRegex(source: string): Regex {
  if (source.length > LONGEST_REGEX) {
    throw new RegexError(source.slice(0, 60), `longer than ${LONGEST_REGEX} characters`, LONGEST_REGEX, null)
  }
  const compiled = compile(source)
  if (compiled instanceof RE2JS) return { source, matches: (text) => compiled.test(text) }
  const index = faultIndex(source, compiled)
  throw new RegexError(source, compiled.reason, index, foreignSyntax(source, index))
}

/** As `compileRegex`, for expressions that nobody is to be told about: null if RE2 does not accept them. */
export function tryRegex(source: string): Regex | null {
  try {
    return compileRegex(source)
  } catch (error) {
    if (error instanceof RegexError) return null
    throw error
  }
}

interface Fault {
  readonly reason: string
  readonly fragment: string
}

function compile(source: string): RE2JS | Fault {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return { reason: error.getDescription(), fragment: error.getPattern() ?? '' }
    }
    if (error instanceof RE2JSException) return { reason: error.message, fragment: '' }
    throw error
  }
}

/**
 * RE2 names the offending fragment, not its place, and the same letters may stand earlier in a harmless spot
 * (`(?P` in `(?P<n>a)(?P=n)`). The parser reads from left to right, so the fault is at the first occurrence for which
 * the pattern up to the next one fails in the same way. Of a stray bracket RE2 names the whole pattern: there the
 * shortest beginning that fails so ends with it.
 */
function faultIndex(source: string, fault: Fault): number {
  const { fragment } = fault
  const failsAlike = (end: number) => {
    const beginning = compile(source.slice(0, end))
    return !(beginning instanceof RE2JS) && beginning.reason === fault.reason
  }
  if (fault.reason === 'unexpected )') return shortest(source.length, failsAlike) - 1
  if (fragment === '') return Math.max(0, source.length - 1)
  let index = Math.max(0, source.indexOf(fragment))
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const next = source.indexOf(fragment, index + fragment.length)
    if (next === -1 || failsAlike(next)) break
    index = next
  }
  return index
}

/** Locating a fault is worth a few compilations, no more. */
const MOST_TRIES = 32

/** The smallest length that fails, where every longer one fails too. */
function shortest(longest: number, fails: (length: number) => boolean): number {
  let low = 1
  let high = longest
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fails(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function foreignSyntax(source: string, index: number): ForeignSyntax | null {
  const rest = source.slice(index)
  if (/^\(\?<?[=!]/.test(rest)) return 'lookaround'
  if (/^(\\[1-9k]|\(\?P=)/.test(rest)) return 'backreference'
  if (/^(\(\?>|([*+?]|\{[^}]*\})\+)/.test(rest)) return 'atomic'
  if (/^\*/.test(rest)) return 'glob'
  if (/^\\Z/.test(rest)) return 'end-of-text'
  return /^\\u/.test(rest) ? 'unicode-escape' : null
}
