import type { EventClasses } from './stats/event-classes.ts'

/**
 * The events that the same objects would give if a sample were taken `ratio` times as often, in the mean: a chance p becomes
 * p' = 1 - (1 - p)^ratio, for p = 1 - exp(-size / rate) (runtime/pprof, scaleHeapSample). Values stay: p' / p times the events,
 * each of p / p' of the weight. So the variance shrinks by p / p', which is 1 / ratio for small objects and 1 for large ones.
 */
export function finerClasses({ baseline, candidate, weight, chance }: EventClasses, ratio: number): EventClasses {
  const finer = chance.map((p) => -Math.expm1(ratio * Math.log1p(-p)))
  // Counts that vary of themselves have no chance, and no rate.
  const factor = chance.map((p, at) => (p > 0 ? finer[at]! / p : 1))
  return {
    baseline: baseline.map((events, at) => events * factor[at]!),
    candidate: candidate.map((events, at) => events * factor[at]!),
    weight: weight.map((each, at) => each / factor[at]!),
    chance: finer,
  }
}
