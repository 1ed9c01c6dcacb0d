import type { LimitLevel } from '../policy/policy.ts'
import type { Events } from './events.ts'
import type { Item } from './item.ts'
import { type ItemTests, type TestedValues, testedValues, testItems } from './item-tests.ts'
import { exceedsGrowth } from './limits.ts'
import { type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { hasLoneBenchmark } from './run-values.ts'
import { familyFindings } from './stats/pair-verdict.ts'

/** Levels of significance of one check. */
export interface Alphas {
  readonly alpha: number
  readonly alphaInconclusive: number
}

export interface GrowthRequest {
  readonly data: MetricPair
  readonly measurement: Measurement
  /** Null where the model has none. */
  readonly events: Events | null
  readonly alphas: Alphas
}

/** Items over the limits of a level: those that are beyond doubt, and those that only may be; largest growth first. */
interface Found {
  readonly sure: readonly Item[]
  readonly unsure: readonly Item[]
}

/** What limits and noise leave of the items of a check. */
export interface Findings {
  /** Both tests of each tested item. */
  readonly tests: ReadonlyMap<number, ItemTests>
  /** Items among which alpha is shared. */
  readonly tested: number
  readonly found: Readonly<Record<LimitLevel, Found>>
  /** Those that share alpha; none where the limit alone decides. */
  readonly family: readonly TestedValues[]
}

/** Holds items against their limits and their noise; whether their cost only moved is not asked here. */
export function findGrowth(request: GrowthRequest): Findings {
  const { data, measurement, events, alphas } = request
  const family = measurement.items.filter((item) => isLargeEnough(item, measurement))
  const exceeds = (level: LimitLevel) => family.map((item) => isOver(item, level))
  const over = { fail: exceeds('fail'), warn: exceeds('warn') }
  if (data.method === 'exact' || data.method === 'none') return withoutNoise(measurement)
  const valuesOf = testedValues(data, measurement, events)
  const values = family.map(({ key }) => valuesOf(key))
  const results = testItems(data, values)
  const tests = new Map(family.map(({ key }, at) => [key, results[at]!]))
  const smallestLevel = alphas.alphaInconclusive / Math.max(1, family.length)
  const isUneven = data.kind === 'benchmark' && family.some(({ key }) => key === TOTAL) && hasLoneTotal(request)
  const isBlind = values.map((tested, at) => {
    return isUneven || (data.method === 'rank' && isTooFew(tested, results[at]!, smallestLevel))
  })
  const findingsOf = (level: LimitLevel) =>
    familyFindings(
      results.map((result, at) => ({ ...result, exceeds: over[level][at]! && !isBlind[at] })),
      alphas,
    )
  const levels = { fail: findingsOf('fail'), warn: findingsOf('warn') }
  const found = (level: LimitLevel): Found => {
    const { sure, unsure } = levels[level]
    const known = new Set([...sure, ...unsure])
    // Where so little was measured that nothing could be significant, what is over its limit is an open question.
    const open = family.filter((_, at) => over[level][at] && !known.has(at) && (isBlind[at] || isHardlyRepeated(data)))
    const itemsAt = (indices: readonly number[]) => indices.map((index) => family[index]!)
    return { sure: largestFirst(itemsAt(sure)), unsure: largestFirst([...itemsAt(unsure), ...open]) }
  }
  const tested = Math.max(1, levels.fail.tested)
  return { tests, tested, family: values, found: { fail: found('fail'), warn: found('warn') } }
}

function withoutNoise({ items }: Measurement): Findings {
  const found = (level: LimitLevel): Found => {
    return { sure: largestFirst(items.filter((item) => isOver(item, level))), unsure: [] }
  }
  return { tests: new Map(), tested: 1, family: [], found: { fail: found('fail'), warn: found('warn') } }
}

/** Fewer measured times than this say nothing of their order, however clear it looks (decision rule, 5). */
export const LEAST_TIMES = 6

function hasLoneTotal({ data, measurement }: GrowthRequest): boolean {
  const names = measurement.groups.flatMap(({ row, isCompared }) => (isCompared ? [row.name] : []))
  return hasLoneBenchmark(data, names)
}

/** Whether no order of so few times could be significant among all that are asked about. */
function isTooFew({ values }: TestedValues, { inconclusive }: ItemTests, level: number): boolean {
  return Math.min(values.baseline.length, values.candidate.length) < LEAST_TIMES || inconclusive.minP > level
}

/** Two or three runs say little of how much runs vary (decision rule, 5). */
const LEAST_TELLING_RUNS = 4

/** Values without a model of their noise, of which too few runs are there to make up for it. */
function isHardlyRepeated({ source, method, runCount }: MetricPair): boolean {
  if (source !== null || method === 'rank') return false
  const { baseline, candidate } = runCount
  return (method === 'pool' ? baseline : Math.min(baseline, candidate)) < LEAST_TELLING_RUNS
}

export function isOver({ levels, measured }: Item, level: LimitLevel): boolean {
  return exceedsGrowth(levels[level], measured)
}

function largestFirst(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => b.measured.growth - a.measured.growth || (a.name < b.name ? -1 : 1))
}

/** Items below this share of the total on both sides are not tested (decision rule, 3). */
export function isLargeEnough({ whole }: Item, { total }: Measurement): boolean {
  return (
    whole.baseline >= SMALLEST_SHARE * Number(total.baseline) ||
    whole.candidate >= SMALLEST_SHARE * Number(total.candidate)
  )
}

const SMALLEST_SHARE = 0.001
