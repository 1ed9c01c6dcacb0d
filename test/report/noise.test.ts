import { describe, expect, test } from 'vitest'
import { detectableText, noiseClaim, noiseText, sparkline } from '../../src/report/noise.ts'
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
  ])('is %s', (_, parts, baseline, text) => {
    expect(noiseText(check({ total: change(baseline, 100), noise: noise(parts) }), PLAIN)).toBe(text)
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
      'Not noise: identical code would show this growth in fewer than 1 of 100 runs',
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
  })
})

test('a check says what it could have seen', () => {
  const [total, , exact, , byFunction] = passingChecks()
  expect([total, byFunction, exact].map((of) => of && detectableText(of, PLAIN))).toEqual([
    'growth from +24% on would have been seen',
    'growth from +6% on in a function of 10% of the total would have been seen',
    null,
  ])
})

describe('a sparkline', () => {
  test('shows the runs of both sides on one scale', () => {
    expect(sparkline({ baseline: [10, 11, 10], candidate: [18, 17, 18] }, 10)).toBe('▁▂▁ █▇█')
  })

  test('shows an allowed change small', () => {
    expect(sparkline({ baseline: [100, 100], candidate: [101, 101] }, 20)).toBe('▄▄ ▅▅')
  })

  test('needs several runs on both sides, and not too many', () => {
    expect(sparkline({ baseline: [1], candidate: [2] }, 10)).toBeNull()
    expect(sparkline({ baseline: Array(30).fill(1), candidate: Array(30).fill(1) }, 10)).toBeNull()
    expect(sparkline({ baseline: [0, 0], candidate: [0, 0] }, 10)).toBe('▄▄ ▄▄')
  })
})
