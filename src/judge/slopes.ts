import { type Notice, notice } from '../model/notice.ts'
import type { LimitLevel, Rule } from '../policy/policy.ts'
import type { Check, Side } from '../result/result.ts'
import { type Alphas, isLargeEnough } from './findings.ts'
import type { LevelVerdict } from './growth.ts'
import type { Item } from './item.ts'
import { isSeries } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import { type SeriesRequest, seriesOf } from './series-columns.ts'
import { familyFindings, type GuardedTest } from './stats/pair-verdict.ts'
import { MIN_SNAPSHOTS, type SeriesColumns, type SeriesTest, seriesTest } from './stats/series.ts'

/** What the slopes of one check come to. */
export interface SlopeVerdict {
  readonly levels: readonly LevelVerdict[]
  readonly overLimit: ReadonlySet<number>
  readonly uncertain: ReadonlySet<number>
  /** Of each item: its test against the smallest limit that holds for it, and its snapshots. */
  readonly series: ReadonlyMap<number, ItemSeries>
  /** Values of an item's snapshots as results show them; null where it has none. */
  points(key: number): Check['runs'] | null
}

export interface ItemSeries {
  readonly test: SeriesTest
  readonly points: Readonly<Record<Side, SeriesColumns | null>>
}

export interface SlopeRequest extends SeriesRequest {
  readonly rule: Rule
  readonly alphas: Alphas
}

/** Null where the rule asks for no slope, or there is no series to have one. */
export function judgeSlopes(request: SlopeRequest): SlopeVerdict | null {
  const { rule, measurement, alphas } = request
  if (!hasLimit(rule, 'slope') || !isSeries(request.pair)) return null
  const candidate = seriesOf(request, 'candidate')
  if (candidate === null || candidate.snapshots < MIN_SNAPSHOTS) return tooShort('candidate', candidate?.snapshots ?? 1)
  const baseline = seriesOf(request, 'baseline')
  // Only where there is no baseline at all the slope is held against none.
  if (request.pair.baseline.kind === 'read' && (baseline === null || baseline.snapshots < MIN_SNAPSHOTS)) {
    return tooShort('baseline', baseline?.snapshots ?? 1)
  }
  const items = measurement.items.filter((item) => slopesOf(item).length > 0 && isLargeEnough(item, measurement))
  const series = new Map<number, ItemSeries>()
  const testsOf = (limitOf: (item: Item) => number) =>
    items.map((item) => {
      const points = { candidate: candidate.columnsOf(item.key), baseline: baseline?.columnsOf(item.key) ?? null }
      return { points, test: seriesTest(points, limitOf(item)) }
    })
  const strictest = testsOf((item) => Math.min(...slopesOf(item)))
  for (const [at, item] of items.entries()) series.set(item.key, strictest[at]!)
  const levels: LevelVerdict[] = []
  const overLimit = new Set<number>()
  const uncertain = new Set<number>()
  for (const level of ['fail', 'warn'] as const) {
    const tests = testsOf((item) => Math.min(...slopesOf(item, [level])))
    const tested = tests.map(({ test }, at) => {
      return { fail: guarded(test), inconclusive: guarded(test), exceeds: isLeak(test) && !isAgreedOn(items[at]!) }
    })
    const { sure, unsure } = familyFindings(tested, alphas)
    for (const at of unsure) uncertain.add(items[at]!.key)
    for (const at of sure) overLimit.add(items[at]!.key)
    if (sure.length > 0) {
      levels.push({ level, finding: 'over', reason: null })
      if (level === 'fail') break
    }
    const worst = unsure.toSorted((a, b) => tests[b]!.test.slope - tests[a]!.test.slope)[0]
    if (worst !== undefined) {
      levels.push({ level, finding: 'inconclusive', reason: reasonOf(items[worst]!, tests[worst]!.test) })
    }
  }
  const columns = (key: number) => ({ candidate: candidate.columnsOf(key), baseline: baseline?.columnsOf(key) ?? null })
  return { levels, overLimit, uncertain, series, points: (key) => pointsOf(columns(key)) }
}

function reasonOf({ name }: Item, { slope, slopeLow, slopeHigh }: SeriesTest): Notice {
  return notice('may-keep-growing', { name, slope, low: slopeLow, high: slopeHigh })
}

/** Whether all that the item has grown by is accepted: it may go on to that value. */
function isAgreedOn({ whole, measured }: Item): boolean {
  return measured.candidate < whole.candidate && measured.growth <= 0
}

function tooShort(side: Side, snapshots: number): SlopeVerdict {
  const reason = notice('series-too-short', { side, snapshots, least: MIN_SNAPSHOTS })
  const levels: readonly LevelVerdict[] = [{ level: 'fail', finding: 'inconclusive', reason }]
  return { levels, overLimit: new Set(), uncertain: new Set(), series: new Map(), points: () => null }
}

/** All guards together: it keeps growing, as fast as the limit, and more than a cache that fills or a single step would. */
function isLeak({ guards }: SeriesTest): boolean {
  return Object.values(guards).every(Boolean)
}

function guarded({ p, minP }: SeriesTest): GuardedTest {
  return { p, minP, z: () => Number.POSITIVE_INFINITY }
}

function slopesOf({ levels }: Item, of: readonly LimitLevel[] = ['fail', 'warn']): readonly number[] {
  return of.flatMap((level) => levels[level].flatMap((limit) => (limit.kind === 'slope' ? [limit.perSnapshot] : [])))
}

function pointsOf({ candidate, baseline }: ItemSeries['points']): Check['runs'] {
  const values = (columns: SeriesColumns | null) => [...(columns?.values ?? [])]
  return { baseline: values(baseline), candidate: values(candidate) }
}
