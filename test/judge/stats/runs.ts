import fc from 'fast-check'
import {
  type MultiRunOptions,
  type MultiRunTest,
  multiRunTests,
  type RunItem,
} from '../../../src/judge/stats/multi-run.ts'

export const DECISIVE: MultiRunOptions = { pool: false, optimistic: false }

/** Values without a model. */
export const measured = (baseline: readonly number[], candidate: readonly number[]): RunItem => ({
  baseline: Float64Array.from(baseline),
  candidate: Float64Array.from(candidate),
  classes: null,
})

/** Events of each run, by class. */
export interface Counts {
  readonly baseline: readonly (readonly number[])[]
  readonly candidate: readonly (readonly number[])[]
}

const WEIGHT = Float64Array.of(1000, 400, 64)
const CHANCE = Float64Array.of(0.001, 0.3, 0.95)

/** An item of three classes with the events of each run, and its values per exposure. */
export function sampled({ baseline, candidate }: Counts, exposures?: MultiRunOptions['exposures']): RunItem {
  const columns = (runs: Counts['baseline']) => runs.map((events) => Float64Array.from(events))
  const valuesOf = (runs: Counts['baseline'], side: Float64Array | undefined) =>
    Float64Array.from(
      runs,
      (events, i) => events.reduce((sum, n, j) => sum + n * (WEIGHT[j] ?? 0), 0) / (side?.[i] ?? 1),
    )
  return {
    baseline: valuesOf(baseline, exposures?.baseline),
    candidate: valuesOf(candidate, exposures?.candidate),
    classes: { baseline: columns(baseline), candidate: columns(candidate), weight: WEIGHT, chance: CHANCE },
  }
}

/** The test of an item that is asked alone. */
export const only = (item: RunItem, options: MultiRunOptions): MultiRunTest => {
  const [result] = multiRunTests([item], options)
  if (result === undefined) throw new Error('an item without a test')
  return result
}

/** Every way to ask, with and without drift and dispersion. */
export const modelled = fc.record({
  pool: fc.boolean(),
  optimistic: fc.boolean(),
  tau: fc.constantFrom(0, 0.02),
  dispersion: fc.constantFrom(1, 2),
})
