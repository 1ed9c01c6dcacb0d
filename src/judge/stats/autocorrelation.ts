import type { Line } from './slope.ts'

/** Beyond this the residuals are a random walk, which `walkP` tests. */
const LARGEST = 0.9

/**
 * Factor, 1 to 19, by which the variance of a slope is larger than its residuals say, because each residual depends on the one
 * before: (1 + r) / (1 - r) for AR(1) with the lag-1 autocorrelation r, cut to 0..0.9.
 *
 * r measured on the k residuals of a line is too small by about (1 + 3 r) / k, which is added, even where all of them are 0.
 * Sources: Bartlett 1935, J. R. Statist. Soc. 98, 536-543 (variance); Kendall 1954, Biometrika 41, 403-404 (bias).
 */
export function autocorrelationFactor({ residuals, residualSquares }: Line): number {
  let products = 0
  for (let i = 1; i < residuals.length; i++) products += residuals[i]! * residuals[i - 1]!
  const measured = residualSquares > 0 ? products / residualSquares : 0
  const bias = (1 + 3 * Math.max(measured, 0)) / residuals.length
  const r = Math.min(LARGEST, Math.max(0, measured + bias))
  return (1 + r) / (1 - r)
}
