import { describe, expect, test } from 'vitest'
import { normalIsf, normalPpf, normalSf } from '../../../src/judge/stats/normal.ts'

const relativeError = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected)

/** Both tables: 60-digit evaluations of erfc and its inverse, rounded to doubles. */
const TAILS = [
  { z: 1e-9, p: 0.4999999996010577 },
  { z: 0.5, p: 0.3085375387259869 },
  { z: 1.5, p: 0.06680720126885807 },
  { z: 1.9999, p: 0.022755531584767185 },
  { z: 2, p: 0.02275013194817921 },
  { z: 2.0001, p: 0.022744733391410546 },
  { z: 3, p: 0.0013498980316300946 },
  { z: 8, p: 6.220960574271784e-16 },
  { z: 20, p: 2.7536241186062337e-89 },
  { z: 37, p: 5.725571222524577e-300 },
  { z: -1, p: 0.8413447460685429 },
  { z: -6, p: 0.9999999990134123 },
]

const QUANTILES = [
  { p: 0.25, z: 0.6744897501960817 },
  { p: 0.2, z: 0.8416212335729142 },
  { p: 0.025, z: 1.9599639845400543 },
  { p: 0.0025, z: 2.8070337683438042 },
  { p: 1e-7, z: 5.199337582192817 },
  { p: 1e-15, z: 7.941345326170997 },
  { p: 1e-100, z: 21.273453560965326 },
  { p: 1e-300, z: 37.0470962993612 },
  { p: 5e-324, z: 38.467405617144344 },
  { p: 0.999999, z: -4.753424308817088 },
]

describe('the normal distribution', () => {
  test.each(TAILS)('has the upper tail $p at z = $z', ({ z, p }) => {
    expect(relativeError(normalSf(z), p)).toBeLessThan(2e-13)
  })

  test.each(QUANTILES)('has the upper quantile $z at p = $p', ({ p, z }) => {
    expect(relativeError(normalIsf(p), z)).toBeLessThan(1e-15)
    expect(normalPpf(p)).toBe(-normalIsf(p))
  })

  test('ends at infinity', () => {
    expect([normalSf(Number.POSITIVE_INFINITY), normalSf(Number.NEGATIVE_INFINITY)]).toEqual([0, 1])
    expect([normalIsf(0), normalIsf(1)]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(normalIsf(0.5)).toBe(0)
  })

  test.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', (p) => {
    expect(() => normalIsf(p)).toThrow(RangeError)
  })
})
