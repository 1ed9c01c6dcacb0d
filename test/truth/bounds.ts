import { logFactorial } from './counts.ts'

/** `hits` of `draws`. */
export interface Share {
  readonly hits: number
  readonly draws: number
}

/**
 * Chance of at least so many hits if each draw hits with `chance`.
 * Summed from the smallest term, so that nothing is lost.
 */
export function atLeast({ hits, draws }: Share, chance: number): number {
  if (hits <= 0) return 1
  if (chance <= 0) return 0
  if (chance >= 1) return 1
  let sum = 0
  for (let count = draws; count >= hits; count--) {
    const ways = logFactorial(draws) - logFactorial(count) - logFactorial(draws - count)
    sum += Math.exp(ways + count * Math.log(chance) + (draws - count) * Math.log1p(-chance))
  }
  return Math.min(1, sum)
}

/** One-sided lower bound of the true chance (Clopper and Pearson 1934): below it so many hits are less likely than `level`. */
export function lowerBound(share: Share, level: number): number {
  if (share.hits === 0) return 0
  let low = 0
  let high = share.hits / share.draws
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (atLeast(share, middle) < level) low = middle
    else high = middle
  }
  return low
}

/** One-sided upper bound: the lower one of what did not hit. */
export function upperBound({ hits, draws }: Share, level: number): number {
  return 1 - lowerBound({ hits: draws - hits, draws }, level)
}

/**
 * Chance that `one` has at least so many of the hits of both if both have the same true chance (Fisher's exact test,
 * one-sided).
 */
export function atLeastOfBoth(one: Share, other: Share): number {
  const hits = one.hits + other.hits
  const draws = one.draws + other.draws
  const ways = (from: number, count: number) => logFactorial(from) - logFactorial(count) - logFactorial(from - count)
  const all = ways(draws, hits)
  let sum = 0
  for (let count = Math.min(one.draws, hits); count >= one.hits; count--) {
    if (hits - count > other.draws) break
    sum += Math.exp(ways(one.draws, count) + ways(other.draws, hits - count) - all)
  }
  return Math.min(1, sum)
}
