import { type Cell, cellOf, KIB, MIB, RATES, type Reference } from './cell.ts'
import { binomial } from './counts.ts'
import { HeapProfiles } from './heap-profiles.ts'
import { sampledChance } from './heap-sampler.ts'
import type { SideRuns } from './judge-sides.ts'
import { CLOSE, COMMON, type LevelPath, type Likeness, lookAlike, steadyLeak } from './levels.ts'
import type { Random } from './random.ts'
import { siteOf } from './random-program.ts'
import { sizeClassOf } from './size-class.ts'

const DRAWS = 400
/** Functions of the program, the leaking one among them if there is one. */
const FUNCTIONS = 30
const SNAPSHOTS = [8, 10, 12]
/** Of the leaks, in sampling events per snapshot. */
const LEAK_EVENTS = [1, 4, 8, 16]
const LEAK_LEVEL_BYTES = 4 * MIB
const SNAPSHOT_NS = 60e9

/** One function of the program: what is the same in all of its runs. */
interface Holder {
  readonly sizeBytes: number
  /** The number of its living objects, which each run draws anew. */
  readonly path: LevelPath
  /** Part of its objects that other objects replace from one snapshot to the next. */
  readonly turnover: number
}

/** Series without a leak: of common look-alikes at all lengths, of close ones at one. */
export function lookAlikeCells(): readonly Cell[] {
  return RATES.flatMap((rateBytes) => [
    ...SNAPSHOTS.map((snapshots) =>
      lookAlikeCell('30 look-alikes', COMMON, { snapshots, rateBytes }, { failed: rateBytes === 512 * KIB ? 0.8 : 3 }),
    ),
    lookAlikeCell('30 close look-alikes', CLOSE, { snapshots: 10, rateBytes }, {}),
  ])
}

function lookAlikeCell(row: string, likeness: Likeness, plan: SeriesPlan, reference: Reference): Cell {
  return cellOf({
    ...{ table: 'look-alikes', row, runs: `${plan.snapshots} snapshots`, rateBytes: plan.rateBytes, policy: 'leaks' },
    ...{ draws: DRAWS, grown: [], reference, mostFailed: null },
    draw: (random) => {
      const holders = holdersOf(random, FUNCTIONS, likeness)
      return seriesSides(random, holders, holders, plan)
    },
  })
}

/** Series with one leak among look-alikes. A leak of so many events is another number of bytes at each rate. */
export function leakCells(): readonly Cell[] {
  return [512 * KIB, 64 * KIB].flatMap((rateBytes) =>
    SNAPSHOTS.flatMap((snapshots) =>
      LEAK_EVENTS.map((events) =>
        cellOf({
          ...{
            table: 'leaks',
            row: `${events} ${events === 1 ? 'event' : 'events'} per snapshot`,
            runs: `${snapshots} snapshots`,
            rateBytes,
          },
          ...{ policy: 'leaks', draws: DRAWS, grown: [siteOf(FUNCTIONS - 1, 0).functionName] },
          reference: referenceOf(events, snapshots, rateBytes),
          mostFailed: null,
          draw: (random) => {
            const others = holdersOf(random, FUNCTIONS - 1, COMMON)
            const sizeBytes = sizeClassOf(2 ** random.between(6, 12))
            const leak = (perSnapshot: number): Holder => ({
              ...{ sizeBytes, turnover: 0 },
              path: steadyLeak(LEAK_LEVEL_BYTES / sizeBytes, perSnapshot / sampledChance(sizeBytes, rateBytes)),
            })
            return seriesSides(random, [...others, leak(0)], [...others, leak(events)], { snapshots, rateBytes })
          },
        }),
      ),
    ),
  )
}

function referenceOf(events: number, snapshots: number, rateBytes: number) {
  const wrongly = rateBytes === 512 * KIB ? 0.8 : 3
  if (snapshots !== 10 || rateBytes !== 512 * KIB) return { wrongly }
  if (events === 4) return { found: 84, wrongly }
  return events === 8 ? { found: 97, wrongly } : { wrongly }
}

/** Levels of 1 to 64 MiB in objects of 32 B to 64 KiB. */
function holdersOf(random: Random, count: number, likeness: Likeness): readonly Holder[] {
  return Array.from({ length: count }, (_, at) => {
    const sizeBytes = sizeClassOf(2 ** random.between(5, 16))
    const level = (MIB * 2 ** random.between(0, 6)) / sizeBytes
    return { sizeBytes, ...lookAlike(random, at, { level, likeness }) }
  })
}

interface SeriesPlan {
  readonly snapshots: number
  readonly rateBytes: number
}

function seriesSides(random: Random, before: readonly Holder[], after: readonly Holder[], plan: SeriesPlan) {
  return {
    kind: 'heap' as const,
    baseline: [seriesOf(random, before, plan)],
    candidate: [seriesOf(random, after, plan)],
  }
}

/**
 * The snapshots of one process. An object is sampled or not when it is made, for all of its life: what is counted in a
 * snapshot depends on the one before.
 */
function seriesOf(random: Random, holders: readonly Holder[], { snapshots, rateBytes }: SeriesPlan): SideRuns[number] {
  const profiles = new HeapProfiles(holders.map(({ sizeBytes }, at) => siteOf(at, sizeBytes)))
  const histories = holders.map((holder) => historyOf(random, holder, { snapshots, rateBytes }))
  return Array.from({ length: snapshots }, (_, at) =>
    profiles.profile({
      rateBytes,
      allocated: histories.map(({ allocated }) => allocated[at]!),
      inUse: histories.map(({ inUse }) => inUse[at]!),
      timeNs: 1.7e18 + at * SNAPSHOT_NS,
    }),
  )
}

/** Sampled objects of one function in each snapshot. */
function historyOf(random: Random, { sizeBytes, path, turnover }: Holder, { snapshots, rateBytes }: SeriesPlan) {
  const chance = sampledChance(sizeBytes, rateBytes)
  const levels = path(random, snapshots)
  const allocated = new Float64Array(snapshots)
  const inUse = new Float64Array(snapshots)
  let living = 0
  let made = 0
  let level = 0
  for (let at = 0; at < snapshots; at++) {
    const next = Math.max(0, Math.round(levels[at]!))
    const replaced = Math.round(turnover * Math.min(level, next))
    const gone = Math.max(0, level - next) + replaced
    const come = Math.max(0, next - level) + replaced
    const born = binomial(random, come, chance)
    living += born - (level === 0 ? 0 : binomial(random, living, gone / level))
    made += born
    allocated[at] = made
    inUse[at] = living
    level = next
  }
  return { allocated, inUse }
}
