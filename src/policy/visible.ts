/**
 * Characters that a reader would not see or that would move others about: control and format characters
 * (also those that reverse the writing direction), line and paragraph separators, halves of a surrogate pair.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** The text on one line, with every unseen character written out: a tab as an arrow, others by code point. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === '\t') return '→'
    return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** At most `length` UTF-16 units, the last one an ellipsis if something was cut; no surrogate pair is halved. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** User text inside a message: short, visible, between backticks. */
export function quoted(text: string): string {
  return `\`${cut(visible(text), 60).replaceAll('`', "'")}\``
}
