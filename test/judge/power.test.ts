import { describe, expect, test } from 'vitest'
import { NO_NOISE } from '../../src/judge/noise.ts'
import { detectablePercents, weakness } from '../../src/judge/power.ts'
import type { CheckedLimit, Noise } from '../../src/result/result.ts'

const noise = (...detectable: Noise['detectable']): Noise => ({ ...NO_NOISE, method: 'events', detectable })
const limit = (parts: Partial<CheckedLimit>): CheckedLimit => {
  return { level: 'fail', percent: null, growth: null, above: null, perSnapshot: null, exceeded: false, ...parts }
}

const SEEN = noise({ share: 1, percent: 8 })
const SEEN_IN_GROUPS = noise({ share: 1, percent: 8 }, { share: 0.1, percent: 40 }, { share: 0.01, percent: null })

describe('a check is weak if growth at its limit could hide', () => {
  test.each([
    ['not below what is detectable', [limit({ percent: 8 })], SEEN, 1000, null],
    ['below it', [limit({ percent: 7.9 })], SEEN, 1000, { detectablePercent: 8, limitPercent: 7.9 }],
    ['by the largest of its parts', [limit({ percent: 5, growth: 90 })], SEEN, 1000, null],
    [
      'by the nearest of its limits',
      [limit({ percent: 50 }), limit({ growth: 20 })],
      SEEN,
      1000,
      { detectablePercent: 8, limitPercent: 2 },
    ],
    [
      'by what fails, not by what warns',
      [limit({ percent: 9 }), limit({ percent: 1, level: 'warn' })],
      SEEN,
      1000,
      null,
    ],
    [
      'by what warns, if nothing fails',
      [limit({ percent: 1, level: 'warn' })],
      SEEN,
      1000,
      { detectablePercent: 8, limitPercent: 1 },
    ],
    ['by a group of a tenth of the total', [limit({ percent: 20, growth: 50 })], SEEN_IN_GROUPS, 1000, null],
    [
      'that does not see a group',
      [limit({ percent: 39 })],
      SEEN_IN_GROUPS,
      1000,
      { detectablePercent: 40, limitPercent: 39 },
    ],
    [
      'that sees nothing at all',
      [limit({ percent: 900 })],
      noise({ share: 1, percent: null }),
      1000,
      { detectablePercent: null, limitPercent: 900 },
    ],
    ['not by its budget', [limit({ above: 5 })], SEEN, 1000, null],
    ['not without a model', [limit({ percent: 1 })], NO_NOISE, 1000, null],
    ['not without a baseline', [limit({ percent: 1 })], SEEN, 0, null],
  ])('%s', (_, limits, seen, baseline, expected) => {
    expect(weakness(limits, seen, baseline)).toEqual(expected)
  })
})

describe('what a check can see', () => {
  const request = { alpha: 0.01, tested: 5, ofTotal: false, runsBaseline: 1, runsCandidate: 1 }
  const seen = ({ variance = 40_000, ...more }: Partial<typeof request> & { variance?: number }) =>
    detectablePercents({ baseline: 4000, variance }, { ...request, ...more }).map(({ percent }) => percent ?? Infinity)

  test('is less in smaller groups, with more of them, with more variance, and in fewer runs', () => {
    const [total = 0, tenth = 0, hundredth = 0] = seen({})
    expect([total < tenth, tenth < hundredth]).toEqual([true, true])
    expect(seen({ tested: 50 })[0]).toBe(total)
    expect(seen({ tested: 50 })[1]).toBeGreaterThan(tenth)
    expect(seen({ variance: 80_000 })[0]).toBeGreaterThan(total)
    expect(seen({ runsBaseline: 5, runsCandidate: 5 })[0]).toBeLessThan(total)
  })

  test('of a total is asked of nothing else', () => {
    expect(seen({ ofTotal: true })).toHaveLength(1)
  })
})
