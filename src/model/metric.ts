import { type BaseUnit, METRICS_OF_KIND, type ProfileKind } from './kind.ts'
import type { Profile, SampleType } from './profile.ts'

/** What of a profile names its columns. */
type Columns = Pick<Profile, 'sampleTypes' | 'defaultSampleType'>

/** A column of a profile under the name that rules use. */
export interface Metric {
  readonly name: string
  /** Unit of the values once multiplied by `scale`. */
  readonly unit: string
  /** Row of `Profile.sampleTypes`. */
  readonly column: number
  /** Factor from the file's unit to the base unit; a fraction only where values are divided by something. */
  readonly scale: number
}

/** Names of columns that producers or older Go versions use for a metric of product.md. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  inuse_space: ['space'],
  inuse_objects: ['objects'],
  time: ['wall'],
}

/** Factors to the base unit, for the unit names that producers write. */
const SCALES: Readonly<Record<string, { readonly unit: BaseUnit; readonly scale: number }>> = {
  bytes: { unit: 'bytes', scale: 1 },
  byte: { unit: 'bytes', scale: 1 },
  b: { unit: 'bytes', scale: 1 },
  kilobytes: { unit: 'bytes', scale: 1024 },
  kb: { unit: 'bytes', scale: 1024 },
  megabytes: { unit: 'bytes', scale: 2 ** 20 },
  mb: { unit: 'bytes', scale: 2 ** 20 },
  nanoseconds: { unit: 'nanoseconds', scale: 1 },
  nanosecond: { unit: 'nanoseconds', scale: 1 },
  ns: { unit: 'nanoseconds', scale: 1 },
  microseconds: { unit: 'nanoseconds', scale: 1000 },
  us: { unit: 'nanoseconds', scale: 1000 },
  milliseconds: { unit: 'nanoseconds', scale: 1_000_000 },
  ms: { unit: 'nanoseconds', scale: 1_000_000 },
  seconds: { unit: 'nanoseconds', scale: 1_000_000_000 },
  s: { unit: 'nanoseconds', scale: 1_000_000_000 },
  count: { unit: 'count', scale: 1 },
}

export function metricOf(sampleType: SampleType, column: number): Metric {
  const known = SCALES[sampleType.unit.toLowerCase()]
  return { name: sampleType.type, column, unit: known?.unit ?? sampleType.unit, scale: known?.scale ?? 1 }
}

/** The column for a metric's name, or null. `name` null asks for the default of the kind, else the profile's own. */
export function findMetric(profile: Columns, kind: ProfileKind, name: string | null): Metric | null {
  const wanted = name ?? METRICS_OF_KIND[kind][0]?.name ?? null
  if (wanted === null) return defaultMetric(profile)
  const names = [wanted, ...(OTHER_NAMES[wanted] ?? [])]
  for (const candidate of names) {
    const column = profile.sampleTypes.findIndex(({ type }) => type === candidate)
    const sampleType = profile.sampleTypes[column]
    if (sampleType !== undefined) return { ...metricOf(sampleType, column), name: wanted }
  }
  return null
}

/** pprof's choice (SampleIndexByName): the profile's preferred sample type, else the last. */
export function defaultMetric(profile: Columns): Metric | null {
  const preferred = profile.sampleTypes.findIndex(({ type }) => type === profile.defaultSampleType)
  const column = preferred === -1 ? profile.sampleTypes.length - 1 : preferred
  const sampleType = profile.sampleTypes[column]
  return sampleType === undefined ? null : metricOf(sampleType, column)
}
