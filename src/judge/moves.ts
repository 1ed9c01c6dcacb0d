import { selectSamples } from '../diff/selection.ts'
import { type Grouping, isFrameGrouping } from '../model/grouping.ts'
import type { LimitLevel } from '../policy/policy.ts'
import { EventTable } from './event-table.ts'
import { totalOf } from './events.ts'
import type { Findings, GrowthRequest } from './findings.ts'
import { groupLister } from './group-lister.ts'
import type { Item } from './item.ts'
import { dispersionOfFamily, type FamilyDispersion, testItems } from './item-tests.ts'
import { exceedsGrowth } from './limits.ts'
import { TOTAL } from './measure.ts'
import { type CostGroup, type Domain, hasMoved, MovedCost } from './moved-cost.ts'
import { classRunValues } from './run-values.ts'
import { familyVerdict } from './stats/pair-verdict.ts'
import type { RunClasses } from './stats/run-classes.ts'
import { mean } from './stats/run-variance.ts'

/** Whether an item grew, or has the cost of others under a new name. */
export type Move =
  | { readonly kind: 'grown' }
  | { readonly kind: 'moved' | 'unsure'; readonly donors: readonly string[] }

const GROWN: Move = { kind: 'grown' }

/** Decides of items over their limits whether their cost only moved; what that takes is made when the first one asks. */
export class Moves {
  /** Of each item that was asked about, the groups that lost what it gained. */
  readonly donors = new Map<number, readonly string[]>()
  private readonly request: GrowthRequest & Findings
  private readonly domains = new Map<number, Domain | null>()
  private knownDispersion: FamilyDispersion | null | undefined = undefined
  private knownCost: { readonly cost: MovedCost; readonly groups: ReadonlyMap<number, CostGroup> } | null = null

  constructor(request: GrowthRequest & Findings) {
    this.request = request
  }

  /** Totals and groups that no refactoring renames (states, labels, benchmarks) have nowhere to move. */
  of(item: Item, level: LimitLevel): Move {
    const { grouping } = this.request.measurement
    if (item.key === TOTAL || !isOfCode(grouping)) return GROWN
    const known = this.domains.get(item.key)
    const domain = known === undefined ? this.domainOf(item.key) : known
    this.domains.set(item.key, domain)
    if (domain === null) return GROWN
    this.donors.set(item.key, domain.donors)
    return this.decide(item, domain, level)
  }

  /** The net growth of the domain decides, by its own noise: what is left of the growth once its donors are added up. */
  private decide(item: Item, { donors, donorsBaseline, gained, classes }: Domain, level: LimitLevel): Move {
    const { data, alphas, tested } = this.request
    const values = classRunValues(data, classes)
    const growth = mean(values.candidate) / this.commonFactor() - mean(values.baseline)
    const baseline = item.measured.baseline + donorsBaseline
    const isOver = exceedsGrowth(item.levels[level], { baseline, candidate: baseline + growth, growth })
    // What all of the family varies by says how much the domain may.
    const events = data.source === null ? null : { measured: classes, judged: classes }
    const [test] = testItems(data, [{ values, events }], this.familyDispersion())
    const isSure =
      test === undefined ||
      familyVerdict([{ ...test, exceeds: true }], { ...alphas, alpha: alphas.alpha / tested }).outcome === 'fail'
    if (isOver && isSure) return GROWN
    return { kind: hasMoved({ growth, variance: test?.fail.variance ?? 0 }, gained) ? 'moved' : 'unsure', donors }
  }

  /** Of shares, and of each second, whatever grows takes from all others: only what fell behind the rest has lost anything. */
  private commonFactor(): number {
    const { per, shift } = this.request.data
    return (per === 'total' || per === 'second') && shift.factor > 0 ? shift.factor : 1
  }

  private familyDispersion(): FamilyDispersion | undefined {
    const { data, family } = this.request
    if (this.knownDispersion === undefined) this.knownDispersion = dispersionOfFamily(data, family)
    return this.knownDispersion ?? undefined
  }

  private domainOf(key: number): Domain | null {
    this.knownCost ??= this.prepare()
    const { cost, groups } = this.knownCost
    const grown = groups.get(key)
    return grown === undefined ? null : cost.domainOf(grown, this.functionOf(key))
  }

  private prepare() {
    const { data, measurement } = this.request
    const { comparison } = data
    const source = data.stackSource
    const index = comparison.index(measurement.grouping)
    // By cum all callers of a function have its cost as well: it is blamed on leaves to be counted once.
    const by = measurement.by === 'cum' ? 'flat' : measurement.by
    const maskOf = (frames: Parameters<typeof selectSamples>[0]) => selectSamples(frames, measurement.selection)
    const tableOf = (itemBy: typeof measurement.by) =>
      new EventTable(source, { itemsOf: (frames) => groupLister(frames, index, itemBy), maskOf, shares: null })
    const nameOf = (key: number) => index.groups.names[key]!
    const groupsOf = (table: EventTable): readonly CostGroup[] =>
      [...table.items].map((key) => ({ key, name: nameOf(key), classes: table.classesOf(key) }))
    const groups = groupsOf(tableOf(by))
    const asked = measurement.by === by ? groups : groupsOf(tableOf(measurement.by))
    const whole = totalOf(source, maskOf, null)
    const { stacks } = comparison
    const sizeOf = data.kind === 'heap' && data.source !== null ? sizeReader(data.metric.unit === 'bytes') : null
    const exposure = { ...data.exposure, candidate: data.exposure.candidate * this.commonFactor() }
    const dispersion = data.source === null ? 0 : data.counts.samplingDispersion
    const cost = new MovedCost({ stacks, nodeOf: source.node, groups, whole, sizeOf, exposure, dispersion })
    return { cost, groups: new Map(asked.map((group) => [group.key, group])) }
  }

  /** Groups that are functions know where their callers begin. */
  private functionOf(key: number): number | null {
    return this.request.measurement.grouping === 'function' ? key : null
  }
}

/**
 * The size of the objects of a class. One event of bytes stands for size / chance, at whatever rate; one of objects tells no
 * size but by its weight, which the rate decides with it.
 */
function sizeReader(isBytes: boolean): (classes: RunClasses, row: number) => number {
  return ({ weight, chance }, row) => (isBytes ? Math.round(weight[row]! * chance[row]!) : weight[row]!)
}

function isOfCode(grouping: Grouping): boolean {
  return isFrameGrouping(grouping) || grouping === 'creator'
}
