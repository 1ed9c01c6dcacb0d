import { ProfileBuilder } from '../../src/decode/profile-builder.ts'
import type { Profile } from '../../src/model/profile.ts'
import { type Cell, cellOf } from './cell.ts'
import { dispersedCount } from './counts.ts'
import type { Random } from './random.ts'

const FUNCTIONS = 80
/** Samples of one run: 30 s of one core at 100 Hz. */
const SAMPLES = 3000
/** Timer samples vary about twice as much as Poisson counts. */
const DISPERSION = 2
const PERIOD_NS = 10_000_000
/** Runs differ in their length by this part, which `per: total` takes out. */
const LENGTH_SPREAD = 0.1
const DRAWS = 400

const SAMPLE_TYPES = [
  { type: 'samples', unit: 'count' },
  { type: 'cpu', unit: 'nanoseconds' },
]

/** CPU profiles of a program that nobody changed, by function as shares of the total. */
export function cpuCells(): readonly Cell[] {
  return [
    cellOf({
      ...{ table: 'cpu', row: '80 functions', runs: 'one pair', rateBytes: 0, policy: 'cpu', draws: DRAWS, grown: [] },
      reference: { naive: 100, failed: 0 },
      mostFailed: 1,
      draw: (random) => ({ kind: 'cpu', baseline: [[cpuProfile(random)]], candidate: [[cpuProfile(random)]] }),
    }),
  ]
}

/** Shares fall off as 1/rank; each function's count is over-dispersed. */
function cpuProfile(random: Random): Profile {
  const builder = new ProfileBuilder(SAMPLE_TYPES)
  const main = builder.location([{ name: 'main.main', file: 'main.go', line: 10 }])
  const length = random.between(1 - LENGTH_SPREAD, 1 + LENGTH_SPREAD)
  const weights = Array.from({ length: FUNCTIONS }, (_, rank) => 1 / (rank + 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  for (const [at, weight] of weights.entries()) {
    const count = dispersedCount(random, (SAMPLES * length * weight) / sum, DISPERSION)
    if (count === 0) continue
    const leaf = builder.location([{ name: `example.com/shop/stock.sort${at}`, file: 'stock/code.go', line: at + 1 }])
    builder.sample([leaf, main], [count, count * PERIOD_NS])
  }
  return builder.build({
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period: PERIOD_NS,
    durationNs: Math.round(SAMPLES * length * PERIOD_NS),
  })
}
