/** Text in columns: width by code points, which is right for everything but wide scripts. */

export function widthOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, lengthOf(text)), 0)
}

export function left(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)))
}

export function right(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - lengthOf(text))) + text
}

function lengthOf(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length
}

const SURROGATE = /[\ud800-\udfff]/
