import { Comparison } from '../../src/diff/comparison.ts'
import type { OwnCode } from '../../src/diff/own.ts'
import { sumMeasure } from '../../src/diff/sums.ts'
import { findMetric } from '../../src/model/metric.ts'
import type { RecordedRun } from './recorded-run.ts'

/** How much runs of one program truly differ, where every allocation was recorded. */
export interface Variation {
  readonly program: string
  readonly runs: number
  readonly metrics: readonly MetricVariation[]
}

export interface MetricVariation {
  readonly metric: string
  readonly meanBytes: number
  /** Standard deviation of the total from run to run, of its mean. */
  readonly percent: number
  /** Of the total: functions that vary by more than 2 %. */
  readonly unsteadyShare: number
  /** Of the functions with at least 1 % of the total, those that vary most. */
  readonly functions: readonly { readonly name: string; readonly share: number; readonly percent: number }[]
}

/** No limit of a policy is reached by what varies in less. */
const LEAST_BYTES = 2 ** 20
const METRICS = ['alloc_space', 'inuse_space']
/** What the rule calls representative: every function varies by at most so many percent from run to run. */
export const REPRESENTATIVE_PERCENT = 2
const LEAST_SHARE = 0.01
const NAMED = 3

export function isLarge({ meanBytes }: MetricVariation): boolean {
  return meanBytes >= LEAST_BYTES
}

/** Whether one run says how all are. */
export function isRepresentative({ metrics }: Variation): boolean {
  return metrics
    .filter(isLarge)
    .every(({ functions }) => functions.every(({ percent }) => percent <= REPRESENTATIVE_PERCENT))
}

/** @param recorded Runs of which everything was recorded (rate 1). */
export function variationOf(program: string, recorded: readonly RecordedRun[], own: OwnCode): Variation {
  const profiles = recorded.flatMap((run) => run.get('heap.pb.gz')?.flatMap(({ runs }) => runs) ?? [])
  const comparison = new Comparison(profiles, [], own)
  const index = comparison.index('function')
  const metrics = METRICS.map((name): MetricVariation => {
    const sums = comparison.baseline.map((frames) => {
      const metric = findMetric(frames.profile, 'heap', name)
      if (metric === null) throw new Error(`${program}: no ${name}`)
      const values = frames.profile.samples.values[metric.column]!
      return Array.from(sumMeasure(frames.profile, values, index.members(frames).groups, null, 'own'), Number)
    })
    const total = spreadOf(sums.map((values) => values.reduce((sum, value) => sum + value, 0)))
    const functions = index.groups.names.map((name, group) => {
      const { mean, percent } = spreadOf(sums.map((values) => values[group] ?? 0))
      return { name, share: total.mean === 0 ? 0 : mean / total.mean, percent }
    })
    const unsteady = functions.filter(({ percent }) => percent > REPRESENTATIVE_PERCENT)
    return {
      metric: name,
      meanBytes: total.mean,
      percent: total.percent,
      unsteadyShare: unsteady.reduce((sum, { share }) => sum + share, 0),
      functions: functions
        .filter(({ share }) => share >= LEAST_SHARE)
        .sort((a, b) => b.percent - a.percent)
        .slice(0, NAMED),
    }
  })
  return { program, runs: profiles.length, metrics }
}

function spreadOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1))
  return { mean, percent: mean === 0 ? 0 : (100 * deviation) / mean }
}
