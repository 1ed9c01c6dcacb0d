import type { Decoded, TextFormat } from './decoder.ts'
import { type GoroutineHeader, goroutineHeader, startsGoroutine } from './goroutine-header.ts'
import { GoroutineReader } from './goroutine-reader.ts'
import { isBlank, LineCursor } from './line-cursor.ts'
import { type BuiltLabel, type LocationRow, ProfileBuilder } from './profile-builder.ts'

const GOROUTINE = { type: 'goroutine', unit: 'count' }

/** What follows the goroutines where a dump is the end of a crash: registers, and the word of `go run`. */
const AFTERMATH = /^(?:[a-z]\w{0,7} +0x[0-9a-f]+|exit status \d+)$/

/** Go gives up on a dump of this size (writeGoroutineStacks). */
const MOST_BYTES = 2 ** 26

/** Goroutines that wait at the same place, started by the same function, with the same labels. */
interface Group {
  readonly stack: readonly LocationRow[]
  readonly header: GoroutineHeader
  readonly creator: string | null
  count: number
  waitMinutes: number
}

/**
 * All goroutines with their stacks, as `runtime.Stack` and debug=2 write them. The runtime's own frames are mostly left
 * out there. Labels: `state`, `creator`, `waiting` (minutes, of the goroutine that waits longest), and their own.
 *
 * A dump that is cut off would count too few goroutines, so its end has to be that of a whole one.
 */
export const goroutineDump: TextFormat = {
  recognises: startsGoroutine,
  decode,
}

function decode(text: string): readonly Decoded[] {
  const lines = new LineCursor(text, 'goroutine-dump')
  const builder = new ProfileBuilder([GOROUTINE])
  const reader = new GoroutineReader(lines, builder)
  const groups = new Map<string, Group>()
  const ids = new Set<number>()
  let endsWhole = false
  while (lines.line !== null) {
    const header = goroutineHeader(lines.line)
    if (header === null) {
      if (startsGoroutine(lines.line)) throw lines.damage('header')
      if (!isBlank(lines.line) && !AFTERMATH.test(lines.line)) throw lines.damage('line')
      lines.advance()
      continue
    }
    // An id is never used again: two of them are two dumps in one file.
    if (ids.has(header.id)) throw lines.damage('two-dumps')
    ids.add(header.id)
    lines.advance()
    const { stack, creator, isWhole } = reader.read(header)
    endsWhole = isWhole
    count(groups, { stack, header, creator, count: 1, waitMinutes: header.waitMinutes })
  }
  if (!endsWhole || !text.endsWith('\n') || fillsBuffer(text)) throw lines.damage('cut-off')
  for (const group of groups.values()) builder.sample(group.stack, [group.count], labelsOf(group))
  return [{ kind: 'goroutine', runs: [builder.build({ periodType: GOROUTINE, period: 1 })] }]
}

function count(groups: Map<string, Group>, group: Group): void {
  const { header, creator, stack } = group
  const labels = header.labels.length === 0 ? '' : JSON.stringify(header.labels)
  const key = `${stack.join(' ')}\n${header.state}\n${creator}\n${labels}`
  const known = groups.get(key)
  if (known === undefined) {
    groups.set(key, group)
    return
  }
  known.count++
  known.waitMinutes = Math.max(known.waitMinutes, group.waitMinutes)
}

function labelsOf({ header, creator, waitMinutes }: Group): readonly BuiltLabel[] {
  return [
    { key: 'state', text: header.state },
    ...(creator === null ? [] : [{ key: 'creator', text: creator }]),
    ...(waitMinutes === 0 ? [] : [{ key: 'waiting', number: waitMinutes, unit: 'minutes' }]),
    ...header.labels.filter(({ key }) => !SAID.has(key)),
  ]
}

/** What Go itself says of a goroutine comes before labels of the same name. */
const SAID: ReadonlySet<string> = new Set(['state', 'creator', 'waiting'])

/** Whether the dump is as long as Go's buffer, give or take the bytes of a last character that was cut. */
function fillsBuffer(text: string): boolean {
  if (text.length > MOST_BYTES || text.length * 3 < MOST_BYTES) return false
  const bytes = new TextEncoder().encode(text).length
  return bytes >= MOST_BYTES && bytes < MOST_BYTES + 4
}
