import { describe, expect, test } from 'vitest'
import { dispersionItem, pairDispersion } from '../../../src/judge/stats/dispersion.ts'
import { type EventClasses, type EventModel, sideValues } from '../../../src/judge/stats/event-classes.ts'
import { eventTest } from '../../../src/judge/stats/event-test.ts'
import { type PairItem, pairVerdict } from '../../../src/judge/stats/pair-verdict.ts'

const LEVELS = { alpha: 0.0025, alphaInconclusive: 0.025 }

/** One class of objects of `size` bytes at a period of 4096 bytes. */
function oneClass(baseline: number, candidate: number, size = 64): EventClasses {
  const chance = -Math.expm1(-size / 4096)
  return {
    baseline: Float64Array.of(baseline),
    candidate: Float64Array.of(candidate),
    weight: Float64Array.of(size / chance),
    chance: Float64Array.of(chance),
  }
}

function item(classes: EventClasses, models: { fail?: EventModel; inconclusive?: EventModel } = {}): PairItem {
  return {
    exceeds: true,
    ...sideValues(classes),
    fail: eventTest(classes, models.fail),
    inconclusive: eventTest(classes, models.inconclusive),
  }
}

describe('the verdict on one profile a side', () => {
  test('is pass without items', () => {
    expect(pairVerdict([], LEVELS)).toEqual({ outcome: 'pass', flagged: [], tested: 0 })
  })

  test('fails significant growth above its limit, and only that', () => {
    const grown = item(oneClass(100, 300))
    const same = item(oneClass(100, 103))
    expect(pairVerdict([same, grown], LEVELS)).toEqual({ outcome: 'fail', flagged: [1], tested: 2 })
    expect(pairVerdict([same, { ...grown, exceeds: false }], LEVELS).outcome).toBe('pass')
  })

  test('does not call a drift of 4 % growth, however small the sampling error', () => {
    const drifted = item(oneClass(400_000, 416_000))
    expect(drifted.fail.p).toBeLessThan(1e-50)
    expect(pairVerdict([drifted], LEVELS).outcome).toBe('pass')
    expect(pairVerdict([drifted], { ...LEVELS, tau: 0 }).outcome).toBe('fail')
  })

  test('asks the drift guard at the level of one item of the family', () => {
    const drifted = item(oneClass(100_000, 109_000))
    const bystanders = Array.from({ length: 200 }, () => item(oneClass(100, 100)))
    expect(pairVerdict([drifted], LEVELS).outcome).toBe('fail')
    expect(pairVerdict([drifted, ...bystanders], LEVELS)).toEqual({ outcome: 'pass', flagged: [], tested: 201 })
  })

  test('is inconclusive about what the dispersion of the pair could explain', () => {
    const classes = oneClass(100, 180)
    expect(pairVerdict([item(classes)], LEVELS).outcome).toBe('fail')
    const dispersed = item(classes, { fail: { dispersion: 8 } })
    expect(pairVerdict([dispersed], LEVELS)).toMatchObject({ outcome: 'inconclusive', flagged: [0] })
  })

  test('is inconclusive about one new large buffer in use, which fixed counts cannot explain', () => {
    const buffer = oneClass(0, 1, 104_857_600)
    expect(pairVerdict([item(buffer)], LEVELS).outcome).toBe('pass')
    const inUse = item(buffer, { inconclusive: { kappa: 0 } })
    expect(pairVerdict([inUse], LEVELS)).toMatchObject({ outcome: 'inconclusive', flagged: [0] })
  })
})

describe('the dispersion of a pair', () => {
  const pairs = [
    [400, 520],
    [300, 310],
    [900, 1300],
    [250, 250],
    [700, 640],
  ] as const
  const items = (factor: number, model?: EventModel) =>
    pairs.map(([a, b]) => dispersionItem(oneClass(a, b * factor), model))

  test('is found where items differ by more than sampling explains', () => {
    expect(pairDispersion(items(1))).toBeGreaterThan(2)
  })

  test('is nothing when all items grew by one factor', () => {
    expect(pairDispersion(pairs.map(([a]) => dispersionItem(oneClass(a, 1.5 * a))))).toBe(1)
  })

  test('is what comes on top of the dispersion that the model has', () => {
    expect(2 * pairDispersion(items(1, { dispersion: 2 }))).toBeCloseTo(pairDispersion(items(1)), 9)
  })

  test('is not claimed from four items, or from few events', () => {
    expect(pairDispersion(items(1).slice(0, 4))).toBe(1)
    expect(pairDispersion(items(1).map((row) => ({ ...row, events: 19.9 })))).toBe(1)
  })
})
