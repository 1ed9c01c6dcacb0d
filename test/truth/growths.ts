import { type Cell, cellOf, MIB, RATES, type Reference } from './cell.ts'
import { type HeapProgram, HeapRuns, type Site } from './heap-program.ts'
import type { Random } from './random.ts'
import { randomProgram, siteOf } from './random-program.ts'
import { FIVE_RUNS, heapSides, ONE_PAIR } from './run-plan.ts'

/** A change that truly makes a program of 60 functions with Poisson counts grow. */
interface Growth {
  readonly name: string
  /** Of the function that will grow; null where another one grows, or all do. */
  readonly share: number | null
  readonly apply: (program: HeapProgram) => HeapProgram
  /** Percent of pull requests that fail, by rate, of one pair and of five runs a side. */
  readonly onePair: readonly Reference[]
  readonly fiveRuns: readonly Reference[]
}

const DRAWS = 300
const FUNCTIONS = 60

/** Number of the function that grows; a new one comes after all others. */
const WATCHED = 0

const GROWTHS: readonly Growth[] = [
  watched('function of 20 % share, +20 %', 0.2, 0.2, found(2, 57, 100), found(42, 92, 100)),
  watched('function of 5 % share, +50 %', 0.05, 0.5, found(6, 97, 100), found(67, 100, 100)),
  watched('function of 5 % share, +100 %', 0.05, 1, found(57, 100, 100), found(82, 100, 100)),
  watched('function of 1 % share, +100 %', 0.01, 1, found(0, 90, 100), found(50, 98, 100)),
  {
    name: 'total +10 %',
    share: null,
    apply: (program) => mapSites(program, (site) => moreOf(site, 0.1)),
    onePair: found(13, 54, 90),
    fiveRuns: found(84, 100, 100),
  },
  {
    name: 'new function of 10 MiB',
    share: null,
    apply: (program) => withSite(program, 256, { freed: 0, retained: (10 * MIB) / 256 }),
    onePair: found(92, 100, 100),
    fiveRuns: found(84, 100, 100),
  },
  {
    name: '16 new retained objects of 4 MiB',
    share: null,
    apply: (program) => withSite(program, 4 * MIB, { freed: 0, retained: 16 }),
    onePair: found(100, 100, 100),
    fiveRuns: found(100, 100, 100),
  },
  {
    name: '8 new retained objects of 4 MiB',
    share: null,
    apply: (program) => withSite(program, 4 * MIB, { freed: 0, retained: 8 }),
    onePair: [{ noticed: 100 }, { noticed: 100 }, { noticed: 100 }],
    fiveRuns: [{}, {}, {}],
  },
]

/** Programs that grew, by the limits of the tables. */
export function powerCells(): readonly Cell[] {
  return GROWTHS.flatMap((growth) =>
    [ONE_PAIR, FIVE_RUNS].flatMap((plan) =>
      RATES.map((rateBytes, at) =>
        cellOf({
          ...{
            table: 'power',
            row: growth.name,
            runs: plan.name,
            rateBytes,
            policy: 'tables',
            draws: DRAWS,
            grown: [],
          },
          mostFailed: null,
          reference: (plan === ONE_PAIR ? growth.onePair : growth.fiveRuns)[at] ?? {},
          draw: (random) => heapSides(random, programsOf(random, growth), { plan, rateBytes }),
        }),
      ),
    ),
  )
}

function programsOf(random: Random, { share, apply }: Growth) {
  const kind = { functions: FUNCTIONS, allocationsVary: true }
  const program = randomProgram(random, share === null ? kind : { ...kind, watched: { share } })
  return { baseline: new HeapRuns(program), candidate: new HeapRuns(apply(program)) }
}

function watched(
  name: string,
  share: number,
  part: number,
  onePair: readonly Reference[],
  fiveRuns: readonly Reference[],
): Growth {
  const grow = (site: Site) => (site.functionAt === WATCHED ? moreOf(site, part) : site)
  return { name, share, apply: (program) => mapSites(program, grow), onePair, fiveRuns }
}

/** The site allocates so much more, and keeps what it kept. */
function moreOf(site: Site, part: number): Site {
  const more = part * (site.freed.mean + site.retained.mean)
  return { ...site, freed: { ...site.freed, mean: site.freed.mean + more } }
}

function mapSites(program: HeapProgram, change: (site: Site) => Site): HeapProgram {
  return { ...program, sites: program.sites.map(change) }
}

function withSite(
  { spread, sites }: HeapProgram,
  sizeBytes: number,
  { freed, retained }: { readonly freed: number; readonly retained: number },
): HeapProgram {
  const site = {
    ...siteOf(spread.length, sizeBytes),
    freed: { mean: freed, varies: true },
    retained: { mean: retained, varies: false },
  }
  return { spread: [...Array.from(spread), 0], sites: [...sites, site] }
}

function found(...percents: readonly number[]): readonly Reference[] {
  return percents.map((failed) => ({ failed }))
}
