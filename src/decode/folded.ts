import type { Int } from '../model/int64.ts'
import { decimal } from './decimal.ts'
import { DecodeError } from './decode-error.ts'
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
    let isNested = false
    for (const { text: line } of linesOf(head)) {
      if (isEmpty(line)) continue
      if (/(?:^|\S)\s+\d+(\.\d+)?\s*$/.test(line)) stacks++
      else others++
      isNested ||= /^[^;]+;[^;]/.test(line)
    }
    return isNested && stacks > others
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
    for (const { text: line, number } of linesOf(text)) {
      if (isEmpty(line)) continue
      const { stack, count } = stackOf(line, number)
      builder.sample(stack === '' ? [] : stack.split(';').map(locationOf).reverse(), [count])
    }
    return [{ kind: 'other', runs: [builder.build()] }]
  },
}

function isEmpty(line: string): boolean {
  return line.startsWith('#') || line.trim() === ''
}

function stackOf(line: string, number: number): { readonly stack: string; readonly count: Int } {
  const trimmed = line.trimEnd()
  const gap = Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\t'))
  const [stack, weight] = [trimmed.slice(0, Math.max(gap, 0)).trim(), trimmed.slice(gap + 1)]
  const damaged = (detail: string) => new DecodeError('text-damaged', { format: 'folded', line: number, detail })
  // py-spy writes threads without a stack as a count behind a space.
  if (stack === '' && !/^\s/.test(line)) throw damaged('no-count')
  if (/^\d+\.\d+$/.test(weight)) throw damaged('fraction')
  const count = /^\d/.test(weight) ? decimal(weight) : null
  if (count === null) throw damaged('no-count')
  // The output of difffolded.pl: a count of either side.
  if (/;.*\s\d+$/.test(stack)) throw damaged('two-counts')
  return { stack, count }
}
