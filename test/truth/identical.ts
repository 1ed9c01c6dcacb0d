import { type Cell, cellOf, KIB, MIB, RATES, type Reference } from './cell.ts'
import { type HeapProgram, HeapRuns } from './heap-program.ts'
import type { PolicyName } from './policies.ts'
import type { Random } from './random.ts'
import { randomProgram, siteOf } from './random-program.ts'
import { FIVE_RUNS, heapSides, ONE_PAIR, POOL, type RunPlan } from './run-plan.ts'

/** Programs whose pull requests change nothing. */
interface Family {
  readonly name: string
  readonly program: (random: Random) => HeapProgram
  /** Whether one run says how all runs are: every function differs by at most 2 % from run to run. */
  readonly representative: boolean
  /** By rate, as `RATES` has them. */
  readonly onePair: readonly Reference[]
  readonly fiveRuns: readonly Reference[]
}

const DRAWS = 400

/** Sizes of buffers that are seldom made, and how many of each a run makes and frees, or keeps. */
const HUGE_BUFFER_BYTES = [576 * KIB, MIB, 4 * MIB, 4 * MIB]
const HUGE_RETAINED = 0.4
const HUGE_FREED = 1

/** 40 functions that make the same number of objects in each run, but for a spread. */
const varying = (spread: (random: Random) => number) => (random: Random) => {
  return randomProgram(random, { functions: 40, totalBytes: 320 * MIB, allocationsVary: false, spread })
}

/** Failed and inconclusive, worst of the first five families, of 512 KiB, 64 KiB (none was given) and 4 KiB. */
const STEADY_FIVE_RUNS: readonly Reference[] = [{ failed: 0.4, inconclusive: 5 }, {}, { failed: 0, inconclusive: 1 }]

export const FAMILIES: readonly Family[] = [
  {
    name: '10 functions, fixed counts',
    program: (random) => randomProgram(random, { functions: 10, allocationsVary: false, totalBytes: 192 * MIB }),
    representative: true,
    onePair: references([100, 0.1, 4], [95, 0.3, 2], [1, 0, 0]),
    fiveRuns: STEADY_FIVE_RUNS,
  },
  {
    name: '60 functions, Poisson counts',
    program: (random) => randomProgram(random, { functions: 60, allocationsVary: true }),
    representative: true,
    onePair: references([100, 0.3, 4], [100, 0.3, 4], [93, 0, 0]),
    fiveRuns: STEADY_FIVE_RUNS,
  },
  {
    name: '200 functions, fixed counts',
    program: (random) => randomProgram(random, { functions: 200, allocationsVary: false }),
    representative: true,
    onePair: references([100, 0.7, 6], [100, 0, 3], [8, 0, 0]),
    fiveRuns: STEADY_FIVE_RUNS,
  },
  {
    name: 'every function varies by 2 %',
    program: varying(() => 0.02),
    representative: true,
    onePair: references([100, 0, 7], [100, 0.3, 7], [34, 0, 3]),
    fiveRuns: STEADY_FIVE_RUNS,
  },
  {
    name: 'every function varies by 5 %',
    program: varying(() => 0.05),
    representative: false,
    onePair: references([100, 0, 6], [100, 1, 12], [97, 11, 45]),
    fiveRuns: STEADY_FIVE_RUNS,
  },
  {
    name: 'functions vary by up to 30 %',
    program: varying((random) => random.between(0.2, 0.3)),
    representative: false,
    onePair: references([100, 6, 63], [100, 33, 67], [100, 73, 27]),
    fiveRuns: [{ failed: 2, inconclusive: 9 }, {}, { failed: 2, inconclusive: 10 }],
  },
  {
    name: 'rare huge buffers',
    program: withHugeBuffers,
    representative: false,
    onePair: [
      { naive: 100, failed: 0.3, inconclusive: 37 },
      { failed: 0, inconclusive: 61 },
      { naive: 90, failed: 0.1, inconclusive: 67 },
    ],
    fiveRuns: [{ failed: 0, inconclusive: 4 }, {}, { failed: 0, inconclusive: 2 }],
  },
  {
    name: 'retained objects vary as well',
    program: (random) => randomProgram(random, { functions: 60, allocationsVary: true, retainedVary: true }),
    representative: true,
    onePair: [{}, {}, {}],
    fiveRuns: [{}, {}, {}],
  },
]

/** Programs that nobody changed, by the limits of the tables and by those of the default policy. */
export function identicalCells(): readonly Cell[] {
  return FAMILIES.flatMap((family) => [
    ...cellsOf(family, { table: 'identical', policy: 'tables', plan: ONE_PAIR, references: family.onePair }),
    ...cellsOf(family, { table: 'identical', policy: 'tables', plan: FIVE_RUNS, references: family.fiveRuns }),
    ...cellsOf(family, { table: 'pool', policy: 'tables', plan: POOL, references: [] }),
    ...cellsOf(family, { table: 'default', policy: 'default', plan: ONE_PAIR, references: [] }),
    ...cellsOf(family, { table: 'default', policy: 'default', plan: FIVE_RUNS, references: [] }),
  ])
}

interface CellKind {
  readonly table: Cell['table']
  readonly policy: PolicyName
  readonly plan: RunPlan
  /** By rate. */
  readonly references: readonly Reference[]
}

function cellsOf(
  { name, program, representative }: Family,
  { table, policy, plan, references }: CellKind,
): readonly Cell[] {
  // At rate 1 everything is recorded, and only what differs from run to run is noise.
  const rates = plan === ONE_PAIR && table === 'identical' ? [...RATES, 1] : RATES
  // One run cannot know how much runs differ; five can.
  const promised = plan === ONE_PAIR ? (representative ? 1 : null) : plan === FIVE_RUNS ? 2 : null
  return rates.map((rateBytes, at) =>
    cellOf({
      ...{ table, row: name, runs: plan.name, rateBytes, policy, draws: DRAWS, grown: [] },
      reference: references[at] ?? {},
      mostFailed: promised,
      draw: (random) => {
        const runs = new HeapRuns(program(random))
        return heapSides(random, { baseline: runs, candidate: runs }, { plan, rateBytes })
      },
    }),
  )
}

/** 60 functions with fixed counts, and four more that now and then make a buffer of megabytes, and now and then keep it. */
function withHugeBuffers(random: Random): HeapProgram {
  const { spread, sites } = randomProgram(random, { functions: 60, allocationsVary: false })
  const huge = HUGE_BUFFER_BYTES.map((bytes, at) => ({
    ...siteOf(spread.length + at, bytes),
    freed: { mean: HUGE_FREED, varies: true },
    retained: { mean: HUGE_RETAINED, varies: true },
  }))
  return { spread: [...Array.from(spread), ...huge.map(() => 0)], sites: [...sites, ...huge] }
}

function references(...rows: readonly (readonly [naive: number, failed: number, inconclusive: number])[]) {
  return rows.map(([naive, failed, inconclusive]): Reference => ({ naive, failed, inconclusive }))
}
