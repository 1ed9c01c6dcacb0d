import type { IntColumn } from '../model/int64.ts'
import type { ProfileKind } from '../model/kind.ts'
import { defaultMetric, type Metric, metricOf } from '../model/metric.ts'
import type { Profile } from '../model/profile.ts'
import { cpuEvents, heapEvents } from './stats/events.ts'

/** What is known of the noise of one profile's metric. */
export type NoiseModel =
  /** Values rest on sampling events; `retained` for what is in use, whose true counts may be fixed. */
  | { readonly kind: 'events'; readonly retained: boolean; readonly dispersion: number }
  /** Everything was counted: the limit alone decides. */
  | { readonly kind: 'exact' }
  /** Measured times and what else benchmarks report: they vary from run to run in a way that one run does not tell. */
  | { readonly kind: 'timing' }
  /** Sampled in a way that the profile does not tell. */
  | { readonly kind: 'unknown'; readonly why: 'producer' | 'scaled' | 'no-period' | 'kind' }

/** The sampling events behind each sample's value, as columns over the samples. */
export interface SampleEvents {
  readonly count: Float64Array
  /** Value of one event, in the metric's base unit. */
  readonly weight: Float64Array
  /** Chance that an object of the sample's size was sampled; 0 where counts vary of themselves. */
  readonly chance: Float64Array
}

/** CPU and wall clock samples vary about twice as much as Poisson counts (measured; decision rule, section 1). */
const TIMER_DISPERSION = 2
/** So large a share of samples may disagree with the sampling rate before the profile counts as rescaled. */
const MISFIT_SHARE = 0.01
/** So far may a time be from a whole number of periods, in periods. */
const MISFIT_PERIODS = 0.05

const EXACT_KINDS: readonly ProfileKind[] = ['goroutine', 'goroutineleak', 'threadcreate', 'metrics']
/** What the test framework counts of benchmarks. */
const EXACT_BENCHMARK_METRICS: readonly string[] = ['B/op', 'allocs/op']

/** The noise model of one profile, and its events where it has them. */
export interface ModelledSamples {
  readonly model: NoiseModel
  readonly events: SampleEvents | null
}

/** Sampling events of a profile, by its own default metric; null without a model. */
export function eventCountOf(profile: Profile, kind: ProfileKind): number | null {
  const metric = defaultMetric(profile)
  const events = metric === null ? null : modelSamples(profile, kind, metric).events
  return events === null ? null : events.count.reduce((sum, count) => sum + count, 0)
}

/** Rules of one metric ask for the same events, and the list of inputs does. */
const knownModels = new WeakMap<Profile, Map<string, ModelledSamples>>()

export function modelSamples(profile: Profile, kind: ProfileKind, metric: Metric): ModelledSamples {
  const ofProfile = knownModels.get(profile) ?? new Map<string, ModelledSamples>()
  knownModels.set(profile, ofProfile)
  const key = JSON.stringify([kind, metric])
  const modelled = ofProfile.get(key) ?? findModel(profile, kind, metric)
  ofProfile.set(key, modelled)
  return modelled
}

function findModel(profile: Profile, kind: ProfileKind, metric: Metric): ModelledSamples {
  if (EXACT_KINDS.includes(kind)) return { model: { kind: 'exact' }, events: null }
  if (kind === 'benchmark') {
    return { model: { kind: EXACT_BENCHMARK_METRICS.includes(metric.name) ? 'exact' : 'timing' }, events: null }
  }
  if (kind === 'heap') return heapModel(profile, metric)
  if (kind === 'cpu' || kind === 'wall') return timerModel(profile, metric)
  return unknown('kind')
}

/** Values as events that were all counted. */
export function countedSamples(values: IntColumn, scale: number): SampleEvents {
  const events = emptyEvents(values.length)
  for (let sample = 0; sample < values.length; sample++) {
    const value = Number(values[sample]!)
    events.count[sample] = Number.isNaN(value) ? 0 : value
  }
  events.weight.fill(scale)
  events.chance.fill(1)
  return events
}

function unknown(why: (NoiseModel & { kind: 'unknown' })['why']): ModelledSamples {
  return { model: { kind: 'unknown', why }, events: null }
}

/**
 * Go's heap profiler: objects are sampled with p = 1 - exp(-size / Period) and written as n / p, which the size label
 * undoes. Other producers use the same sample types with other sampling, so the profile must look like Go's.
 */
function heapModel(profile: Profile, metric: Metric): ModelledSamples {
  const family = metric.name.startsWith('alloc_') ? 'alloc' : 'inuse'
  const column = (name: string) => {
    const at = profile.sampleTypes.findIndex(({ type }) => type === `${family}_${name}`)
    return at === -1 ? null : profile.samples.values[at]!
  }
  const objects = column('objects')
  const space = column('space')
  const isGo = profile.periodType.type === 'space' && profile.periodType.unit === 'bytes' && hasGoFiles(profile)
  if (objects === null || space === null || !isGo) return unknown('producer')
  const periodBytes = Number(profile.period)
  if (!(periodBytes > 0)) return unknown('no-period')
  const sizes = sizeLabels(profile)
  // Of `?seconds=N` each value is the difference of two that were rounded down: it may be off to either side.
  const isDelta = Number(profile.durationNs) > 0
  const events = emptyEvents(profile.samples.count)
  let misfits = 0
  let used = 0
  for (let sample = 0; sample < events.count.length; sample++) {
    const count = Number(objects[sample]!)
    const bytes = Number(space[sample]!)
    if (count !== 0) used++
    // A negative value is a difference of profiles, and a difference has no events of its own.
    if (count < 0 || bytes < 0) return unknown('scaled')
    const heap = heapEvents({ objects: count, sizeBytes: sizes[sample]!, periodBytes, bytes })
    const sampled = count * heap.chance
    const found = isDelta ? Math.round(sampled) : heap.events
    // Go rounds n / p down to whole objects, so n is off objects * p by less than p.
    if (Math.abs(found - sampled) > heap.chance * 1.001 + count * 1e-9) misfits++
    events.count[sample] = found
    events.weight[sample] = metric.name.endsWith('_objects') ? heap.weightObjects : heap.weightBytes
    events.chance[sample] = heap.chance
  }
  if (misfits > used * MISFIT_SHARE) return unknown('scaled')
  return { model: { kind: 'events', retained: family === 'inuse', dispersion: 1 }, events }
}

/**
 * Timer samples: the count column says how many, else the value divided by the period. Where the profile states its
 * period, times that are no whole numbers of it were scaled.
 */
function timerModel(profile: Profile, metric: Metric): ModelledSamples {
  const counts = profile.samples.values[profile.sampleTypes.findIndex(isSampleCount)]
  const values = profile.samples.values[metric.column]!
  const time = [metric, ...profile.sampleTypes.map(metricOf)].find(({ unit }) => unit === 'nanoseconds')
  const times = time === undefined ? undefined : profile.samples.values[time.column]
  const period = metricOf(profile.periodType, 0)
  const periodNs = period.unit === 'nanoseconds' ? Number(profile.period) * period.scale : 0
  if (counts === undefined && (times === undefined || !(periodNs > 0))) return unknown('no-period')
  const events = emptyEvents(profile.samples.count)
  let misfits = 0
  let used = 0
  for (let sample = 0; sample < events.count.length; sample++) {
    const value = Number(values[sample]!) * metric.scale
    const timeNs = Number(times?.[sample] ?? 0) * (time?.scale ?? 1)
    const periods = periodNs > 0 ? timeNs / periodNs : 0
    const samples = counts === undefined ? Math.round(periods) : Number(counts[sample]!)
    if (value < 0 || samples < 0) return unknown('scaled')
    if (timeNs !== 0) used++
    // A period in whole nanoseconds is rounded, which adds up over many of them.
    if (Math.abs(periods - Math.round(periods)) > MISFIT_PERIODS + periods / periodNs) misfits++
    const timer = cpuEvents(samples, value)
    events.count[sample] = timer.events
    events.weight[sample] = timer.weight
  }
  if (misfits > used * MISFIT_SHARE) return unknown('scaled')
  return { model: { kind: 'events', retained: false, dispersion: TIMER_DISPERSION }, events }
}

function isSampleCount({ type, unit }: Profile['sampleTypes'][number]): boolean {
  return unit === 'count' && (type === 'samples' || type === 'sample')
}

function emptyEvents(count: number): SampleEvents {
  return { count: new Float64Array(count), weight: new Float64Array(count), chance: new Float64Array(count) }
}

function hasGoFiles(profile: Profile): boolean {
  const { functions, strings } = profile
  for (let id = 0; id < functions.count; id++) {
    const fileName = strings.text(functions.fileName[id]!)
    if (fileName.endsWith('.go') || fileName.endsWith('.s')) return true
  }
  // A program without symbols gives nothing away; the period type alone speaks then.
  return functions.count === 0
}

/** The numeric label `bytes` of each sample: the size of its objects; 0 where it has none. */
function sizeLabels(profile: Profile): Float64Array {
  const { labelStart, labels, count } = profile.samples
  const sizes = new Float64Array(count)
  let sizeKey = -1
  for (let sample = 0; sample < count; sample++) {
    for (let label = labelStart[sample]!; label < labelStart[sample + 1]!; label++) {
      const key = labels.key[label]!
      if (labels.text[label] !== 0 || (key !== sizeKey && profile.strings.text(key) !== 'bytes')) continue
      sizeKey = key
      sizes[sample] = Number(labels.number[label]!)
    }
  }
  return sizes
}
