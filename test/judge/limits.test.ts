import { describe, expect, test } from 'vitest'
import { describeLimits, exceeds, hasLimit, hasOnly } from '../../src/judge/limits.ts'
import type { Levels, Limit } from '../../src/policy/policy.ts'

const growth = (percent: number | null, amount: number | null): Limit => ({ kind: 'growth', percent, growth: amount })
const above = (value: number): Limit => ({ kind: 'budget', above: value })
const slope = (perSnapshot: number): Limit => ({ kind: 'slope', perSnapshot })

const from = (baseline: number, candidate: number) => ({ baseline, candidate, growth: candidate - baseline })

describe('a limit is exceeded strictly, in all its parts', () => {
  test.each([
    [growth(null, 5), from(10, 15), false],
    [growth(null, 5), from(10, 16), true],
    [growth(null, 0), from(10, 10), false],
    [growth(null, 0), from(10, 11), true],
    [growth(null, 0), from(10, 9), false],
    [growth(10, null), from(100, 110), false],
    [growth(10, null), from(100, 111), true],
    // 7 / 100 * 100 is more than 7 in doubles.
    [growth(7, null), from(100, 107), false],
    [growth(0.1, null), from(1000, 1001), false],
    [growth(10, 20), from(100, 115), false],
    [growth(10, 20), from(1000, 1030), false],
    [growth(10, 20), from(100, 121), true],
    [growth(1_000_000, null), from(0, 1), true],
    [growth(0, null), from(0, 0), false],
    [growth(10, 5), from(0, 5), false],
    [growth(10, null), from(-5, -4), true],
    [growth(10, null), from(-5, -6), false],
    [above(5), from(100, 5), false],
    [above(5), from(100, 5.5), true],
    [above(0), from(0, 1), true],
    [slope(1), from(0, 100), false],
  ])('%o with %o: %s', (limit, measured, expected) => {
    expect(exceeds(limit, measured)).toBe(expected)
  })
})

describe('a rule has the limits of its levels and overrides', () => {
  const rule = (levels: Partial<Levels>, override?: Partial<Levels>) => ({
    levels: { fail: [], warn: [], ...levels },
    overrides: override === undefined ? [] : [{ only: [], except: [], files: null, levels: override }],
  })

  test('of either level', () => {
    expect(hasLimit(rule({ warn: [above(1)] }), 'budget')).toBe(true)
    expect(hasLimit(rule({ warn: [above(1)] }), 'growth')).toBe(false)
  })

  test('also where only an override has it', () => {
    expect(hasLimit(rule({ fail: [slope(1)] }, { fail: [growth(1, null)] }), 'growth')).toBe(true)
    expect(hasOnly(rule({ fail: [slope(1)] }, { fail: [growth(1, null)] }), 'slope')).toBe(false)
    expect(hasOnly(rule({ fail: [slope(1)] }, { warn: [slope(2)] }), 'slope')).toBe(true)
  })
})

describe('limits are described', () => {
  const own = growth(10, null)
  const other = growth(50, null)
  const budget = above(100)
  const levels: Levels = { fail: [own], warn: [] }
  const item = (candidate: number, of: Levels = levels) => ({ key: 0, measured: from(100, candidate), levels: of })
  const text = (items: Parameters<typeof describeLimits>[1], isCompared = true) =>
    describeLimits({ levels }, items, { isCompared, slopeOf: () => null }).map(
      ({ level, percent, above: budgetOf, exceeded }) => {
        return `${level} ${percent ?? budgetOf}${exceeded ? ' exceeded' : ''}`
      },
    )

  test.each([
    ['as the rule has them where nothing was measured', text([]), ['fail 10']],
    ['as exceeded by any item', text([item(100), item(111)]), ['fail 10 exceeded']],
    [
      'with those of overrides that an item falls under',
      text([item(140), item(140, { fail: [other], warn: [] })]),
      ['fail 10 exceeded', 'fail 50'],
    ],
    ['without those that no item falls under', text([item(151, { fail: [other], warn: [] })]), ['fail 50 exceeded']],
    [
      'as not exceeded by growth that was not compared',
      text([item(200, { fail: [own, budget], warn: [] })], false),
      ['fail 10', 'fail 100 exceeded'],
    ],
  ])('%s', (_, described, expected) => {
    expect(described).toEqual(expected)
  })
})
