/** Variation below a billionth of the values (its square) is rounding: values that are equal but for it do not vary. */
const ROUNDING = 1e-18

/**
 * Variance between the runs of a side, pooled over both sides (without `candidate`: of the baseline alone), in the squared unit.
 * Each side around its own mean, so that growth is no variation. `degrees`: runs less one for each side that is given.
 */
export function pooledVariance(baseline: Float64Array, candidate: Float64Array | undefined, degrees: number): number {
  let deviations = squaresAround(baseline, mean(baseline))
  let squares = squaresAround(baseline, 0)
  if (candidate !== undefined) {
    deviations += squaresAround(candidate, mean(candidate))
    squares += squaresAround(candidate, 0)
  }
  return deviations < ROUNDING * squares ? 0 : deviations / degrees
}

/** 0 of no values. */
export function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length === 0 ? 0 : sum / values.length
}

function squaresAround(values: Float64Array, centre: number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2
  return sum
}
