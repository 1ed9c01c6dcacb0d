import type { Result } from './result.ts'
import { resultSchema } from './schema.ts'

/**
 * Why a text is no result.
 * - `not-json`, `too-deep`: as a text.
 * - `invalid`: it lacks a key, has one too many, or something that no result holds. `where`: the keys that lead there.
 */
export type ParsedResult =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'not-json' | 'too-deep' }
  | { readonly kind: 'invalid'; readonly where: string }

/** A key is as long as whoever wrote it likes. */
const MOST_PLACE_CHARS = 100

/** A call tree of 200 nodes in one line needs 400 levels. */
const MOST_LEVELS = 512

/** Reads a result that somebody else may have written. How long it is, is for the caller to bound. */
export function parseResult(text: string): ParsedResult {
  if (levelsOf(text) > MOST_LEVELS) return { kind: 'too-deep' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'not-json' }
  }
  const parsed = resultSchema.safeParse(value)
  if (parsed.success) return { kind: 'result', result: parsed.data }
  const where = parsed.error.issues[0]?.path.slice(0, 8).join('.') ?? ''
  return { kind: 'invalid', where: where.slice(0, MOST_PLACE_CHARS) }
}

/** How deep brackets nest, outside of strings. */
function levelsOf(text: string): number {
  let [level, deepest, isInString] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isInString && code === BACKSLASH) at++
    else if (code === QUOTE) isInString = !isInString
    else if (isInString) continue
    else if (code === BRACKET || code === BRACE) deepest = Math.max(deepest, ++level)
    else if (code === BRACKET + 2 || code === BRACE + 2) level--
  }
  return deepest
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** The closing ones are two further. */
const BRACKET = 0x5b
const BRACE = 0x7b
