/** The difference of two texts, line by line, as `diff -u` shows it. */

/** So many lines that stay around those that change. */
const CONTEXT = 3

/** Longer middles are shown as gone and come anew: the table below has the product of both lengths. */
const MOST_CELLS = 4_000_000

type Sign = ' ' | '-' | '+'

interface Edit {
  readonly sign: Sign
  readonly text: string
}

/**
 * Lines that begin with ` `, `-` or `+`; hunks begin with `@@ -LINE,COUNT +LINE,COUNT @@`, and the lines between them
 * are left out. Empty for the same text. Line ends do not count, nor does one at the end.
 */
export function lineDiff(before: string, after: string): readonly string[] {
  const edits = editsOf(linesOf(before), linesOf(after))
  const lines: string[] = []
  for (const { start, end } of hunks(edits)) {
    const from = count(edits.slice(0, start))
    const size = count(edits.slice(start, end))
    lines.push(`@@ -${place(from.before, size.before)} +${place(from.after, size.after)} @@`)
    for (const { sign, text } of edits.slice(start, end)) lines.push(sign + text)
  }
  return lines
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}

/** Of a longest common subsequence: nothing that can stay goes. */
function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const stays = (lines: readonly string[]) => lines.map((text): Edit => ({ sign: ' ', text }))
  return [
    ...stays(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...stays(before.slice(before.length - tail)),
  ]
}

function middle(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const gone = (lines: readonly string[]) => lines.map((text): Edit => ({ sign: '-', text }))
  const come = (lines: readonly string[]) => lines.map((text): Edit => ({ sign: '+', text }))
  if ((before.length + 1) * (after.length + 1) > MOST_CELLS) return [...gone(before), ...come(after)]
  const width = after.length + 1
  // Length of the longest common subsequence of what begins at a line of each.
  const lengths = new Uint32Array((before.length + 1) * width)
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
    }
  }
  const edits: Edit[] = []
  let [row, column] = [0, 0]
  while (row < before.length && column < after.length) {
    const [old = '', young = ''] = [before[row], after[column]]
    if (old === young) {
      edits.push({ sign: ' ', text: old })
      row++
      column++
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) {
      edits.push({ sign: '-', text: old })
      row++
    } else {
      edits.push({ sign: '+', text: young })
      column++
    }
  }
  return [...edits, ...gone(before.slice(row)), ...come(after.slice(column))]
}

interface Hunk {
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

/** Changes whose surroundings touch are one hunk. */
function hunks(edits: readonly Edit[]): readonly Hunk[] {
  const found: Hunk[] = []
  for (const [at, { sign }] of edits.entries()) {
    if (sign === ' ') continue
    const [start, end] = [Math.max(0, at - CONTEXT), Math.min(edits.length, at + CONTEXT + 1)]
    const last = found.at(-1)
    if (last !== undefined && start <= last.end) found[found.length - 1] = { start: last.start, end }
    else found.push({ start, end })
  }
  return found
}

function count(edits: readonly Edit[]): { readonly before: number; readonly after: number } {
  const but = (sign: Sign) => edits.filter((edit) => edit.sign !== sign).length
  return { before: but('+'), after: but('-') }
}

/** The first line of a hunk and how many it has; of an empty one the line before it (POSIX, `diff -u`). */
function place(before: number, size: number): string {
  return `${size === 0 ? before : before + 1},${size}`
}
