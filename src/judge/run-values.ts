import { measuredValues } from '../diff/run.ts'
import { benchmarkNames } from '../diff/sample-groups.ts'
import { sumMeasure, total } from '../diff/sums.ts'
import type { Grouping } from '../model/grouping.ts'
import { addInt, type Int, multiplyInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Side } from '../result/result.ts'
import type { MaskOf } from './event-table.ts'
import type { MetricPair } from './metric-pair.ts'
import type { SideRun } from './runs.ts'
import type { RunClasses } from './stats/run-classes.ts'

/** One value for each run of each side, in the metric's unit, divided as the rule asks. */
export type ValuesOfRuns = Readonly<Record<Side, Float64Array>>

/** The total of each run: exact where a run is a single profile that nothing divides. */
export function runTotals(data: MetricPair, side: Side, maskOf: MaskOf): readonly Int[] {
  const sums = new Array<Int>(data.runCount[side]).fill(0)
  for (const run of data[side]) {
    const values = total(measuredValues(run), maskOf(run.frames))
    sums[run.run] = addInt(sums[run.run]!, multiplyInt(values, run.scale))
  }
  return sums
}

/** The value of each group in each run. */
export function groupRunValues(
  data: MetricPair,
  { grouping, by, maskOf }: { readonly grouping: Grouping; readonly by: Measure; readonly maskOf: MaskOf },
): (group: number) => ValuesOfRuns {
  const index = data.comparison.index(grouping)
  const sumsOf = (side: Side) => {
    const sums = Array.from({ length: data.runCount[side] }, () => new Float64Array(index.groups.count))
    for (const run of data[side]) {
      const { frames } = run
      const members = index.members(frames).groups
      const values = sumMeasure(frames.profile, measuredValues(run), members, maskOf(frames), by)
      const into = sums[run.run]!
      for (let group = 0; group < values.length; group++) into[group]! += Number(values[group]!) * run.scale
    }
    return sums
  }
  const sides = { baseline: sumsOf('baseline'), candidate: sumsOf('candidate') }
  return (group) => {
    const of = (side: Side) => Float64Array.from(sides[side], (sums) => sums[group] ?? 0)
    return { baseline: of('baseline'), candidate: of('candidate') }
  }
}

/** What a run's classes of events come to, which is its value without the rounding of the profile. */
export function classRunValues({ exposures }: MetricPair, classes: RunClasses): ValuesOfRuns {
  const of = (side: Side) =>
    Float64Array.from(classes[side], (events, run) => {
      let sum = 0
      for (let at = 0; at < events.length; at++) sum += classes.weight[at]! * events[at]!
      return sum / (exposures?.[side][run] ?? 1)
    })
  return { baseline: of('baseline'), candidate: of('candidate') }
}

/** What each benchmark measured in each run that has it: a run may lack some. */
export function benchmarkValues(data: MetricPair): (name: string) => ValuesOfRuns {
  const sides = { baseline: byName(data.baseline), candidate: byName(data.candidate) }
  return (name) => {
    const of = (side: Side) => Float64Array.from(sides[side].get(name) ?? [])
    return { baseline: of('baseline'), candidate: of('candidate') }
  }
}

/**
 * The total of each run over some benchmarks. What a run lacks counts as the mean of the side's other
 * runs: a run that was cut short is not faster for that.
 */
export function benchmarkTotals(data: MetricPair, side: Side, names: readonly string[]): Float64Array {
  const totals = new Float64Array(data.runCount[side])
  const values = byName(data[side])
  const byRun = data[side].map((run) => ({ run: run.run, values: byName([run]) }))
  for (const name of names) {
    const all = values.get(name) ?? []
    const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length)
    for (const { run, values: ofRun } of byRun) totals[run]! += ofRun.get(name)?.[0] ?? mean
  }
  return totals
}

/** Whether one of the benchmarks was measured once on a side where others were measured several times: nothing tells how it varies. */
export function hasLoneBenchmark(data: MetricPair, names: readonly string[]): boolean {
  return (['baseline', 'candidate'] as const).some((side) => {
    const values = byName(data[side])
    const counts = names.map((name) => values.get(name)?.length ?? 0)
    return counts.includes(1) && counts.some((count) => count > 1)
  })
}

function byName(runs: readonly SideRun[]): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>()
  for (const { frames, metric } of runs) {
    const nameOf = benchmarkNames(frames)
    const column = frames.profile.samples.values[metric.column]!
    for (let sample = 0; sample < column.length; sample++) {
      const value = Number(column[sample]!)
      if (Number.isNaN(value)) continue
      const name = nameOf(sample) ?? ''
      const known = values.get(name)
      if (known === undefined) values.set(name, [value * metric.scale])
      else known.push(value * metric.scale)
    }
  }
  return values
}
