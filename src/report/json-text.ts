import { clean } from './escape.ts'

/**
 * Indented JSON with a line break at the end. Invisible and reordering characters stand as `\u` escapes, so that the
 * text can be printed anywhere; the values are the same.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  const escaped = text.replace(/[^\n -~]/gu, (character) =>
    clean(character) === character ? character : escapes(character),
  )
  return `${escaped}\n`
}

/** JSON knows UTF-16 units only. */
function escapes(character: string): string {
  let text = ''
  for (let at = 0; at < character.length; at++) text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  return text
}
