import { describe, expect, test } from 'vitest'
import { budgetError95 } from '../../../src/judge/stats/interval.ts'

/** Candidate events of one class, each `weight` bytes, sampled with `chance`. */
const classes = (events: number, weight: number, chance: number) => ({
  baseline: Float64Array.of(0),
  candidate: Float64Array.of(events),
  weight: Float64Array.of(weight),
  chance: Float64Array.of(chance),
})

describe('the sampling error of a budget', () => {
  test.each([
    { what: '400 rare events', events: 400, chance: 0, model: {}, error: 1.959963984540054 * 20 * 1024 },
    {
      what: 'half sampled objects',
      events: 400,
      chance: 0.5,
      model: {},
      error: (1.959963984540054 * 20 * 1024) / 2 ** 0.5,
    },
    { what: 'exact counts', events: 400, chance: 1, model: {}, error: 0 },
    { what: 'no events', events: 0, chance: 0, model: {}, error: 0 },
    { what: 'four runs', events: 400, chance: 0, model: { runsCandidate: 4 }, error: 1.959963984540054 * 5 * 1024 },
    {
      what: 'dispersed counts',
      events: 100,
      chance: 0,
      model: { dispersion: 4 },
      error: 1.959963984540054 * 20 * 1024,
    },
  ])('of $what is $error bytes', ({ events, chance, model, error }) => {
    expect(budgetError95(classes(events, 1024, chance), model)).toBeCloseTo(error, 6)
  })

  test('covers the true value in 95 of 100 samples of the same heap', () => {
    let seed = 1
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    const objects = 2000
    const chance = 0.3
    let covered = 0
    for (let run = 0; run < 1000; run++) {
      let events = 0
      for (let i = 0; i < objects; i++) if (random() < chance) events++
      const error = budgetError95(classes(events, 1 / chance, chance))
      if (Math.abs(events / chance - objects) <= error) covered++
    }
    expect(covered).toBeGreaterThan(930)
    expect(covered).toBeLessThan(970)
  })

  test('looks at the candidate alone', () => {
    const alone = classes(9, 512, 0.1)
    expect(budgetError95({ ...alone, baseline: Float64Array.of(1e6) })).toBe(budgetError95(alone))
  })
})
