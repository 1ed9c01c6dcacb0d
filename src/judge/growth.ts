import { type Notice, notice } from '../model/notice.ts'
import type { LimitLevel, Rule } from '../policy/policy.ts'
import type { ItemEvents, PairModel } from './item-events.ts'
import { exceedsGrowth } from './limits.ts'
import type { MeasuredGroup, Measurement } from './measure.ts'
import { type NamedEvents, possibleDonor } from './moved-cost.ts'
import { SHARP_RATE_BYTES } from './power.ts'
import { SMALLEST_SHARE, type TestedItem, testItem, verdictOf } from './significance.ts'
import type { EventClasses } from './stats/event-classes.ts'

/** Stands for the total among numbers of groups. */
export const TOTAL = -1

/** Levels of significance of one check. */
export interface Alphas {
  readonly alpha: number
  readonly alphaInconclusive: number
}

/** What one check's growth comes to. Sets hold numbers of groups, or `TOTAL`. */
export interface GrowthVerdict {
  readonly outcome: 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-compared'
  readonly reason: Notice | null
  readonly overLimit: ReadonlySet<number>
  readonly uncertain: ReadonlySet<number>
  /** Both tests of each tested item. */
  readonly tests: ReadonlyMap<number, TestedItem>
  /** Items among which alpha is shared. */
  readonly tested: number
}

export const NOTHING_GREW: GrowthVerdict = {
  outcome: 'pass',
  reason: null,
  overLimit: new Set(),
  uncertain: new Set(),
  tests: new Map(),
  tested: 1,
}

/** An item of the family: the total, or a group. */
interface Item {
  readonly key: number
  readonly name: string
  readonly measured: { readonly baseline: number; readonly candidate: number }
  readonly exceeds: Readonly<Record<LimitLevel, boolean>>
}

export interface GrowthRequest {
  readonly rule: Rule
  readonly measurement: Measurement
  readonly model: PairModel
  /** Null where the model has none. */
  readonly events: ItemEvents | null
  readonly pairDispersion: number
  readonly alphas: Alphas
}

/** Holds the growth limits of a rule against one measurement: what exceeds, and of that what is no noise. */
export function judgeGrowth(request: GrowthRequest): GrowthVerdict {
  const { measurement, model, events, rule, pairDispersion, alphas } = request
  const items = itemsOf(rule, measurement)
  if (model.model.kind !== 'events' || events === null) {
    const flagged = (level: LimitLevel) => keys(items.filter((item) => item.exceeds[level]))
    const sure = { fail: flagged('fail'), warn: flagged('warn') }
    return conclude(request, items, { sure, unsure: NOBODY, tests: new Map(), tested: 1 })
  }
  const { retained, dispersion: samplingDispersion } = model.model
  const tests = new Map<number, TestedItem>()
  const family = items.filter((item) => item.key === TOTAL || isLargeEnough(item, measurement))
  for (const { key, measured } of family) {
    const classes = key === TOTAL ? events.all : events.ofGroup(key)
    tests.set(key, testItem(classes, measured, { retained, samplingDispersion, pairDispersion }))
  }
  const tested = family.map((item) => tests.get(item.key)!)
  const verdict = (level: LimitLevel) =>
    verdictOf(
      tested,
      family.map((item) => item.exceeds[level]),
      alphas,
    )
  const fail = verdict('fail')
  const warn = verdict('warn')
  const flagged = ({ outcome, flagged: at }: typeof fail, wanted: string) =>
    keys(outcome === wanted ? at.map((index) => family[index]!) : [])
  const sure = { fail: flagged(fail, 'fail'), warn: flagged(warn, 'fail') }
  const unsure = { fail: flagged(fail, 'inconclusive'), warn: flagged(warn, 'inconclusive') }
  return conclude(request, items, { sure, unsure, tests, tested: Math.max(1, fail.tested) })
}

type Flagged = Readonly<Record<LimitLevel, ReadonlySet<number>>>

const NOBODY: Flagged = { fail: new Set(), warn: new Set() }

interface Findings {
  /** Items that are over a limit beyond doubt, and those that only may be. */
  readonly sure: Flagged
  readonly unsure: Flagged
  readonly tests: GrowthVerdict['tests']
  readonly tested: number
}

/** The worst level that anything is left of, once cost that may only have moved is set aside. */
function conclude(request: GrowthRequest, items: readonly Item[], findings: Findings): GrowthVerdict {
  const { sure, unsure, tests, tested } = findings
  const common = { uncertain: new Set([...unsure.fail, ...unsure.warn]), tests, tested }
  for (const level of ['fail', 'warn'] as const) {
    const moved = new Map<number, string>()
    for (const key of sure[level]) {
      const donor = key === TOTAL ? null : donorOf(key, request.measurement, request.events)
      if (donor !== null) moved.set(key, donor)
    }
    const overLimit = new Set([...sure[level]].filter((key) => !moved.has(key)))
    if (overLimit.size > 0) return { outcome: level, reason: null, overLimit, ...common }
    const [key] = moved.keys()
    if (key !== undefined) {
      const name = nameOf(items, key)
      const reason = notice('moved-cost-not-judged', { name, donor: moved.get(key)! })
      return { outcome: 'not-compared', reason, overLimit: new Set(), ...common }
    }
    const [doubtful] = unsure[level]
    if (doubtful !== undefined) {
      const reason = notice('could-be-noise', { name: nameOf(items, doubtful), repeats: 5, ...sharperRate(request) })
      return { outcome: 'inconclusive', reason, overLimit: new Set(), ...common }
    }
  }
  return { outcome: 'pass', reason: null, overLimit: new Set(), ...common }
}

/** The sampling rate that would settle a heap question, where the profiles were taken at a coarser one. */
function sharperRate({ model }: Pick<GrowthRequest, 'model'>): { rateBytes?: number } {
  const period = Number(model.candidate[0]?.frames.profile.period ?? 0)
  const isHeap = model.model.kind === 'events' && model.model.dispersion === 1
  return isHeap && period > SHARP_RATE_BYTES ? { rateBytes: SHARP_RATE_BYTES } : {}
}

function itemsOf(rule: Rule, measurement: Measurement): readonly Item[] {
  const item = (key: number, name: string, group: Pick<MeasuredGroup, 'values' | 'covered' | 'levels'>): Item => {
    const { values, covered, levels } = group
    const measured = { baseline: Number(values.baseline), candidate: Number(values.candidate) - covered }
    const exceeds = { fail: exceedsGrowth(levels.fail, measured), warn: exceedsGrowth(levels.warn, measured) }
    return { key, name, measured, exceeds }
  }
  if (rule.of.kind === 'total') {
    const { total, totalCovered, totalLevels } = measurement
    return [item(TOTAL, 'total', { values: total, covered: totalCovered, levels: totalLevels })]
  }
  return measurement.groups.map((group) => item(group.row.group, group.row.name, group))
}

function isLargeEnough(item: Item, { total }: Measurement): boolean {
  return (
    item.measured.baseline >= SMALLEST_SHARE * Number(total.baseline) ||
    item.measured.candidate >= SMALLEST_SHARE * Number(total.candidate)
  )
}

function donorOf(key: number, { groups }: Measurement, events: ItemEvents | null): string | null {
  const named = ({ row, values }: MeasuredGroup): NamedEvents => ({
    name: row.name,
    classes: events === null ? oneClass(Number(values.baseline), Number(values.candidate)) : events.ofGroup(row.group),
  })
  const grown = groups.find(({ row }) => row.group === key)
  return grown === undefined ? null : possibleDonor(named(grown), groups.map(named))
}

/** Values without a noise model, as events of one size. */
function oneClass(baseline: number, candidate: number): EventClasses {
  const column = (value: number) => Float64Array.of(value)
  return { baseline: column(baseline), candidate: column(candidate), weight: column(1), chance: column(0) }
}

function keys(items: readonly Item[]): ReadonlySet<number> {
  return new Set(items.map(({ key }) => key))
}

function nameOf(items: readonly Item[], key: number): string {
  return items.find((item) => item.key === key)?.name ?? ''
}
