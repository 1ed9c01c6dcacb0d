import { type Found, mistake } from './mistake.ts'
import type { Source } from './source.ts'

/** A policy of a thousand rules has a tenth of that. */
const MOST_CHARACTERS = 1_048_576

/** Control characters that YAML 1.2 forbids (its section 5.1), and the sign that a decoder leaves for broken UTF-8. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f\ufffd]/

/** What keeps the text from being read as YAML at all: its size, its encoding. At most one mistake. */
export function textMistakes({ text }: Source): readonly Found[] {
  if (text.length > MOST_CHARACTERS) {
    return [mistake({ start: 0, end: 1 }, 'too-large', { limitCharacters: MOST_CHARACTERS })]
  }
  const start = text.search(FORBIDDEN)
  if (start === -1) return []
  const range = { start, end: start + 1 }
  const code = text.charCodeAt(start)
  // UTF-16 read as UTF-8 has a zero byte for every other character.
  if (code === 0xfffd || text.includes('\u0000')) return [mistake(range, 'not-utf8', {})]
  return [mistake(range, 'control-character', { character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` })]
}
