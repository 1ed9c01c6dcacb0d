import { addInt, type Int, intOf } from '../model/int64.ts'
import { decimal, truncated } from './decimal.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { GoRecords, MEM_STATS } from './go-records.ts'
import { LineCursor } from './line-cursor.ts'
import { memStatsTrailer } from './mem-stats-trailer.ts'
import { metricsProfile } from './metrics-profile.ts'
import { ProfileBuilder } from './profile-builder.ts'

const HEADER = /^heap profile: *(\d+): *(\d+) *\[ *(\d+): *(\d+) *\] *@ *heap\/(\d+)[\t ]*\r?(?:\n|$)/
const VALUES = /^(-?\d+): *(-?\d+) *\[ *(\d+): *(\d+) *\]$/

const types = (prefix: string) => [
  { type: `${prefix}_objects`, unit: 'count' },
  { type: `${prefix}_space`, unit: 'bytes' },
]

/**
 * Heap and allocs profiles, as Go's runtime/pprof writes them with debug=1, unsampled as pprof does it; the MemStats
 * under them are a second profile, of metrics. Go always means four columns; pprof takes two of them where the header has
 * nothing allocated that is not in use (parseHeapHeader), as it is of a program that has freed nothing.
 */
export const goHeapText: TextFormat = {
  recognises: (text) => HEADER.test(text),
  decode,
}

function decode(text: string): readonly Decoded[] {
  const lines = new LineCursor(text, 'go-heap-text')
  const [inuseObjects, inuseSpace, , , doubleRate] = fields(HEADER, text, lines)
  lines.advance()
  // Go prints twice its rate, as early versions of the C++ profiler did.
  const rate = quotient(doubleRate, 2)
  const builder = new ProfileBuilder([...types('alloc'), ...types('inuse')])
  const records = new GoRecords(lines, builder)
  let [objectSum, spaceSum]: [Int, Int] = [0, 0]
  for (let record = records.next(); record !== null; record = records.next()) {
    const [objects, space, everObjects, everSpace] = fields(VALUES, record.values, lines, record.line)
    objectSum = addInt(objectSum, objects)
    spaceSum = addInt(spaceSum, space)
    const pairs: readonly Pair[] = [
      [everObjects, everSpace],
      [objects, space],
    ]
    const values = pairs.map((pair) => unsample(pair, Number(rate)))
    if (!values.every((pair) => pair !== null)) throw lines.damage('row', record.line)
    const sized = pairs.findLast(([count]) => count !== 0)
    const size = sized === undefined ? 0 : quotient(sized[1], sized[0])
    builder.sample(record.stack, values.flat(), [{ key: 'bytes', number: size, unit: '' }])
  }
  // What was allocated is not compared: pprof's own sample of this form has had rows taken out.
  if (objectSum !== inuseObjects || spaceSum !== inuseSpace) throw lines.damage('totals', 1)
  const heap = builder.build({ periodType: { type: 'space', unit: 'bytes' }, period: rate })
  const decoded: Decoded = { kind: 'heap', runs: [heap] }
  if (lines.line === MEM_STATS) return [decoded, { kind: 'metrics', runs: [metricsProfile(memStatsTrailer(lines))] }]
  // Go writes both symbols and MemStats, or neither: what lacks one of them has lost its end.
  if (records.hasSymbols) throw lines.damage('cut-off')
  return [decoded]
}

/** Objects and their bytes. */
type Pair = readonly [count: Int, size: Int]

function fields(form: RegExp, text: string, lines: LineCursor, line?: number): readonly [Int, Int, Int, Int, Int] {
  const found = form.exec(text)
  const numbers = found?.slice(1).map(decimal)
  if (numbers === undefined || !numbers.every((number) => number !== null)) throw lines.damage('row', line)
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers
  return [a, b, c, d, e]
}

/**
 * What a sample stands for: a block of `size` bytes is met with probability 1 - e^(-size / rate) (scaleHeapSample of
 * Go's runtime/pprof, which truncates). Null for bytes without objects, and beyond int64.
 */
function unsample([count, size]: Pair, rate: number): Pair | null {
  if (count === 0) return size === 0 ? [0, 0] : null
  if (size === 0) return [0, 0]
  if (rate <= 1) return [count, size]
  const average = Number(size) / Number(count)
  const scale = 1 / (1 - Math.exp(-average / rate))
  const [objects, space] = [truncated(Number(count) * scale), truncated(Number(size) * scale)]
  return objects === null || space === null ? null : [objects, space]
}

/** Towards zero. */
function quotient(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0
  return intOf(BigInt(a) / BigInt(b))
}
