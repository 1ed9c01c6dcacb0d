import type { ProfileKind } from '../model/kind.ts'
import { defaultMetric, type Metric, metricOf } from '../model/metric.ts'
import type { Profile } from '../model/profile.ts'
import { BENCHMARK_DEFAULT, metricName } from '../policy/metric.ts'
import { clean } from '../report/escape.ts'
import { UsageError } from './errors.ts'

/**
 * The column of each profile under one name: the one that is asked for (`inuse_space` finds `space` too), else sec/op of
 * benchmarks, the first of metrics, else the last profile's preferred one, else the last that all have, as pprof chooses.
 * @throws {UsageError} if a profile lacks it; the message lists what all of them have.
 */
export function chooseMetric(
  profiles: readonly Profile[],
  asked: string | null,
  kinds: readonly ProfileKind[] = [],
): readonly Metric[] {
  const common = commonTypes(profiles)
  const name = asked === null ? defaultOf(kinds, common) : metricName(kinds, asked)
  const preferred = profiles.at(-1) === undefined ? null : defaultMetric(profiles.at(-1)!)
  const fallback = preferred !== null && common.includes(preferred.name) ? preferred.name : common.at(-1)
  const wanted = name ?? fallback
  if (wanted === undefined)
    throw new UsageError('the profiles have no sample type in common, so there is nothing to compare')
  return profiles.map((profile) => {
    const column = columnOf(profile, wanted)
    const sampleType = profile.sampleTypes[column]
    if (sampleType === undefined) throw new UsageError(`no sample type ${wanted}; there are ${listed(common)}`)
    return metricOf(sampleType, column)
  })
}

function defaultOf(kinds: readonly ProfileKind[], common: readonly string[]): string | null {
  if (kinds.includes('metrics')) return common[0] ?? null
  return kinds.includes('benchmark') && common.includes(BENCHMARK_DEFAULT) ? BENCHMARK_DEFAULT : null
}

/** Of metrics one is as good as another: a line that says which it is and names the others; null where there are none. */
export function otherMetrics(
  profiles: readonly Profile[],
  chosen: Metric | undefined,
  kinds: readonly ProfileKind[],
): string | null {
  if (chosen === undefined || !kinds.includes('metrics')) return null
  const others = commonTypes(profiles).filter((name) => name !== chosen.name)
  return others.length === 0 ? null : `this is ${clean(chosen.name)}; --metric takes ${listed(others)} as well\n`
}

/** So many names fit into a message. */
const TOLD_NAMES = 20

function listed(names: readonly string[]): string {
  const more = names.length - TOLD_NAMES
  const told = names.slice(0, TOLD_NAMES).map(clean).join(', ')
  return more > 0 ? `${told}, … ${more} more` : told
}

function columnOf({ sampleTypes }: Profile, name: string): number {
  const exact = sampleTypes.findIndex(({ type }) => type === name)
  return exact === -1 ? sampleTypes.findIndex(({ type }) => type === name.replace(/^inuse_/, '')) : exact
}

/** Names that every profile has, in the order of the last one. */
function commonTypes(profiles: readonly Profile[]): readonly string[] {
  const last = profiles.at(-1)?.sampleTypes ?? []
  const names = last.map(({ type }) => type)
  return names.filter((name) => profiles.every(({ sampleTypes }) => sampleTypes.some(({ type }) => type === name)))
}
