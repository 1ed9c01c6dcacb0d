import { addInt, type Int } from '../model/int64.ts'
import { PROFILE_KINDS, type ProfileKind } from '../model/kind.ts'
import { decimal } from './decimal.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { GoRecords } from './go-records.ts'
import { LineCursor } from './line-cursor.ts'
import { ProfileBuilder } from './profile-builder.ts'

const HEADER = /^(\S{1,999}) profile: total (\d+)[\t ]*\r?(?:\n|$)/

/**
 * Profiles that count stacks, as Go's runtime/pprof writes them with debug=1 (printCountProfile): goroutine,
 * threadcreate, goroutineleak, and those that a program makes itself with `pprof.NewProfile`. `4 @` without addresses,
 * of which modern threadcreate consists, has no stack.
 */
export const goCountText: TextFormat = {
  recognises: (text) => HEADER.test(text),
  decode,
}

function decode(text: string): readonly Decoded[] {
  const lines = new LineCursor(text, 'go-count-text')
  const [, name = '', total = ''] = HEADER.exec(text) ?? []
  const promised = decimal(total)
  if (promised === null) throw lines.damage('number')
  lines.advance()
  const type = { type: name, unit: 'count' }
  const builder = new ProfileBuilder([type])
  const records = new GoRecords(lines, builder)
  let sum: Int = 0
  for (let record = records.next(); record !== null; record = records.next()) {
    const count = decimal(record.values)
    if (count === null || count < 0) throw lines.damage('row', record.line)
    sum = addInt(sum, count)
    builder.sample(record.stack, [count], record.labels)
  }
  if (sum !== promised) throw lines.damage('totals', 1)
  return [{ kind: kindOf(name), runs: [builder.build({ periodType: type, period: 1 })] }]
}

/** Null for a profile of the program's own. */
function kindOf(name: string): ProfileKind | null {
  const counted: readonly ProfileKind[] = ['goroutine', 'goroutineleak', 'threadcreate']
  return PROFILE_KINDS.find((kind) => kind === name && counted.includes(kind)) ?? null
}
