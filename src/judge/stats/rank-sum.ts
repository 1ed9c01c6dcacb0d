import { normalSf } from './normal.ts'

/** Up to so many values together the distribution is counted out; beyond, the normal one is near and counting gets slow. */
const LARGEST_EXACT = 50

/**
 * One-sided p-value of the Mann-Whitney U test: probability that values which do not differ are ranked at least as much in favour
 * of "the candidate is larger". Equal values share their mean rank. 1 where a side has no values.
 *
 * Up to 50 values: exact, given the ranks that the values have, ties included. Beyond: normal, with the corrections for ties and
 * continuity. Sources: Mann & Whitney 1947, Ann. Math. Statist. 18, 50-60; for ties Lehmann, Nonparametrics, 1.4.
 */
export function rankSumP(baseline: ArrayLike<number>, candidate: ArrayLike<number>): number {
  if (baseline.length === 0 || candidate.length === 0) return 1
  const { doubled, candidateSum } = doubledRanks(baseline, candidate)
  if (doubled.length > LARGEST_EXACT) return normalP(doubled, candidate.length, candidateSum)
  if (candidate.length <= baseline.length) return chanceOfAtLeast(doubled, candidate.length, candidateSum)
  // the smaller side is counted faster: many high ranks of the candidate are as many low ones of the baseline
  const highest = 2 * (doubled.length + 1)
  const turned = doubled.map((rank) => highest - rank).reverse()
  const baselineSum = doubled.length * (doubled.length + 1) - candidateSum
  return chanceOfAtLeast(turned, baseline.length, highest * baseline.length - baselineSum)
}

/** Smallest p that rankSumP can give for so many values: all of the candidate's above all of the baseline's, without ties. */
export function smallestRankSumP(baselineCount: number, candidateCount: number): number {
  return 1 / subsets(baselineCount + candidateCount, Math.min(baselineCount, candidateCount))
}

/** Twice the mid-rank of every value in ascending order, integers, and their sum over the candidate. */
function doubledRanks(
  baseline: ArrayLike<number>,
  candidate: ArrayLike<number>,
): { readonly doubled: Float64Array; readonly candidateSum: number } {
  const values = [
    ...Array.from(baseline, (value) => ({ value, isCandidate: false })),
    ...Array.from(candidate, (value) => ({ value, isCandidate: true })),
  ].sort((x, y) => x.value - y.value)
  const doubled = new Float64Array(values.length)
  let candidateSum = 0
  for (let start = 0, end = 0; start < values.length; start = end) {
    while (end < values.length && values[end]!.value === values[start]!.value) end++
    for (let i = start; i < end; i++) {
      doubled[i] = start + 1 + end
      if (values[i]!.isCandidate) candidateSum += start + 1 + end
    }
  }
  return { doubled, candidateSum }
}

/**
 * Chance that `count` of the ranks (ascending), any as likely as any other, sum to at least `sum`. The numbers of subsets stay below
 * 2^53, so they are exact.
 */
function chanceOfAtLeast(doubled: Float64Array, count: number, sum: number): number {
  // ways[k][s]: subsets of k ranks so far with sum s
  const largest = doubled.subarray(doubled.length - count).reduce((total, rank) => total + rank, 0)
  const ways = Array.from({ length: count + 1 }, () => new Float64Array(largest + 1))
  ways[0]![0] = 1
  for (let i = 0; i < doubled.length; i++) {
    const rank = doubled[i]!
    for (let k = Math.min(i + 1, count); k >= 1; k--) {
      const from = ways[k - 1]!
      const to = ways[k]!
      for (let s = largest; s >= rank; s--) to[s]! += from[s - rank]!
    }
  }
  let atLeast = 0
  for (let s = sum; s <= largest; s++) atLeast += ways[count]![s]!
  return atLeast / subsets(doubled.length, count)
}

function normalP(doubled: Float64Array, count: number, doubledSum: number): number {
  const total = doubled.length
  const other = total - count
  let ties = 0
  for (let start = 0, end = 0; start < total; start = end) {
    while (end < total && doubled[end] === doubled[start]) end++
    ties += (end - start) ** 3 - (end - start)
  }
  const variance = ((count * other) / 12) * (total + 1 - ties / (total * (total - 1)))
  // half a rank towards the mean
  const excess = doubledSum / 2 - (count * (total + 1)) / 2 - 0.5
  return variance > 0 ? normalSf(excess / Math.sqrt(variance)) : 1
}

/** Number of ways to choose `count` of `total`. */
function subsets(total: number, count: number): number {
  let ways = 1
  for (let i = 1; i <= count; i++) ways = (ways * (total - count + i)) / i
  return ways
}
