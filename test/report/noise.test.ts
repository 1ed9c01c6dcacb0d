import { describe, expect, test } from 'vitest'
import { detectableCell, detectableText } from '../../src/report/detectable.ts'
import { noiseText } from '../../src/report/noise.ts'
import { noiseClaim } from '../../src/report/noise-claim.ts'
import { PLAIN } from '../../src/report/pen.ts'
import type { Check, Noise } from '../../src/result/result.ts'
import { change, check, cpuWarning, heapFailure, limit, noise, passingChecks } from './results.ts'

function failing(parts: Partial<Noise>, rest: Partial<Check> = {}): Check {
  return heapFailure({ noise: noise({ method: 'events', deltaLow: 0, deltaHigh: 0, ...parts }), ...rest })
}

const because = (of: Check) => {
  const claim = noiseClaim(of, PLAIN)
  return claim === null ? null : `${claim.claim}: ${claim.because}`
}

describe('the noise of a check', () => {
  test.each<[string, Partial<Noise>, number, string]>([
    ['half of the interval, of the baseline', { method: 'events', deltaLow: -20, deltaHigh: 20 }, 1000, 'noise ±2%'],
    ['rounded up', { method: 'events', deltaLow: 0, deltaHigh: 63 }, 1000, 'noise ±4%'],
    ['with a decimal below 1%', { method: 'events', deltaLow: 0, deltaHigh: 5 }, 1000, 'noise ±0.3%'],
    ['as an amount where there was nothing', { method: 'events', deltaLow: 0, deltaHigh: 4096 }, 0, 'noise ±2.0 KiB'],
    ['exact', { method: 'exact' }, 10, 'exact'],
    ['unknown', { method: 'none' }, 10, 'noise unknown'],
    ['that of a slope', { method: 'series', deltaLow: 1024, deltaHigh: 5120 }, 10, 'noise ±2.0 KiB per snapshot'],
  ])('is %s', (_, parts, baseline, text) => {
    expect(noiseText(check({ total: change(baseline, 100), noise: noise(parts) }), PLAIN)).toBe(text)
  })

  test.each<[Check['outcome'], string]>([
    ['not-compared', ''],
    ['error', ''],
    ['inconclusive', 'noise ±2%'],
  ])('of an outcome %s reads "%s"', (outcome, text) => {
    expect(noiseText(check({ outcome }), PLAIN)).toBe(text)
  })

  test.each<[number, number, string]>([
    [10, 10, 'noise ±4%'],
    [10, 5, 'n=10 and 5, 6 needed'],
    [3, 3, 'n=3, 6 needed'],
  ])('of %i and %i measured times is that of their medians: %s', (before, after, text) => {
    const times = (count: number) => Array.from({ length: count }, (_, at) => 100 + at)
    const runs = { baseline: times(before), candidate: times(after) }
    expect(noiseText(check({ runs, noise: noise({ method: 'rank' }) }), PLAIN)).toBe(text)
  })

  test('of several benchmarks is not that of their sum', () => {
    const runs = { baseline: [1, 2, 3, 4, 5, 6], candidate: [2, 3, 4, 5, 6, 7] }
    expect(noiseText(check({ of: 'benchmark', runs, noise: noise({ method: 'rank' }) }), PLAIN)).toBe('n=6')
  })

  test('is said to be that of the total where groups are judged', () => {
    expect(noiseText(cpuWarning(), PLAIN)).toBe('noise of the total ±12%')
  })
})

describe('the claim about a failure', () => {
  test.each<[number, string]>([
    [0.04, '20'],
    [0.00031, '3,000'],
    [0.0005, '2,000'],
    [0.001, '1,000'],
    [1e-9, '1,000,000'],
    [0, '1,000,000'],
  ])('at p = %d is that fewer than 1 of %s runs would show it', (pValue, runs) => {
    expect(because(failing({ pValue }))).toBe(
      `Not noise: identical code would show this growth in fewer than 1 of ${runs} runs`,
    )
  })

  test('rests on the p-value of the group where groups are judged', () => {
    expect(because(cpuWarning())).toContain('1 of 3,000 runs')
  })

  test('names the runs where all of one side are above all of the other', () => {
    const runs = { baseline: [1, 2, 3], candidate: [4, 5, 6] }
    expect(because(failing({ method: 'repeats', pValue: 0.01 }, { runs }))).toBe(
      'Not noise: all 3 runs of the candidate are above all 3 baseline runs',
    )
    expect(because(failing({ method: 'pool', pValue: 0.01 }, { runs: { ...runs, candidate: [4] } }))).toBe(
      'Not noise: the candidate is above all 3 baseline runs',
    )
    expect(because(failing({ method: 'repeats', pValue: 0.01 }, { runs: { ...runs, candidate: [3, 5, 6] } }))).toBe(
      'Not noise: the 3 runs of each side differ among themselves by up to ±50%, but identical code would show this growth in fewer than 1 of 100 comparisons',
    )
    expect(because(failing({ method: 'pool', pValue: 0.01 }, { runs: { ...runs, candidate: [3] } }))).toBe(
      'Not noise: the 3 baseline runs differ among themselves by up to ±50%, but identical code would show this growth in fewer than 1 of 100 comparisons',
    )
  })

  test('is no claim without a model, and none where the p-value does not support one', () => {
    expect(because(failing({ method: 'none' }))).toBe(
      'Noise unknown: the noise of one run is unknown; repeats would show it',
    )
    expect(because(failing({ method: 'exact' }))).toBe('Not noise: these values are counted, not sampled')
    expect(because(failing({ pValue: 0.5 }))).toBeNull()
    expect(because(failing({ pValue: null }))).toBeNull()
    expect(because(check())).toBeNull()
  })

  test('is about the budget where only a budget was exceeded', () => {
    const limits = [limit({ above: 1, exceeded: true }), limit({ percent: 50 })]
    expect(because(failing({ pValue: 0.3 }, { limits }))).toContain('above its budget')
    const reason = { code: 'budget-within-noise', args: {} }
    expect(because(failing({ pValue: 0.3 }, { limits, outcome: 'warn', reason }))).toBe(
      'Could be noise: the value is over its budget by less than its own sampling error',
    )
    expect(because(failing({ method: 'rank', pValue: 0.3 }, { limits }))).toBe(
      'Noise unknown: the measured value alone was held against the budget',
    )
  })

  test('of a series is its slope, and none where something else is over its limit', () => {
    const series = { method: 'series', deltaLow: 900, deltaHigh: 1148, pValue: 1e-6 } as const
    const runs = { baseline: [], candidate: [0, 1024, 2048, 3072, 4096] }
    const over = (parts: Parameters<typeof limit>[0]) => ({ runs, limits: [limit({ ...parts, exceeded: true })] })
    expect(because(failing(series, over({ perSnapshot: 512 })))).toBe(
      'Not noise: +1.0 KiB per snapshot over 5 snapshots (95%: +900 B to +1.1 KiB)',
    )
    expect(because(failing(series, over({ percent: 10 })))).toBeNull()
  })
})

test('a check says what it could have seen', () => {
  const [total, , exact, , byFunction] = passingChecks()
  expect([total, byFunction, exact].map((of) => of && detectableText(of, PLAIN))).toEqual([
    'growth from +24% on would have been seen',
    'growth from +6% on in a function of 10% of the total would have been seen',
    null,
  ])
  const blind = check({ noise: noise({ method: 'events', detectable: [{ share: 1, percent: null }] }) })
  expect(detectableText(blind, PLAIN)).toBe('no growth would have stood out from the noise')
  const sharp = check({ noise: noise({ method: 'repeats', detectable: [{ share: 1, percent: 0 }] }) })
  expect([detectableText(sharp, PLAIN), detectableCell(sharp)]).toEqual(['any growth would have been seen', 'any'])
  expect(detectableText({ ...blind, total: change(0, 0) }, PLAIN)).toBeNull()
  expect(detectableText(cpuWarning(), PLAIN)).toBeNull()
})
