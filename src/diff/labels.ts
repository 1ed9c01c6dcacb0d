import type { Int } from '../model/int64.ts'
import { scaledText } from '../model/pprof-unit.ts'
import type { Profile } from '../model/profile.ts'

/** Rows of `SampleColumns.labels`, a range for each sample; only those with a key. */
export type LabelsOfSample = (sample: number) => readonly number[]

/** The labels of each sample that have the key. */
export function labelsWithKey({ samples, strings }: Profile, key: string): LabelsOfSample {
  const { labelStart, labels } = samples
  const isKey = memoised((index) => strings.text(index) === key)
  return (sample) => {
    const rows: number[] = []
    for (let row = labelStart[sample]!; row < labelStart[sample + 1]!; row++) {
      if (isKey(labels.key[row]!)) rows.push(row)
    }
    return rows
  }
}

/**
 * What `label:KEY` calls a sample, null if it has no such label: its value as pprof's -tags prints it (numbers in a unit
 * that fits), several values joined as -tagroot joins them, texts before numbers.
 */
export function labelTexts(profile: Profile, key: string): (sample: number) => string | null {
  const { labels } = profile.samples
  const rowsOf = labelsWithKey(profile, key)
  const unit = numberUnits(profile)(key)
  return (sample) => {
    const rows = rowsOf(sample)
    if (rows.length === 0) return null
    const texts = rows.filter((row) => labels.text[row] !== 0).map((row) => profile.strings.text(labels.text[row]!))
    const numbers = rows.filter((row) => labels.text[row] === 0)
    return [...texts, ...numbers.map((row) => scaledText(labels.number[row] as Int, unit, 'auto'))].join(',')
  }
}

/**
 * The unit of the numbers under a key: the first that any sample names, else what the key's name says (google/pprof
 * profile.NumLabelUnits).
 */
export function numberUnits({ samples, strings }: Profile): (key: string) => string {
  const { labels } = samples
  const units = new Map<string, string>()
  for (let row = 0; row < labels.key.length; row++) {
    if (labels.text[row] !== 0 || labels.unit[row] === 0) continue
    const key = strings.text(labels.key[row]!)
    if (!units.has(key)) units.set(key, strings.text(labels.unit[row]!))
  }
  return (key) => units.get(key) || (['alignment', 'request'].includes(key) ? 'bytes' : key)
}

/** Remembers answers about rows of a table. */
export function memoised<Answer>(ask: (index: number) => Answer): (index: number) => Answer {
  const known = new Map<number, Answer>()
  return (index) => {
    const answer = known.get(index) ?? ask(index)
    known.set(index, answer)
    return answer
  }
}
