import type { Frames } from './frames.ts'
import type { Run } from './run.ts'
import { benchmarkNames } from './sample-groups.ts'

/**
 * Runs of benchmarks, of which some may not have been run each time, or not with this metric: what was not measured is
 * no 0. A sample that does not measure the metric has the value NaN.
 */

/** Runs whose mean is for each benchmark that over the runs that have it; the mean over all runs divides by all of them. */
export function evenRuns<AnyRun extends Run>(runs: readonly AnyRun[]): readonly AnyRun[] {
  const counts = new Map<string, number>()
  for (const run of runs) for (const name of benchmarksOf(run)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const isEven = [...counts.values()].every((count) => count === runs.length)
  return isEven && !runs.some(hasGaps)
    ? runs
    : runs.map((run) => weighted(run, (name) => runs.length / (counts.get(name) ?? 1)))
}

/** Benchmarks that only this side has. */
export type OneSided = Readonly<Record<'baseline' | 'candidate', ReadonlySet<string>>>

/** Nothing is one-sided where a side has no runs at all: then nothing is compared. */
export function oneSidedBenchmarks(baseline: readonly Run[], candidate: readonly Run[]): OneSided {
  const [before, after] = [measuredIn(baseline), measuredIn(candidate)]
  if (baseline.length === 0 || candidate.length === 0) return { baseline: new Set(), candidate: new Set() }
  return { baseline: without(before, after), candidate: without(after, before) }
}

/** Benchmarks that both sides have measured. */
export function commonBenchmarks(baseline: readonly Run[], candidate: readonly Run[]): ReadonlySet<string> {
  const after = measuredIn(candidate)
  return new Set([...measuredIn(baseline)].filter((name) => after.has(name)))
}

/** Benchmarks that were run, whatever they measured. */
export function benchmarksRun(side: readonly Frames[]): ReadonlySet<string> {
  return new Set(side.flatMap((frames) => namesIn(frames, () => true)))
}

/** Both sides with what both have measured, and what that leaves out. */
export function comparedBenchmarks(
  baseline: readonly Run[],
  candidate: readonly Run[],
): { readonly baseline: readonly Run[]; readonly candidate: readonly Run[]; readonly oneSided: OneSided } {
  const oneSided = oneSidedBenchmarks(baseline, candidate)
  const compared = (runs: readonly Run[], left: ReadonlySet<string>) =>
    evenRuns(runs).map((run) => (left.size === 0 ? run : weighted(run, (name) => (left.has(name) ? 0 : 1))))
  return {
    baseline: compared(baseline, oneSided.baseline),
    candidate: compared(candidate, oneSided.candidate),
    oneSided,
  }
}

function measuredIn(runs: readonly Run[]): ReadonlySet<string> {
  return new Set(runs.flatMap((run) => [...benchmarksOf(run)]))
}

function without(names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].filter((name) => !others.has(name)))
}

/** Those that measured the metric. */
function benchmarksOf({ frames, metric }: Run): ReadonlySet<string> {
  const values = frames.profile.samples.values[metric.column]!
  return new Set(namesIn(frames, (sample) => !Number.isNaN(values[sample])))
}

function namesIn(frames: Frames, has: (sample: number) => boolean): readonly string[] {
  const nameOf = benchmarkNames(frames)
  const names: string[] = []
  for (let sample = 0; sample < frames.profile.samples.count; sample++) {
    if (has(sample)) names.push(nameOf(sample) ?? '')
  }
  return names
}

function hasGaps({ frames, metric }: Run): boolean {
  return frames.profile.samples.values[metric.column]!.some(Number.isNaN)
}

function weighted<AnyRun extends Run>(run: AnyRun, weightOf: (name: string) => number): AnyRun {
  const nameOf = benchmarkNames(run.frames)
  const weights = Float64Array.from({ length: run.frames.profile.samples.count }, (_, sample) => {
    return (run.weights?.[sample] ?? 1) * weightOf(nameOf(sample) ?? '')
  })
  return { ...run, weights }
}
