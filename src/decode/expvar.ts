import { DecodeError, textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { numbersOf } from './json-numbers.ts'
import { parseJson } from './json-text.ts'
import { memstatsUnit, printedNumber } from './memstats.ts'
import { metricsProfile } from './metrics-profile.ts'

/**
 * The variables that a Go program publishes (package expvar, `/debug/vars`): kind metrics, every number in objects of any
 * depth under its path, as `memstats.HeapSys`; what is in arrays (`BySize`, `PauseNs`) is left out. Fields of memstats
 * have their units, other numbers are counts.
 */
export const expvar: TextFormat = {
  recognises(text) {
    return /^\s*\{/.test(text) && (/"memstats"\s*:\s*\{\s*"Alloc"/.test(text) || /^"cmdline"\s*:\s*\[/m.test(text))
  },
  decode(text): readonly Decoded[] {
    parseJson(text, 'expvar')
    const values = []
    let characters = 0
    for (const { path, text: number } of numbersOf(text)) {
      if (path.length > MOST_KEYS) throw textDamaged('expvar', 'too-deep')
      for (const key of path) characters += key.length + 1
      if (characters > MOST_CHARACTERS) throw new DecodeError('too-many-metrics', { metrics: values.length, labels: 1 })
      const [first, field, deeper] = path
      const known = first === 'memstats' && deeper === undefined ? memstatsUnit(field ?? '') : null
      values.push({ name: path.join('.'), unit: known ?? 'count', value: printedNumber(number), labels: [] })
    }
    return [{ kind: 'metrics', runs: [metricsProfile(values)] }]
  },
}

/** Deeper than people nest what they publish; names as long as the file would be the cost. */
const MOST_KEYS = 100

/** Of all names together: each repeats the keys that lead to it, so they can be far longer than the file. */
const MOST_CHARACTERS = 2 ** 24
