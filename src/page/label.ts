/** Texts in a monospaced font are clipped by counting cells: measuring each of ten thousand boxes would take too long. */

/** East Asian and pictographic characters take two cells in most fonts, others from here on up to two. */
const WIDE_FROM = 0x1100

const PLAIN = /^[ -~]*$/

export function cellsOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  let cells = 0
  for (const character of text) cells += cellsOfCharacter(character)
  return cells
}

/** The text, or its beginning with an ellipsis, in so many cells; empty where hardly anything would be left. */
export function clipToCells(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text
  if (cells < 3) return ''
  if (PLAIN.test(text)) return `${text.slice(0, cells - 1)}…`
  let clipped = ''
  let taken = 1
  for (const character of text) {
    taken += cellsOfCharacter(character)
    if (taken > cells) break
    clipped += character
  }
  return `${clipped}…`
}

function cellsOfCharacter(character: string): number {
  const point = character.codePointAt(0) ?? 0
  const isPunctuation = point >= 0x2000 && point < 0x2070
  return point >= WIDE_FROM && !isPunctuation ? 2 : 1
}
