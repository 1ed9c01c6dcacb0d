import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquareCdf, chiSquarePpf, chiSquareSf } from '../../../src/judge/stats/chi-square.ts'
import { normalSf } from '../../../src/judge/stats/normal.ts'

const relativeError = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected)

/** mpmath 1.4 with 60 digits: gammainc(df/2, 0, x/2, regularized=True) and gammainc(df/2, x/2, inf, regularized=True). */
const TAILS = [
  { x: 1e-8, df: 1, below: 7.978845594730578e-5, above: 0.9999202115440526 },
  { x: 0.45, df: 1, below: 0.4976650456394979, above: 0.502334954360502 },
  { x: 600, df: 1, below: 1, above: 1.674167984691788e-132 },
  { x: 0.9, df: 2, below: 0.3623718483782267, above: 0.6376281516217733 },
  { x: 1000, df: 2, below: 1, above: 7.124576406741286e-218 },
  { x: 1.8, df: 4, below: 0.22751764649286169, above: 0.7724823535071383 },
  { x: 4, df: 4, below: 0.5939941502901619, above: 0.40600584970983805 },
  { x: 1200, df: 4, below: 1, above: 1.5928883283555908e-258 },
  { x: 8e-8, df: 8, below: 1.066666632533334e-31, above: 1 },
  { x: 3.6, df: 8, below: 0.10870839470920539, above: 0.8912916052907947 },
  { x: 4.05, df: 9, below: 0.0919090945540846, above: 0.9080909054459154 },
  { x: 180, df: 9, below: 1, above: 5.066746422663929e-34 },
  { x: 3.6, df: 18, below: 0.0001097446449320514, above: 0.9998902553550679 },
  { x: 36, df: 18, below: 0.9929439908525065, above: 0.007056009147493467 },
  { x: 20, df: 100, below: 1.8547268838697993e-19, above: 1 },
  { x: 700, df: 100, below: 1, above: 8.658230861323854e-91 },
  { x: 199, df: 199, below: 0.5133321740276809, above: 0.48666782597231906 },
  { x: 40, df: 200, below: 3.488878669689653e-37, above: 1 },
  { x: 260, df: 200, below: 0.9972495916326934, above: 0.002750408367306526 },
]

/** scipy 1.17.1: stats.chi2.ppf(p, df). */
const QUANTILES = [
  { p: 0.5, df: 1, x: 0.454936423119572 },
  { p: 0.5, df: 2, x: 1.386294361119891 },
  { p: 0.5, df: 8, x: 7.344121497701794 },
  { p: 0.5, df: 18, x: 17.33790236874074 },
  { p: 0.5, df: 200, x: 199.33372983863097 },
  { p: 0.01, df: 1, x: 0.00015708785790970184 },
  { p: 0.01, df: 4, x: 0.2971094805065319 },
  { p: 0.01, df: 8, x: 1.6464973726907703 },
  { p: 0.8, df: 2, x: 3.218875824868201 },
  { p: 0.8, df: 8, x: 11.03009143030311 },
  { p: 0.8, df: 18, x: 22.759545821104354 },
  { p: 1e-12, df: 3, x: 2.417987942718036e-8 },
  { p: 0.999, df: 7, x: 24.321886347856854 },
]

describe('chi-square', () => {
  test.each(TAILS)('has the tails $below and $above at $x with $df degrees of freedom', ({ x, df, below, above }) => {
    expect(relativeError(chiSquareCdf(x, df), below)).toBeLessThan(2e-13)
    expect(relativeError(chiSquareSf(x, df), above)).toBeLessThan(2e-13)
  })

  test.each(QUANTILES)('has the quantile $x at p = $p with $df degrees of freedom', ({ p, df, x }) => {
    expect(relativeError(chiSquarePpf(p, df), x)).toBeLessThan(1e-12)
  })

  test('is inverted by its quantile, far into the lower tail', () => {
    const degrees = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(fc.double({ min: -150, max: -0.001, noNaN: true }), degrees, (exponent, df) => {
        const p = 10 ** exponent
        expect(relativeError(chiSquareCdf(chiSquarePpf(p, df), df), p)).toBeLessThan(1e-10)
      }),
    )
  })

  test('with one degree of freedom is the square of a normal deviate', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), (z) => {
        expect(relativeError(chiSquareSf(z * z, 1), 2 * normalSf(z))).toBeLessThan(1e-11)
      }),
    )
  })

  test('ends at 0 and infinity', () => {
    expect([chiSquareCdf(0, 4), chiSquareSf(0, 4), chiSquarePpf(0, 4)]).toEqual([0, 1, 0])
    const end = Number.POSITIVE_INFINITY
    expect([chiSquareCdf(end, 4), chiSquareSf(end, 4), chiSquarePpf(1, 4)]).toEqual([1, 0, end])
  })

  test.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', (p) => {
    expect(() => chiSquarePpf(p, 3)).toThrow(RangeError)
  })
})
