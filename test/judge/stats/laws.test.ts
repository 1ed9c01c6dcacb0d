import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EventClasses, type EventModel, sideValues } from '../../../src/judge/stats/event-classes.ts'
import { eventTest } from '../../../src/judge/stats/event-test.ts'
import { taroneHolm } from '../../../src/judge/stats/family.ts'
import { deltaInterval } from '../../../src/judge/stats/interval.ts'
import { eventsP, minP } from '../../../src/judge/stats/saddlepoint.ts'
import { thinning } from '../../../src/judge/stats/thinning.ts'
import { growthVariance } from '../../../src/judge/stats/variance.ts'

const PERIOD = 524_288

interface Row {
  readonly a: number
  readonly b: number
  readonly size: number
}

/** Heap classes as Go samples them: 16 B to 4 MiB, few events and many. */
function rowsOf(size: fc.Arbitrary<number>): fc.Arbitrary<Row[]> {
  const events = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3000 }))
  return fc.array(fc.record({ a: events, b: events, size }), { minLength: 1, maxLength: 6 })
}

const anySize = fc.integer({ min: 4, max: 22 }).map((exponent) => 2 ** exponent)
const rows = rowsOf(anySize)

function classesOf(table: readonly Row[]): EventClasses {
  const chance = Float64Array.from(table, ({ size }) => -Math.expm1(-size / PERIOD))
  return {
    baseline: Float64Array.from(table, ({ a }) => a),
    candidate: Float64Array.from(table, ({ b }) => b),
    weight: chance.map((p, j) => (table[j]?.size ?? Number.NaN) / p),
    chance,
  }
}

const swapped = (classes: EventClasses): EventClasses => ({
  ...classes,
  baseline: classes.candidate,
  candidate: classes.baseline,
})

const models: fc.Arbitrary<EventModel> = fc.record({
  kappa: fc.constantFrom<0 | 1>(0, 1),
  runsBaseline: fc.integer({ min: 1, max: 5 }),
  runsCandidate: fc.integer({ min: 1, max: 5 }),
  dispersion: fc.constantFrom(1, 1.5, 2, 7),
})

const probability = fc.double({ min: 0, max: 1, noNaN: true })
const family = fc.array(fc.tuple(probability, fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.2, noNaN: true }))), {
  maxLength: 12,
})
const level = fc.double({ min: 1e-4, max: 0.2, noNaN: true })

describe('the event test', () => {
  test('gives probabilities, whatever the runs, kappa and dispersion', () => {
    fc.assert(
      fc.property(rows, models, (table, model) => {
        const result = eventTest(classesOf(table), model)
        expect(result.p).toBeGreaterThanOrEqual(0)
        expect(result.p).toBeLessThanOrEqual(1)
        expect(result.minP).toBeGreaterThanOrEqual(0)
        expect(result.minP).toBeLessThanOrEqual(1)
        expect(result.variance).toBeGreaterThanOrEqual(0)
        for (const rho of thinning(classesOf(table), model)) expect(rho >= 0 && rho <= 1).toBe(true)
      }),
    )
  })

  test('never calls significant what did not grow', () => {
    fc.assert(
      fc.property(rows, models, (table, model) => {
        const classes = classesOf(table)
        const { baseline, candidate } = sideValues(classes, model)
        fc.pre(candidate <= baseline * (1 - 1e-9))
        expect(eventsP(classes, model)).toBeGreaterThanOrEqual(0.5)
      }),
    )
  })

  test('never finds both directions significant', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const classes = classesOf(table)
        expect(eventsP(classes) + eventsP(swapped(classes))).toBeGreaterThanOrEqual(0.5)
      }),
    )
  })

  test('only grows surer with another event of the candidate', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (table, pick) => {
        const more = table.map((row, j) => (j === pick % table.length ? { ...row, b: row.b + 1 } : row))
        expect(eventsP(classesOf(more))).toBeLessThanOrEqual(eventsP(classesOf(table)) * (1 + 1e-9))
      }),
    )
  })

  test('reaches its bound when all events lie in the candidate, and not before', () => {
    fc.assert(
      fc.property(rows, models, (table, model) => {
        const classes = classesOf(table)
        const allThere = { ...classes, baseline: classes.baseline.map(() => 0) }
        const bound = minP(allThere, model)
        fc.pre(sideValues(allThere).candidate > 0 && bound > 1e-300)
        expect(eventsP(allThere, model) / bound).toBeCloseTo(1, 9)
      }),
    )
  })

  test('matches the exact binomial tail of a single class', () => {
    for (const [a, b] of [
      [3, 17],
      [9, 16],
      [20, 31],
      [1, 6],
    ] as const) {
      const n = a + b
      let ways = 1
      let tail = 0
      for (let k = 0; k <= a; k++) {
        tail += ways / 2 ** n
        ways = (ways * (n - k)) / (k + 1)
      }
      expect(eventsP(classesOf([{ a, b, size: 64 }])) / tail).toBeCloseTo(1, 1.5)
    }
  })

  test('does not care how classes are split, ordered or scaled', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (table, scale) => {
        const classes = classesOf(table)
        const turned = classesOf(table.toReversed())
        const scaled = { ...classes, weight: classes.weight.map((w) => w * scale) }
        const halves = classesOf(table.flatMap((row) => [row, { ...row, a: 0, b: 0 }]))
        const { baseline, candidate } = sideValues(classes)
        // at exactly no growth, rounding decides between 0.5 and 1
        fc.pre(Math.abs(candidate - baseline) > 1e-9 * baseline)
        const p = eventsP(classes)
        for (const other of [turned, scaled, halves]) {
          expect(Math.abs(eventsP(other) - p)).toBeLessThanOrEqual(1e-9 * p + 1e-300)
        }
      }),
    )
  })

  test('sees less where counts are dispersed, and more where they are known to be fixed', () => {
    const classes = classesOf([
      { a: 40, b: 80, size: 64 },
      { a: 3, b: 6, size: 524_288 },
    ])
    const p = eventsP(classes)
    expect(eventsP(classes, { dispersion: 2 })).toBeGreaterThan(10 * p)
    expect(eventsP(classes, { kappa: 0 })).toBeLessThan(p)
    expect(eventsP(classes, { kappa: Uint8Array.of(1, 1) })).toBe(p)
  })

  test.each([
    { what: 'no growth', a: [2, 2], b: [2, 2], weight: [2, 3], kappa: [1, 1], p: 0.5 },
    { what: 'growth of less than half a step', a: [1, 0], b: [0, 1], weight: [2, 3], kappa: [1, 1], p: 0.5 },
    { what: 'shrinking', a: [0, 1], b: [1, 0], weight: [2, 3], kappa: [1, 1], p: 1 },
    { what: 'no events', a: [0, 0], b: [0, 0], weight: [2, 3], kappa: [1, 1], p: 1 },
    { what: 'exact growth', a: [1, 1], b: [2, 1], weight: [9, 4], kappa: [0, 0], p: 0 },
    {
      what: 'exact growth beyond what the random classes reach',
      a: [1, 1],
      b: [2, 1],
      weight: [9, 4],
      kappa: [0, 1],
      p: 0,
    },
  ])('gives $p for $what', ({ a, b, weight, kappa, p }) => {
    const column = (values: readonly number[]) => Float64Array.from(values)
    const classes = { baseline: column(a), candidate: column(b), weight: column(weight), chance: column([1, 1]) }
    expect(eventsP(classes, { kappa: Uint8Array.from(kappa) })).toBe(p)
  })

  test('ignores classes that weigh nothing', () => {
    const classes = classesOf([{ a: 4, b: 13, size: 64 }])
    const padded = {
      baseline: Float64Array.of(4, 900),
      candidate: Float64Array.of(13, 1),
      weight: Float64Array.of(classes.weight[0] ?? Number.NaN, 0),
      chance: Float64Array.of(classes.chance[0] ?? Number.NaN, 1),
    }
    expect(eventTest(padded)).toEqual(eventTest(classes))
  })

  test('refuses columns of unequal length', () => {
    const classes = { ...classesOf([{ a: 1, b: 2, size: 64 }]), chance: new Float64Array(0) }
    for (const ask of [eventsP, minP, growthVariance, deltaInterval]) {
      expect(() => ask(classes)).toThrow('columns of unequal length (1, 1, 1, 0)')
    }
  })

  test('judges an item of 10,000 classes in a few milliseconds', () => {
    const table = Array.from({ length: 10_000 }, (_, j) => ({ a: j % 7, b: (j + 3) % 8, size: 2 ** (4 + (j % 17)) }))
    const classes = classesOf(table)
    const start = performance.now()
    for (let i = 0; i < 10; i++) expect(eventsP(classes)).toBeLessThan(1e-6)
    // measured: 1 ms each; the bound only catches another order of growth
    expect((performance.now() - start) / 10).toBeLessThan(100)
  })
})

describe('the interval of the growth', () => {
  test('contains the growth, mirrored when the sides are swapped', () => {
    fc.assert(
      fc.property(rows, models, (table, model) => {
        const classes = classesOf(table)
        const { baseline, candidate } = sideValues(classes, model)
        const { low, high } = deltaInterval(classes, model)
        expect(low).toBeLessThanOrEqual(candidate - baseline)
        expect(high).toBeGreaterThanOrEqual(candidate - baseline)
        const { runsBaseline: runsCandidate = 1, runsCandidate: runsBaseline = 1 } = model
        const back = deltaInterval(swapped(classes), { ...model, runsBaseline, runsCandidate })
        expect(Math.abs(low + back.high)).toBeLessThanOrEqual(1e-9 * (baseline + candidate))
        expect(Math.abs(high + back.low)).toBeLessThanOrEqual(1e-9 * (baseline + candidate))
      }),
    )
  })
})

describe('the family', () => {
  test('rejects more at a higher level when every item could be significant (Holm)', () => {
    fc.assert(
      fc.property(fc.array(probability), level, level, (p, one, other) => {
        const bounds = p.map(() => 0)
        const strict = taroneHolm(p, bounds, Math.min(one, other)).rejected
        const mild = taroneHolm(p, bounds, Math.max(one, other)).rejected
        strict.forEach((rejected, i) => {
          if (rejected) expect(mild[i]).toBe(true)
        })
      }),
    )
  })

  test('keeps every rejection when a p-value falls', () => {
    fc.assert(
      fc.property(family, level, fc.nat(), (items, alpha, pick) => {
        const bounds = items.map(([, bound]) => bound)
        const p = items.map(([value]) => value ** 3)
        const lower = p.map((value, i) => (i === pick % p.length ? value / 10 : value))
        const before = taroneHolm(p, bounds, alpha).rejected
        const after = taroneHolm(lower, bounds, alpha).rejected
        before.forEach((rejected, i) => {
          if (rejected) expect(after[i]).toBe(true)
        })
      }),
    )
  })

  test('lies between Bonferroni over the tested items and no correction at all', () => {
    fc.assert(
      fc.property(family, level, (items, alpha) => {
        const p = items.map(([value]) => value ** 3)
        const bounds = items.map(([, bound]) => bound)
        const { rejected, tested } = taroneHolm(p, bounds, alpha)
        items.forEach(([, bound], i) => {
          const value = p[i] ?? Number.NaN
          if (rejected[i]) expect(value <= alpha && bound <= alpha).toBe(true)
          if (value <= alpha / tested && bound === 0) expect(rejected[i]).toBe(true)
        })
      }),
    )
  })

  test('may reject less at a higher level, when that lets another item in', () => {
    const reject = (alpha: number) => taroneHolm([0.03, 1], [0.01, 0.02], alpha)
    expect(reject(0.039)).toEqual({ rejected: [true, false], tested: 1 })
    expect(reject(0.041)).toEqual({ rejected: [false, false], tested: 2 })
  })
})
