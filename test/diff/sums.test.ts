import { describe, expect, test } from 'vitest'
import { absoluteTotal, sumMeasure, total } from '../../src/diff/sums.ts'
import { textProfile } from '../support/text-profile.ts'

const profile = textProfile('queue/count\n- 1\n- 2\n- 3')
const groups = { kind: 'samples', groupOfSample: Uint32Array.of(0, 1, 0), groupCount: 2 } as const
const sums = (values: Float64Array) => [...sumMeasure(profile, values, groups, null, 'flat')]

describe('sums', () => {
  test('of fractions beside values beyond 2^53 are those of doubles', () => {
    const values = Float64Array.of(1e17, 1.5, 1e17)
    expect(sums(values)).toEqual([2e17, 1.5])
    expect([
      total(values, null),
      absoluteTotal(
        values.map((value) => -value),
        null,
      ),
    ]).toEqual([2e17, 2e17])
    expect(total(values, Uint8Array.of(0, 1, 1))).toBe(1e17)
  })

  test('of whole numbers are exact, however large', () => {
    const values = Float64Array.of(2 ** 53, 1, 2 ** 53)
    expect(sums(values)).toEqual([2n ** 54n, 1])
    expect(total(values, null)).toBe(2n ** 54n + 1n)
  })

  test('of what was never measured, or is infinite, throw nothing', () => {
    expect(sums(Float64Array.of(Number.POSITIVE_INFINITY, 1, 1e17))).toEqual([Number.POSITIVE_INFINITY, 1])
    expect(sums(Float64Array.of(1e17, Number.NaN, 1e17))).toEqual([2e17, Number.NaN])
  })
})
