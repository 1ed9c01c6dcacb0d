import type { Int } from '../model/int64.ts'
import type { Profile } from '../model/profile.ts'
import { DecodeError } from './decode-error.ts'
import { type BuiltLabel, ProfileBuilder } from './profile-builder.ts'

/** One value that a program tells of itself. */
export interface MetricValue {
  /** As in the source: `HeapAlloc`, `go_goroutines`, `memstats.HeapSys`. */
  readonly name: string
  /** `bytes`, `nanoseconds`, `count`, or what the source says. */
  readonly unit: string
  readonly value: Int
  readonly labels: readonly BuiltLabel[]
}

/** A profile has a value for every sample under every metric; so many are far beyond what programs publish. */
const MOST_CELLS = 2 ** 24

/**
 * Metrics as a profile without stacks: each name is a sample type, each set of labels a sample.
 * @throws {DecodeError} `too-many-metrics`.
 */
export function metricsProfile(values: readonly MetricValue[]): Profile {
  const columnOf = new Map<string, number>()
  const rows = new Map<string, { readonly labels: readonly BuiltLabel[]; readonly values: Map<number, Int> }>()
  const sampleTypes: { type: string; unit: string }[] = []
  for (const { name, unit, value, labels } of values) {
    let column = columnOf.get(name)
    if (column === undefined) {
      column = sampleTypes.push({ type: name, unit }) - 1
      columnOf.set(name, column)
    }
    const key = JSON.stringify(labels.map((label) => [label.key, 'text' in label ? label.text : String(label.number)]))
    const row = rows.get(key) ?? { labels, values: new Map<number, Int>() }
    rows.set(key, row)
    row.values.set(column, value)
  }
  if (rows.size * sampleTypes.length > MOST_CELLS) {
    throw new DecodeError('too-many-metrics', { metrics: sampleTypes.length, labels: rows.size })
  }
  const builder = new ProfileBuilder(sampleTypes)
  for (const row of rows.values()) {
    const column = sampleTypes.map((_, at) => row.values.get(at) ?? 0)
    builder.sample([], column, row.labels)
  }
  return builder.build()
}
