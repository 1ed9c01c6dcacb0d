import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { median, medianInterval } from '../../../src/judge/stats/median-interval.ts'

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 60 })

describe('the median', () => {
  test.each([
    { of: [3], is: 3 },
    { of: [9, 1, 5], is: 5 },
    { of: [4, 1, 10, 2], is: 3 },
    { of: [10, 9, 100], is: 10 },
    { of: [], is: Number.NaN },
  ])('of $of is $is', ({ of, is }) => {
    expect(median(of)).toBe(is)
  })
})

describe('the interval of the median', () => {
  /** scipy 1.17.1: the largest order l with 2 binom.cdf(l - 1, n, 1/2) <= 0.05. */
  test.each([
    { n: 6, order: 1, confidence: 0.96875 },
    { n: 7, order: 1, confidence: 0.984375 },
    { n: 9, order: 2, confidence: 0.9609375 },
    { n: 10, order: 2, confidence: 0.978515625 },
    { n: 15, order: 4, confidence: 0.96484375 },
    { n: 20, order: 6, confidence: 0.9586105346679688 },
    { n: 50, order: 18, confidence: 0.9671608624357315 },
    { n: 100, order: 40, confidence: 0.9647997997822951 },
    { n: 2000, order: 956, confidence: 0.9534471795082164 },
  ])('of $n values runs from the $order-th smallest to the $order-th largest', ({ n, order, confidence }) => {
    const ranks = Array.from({ length: n }, (_, i) => i + 1).reverse()
    const interval = medianInterval(ranks)
    expect(interval).toMatchObject({ low: order, high: n + 1 - order })
    expect(interval?.confidence).toBeCloseTo(confidence, 11)
  })

  test('does not exist for fewer than 6 values', () => {
    for (let n = 0; n < 6; n++) expect(medianInterval(Array.from({ length: n }, (_, i) => i))).toBeNull()
  })

  test('holds the median, scales with the values and does not care for their order', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (sample, scale) => {
        const interval = medianInterval(sample)
        if (interval === null) throw new Error('no interval of at least 6 values')
        const { low, high, confidence } = interval
        expect(low <= median(sample) && median(sample) <= high).toBe(true)
        expect(confidence).toBeGreaterThanOrEqual(0.95)
        expect(medianInterval(sample.toReversed())).toEqual(interval)
        const scaled = sample.map((x) => x * scale)
        expect(medianInterval(scaled)).toEqual({ low: low * scale + 0, high: high * scale + 0, confidence })
      }),
    )
  })
})
