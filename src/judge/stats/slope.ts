/** Residuals below a billionth of the values (squared) are rounding: points that are on a line but for it leave none. */
const ROUNDING = 1e-18

/** The least-squares line through values at equal distances. */
export interface Line {
  /** Growth per step, in the unit of the values. */
  readonly slope: number
  /** Value less line, at each step. */
  readonly residuals: Float64Array
  /** Sum of the squared residuals; 0 where they are rounding. */
  readonly residualSquares: number
  /** Sum of the squared distances of the steps from their mean: the residual variance over it is that of the slope. */
  readonly stepSquares: number
}

export interface SlopeDifference {
  /** Slope of the candidate less that of the baseline (0 without one), per step. */
  readonly delta: number
  readonly standardError: number
  readonly degrees: number
}

/** Fits at least two values. */
export function fitLine(values: Float64Array): Line {
  const centre = (values.length - 1) / 2
  const stepSquares = (values.length * (values.length * values.length - 1)) / 12
  let sum = 0
  let product = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!
    product += (i - centre) * values[i]!
    squares += values[i]! ** 2
  }
  const slope = product / stepSquares
  const residuals = new Float64Array(values.length)
  let residualSquares = 0
  for (let i = 0; i < values.length; i++) {
    residuals[i] = values[i]! - sum / values.length - slope * (i - centre)
    residualSquares += residuals[i]! ** 2
  }
  if (residualSquares <= ROUNDING * squares) residualSquares = 0
  return { slope, residuals, residualSquares, stepSquares }
}

/** Difference of two slopes with the residual variance pooled over both lines; null: the candidate's slope against 0. */
export function slopeDifference(baseline: Line | null, candidate: Line): SlopeDifference {
  const pointsLess2 = candidate.residuals.length - 2
  const degrees = baseline ? baseline.residuals.length - 2 + pointsLess2 : pointsLess2
  const squares = candidate.residualSquares + (baseline?.residualSquares ?? 0)
  const perStep = 1 / candidate.stepSquares + (baseline ? 1 / baseline.stepSquares : 0)
  return {
    delta: candidate.slope - (baseline?.slope ?? 0),
    standardError: Math.sqrt((squares / degrees) * perStep),
    degrees,
  }
}
