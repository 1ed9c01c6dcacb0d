import type { Int } from '../model/int64.ts'
import { decimal } from './decimal.ts'
import { textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { headOf, linesOf } from './lines.ts'
import { type LocationRow, ProfileBuilder } from './profile-builder.ts'

/**
 * Folded stacks, as Brendan Gregg's stackcollapse scripts write them: `outermost;…;leaf COUNT` a line, `#` for comments.
 * Sample type samples/count. Suffixes of frames (`_[k]` for the kernel, `_[i]` for inlined) are parts of their names.
 * Weights that are no whole numbers are refused: they are no counts, and nobody says of what unit.
 */
export const folded: TextFormat = {
  /** Some other lines do not hide the format: the file is meant to be it, and the error says which line is not. */
  recognises(text) {
    const head = headOf(text)
    let stacks = 0
    let others = 0
    let nested = 0
    for (const { text: line } of linesOf(head)) {
      if (isEmpty(line)) continue
      const { stack, weight } = partsOf(line)
      const isStack = /^\d+(\.\d+)?$/.test(weight) && (stack !== '' || /^\s/.test(line))
      if (isStack) stacks++
      else others++
      if (isStack && /^[^;]+;[^;]/.test(stack)) nested++
    }
    return nested > 0 && nested * 2 >= stacks && stacks > others
  },
  decode(text): readonly Decoded[] {
    const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }])
    const locations = new Map<string, LocationRow>()
    const locationOf = (name: string) => {
      const known = locations.get(name)
      if (known !== undefined) return known
      const row = builder.location([{ name }])
      locations.set(name, row)
      return row
    }
    for (const { text: line, number, ended } of linesOf(text)) {
      if (isEmpty(line)) continue
      if (!ended && text.length >= LEAST_CUT) throw textDamaged(FORMAT, 'no-line-end', number)
      const { stack, count } = stackOf(line, number)
      builder.sample(stack === '' ? [] : stack.split(';').map(locationOf).reverse(), [count])
    }
    return [{ kind: 'other', runs: [builder.build()] }]
  },
}

const FORMAT = 'folded'

/**
 * Programs end every line, so a last line without its end may lack digits of its count. But people who write stacks by
 * hand leave it out, and so do tools that join lines. A text shorter than the smallest buffer that programs write at once
 * arrives as a whole or not at all, so there it is taken for theirs.
 */
const LEAST_CUT = 4096

function isEmpty(line: string): boolean {
  return line.startsWith('#') || line.trim() === ''
}

function stackOf(line: string, number: number): { readonly stack: string; readonly count: Int } {
  const { stack, weight } = partsOf(line)
  const damaged = (detail: string) => textDamaged(FORMAT, detail, number)
  // py-spy writes threads without a stack as a count behind a space.
  if (stack === '' && !/^\s/.test(line)) throw damaged('no-count')
  if (/^\d+\.\d+$/.test(weight)) throw damaged('fraction')
  const count = /^\d/.test(weight) ? decimal(weight) : null
  if (count === null) throw damaged('no-count')
  // The output of difffolded.pl: a count of either side.
  const first = partsOf(stack)
  if (first.stack.includes(';') && /^\d+$/.test(first.weight)) throw damaged('two-counts')
  return { stack, count }
}

/** What is before the last blank of a line, and behind it. */
function partsOf(line: string): { readonly stack: string; readonly weight: string } {
  const trimmed = line.trimEnd()
  const gap = Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\t'))
  return { stack: trimmed.slice(0, Math.max(gap, 0)).trim(), weight: trimmed.slice(gap + 1) }
}
