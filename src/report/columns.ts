/** Text in columns: width by code points, which is right for everything but wide scripts. */

export function widthOf(texts: readonly string[]): number {
  let widest = 0
  for (const text of texts) if (text.length > widest) widest = Math.max(widest, lengthOf(text))
  return widest
}

export function left(text: string, width: number): string {
  return text.padEnd(width + text.length - lengthOf(text))
}

export function right(text: string, width: number): string {
  return text.padStart(width + text.length - lengthOf(text))
}

function lengthOf(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length
}

const SURROGATE = /[\ud800-\udfff]/
