import type { Int } from '../model/int64.ts'
import { decimal, truncated } from './decimal.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { GoRecords } from './go-records.ts'
import { LineCursor } from './line-cursor.ts'
import { ProfileBuilder } from './profile-builder.ts'

const HEADER = /^--- (mutex|contention):[\t ]*\r?(?:\n|$)/
const ATTRIBUTE = /^(cycles\/second|sampling period) *= *(\d+)\s*$/
const VALUES = /^(\d+) +(\d+)$/

const CONTENTIONS = { type: 'contentions', unit: 'count' }

/**
 * Mutex and block profiles, as Go's runtime/pprof writes them with debug=1. Delays are cycles, turned into nanoseconds
 * as the protobuf form does (printCountCycleProfile). The `sampling period` of a mutex profile is not applied: since Go
 * 1.20 the runtime has multiplied by it before (pprof does it again, so its figures are too large by that factor).
 *
 * Nothing says how many rows there should be. What shows a cut is that Go ends each line, puts an empty one under each
 * row with its symbols, and always says the sampling period of mutexes; a cut right behind such an empty line is not seen.
 */
export const goContentionText: TextFormat = {
  recognises: (text) => HEADER.test(text),
  decode,
}

function decode(text: string): readonly Decoded[] {
  const lines = new LineCursor(text, 'go-contention-text')
  const kind = HEADER.exec(text)?.[1] === 'mutex' ? 'mutex' : 'block'
  lines.advance()
  const { cyclesPerSecond, hasPeriod } = readAttributes(lines)
  if (cyclesPerSecond === null || cyclesPerSecond <= 0) throw lines.damage('cycles')
  const isHeadCut = kind === 'mutex' && !hasPeriod && lines.line === null
  if (isHeadCut || !text.endsWith('\n')) throw lines.damage('cut-off')
  const cyclesPerNs = Number(cyclesPerSecond) / 1e9
  const builder = new ProfileBuilder([CONTENTIONS, { type: 'delay', unit: 'nanoseconds' }])
  const records = new GoRecords(lines, builder)
  for (let record = records.next(); record !== null; record = records.next()) {
    const [, cycles = '', count = ''] = VALUES.exec(record.values) ?? []
    const [contentions, waited] = [decimal(count), decimal(cycles)]
    const delayNs = waited === null ? null : truncated(Number(waited) / cyclesPerNs)
    if (contentions === null || delayNs === null) throw lines.damage('row', record.line)
    if (!record.isClosed) throw lines.damage('cut-off', record.line)
    builder.sample(record.stack, [contentions, delayNs])
  }
  return [{ kind, runs: [builder.build({ periodType: CONTENTIONS, period: 1 })] }]
}

function readAttributes(lines: LineCursor): { cyclesPerSecond: Int | null; hasPeriod: boolean } {
  let cyclesPerSecond: Int | null = null
  let hasPeriod = false
  for (; lines.line !== null; lines.advance()) {
    const [, name, value = ''] = ATTRIBUTE.exec(lines.line) ?? []
    if (name === undefined) break
    if (name === 'cycles/second') cyclesPerSecond = decimal(value)
    else hasPeriod = true
  }
  return { cyclesPerSecond, hasPeriod }
}
