import { describe, expect, test } from 'vitest'
import { heapEvents } from '../../src/judge/stats/events.ts'
import type { Profile } from '../../src/model/profile.ts'
import { atLeast, atLeastOfBoth, lowerBound, upperBound } from './bounds.ts'
import { KIB, MIB } from './cell.ts'
import { binomial, dispersedCount, gamma, logFactorial, normal, poisson } from './counts.ts'
import { HeapRuns } from './heap-program.ts'
import { printedSample, sampledChance } from './heap-sampler.ts'
import { Random } from './random.ts'
import { randomProgram, siteOf } from './random-program.ts'
import { sizeClassOf } from './size-class.ts'
import { standingOf } from './standing.ts'

const RATES = [512 * KIB, 64 * KIB, 4 * KIB, 1]

/** Mean and variance of what is drawn. */
function momentsOf(draws: number, draw: () => number) {
  const values = Array.from({ length: draws }, draw)
  const mean = values.reduce((sum, value) => sum + value, 0) / draws
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1)
  return { mean, variance }
}

/** Within five standard errors; that of a variance is at most what it is of Poisson counts. */
function expectMoments(draws: number, draw: () => number, { mean, variance }: ReturnType<typeof momentsOf>) {
  const found = momentsOf(draws, draw)
  expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / draws))
  expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(5 * Math.sqrt((2 * variance ** 2 + variance) / draws))
}

describe('random counts', () => {
  const draws = 20_000

  test.each([0.01, 0.7, 9.9, 10, 47.3, 2_500, 3e6])('are Poisson around %d', (mean) => {
    const random = new Random(`poisson ${mean}`)
    expectMoments(draws, () => poisson(random, mean), { mean, variance: mean })
  })

  test.each([
    [1, 0.3],
    [40, 0.05],
    [40, 0.9],
    [25, 0.5],
    [1e6, 3e-5],
    [33_554_432, 3e-5],
    [5000, 0.999],
  ])('are binomial of %d with chance %d', (trials, chance) => {
    const random = new Random(`binomial ${trials} ${chance}`)
    const variance = trials * chance * (1 - chance)
    expectMoments(draws, () => binomial(random, trials, chance), { mean: trials * chance, variance })
  })

  test('are normal, gamma and over-dispersed', () => {
    const random = new Random('others')
    expectMoments(draws, () => normal(random), { mean: 0, variance: 1 })
    expectMoments(draws, () => gamma(random, 6.5), { mean: 6.5, variance: 6.5 })
    expectMoments(draws, () => dispersedCount(random, 60, 2), { mean: 60, variance: 120 })
  })

  test('have the shape of their distribution, by both methods', () => {
    const random = new Random('shape')
    for (const [trials, chance] of [
      [30, 0.3],
      [60, 0.3],
    ] as const) {
      const counts = new Float64Array(trials + 1)
      for (let draw = 0; draw < draws; draw++) counts[binomial(random, trials, chance)]!++
      for (const [count, hits] of counts.entries()) {
        const ways = logFactorial(trials) - logFactorial(count) - logFactorial(trials - count)
        const expected = draws * Math.exp(ways + count * Math.log(chance) + (trials - count) * Math.log1p(-chance))
        expect(Math.abs(hits - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected) + 2)
      }
    }
  })

  test('come from the seed alone', () => {
    const draw = (seed: string) => {
      const random = new Random(seed)
      return [random.uniform(), normal(random), poisson(random, 1e4)]
    }
    expect(draw('a')).toEqual(draw('a'))
    expect(draw('a')).not.toEqual(draw('b'))
  })
})

describe('the sampler', () => {
  test('prints what is read back as the same events, at every size and rate', () => {
    const counts = [1, 2, 3, 7, 10, 99, 100, 12_345, 1_000_003]
    for (const rateBytes of RATES) {
      for (let bytes = 16; bytes <= 4 * MIB; bytes = sizeClassOf(bytes + 1)) {
        for (const events of counts) {
          const { objects, bytes: space } = printedSample(events, bytes, rateBytes)
          const read = heapEvents({ objects, sizeBytes: bytes, periodBytes: rateBytes, bytes: space })
          if (read.events !== events) expect({ bytes, rateBytes, events }).toBe(read.events)
        }
      }
    }
  })

  test.each(RATES)('samples fixed and Poisson counts as theory says, at a rate of %d', (rateBytes) => {
    const draws = 3000
    for (const sizeBytes of [16, 512, 8192, 512 * KIB, 4 * MIB]) {
      const mean = (64 * MIB) / sizeBytes
      const chance = sampledChance(sizeBytes, rateBytes)
      for (const varies of [false, true]) {
        const runs = new HeapRuns({
          spread: [0],
          sites: [{ ...siteOf(0, sizeBytes), freed: { mean, varies }, retained: { mean: 0, varies } }],
        })
        const random = new Random(`sampler ${sizeBytes} ${rateBytes} ${varies}`)
        const variance = mean * chance * (varies ? 1 : 1 - chance)
        const eventsOf = () => {
          const { objects, space } = columnsOf(runs.run(random, rateBytes))
          return heapEvents({ objects, sizeBytes, periodBytes: rateBytes, bytes: space }).events
        }
        expectMoments(draws, eventsOf, { mean: mean * chance, variance })
      }
    }
  })

  test('is unbiased, but for less than one object a sample', () => {
    const rateBytes = 512 * KIB
    const sizeBytes = 64 * KIB
    const objects = 2000
    const runs = new HeapRuns({
      spread: [0],
      sites: [
        { ...siteOf(0, sizeBytes), freed: { mean: objects, varies: false }, retained: { mean: 0, varies: false } },
      ],
    })
    const random = new Random('bias')
    const chance = sampledChance(sizeBytes, rateBytes)
    const { mean } = momentsOf(4000, () => columnsOf(runs.run(random, rateBytes)).objects)
    const error = Math.sqrt((objects * (1 - chance)) / chance / 4000)
    expect(mean).toBeGreaterThan(objects - 1 - 5 * error)
    expect(mean).toBeLessThan(objects + 5 * error)
  })

  test('keeps in use no more than was allocated', () => {
    const random = new Random('in use')
    const profile = new HeapRuns(randomProgram(random, { functions: 60, allocationsVary: true })).run(random, 4 * KIB)
    const [allocObjects, allocSpace, inUseObjects, inUseSpace] = profile.samples.values
    const total = Array.from(allocSpace!, Number).reduce((sum, value) => sum + value, 0)
    for (let sample = 0; sample < profile.samples.count; sample++) {
      expect(inUseObjects![sample]).toBeLessThanOrEqual(Number(allocObjects![sample]))
      expect(inUseSpace![sample]).toBeLessThanOrEqual(Number(allocSpace![sample]))
    }
    expect(total / MIB).toBeGreaterThan(600)
    expect(total / MIB).toBeLessThan(680)
  })
})

describe('bounds', () => {
  test('are those of Clopper and Pearson', () => {
    // 1 - 0.01^(1/100) and its mirror image; 5 of 100 as R's binom.test has it.
    expect(upperBound({ hits: 0, draws: 100 }, 0.01)).toBeCloseTo(1 - 0.01 ** (1 / 100), 10)
    expect(lowerBound({ hits: 100, draws: 100 }, 0.01)).toBeCloseTo(0.01 ** (1 / 100), 10)
    expect(lowerBound({ hits: 5, draws: 100 }, 0.025)).toBeCloseTo(0.01643, 4)
    expect(upperBound({ hits: 5, draws: 100 }, 0.025)).toBeCloseTo(0.11283, 4)
    expect(atLeast({ hits: 2, draws: 3 }, 0.5)).toBeCloseTo(0.5, 10)
  })

  test('compare two shares as Fisher did', () => {
    // The lady tasting tea: 3 of 4 right.
    expect(atLeastOfBoth({ hits: 3, draws: 4 }, { hits: 1, draws: 4 })).toBeCloseTo(17 / 70, 10)
  })

  test('call a figure worse only where chance explains it no longer', () => {
    expect(standingOf({ hits: 0, draws: 400 }, 0, 'above')).toBe('not-worse')
    expect(standingOf({ hits: 2, draws: 400 }, 0, 'above')).toBe('not-worse')
    expect(standingOf({ hits: 4, draws: 400 }, 0, 'above')).toBe('worse-than-figure')
    expect(standingOf({ hits: 12, draws: 400 }, 0, 'above')).toBe('worse')
    expect(standingOf({ hits: 300, draws: 300 }, 100, 'below')).toBe('not-worse')
    expect(standingOf({ hits: 240, draws: 300 }, 90, 'below')).toBe('worse')
  })
})

/** Of a profile with one sample at most. */
function columnsOf({ samples }: Profile): { readonly objects: number; readonly space: number } {
  return { objects: Number(samples.values[0]![0] ?? 0), space: Number(samples.values[1]![0] ?? 0) }
}
