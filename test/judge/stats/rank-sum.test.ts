import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankSumP, smallestRankSumP } from '../../../src/judge/stats/rank-sum.ts'

/** P(U at least that observed) over every way to deal the values to the two sides. */
function byEnumeration(baseline: readonly number[], candidate: readonly number[]): number {
  const values = [...baseline, ...candidate]
  const uOf = (isCandidate: (i: number) => boolean) => {
    let u = 0
    for (const [i, x] of values.entries())
      for (const [j, y] of values.entries()) {
        if (isCandidate(i) && !isCandidate(j)) u += x > y ? 1 : x === y ? 0.5 : 0
      }
    return u
  }
  const observed = uOf((i) => i >= baseline.length)
  let ways = 0
  let atLeast = 0
  for (let mask = 0; mask < 2 ** values.length; mask++) {
    const size = values.filter((_, i) => mask & (1 << i)).length
    if (size !== candidate.length) continue
    ways++
    if (uOf((i) => (mask & (1 << i)) !== 0) >= observed) atLeast++
  }
  return atLeast / ways
}

const few = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 5 })
const many = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 })

describe('the rank sum test', () => {
  test.each([3, 1000])('is the share of all deals at least as extreme, of values up to %d', (max) => {
    fc.assert(
      fc.property(few(max), few(max), (baseline, candidate) => {
        expect(rankSumP(baseline, candidate)).toBeCloseTo(byEnumeration(baseline, candidate), 12)
      }),
      { numRuns: 60 },
    )
  })

  /** scipy 1.17.1: stats.mannwhitneyu(candidate, baseline, alternative='greater', method=...), sides of n and m values. */
  test.each([
    { n: 12, m: 9, method: 'exact', a: [7, 31, 0.01], b: [11, 37, 0.01], shift: 5, p: 0.07396999285544179 },
    { n: 30, m: 28, method: 'asymptotic', a: [7, 13, 0], b: [5, 17, 0], shift: 0, p: 0.04607693527593991 },
    { n: 40, m: 45, method: 'asymptotic', a: [7, 13, 0.01], b: [5, 17, 0.01], shift: 3, p: 5.4652853579168735e-6 },
  ])('of $n against $m values agrees with the $method method of scipy', ({ n, m, a, b, shift, p }) => {
    const values = (count: number, [factor = 0, modulus = 1, step = 0]: readonly number[], start: number) =>
      Array.from({ length: count }, (_, i) => ((i * factor) % modulus) + start + i * step)
    expect(rankSumP(values(n, a, 0), values(m, b, shift)) / p).toBeCloseTo(1, 10)
  })

  test('cares for the order of the values only', () => {
    fc.assert(
      fc.property(many, many, (baseline, candidate) => {
        const p = rankSumP(baseline, candidate)
        expect(rankSumP(baseline.toReversed(), candidate.toSorted())).toBe(p)
        const stretched = (x: number) => Math.exp(x / 10) - 7
        expect(rankSumP(baseline.map(stretched), candidate.map(stretched))).toBe(p)
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('says the same of the sides exchanged and turned round', () => {
    fc.assert(
      fc.property(many, many, (baseline, candidate) => {
        const turned = (values: number[]) => values.map((x) => -x)
        expect(rankSumP(turned(candidate), turned(baseline))).toBeCloseTo(rankSumP(baseline, candidate), 12)
        expect(rankSumP(baseline, candidate) + rankSumP(candidate, baseline)).toBeGreaterThan(1 - 1e-12)
      }),
    )
  })

  test('only grows surer when a value of the candidate grows, without ties', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), fc.nat({ max: 999 }), (values, cut, pick, more) => {
        const middle = 1 + (cut % (values.length - 1))
        const baseline = values.slice(0, middle)
        const candidate = values.slice(middle)
        // half steps, so that no tie arises
        const grown = candidate.map((x, i) => (i === pick % candidate.length ? x + more + 0.5 : x))
        expect(rankSumP(baseline, grown)).toBeLessThanOrEqual(rankSumP(baseline, candidate) * (1 + 1e-12))
      }),
    )
  })

  test.each([
    [4, 4, 1 / 70],
    [6, 6, 1 / 924],
    [10, 10, 1 / 184_756],
    [3, 7, 1 / 120],
    [1, 5, 1 / 6],
  ])('of %d against %d values reaches its smallest p when all are above all', (n, m, smallest) => {
    const baseline = Array.from({ length: n }, (_, i) => i)
    const candidate = Array.from({ length: m }, (_, i) => n + i)
    expect(smallestRankSumP(n, m)).toBeCloseTo(smallest, 14)
    expect(rankSumP(baseline, candidate)).toBeCloseTo(smallest, 14)
  })

  test('says nothing of equal values, or of a side without any', () => {
    expect(rankSumP([5, 5, 5], [5, 5, 5, 5])).toBe(1)
    expect(rankSumP(new Float64Array(40), new Float64Array(40))).toBe(1)
    expect(rankSumP([], [1, 2])).toBe(1)
    expect(rankSumP([1, 2], [])).toBe(1)
  })
})
