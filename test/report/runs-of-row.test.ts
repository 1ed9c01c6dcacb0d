import { describe, expect, test } from 'vitest'
import { runsOfRow } from '../../src/report/evidence.ts'
import { cause, change, check } from './results.ts'

const runs = { baseline: [1, 2], candidate: [3, 4] }
const own = { baseline: [5, 6], candidate: [7, 8] }

describe('the runs of a row', () => {
  test('are those of the total', () => {
    expect(runsOfRow(check({ runs }))).toEqual(runs)
    expect(runsOfRow(check({ runs, of: 'function' }))).toEqual(runs)
  })

  test('are those of the one group that speaks for the check, or none', () => {
    const blamed = (of: typeof own | null) => cause('shop.f', change(1, 9), { status: 'over-limit', runs: of })
    expect(runsOfRow(check({ runs, of: 'function', causes: [blamed(own)] }))).toEqual(own)
    expect(runsOfRow(check({ runs, of: 'function', causes: [blamed(null)] }))).toBeNull()
  })

  test('are none of a sum of different benchmarks, nor of what was not compared', () => {
    expect(runsOfRow(check({ runs, kind: 'benchmark', of: 'benchmark' }))).toBeNull()
    expect(runsOfRow(check({ runs, outcome: 'not-compared' }))).toBeNull()
    expect(runsOfRow(check({ runs, outcome: 'error' }))).toBeNull()
  })
})
