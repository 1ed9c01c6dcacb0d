import { describe, expect, test } from 'vitest'
import { causeEvidence, checkEvidence } from '../../src/report/evidence.ts'
import { mediansText } from '../../src/report/medians.ts'
import { PLAIN } from '../../src/report/pen.ts'
import { overlapText, separatedText } from '../../src/report/run-facts.ts'
import { sparkline } from '../../src/report/sparkline.ts'
import { slopeOf, trendText } from '../../src/report/trend.ts'
import type { Check } from '../../src/result/result.ts'
import { cause, change, check, limit, noise } from './results.ts'

function repeated(percent: number): Check {
  return check({ limits: [limit({ percent })], noise: noise({ method: 'repeats' }) })
}

function series(perSnapshot: number, parts: Partial<Check['noise']> = {}): Check {
  return check({ limits: [limit({ perSnapshot })], noise: noise({ method: 'series', ...parts }) })
}

describe('a sparkline', () => {
  test('shows the runs of both sides on one scale', () => {
    expect(sparkline(repeated(10), { baseline: [10, 11, 10], candidate: [18, 17, 18] })).toBe('▁▂▁ █▇█')
    expect(sparkline(repeated(10), { baseline: [10, 11, 10], candidate: [18] })).toBe('▁▂▁ █')
  })

  test('shows an allowed change small', () => {
    expect(sparkline(repeated(20), { baseline: [100, 100], candidate: [101, 101] })).toBe('▄▄ ▅▅')
    expect(sparkline(series(100), { baseline: [], candidate: [1000, 1005, 1010, 1015] })).toBe('▄▄▅▅')
    const both = check({ limits: [limit({ percent: 1, growth: 20 })], noise: noise({ method: 'repeats' }) })
    expect(sparkline(both, { baseline: [100, 100], candidate: [101, 101] })).toBe('▄▄ ▅▅')
  })

  test('needs several runs, and of a series no baseline', () => {
    expect(sparkline(repeated(10), { baseline: [1], candidate: [2] })).toBeNull()
    expect(sparkline(repeated(10), { baseline: [1, 2], candidate: [] })).toBeNull()
    expect(sparkline(repeated(10), { baseline: [0, 0], candidate: [0, 0] })).toBe('▄▄ ▄▄')
    expect(sparkline(series(1), { baseline: [], candidate: [1, 8] })).toBe('▁█')
    expect(sparkline(repeated(10), { baseline: [1, 2], candidate: ['x'] })).toBeNull()
  })

  test('draws a long series by the means of twenty parts', () => {
    const long = Array.from({ length: 96 }, (_, at) => at)
    expect(sparkline(series(0), { baseline: [], candidate: long })).toBe('▁▁▂▂▂▃▃▄▄▄▅▅▅▆▆▇▇▇██')
  })
})

describe('the trend of a series', () => {
  test('is the least-squares slope, of three points or more', () => {
    expect(slopeOf([1, 3, 5, 7])).toBeCloseTo(2)
    expect(slopeOf([4, 1, 4, 1, 4])).toBeCloseTo(0)
    expect(slopeOf([1, 9])).toBeNull()
    expect(slopeOf([1, 'x', 3])).toBeNull()
  })

  test('has the interval of the check only where it is its own', () => {
    const leak = series(1, { deltaLow: 1000, deltaHigh: 1048 })
    const text = (baseline: readonly number[], candidate: readonly number[]) =>
      trendText(leak, { baseline, candidate }, PLAIN)
    expect(text([], [0, 1024, 2048])).toBe('+1.0 KiB per snapshot over 3 snapshots (95%: +1,000 B to +1.0 KiB)')
    expect(text([], [0, 512, 1024])).toBe('+512 B per snapshot over 3 snapshots')
    expect(text([0, 100, 200], [0, 1124, 2248])).toBe(
      '+1.1 KiB per snapshot over 3 snapshots, +100 B in the baseline (difference, 95%: +1,000 B to +1.0 KiB)',
    )
    expect(text([], [1])).toBeNull()
  })

  test('is none where only rounding makes one, and has no interval where that is a point', () => {
    expect(slopeOf([0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2])).toBe(0)
    const exact = series(1, { deltaLow: 3, deltaHigh: 3 })
    expect(trendText({ ...exact, unit: 'count' }, { baseline: [], candidate: [1, 4, 7] }, PLAIN)).toBe(
      '+3 per snapshot over 3 snapshots',
    )
  })

  test('is in the unit of the metric, whatever values are divided by', () => {
    const leak = { ...series(1), per: 'op' as const }
    expect(trendText(leak, { baseline: [], candidate: [0, 512, 1024] }, PLAIN)).toContain('+512 B per snapshot')
  })
})

describe('medians of measured times', () => {
  const timed = check({ unit: 'sec/op', noise: noise({ method: 'rank' }) })

  test('have the interval that their order gives', () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    // The second and the ninth of ten hold the median in 98 of 100 cases, the third and the eighth in 89.
    expect(mediansText(timed, { baseline: ten, candidate: ten.map((value) => value + 100) }, PLAIN)).toBe(
      'median 5.5 s/op ±64% → 1.8 min/op ±4%, n=10',
    )
  })

  test('are not told of fewer than six values, nor of none above 0', () => {
    const five = [1, 2, 3, 4, 5]
    expect(mediansText(timed, { baseline: five, candidate: [...five, 6] }, PLAIN)).toBeNull()
    expect(mediansText(timed, { baseline: [0, 0, 0, 0, 0, 0], candidate: [...five, 6] }, PLAIN)).toBeNull()
    expect(mediansText(timed, { baseline: [1, 1, 1, 1, 1, 1], candidate: [...five, 6, 7] }, PLAIN)).toContain(
      'n=6 and 7',
    )
  })
})

describe('a check', () => {
  const runs = { baseline: [10, 11, 10], candidate: [18, 17, 18] }
  const over = { noise: noise({ method: 'repeats' }), limits: [limit({ percent: 10 })], runs }

  test('shows its runs, or those of the one group that is in question', () => {
    expect(checkEvidence(check(over), PLAIN)).toEqual(['runs ▁▂▁ █▇█'])
    expect(checkEvidence(check({ ...over, of: 'function' }), PLAIN)).toEqual(['runs of the total ▁▂▁ █▇█'])
    const sole = cause('main.f', change(1, 2), { status: 'over-limit', runs: { baseline: [1, 1], candidate: [2, 2] } })
    expect(checkEvidence(check({ ...over, of: 'function', causes: [sole] }), PLAIN)).toEqual(['runs ▁▁ ██'])
  })

  test.each<[string, Partial<Check>]>([
    ['was not compared', { outcome: 'not-compared' }],
    ['adds up different benchmarks', { of: 'benchmark', kind: 'benchmark' }],
  ])('shows none where it %s', (_, parts) => {
    expect(checkEvidence(check({ ...over, ...parts }), PLAIN)).toEqual([])
  })

  test.each(['contributes', 'moved', 'accepted'] as const)('shows none of a cause that only is %s', (status) => {
    expect(causeEvidence(cause('main.f', change(1, 2), { status, runs }), check(over), PLAIN)).toEqual([])
  })
})

describe('what runs show', () => {
  test.each([
    [[1, 2, 3], [4, 5], 'all 2 runs of the candidate are above all 3 baseline runs'],
    [[1, 2, 3], [4], 'the candidate is above all 3 baseline runs'],
    [[1, 2, 3], [3, 5], null],
    [[1, 2], [4, 5], null],
  ])('of %j and %j is said where they are apart: %s', (baseline, candidate, text) => {
    expect(separatedText({ baseline, candidate }, PLAIN)).toBe(text)
  })

  const differ = (runs: string, percent: number) => `${runs} differ among themselves by up to ±${percent}%`

  test.each([
    [
      [90, 110],
      [105, 115],
      `${differ('the 2 runs of each side', 10)}: 1 of the 2 of the candidate is above all 2 of the baseline`,
    ],
    [
      [90, 110],
      [115, 120],
      `${differ('the 2 runs of each side', 10)}: all of the 2 of the candidate are above all 2 of the baseline`,
    ],
    [
      [90, 110, 100],
      [105, 100],
      `${differ('the 3 and 2 runs of the two sides', 10)}: none of the 2 of the candidate are above all 3 of the baseline`,
    ],
    [[90, 110, 100], [105], `${differ('the 3 baseline runs', 10)}, and the candidate is above 2 of them`],
    [[90, 110, 100], [111], `${differ('the 3 baseline runs', 10)}, and the candidate is above all of them`],
    [[1], [2], null],
    [[0, 0], [2, 2], null],
  ])('of %j and %j is said where they overlap: %s', (baseline, candidate, text) => {
    expect(overlapText({ baseline, candidate }, PLAIN)).toBe(text)
  })
})
