/**
 * The position behind the quote that ends a quoted text, in which a backslash escapes what follows; -1 without an end.
 * @param start Position of the quote that opens it.
 */
export function quotedEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end + 1
  }
  return -1
}
