import { type Grouping, isFrameGrouping } from '../model/grouping.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { LimitLevel } from '../policy/policy.ts'
import type { Events } from './events.ts'
import { exceedsGrowth } from './limits.ts'
import { type Item, type Measurement, TOTAL } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'
import { type GroupGrowth, growthBySize, possibleDonor } from './moved-cost.ts'
import { settlersOf } from './settlers.ts'
import { SMALLEST_SHARE, type TestedItem, testItem, verdictOf } from './significance.ts'

/** Levels of significance of one check. */
export interface Alphas {
  readonly alpha: number
  readonly alphaInconclusive: number
}

/** What the growth limits of one level come to. */
export interface LevelVerdict {
  readonly level: LimitLevel
  readonly finding: 'over' | 'not-compared' | 'inconclusive'
  readonly reason: Notice | null
}

/** What one check's growth comes to. Sets hold keys of items. */
export interface GrowthVerdict {
  /** None where all is well. */
  readonly levels: readonly LevelVerdict[]
  /** Over the limits of the worst level that anything is over, beyond doubt. */
  readonly overLimit: ReadonlySet<number>
  /** Over a limit, but it may be noise, or cost that only moved. */
  readonly uncertain: ReadonlySet<number>
  /** Both tests of each tested item. */
  readonly tests: ReadonlyMap<number, TestedItem>
  /** Items among which alpha is shared. */
  readonly tested: number
}

export const NOTHING_GREW: GrowthVerdict = {
  levels: [],
  overLimit: new Set(),
  uncertain: new Set(),
  tests: new Map(),
  tested: 1,
}

export interface GrowthRequest {
  readonly data: MetricPair
  readonly measurement: Measurement
  /** Null where the model has none: then the limit alone decides. */
  readonly events: Events | null
  readonly alphas: Alphas
}

/** Holds the growth limits of a rule against one measurement: what exceeds, and of that what is no noise. */
export function judgeGrowth(request: GrowthRequest): GrowthVerdict {
  const { tests, tested, found } = request.events === null ? withoutNoise(request) : withNoise(request, request.events)
  const donors = new Donors(request)
  const levels: LevelVerdict[] = []
  const uncertain = new Set<number>()
  let overLimit: ReadonlySet<number> = new Set()
  for (const level of ['fail', 'warn'] as const) {
    const { sure, unsure } = found[level]
    const over: Item[] = []
    const moved: { readonly item: Item; readonly donor: string }[] = []
    for (const item of sure) {
      const donor = donors.of(item)
      if (donor === null) over.push(item)
      else moved.push({ item, donor })
    }
    for (const { key } of [...moved.map(({ item }) => item), ...unsure]) uncertain.add(key)
    if (over.length > 0) {
      levels.push({ level, finding: 'over', reason: null })
      if (overLimit.size === 0) overLimit = new Set(over.map(({ key }) => key))
      // What else may be wrong adds nothing to a failure.
      if (level === 'fail') break
    }
    const [first] = moved
    if (first !== undefined) {
      const reason = notice('moved-cost-not-judged', { name: first.item.name, donor: first.donor })
      levels.push({ level, finding: 'not-compared', reason })
    }
    const [doubtful] = unsure
    if (doubtful !== undefined) {
      const reason = notice('could-be-noise', { name: doubtful.name, ...settlersOf(request.data) })
      levels.push({ level, finding: 'inconclusive', reason })
    }
  }
  return { levels, overLimit, uncertain, tests, tested }
}

/** Items over the limits of a level: those that are beyond doubt, and those that only may be; largest growth first. */
interface Found {
  readonly sure: readonly Item[]
  readonly unsure: readonly Item[]
}

interface Findings extends Pick<GrowthVerdict, 'tests' | 'tested'> {
  readonly found: Readonly<Record<LimitLevel, Found>>
}

function withoutNoise({ measurement }: GrowthRequest): Findings {
  const found = (level: LimitLevel): Found => {
    return { sure: largestFirst(measurement.items.filter((item) => isOver(item, level))), unsure: [] }
  }
  return { tests: new Map(), tested: 1, found: { fail: found('fail'), warn: found('warn') } }
}

function withNoise({ data, measurement, alphas }: GrowthRequest, events: Events): Findings {
  const family = measurement.items.filter((item) => item.key === TOTAL || isLargeEnough(item, measurement))
  const tests = new Map<number, TestedItem>()
  for (const { key, measured } of family) {
    tests.set(key, testItem({ measured: events.measured(key), judged: events.judged(key) }, measured, data.counts))
  }
  const verdict = (level: LimitLevel) => {
    const over = family.map((item) => isOver(item, level))
    return verdictOf([...tests.values()], over, alphas)
  }
  const verdicts = { fail: verdict('fail'), warn: verdict('warn') }
  const found = (level: LimitLevel): Found => {
    const { outcome, flagged } = verdicts[level]
    const items = largestFirst(flagged.map((index) => family[index]!))
    return { sure: outcome === 'fail' ? items : [], unsure: outcome === 'inconclusive' ? items : [] }
  }
  return { tests, tested: Math.max(1, verdicts.fail.tested), found: { fail: found('fail'), warn: found('warn') } }
}

function isOfCode(grouping: Grouping): boolean {
  return isFrameGrouping(grouping) || grouping === 'creator'
}

function isOver({ levels, measured }: Item, level: LimitLevel): boolean {
  return exceedsGrowth(levels[level], measured)
}

function largestFirst(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => b.measured.growth - a.measured.growth || (a.name < b.name ? -1 : 1))
}

/** Items below this share of the total on both sides are not tested (decision rule, 3). */
function isLargeEnough({ measured }: Item, { total }: Measurement): boolean {
  return (
    measured.baseline >= SMALLEST_SHARE * Number(total.baseline) ||
    measured.candidate >= SMALLEST_SHARE * Number(total.candidate)
  )
}

/** Groups that may have handed their cost to another one, whether the rule looks at them or not. */
class Donors {
  private readonly request: GrowthRequest
  private known: ReadonlyMap<number, GroupGrowth> | null = null

  constructor(request: GrowthRequest) {
    this.request = request
  }

  /**
   * The name of the largest possible donor; null if there is none. A total has none: its cost has nowhere to move. Nor
   * have groups that no refactoring renames: another state, label or benchmark is another thing.
   */
  of({ key }: Item): string | null {
    if (key === TOTAL || !isOfCode(this.request.measurement.grouping)) return null
    this.known ??= this.find()
    const grown = this.known.get(key)
    return grown === undefined ? null : possibleDonor(grown.growth, this.known.values())
  }

  /** By number of the group, in the order of their names. */
  private find(): ReadonlyMap<number, GroupGrowth> {
    const { events, measurement } = this.request
    const rows = measurement.rows.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return new Map(
      rows.map(({ group, name, [measurement.by]: { delta } }) => {
        const growth = events === null ? new Map([[1, Number(delta)]]) : growthBySize(events.measured(group))
        return [group, { name, growth }]
      }),
    )
  }
}
