import type { LineCursor } from './line-cursor.ts'
import { memstatsUnit, printedNumber } from './memstats.ts'
import type { MetricValue } from './metrics-profile.ts'

const FIELD = /^# (\w+) = (.*)$/

/** The part in use and what was taken from the system: `# Stack = 1 / 2` are StackInuse and StackSys. */
const PAIR = /^(\d+) \/ (\d+)$/

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[-+]\d+)?$/

/** The last field that every version of Go writes; only `# MaxRSS` may follow. */
const LAST_FIELD = 'DebugGC'

/**
 * The figures that Go's runtime writes after a heap profile (debug=1), under the names of runtime.MemStats, and MaxRSS
 * of the operating system. The lists of the latest pauses are left out.
 * @param lines At the line that announces them.
 * @throws {DecodeError} if they are cut off.
 */
export function memStatsTrailer(lines: LineCursor): readonly MetricValue[] {
  const metrics: MetricValue[] = []
  let isWhole = false
  for (lines.advance(); lines.line !== null; lines.advance()) {
    const [, name, text = ''] = FIELD.exec(lines.line.trimEnd()) ?? []
    if (name === undefined) continue
    if (name === LAST_FIELD) isWhole = true
    if (!lines.ended && NUMBER.test(text)) throw lines.damage('cut-off')
    const [, inuse, system] = PAIR.exec(text) ?? []
    if (inuse === undefined || system === undefined) metrics.push(...metricOf(name, text, lines))
    else metrics.push(...metricOf(`${name}Inuse`, inuse, lines), ...metricOf(`${name}Sys`, system, lines))
  }
  if (!isWhole) throw lines.damage('cut-off')
  return metrics
}

/** None for what is no number by its nature. */
function metricOf(name: string, text: string, lines: LineCursor): readonly MetricValue[] {
  const unit = memstatsUnit(name)
  if (unit === null) return []
  if (!NUMBER.test(text)) throw lines.damage('number')
  return [{ name, unit, value: printedNumber(text), labels: [] }]
}
