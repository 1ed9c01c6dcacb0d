import { partLeft } from './accepted-total.ts'
import type { Events } from './events.ts'
import type { Measurement } from './measure.ts'
import { TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import {
  benchmarkTotals,
  benchmarkValues,
  classRunValues,
  groupRunValues,
  runTotals,
  type ValuesOfRuns,
} from './run-values.ts'
import { driftDeviate, driftGuard } from './stats/drift.ts'
import type { EventTest } from './stats/event-test.ts'
import { deltaInterval, type Interval } from './stats/interval.ts'
import { mixtureTest, runsOf } from './stats/mixture.ts'
import {
  familyDispersion,
  type MultiRunOptions,
  type MultiRunTest,
  multiRunTests,
  type RunItem,
} from './stats/multi-run.ts'
import type { GuardedTest } from './stats/pair-verdict.ts'
import { rankSumP, smallestRankSumP } from './stats/rank-sum.ts'
import { type RunClasses, summed } from './stats/run-classes.ts'
import { mean } from './stats/run-variance.ts'
import { minP } from './stats/saddlepoint.ts'

/** What is tested: the values of each run, and the sampling events behind them where the kind has any. */
export interface TestedValues {
  /** Acceptances taken off. */
  readonly values: ValuesOfRuns
  /** As the profiles have them, and less what is accepted: usually the same. */
  readonly events: { readonly measured: RunClasses; readonly judged: RunClasses } | null
}

/** A test of one question, with what reports and the rule on moved cost need of it. */
export interface ItemTest extends GuardedTest {
  /** Variance of the growth that is not the item's own, in the squared unit. */
  readonly variance: number
  /** Degrees of freedom that the variance was measured with; Infinity where it follows from the sampling. */
  readonly degrees: number
  /** 95 % interval of the growth; null where ranks are compared. */
  interval(): Interval | null
}

/** Both questions: may it fail the build, and is it worth a second look? */
export interface ItemTests {
  readonly fail: ItemTest
  readonly inconclusive: ItemTest
}

/** How much the items of a family vary between the runs beyond what sampling explains, by question. */
export type FamilyDispersion = Readonly<Record<keyof ItemTests, number>>

/**
 * Tests items by the method of their pair; none where the limit alone decides.
 * @param family Of the family that the items belong to, where they are not all of it.
 */
export function testItems(
  data: MetricPair,
  items: readonly TestedValues[],
  family?: FamilyDispersion,
): readonly ItemTests[] {
  switch (data.method) {
    case 'events':
      return items.map((item) => knownEventTests(data, item))
    case 'repeats':
    case 'pool':
      return repeatTests(data, items, family)
    case 'rank':
      return items.map(({ values }) => rankTests(values))
    case 'exact':
    case 'none':
      return []
  }
}

/** Checks of one metric ask the same of its total. */
const knownTests = new WeakMap<RunClasses, ItemTests>()

function knownEventTests(data: MetricPair, item: TestedValues): ItemTests {
  const { events } = item
  if (events === null || events.judged !== data.source?.total || events.measured !== events.judged) {
    return eventTests(data, item)
  }
  const tests = knownTests.get(events.judged) ?? eventTests(data, item)
  knownTests.set(events.judged, tests)
  return tests
}

/**
 * `fail` takes the true counts as varying (one run cannot show that they do not) and the pair's own dispersion;
 * `inconclusive` takes retained counts as fixed and leaves that dispersion out.
 */
function eventTests(data: MetricPair, { values, events }: TestedValues): ItemTests {
  if (events === null) throw new RangeError('events: a pair without a model has no events to test')
  const { counts, exposures } = data
  const { measured, judged } = events
  const drift = { baseline: mean(values.baseline), candidate: mean(values.candidate) }
  const test = (kappa: 0 | 1, dispersion: number): ItemTest => {
    const model = { kappa, dispersion, ...(exposures === null ? {} : { exposures }) }
    const found = mixtureTest(judged, model)
    return {
      get p() {
        return found.p
      },
      // What an item could have shown decides who shares alpha; an acceptance is not to change that for the others.
      get minP() {
        return measured === judged ? found.minP : minPOf(measured, model)
      },
      // With fixed counts there may be next to no variance to shrink by; a new buffer is not to be passed over for that.
      z: () => {
        const { p, variance } = found
        return Math.max(driftGuard({ p, variance, ...drift }), kappa === 0 ? driftDeviate({ variance, ...drift }) : 0)
      },
      get variance() {
        return found.variance
      },
      degrees: Number.POSITIVE_INFINITY,
      // Of thousands of items a report shows one.
      interval: () => deltaInterval(summed(measured), { ...model, ...runsOf(measured, model.exposures) }),
    }
  }
  return {
    fail: test(1, counts.samplingDispersion * counts.pairDispersion),
    inconclusive: test(counts.retained ? 0 : 1, counts.samplingDispersion),
  }
}

function minPOf(
  classes: RunClasses,
  { exposures, ...model }: Parameters<typeof mixtureTest>[1] & object,
): EventTest['minP'] {
  return minP(summed(classes), { ...model, ...runsOf(classes, exposures) })
}

/** Null where the method asks for none. */
export function dispersionOfFamily(data: MetricPair, items: readonly TestedValues[]): FamilyDispersion | null {
  if ((data.method !== 'repeats' && data.method !== 'pool') || data.source === null) return null
  const of = (optimistic: boolean) => familyDispersion(items.map(runItem), { ...runOptions(data), optimistic })
  return { fail: of(false), inconclusive: of(true) }
}

function runItem({ values, events }: TestedValues): RunItem {
  return { ...values, classes: events?.judged ?? null }
}

type RunOptions = Omit<MultiRunOptions, 'optimistic'>

function runOptions({ method, exposures, counts, tau }: MetricPair): RunOptions {
  return {
    pool: method === 'pool',
    dispersion: counts.samplingDispersion,
    tau,
    lazyAbove: LEAST_DECISIVE,
    ...(exposures === null ? {} : { exposures }),
  }
}

function repeatTests(
  data: MetricPair,
  items: readonly TestedValues[],
  family?: FamilyDispersion,
): readonly ItemTests[] {
  const { exposures } = data
  const asked = items.map(runItem)
  const options = runOptions(data)
  // Without a model no item says anything of another one, and of benchmarks a run may lack some.
  if (data.source === null) return asked.map((item) => valueTests(item, options))
  const testsOf = (question: keyof ItemTests, optimistic: boolean) =>
    multiRunTests(asked, { ...options, optimistic, ...(family && { commonDispersion: family[question] }) })
  const [fail, inconclusive] = [testsOf('fail', false), testsOf('inconclusive', true)]
  return items.map(({ events }, at) => {
    const tests = { fail: ofRuns(fail[at]!), inconclusive: ofRuns(inconclusive[at]!) }
    if (events === null || events.measured === events.judged) return tests
    const minP = minPOf(events.measured, { kappa: 1, ...(exposures === null ? {} : { exposures }) })
    return { fail: { ...tests.fail, minP }, inconclusive: { ...tests.inconclusive, minP } }
  })
}

/** Runs that show no variation leave it to the limit. */
function valueTests(item: RunItem, options: RunOptions): ItemTests {
  const [before, after] = [item.baseline.length, item.candidate.length]
  const isShown = before > 1 && after > 0
  const [found] = isShown ? multiRunTests([item], { ...options, pool: after === 1, optimistic: false }) : []
  const test = found === undefined ? CERTAIN : ofRuns(found)
  return { fail: test, inconclusive: test }
}

const CERTAIN: ItemTest = {
  ...{ p: 0, minP: 0, variance: 0, degrees: Number.POSITIVE_INFINITY, interval: () => null },
  z: () => Number.POSITIVE_INFINITY,
}

/** Nothing is decided at levels above the 0.10 that all checks share for `inconclusive`. */
const LEAST_DECISIVE = 0.1

function ofRuns({ p, minP, variance, degrees, low, high }: MultiRunTest): ItemTest {
  return { p, minP, variance, degrees, interval: () => ({ low, high }), z: () => Number.POSITIVE_INFINITY }
}

function rankTests({ baseline, candidate }: ValuesOfRuns): ItemTests {
  const isMeasured = baseline.length > 0 && candidate.length > 0
  const test: ItemTest = {
    p: isMeasured ? rankSumP(baseline, candidate) : 1,
    minP: isMeasured ? smallestRankSumP(baseline.length, candidate.length) : 1,
    variance: 0,
    degrees: Number.POSITIVE_INFINITY,
    interval: () => null,
    z: () => Number.POSITIVE_INFINITY,
  }
  return { fail: test, inconclusive: test }
}

/** Gives what is tested of each item of a check, by key. */
export function testedValues(
  data: MetricPair,
  measurement: Measurement,
  events: Events | null,
): (key: number) => TestedValues {
  if (events !== null) {
    return (key) => {
      const [measured, judged] = [events.measured(key), events.judged(key)]
      return { values: classRunValues(data, judged), events: { measured, judged } }
    }
  }
  const left = sharesLeft(measurement)
  const valuesOf = runValuesOf(data, measurement)
  return (key) => {
    const { baseline, candidate } = valuesOf(key)
    const share = left(key)
    return {
      values: { baseline, candidate: share === 1 ? candidate : candidate.map((value) => value * share) },
      events: null,
    }
  }
}

/** What each item came to in each run, nothing taken off. */
export function runValuesOf(data: MetricPair, measurement: Measurement): (key: number) => ValuesOfRuns {
  const { grouping, by, maskOf, groups } = measurement
  const names = groups.flatMap(({ row, isCompared }) => (isCompared ? [row.name] : []))
  const ofTotal = (): ValuesOfRuns => {
    const of = (side: 'baseline' | 'candidate') =>
      data.kind === 'benchmark'
        ? benchmarkTotals(data, side, names)
        : Float64Array.from(runTotals(data, side, maskOf), Number)
    return { baseline: of('baseline'), candidate: of('candidate') }
  }
  if (data.kind === 'benchmark' && grouping === 'benchmark') {
    const { names } = data.comparison.index(grouping).groups
    const valuesOf = benchmarkValues(data)
    return (key) => (key === TOTAL ? ofTotal() : valuesOf(names[key]!))
  }
  const valuesOf = groupRunValues(data, { grouping, by, maskOf })
  return (key) => (key === TOTAL ? ofTotal() : valuesOf(key))
}

/** The part of an item's candidate that is not accepted, 0..1. */
function sharesLeft({ items, groups, total }: Measurement): (key: number) => number {
  const ofTotal = items.find(({ key }) => key === TOTAL)
  const whole = Number(total.candidate)
  const coveredOf = new Map(
    groups.map(({ row, values, covered }) => [row.group, [covered, Number(values.candidate)] as const]),
  )
  return (key) => {
    if (key === TOTAL) return ofTotal === undefined || whole === 0 ? 1 : Math.max(0, ofTotal.measured.candidate / whole)
    const [covered, candidate] = coveredOf.get(key) ?? [0, 0]
    return candidate > 0 ? partLeft(covered, candidate) : 1
  }
}
