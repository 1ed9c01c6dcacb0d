import { describe, expect, test } from 'vitest'
import { fixedCounts } from '../../../src/judge/stats/fixed-counts.ts'
import type { RunItem } from '../../../src/judge/stats/multi-run.ts'
import type { RunClasses } from '../../../src/judge/stats/run-classes.ts'
import { eventsP } from '../../../src/judge/stats/saddlepoint.ts'
import { DECISIVE, only } from './runs.ts'

describe('fixed counts', () => {
  const classesOf = (baseline: readonly number[], candidate: readonly number[]): RunClasses => ({
    baseline: baseline.map((n) => Float64Array.of(n)),
    candidate: candidate.map((n) => Float64Array.of(n)),
    weight: Float64Array.of(64),
    chance: Float64Array.of(0.5),
  })

  test.each([
    { what: 'hardly vary', baseline: [100, 101, 99], candidate: [130, 131, 130], pool: false, fixed: 1 },
    { what: 'vary like Poisson counts', baseline: [100, 112, 91], candidate: [95, 108, 99], pool: false, fixed: 0 },
    { what: 'are few', baseline: [2, 2, 2], candidate: [2, 2, 2], pool: false, fixed: 0 },
    {
      what: 'are few and never differ in 8 runs',
      baseline: [1, 1, 1, 1],
      candidate: [2, 2, 2, 2],
      pool: false,
      fixed: 1,
    },
    {
      what: 'never differ in 8 runs, 2 of one side',
      baseline: [1, 1, 1, 1, 1, 1],
      candidate: [1, 1],
      pool: false,
      fixed: 0,
    },
    { what: 'are not there', baseline: [0, 0, 0, 0], candidate: [0, 0, 0, 0], pool: false, fixed: 0 },
    { what: 'vary in the candidate of a pool only', baseline: [50, 50, 51], candidate: [80, 20], pool: true, fixed: 1 },
    { what: 'vary in one side', baseline: [50, 50, 51], candidate: [80, 20, 50], pool: false, fixed: 0 },
  ])('are those that $what: $fixed', ({ baseline, candidate, pool, fixed }) => {
    expect([...fixedCounts(classesOf(baseline, candidate), { pool })]).toEqual([fixed])
  })

  test('are seen through unequal exposures', () => {
    const exposures = { baseline: Float64Array.of(1, 2, 3), candidate: Float64Array.of(3, 3, 1) }
    const steady = classesOf([100, 200, 300], [300, 300, 100])
    expect([...fixedCounts(steady, { pool: false })]).toEqual([0])
    expect([...fixedCounts(steady, { pool: false, exposures })]).toEqual([1])
    expect([...fixedCounts(classesOf([200, 200, 200], [200, 200, 200]), { pool: false, exposures })]).toEqual([0])
  })

  test('make a small growth of a steady class sure', () => {
    const steady = classesOf([100, 100, 100, 100], [108, 108, 108, 108])
    const sum = (n: number) => Float64Array.from({ length: 4 }, () => 64 * n)
    const item: RunItem = { baseline: sum(100), candidate: sum(108), classes: steady }
    const poisson = eventsP(
      { baseline: Float64Array.of(400), candidate: Float64Array.of(432), weight: steady.weight, chance: steady.chance },
      { runsBaseline: 4, runsCandidate: 4 },
    )
    expect(only(item, { ...DECISIVE, tau: 0 }).p).toBeLessThan(poisson)
  })
})
