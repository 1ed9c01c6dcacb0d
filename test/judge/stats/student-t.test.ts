import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalSf } from '../../../src/judge/stats/normal.ts'
import { studentPpf, studentSf } from '../../../src/judge/stats/student-t.ts'

const relativeError = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected)

/** mpmath 1.4 with 60 digits: betainc(df/2, 1/2, 0, df/(df + t^2), regularized=True) / 2, and 1 less that for t < 0. */
const TAILS = [
  { t: 0.25, df: 1, p: 0.4220208696226307 },
  { t: 1, df: 1, p: 0.25 },
  { t: 1e8, df: 1, p: 3.1830988618379066e-9 },
  { t: 1e149, df: 2, p: 5e-299 },
  { t: -1.5, df: 3, p: 0.8847080673775884 },
  { t: 2, df: 2, p: 0.09175170953613698 },
  { t: 0.001, df: 4, p: 0.499625000078125 },
  { t: 3, df: 4, p: 0.019970984035859413 },
  { t: 2.5, df: 5, p: 0.02724504967118812 },
  { t: 4, df: 8, p: 0.001974886401722663 },
  { t: 12, df: 8, p: 1.0719333738443856e-6 },
  { t: 1.7, df: 18, p: 0.0531725212936054 },
  { t: 6, df: 18, p: 5.634985553003934e-6 },
  { t: 40, df: 30, p: 6.863022597203201e-28 },
  { t: 100, df: 57, p: 4.94700980161051e-66 },
  { t: 1.96, df: 100, p: 0.026389450683114834 },
  { t: 30, df: 100, p: 4.190166279344146e-52 },
  { t: 2, df: 200, p: 0.023426593093535487 },
  { t: 60, df: 200, p: 3.855789292028314e-130 },
]

/** scipy 1.17.1: stats.t.ppf(p, df). */
const QUANTILES = [
  { p: 0.975, df: 1, t: 12.706204736174694 },
  { p: 0.975, df: 2, t: 4.302652729749462 },
  { p: 0.975, df: 4, t: 2.7764451051977934 },
  { p: 0.975, df: 8, t: 2.306004135204166 },
  { p: 0.975, df: 18, t: 2.1009220402410382 },
  { p: 0.9999999, df: 5, t: 39.341819621052615 },
  { p: 0.6, df: 3, t: 0.2766706623326898 },
]

const degrees = fc.integer({ min: 1, max: 200 })

describe("Student's t", () => {
  test.each(TAILS)('has the upper tail $p at t = $t with $df degrees of freedom', ({ t, df, p }) => {
    expect(relativeError(studentSf(t, df), p)).toBeLessThan(1e-12)
  })

  test.each(QUANTILES)('has the quantile $t at p = $p with $df degrees of freedom', ({ p, df, t }) => {
    expect(relativeError(studentPpf(p, df), t)).toBeLessThan(1e-9)
    expect(relativeError(studentPpf(1 - p, df), -t)).toBeLessThan(1e-9)
  })

  test('is inverted by its quantile, far into the tail', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -0.32, noNaN: true }), degrees, (exponent, df) => {
        const p = 10 ** exponent
        expect(relativeError(studentSf(-studentPpf(p, df), df), p)).toBeLessThan(1e-10)
      }),
    )
  })

  test('is symmetric, falls with t, and lies above the normal tail', () => {
    const deviate = fc.double({ min: 0, max: 30, noNaN: true })
    fc.assert(
      fc.property(deviate, deviate, degrees, (t, more, df) => {
        expect(studentSf(t, df) + studentSf(-t, df)).toBeCloseTo(1, 14)
        expect(studentSf(t + more, df)).toBeLessThanOrEqual(studentSf(t, df) * (1 + 1e-11))
        expect(studentSf(t, df)).toBeGreaterThanOrEqual(normalSf(t) * (1 - 1e-11))
      }),
    )
  })

  test('ends at infinity', () => {
    expect([studentSf(Number.POSITIVE_INFINITY, 3), studentSf(0, 3), studentSf(Number.NEGATIVE_INFINITY, 3)]).toEqual([
      0, 0.5, 1,
    ])
    expect([studentPpf(1, 3), studentPpf(0.5, 3), studentPpf(0, 3)]).toEqual([
      Number.POSITIVE_INFINITY,
      0,
      Number.NEGATIVE_INFINITY,
    ])
  })

  test.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', (p) => {
    expect(() => studentPpf(p, 3)).toThrow(RangeError)
  })
})
