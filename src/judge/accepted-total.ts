import type { Frames } from '../diff/frames.ts'
import { valuesOf } from '../diff/run.ts'
import { selectSamples } from '../diff/selection.ts'
import type { SideValues } from '../diff/tables.ts'
import type { GroupRow } from '../diff/tabulate.ts'
import { groupFitsKind } from '../policy/group.ts'
import type { Rule } from '../policy/policy.ts'
import type { Acceptances } from './acceptances.ts'
import type { SampleShare } from './event-table.ts'
import { groupLister } from './group-lister.ts'
import type { MetricPair } from './metric-pair.ts'

export interface AcceptedTotalRequest {
  readonly data: MetricPair
  readonly rule: Rule
  readonly checkId: string
  readonly acceptances: Acceptances
  readonly total: SideValues
  /** The groups of the total, which are known already. */
  readonly grouping: AcceptedGrouping
  readonly rows: readonly GroupRow[]
}

/** Groups that acceptances may name. */
const ACCEPTED_GROUPINGS = ['function', 'package', 'file', 'benchmark', 'creator'] as const
type AcceptedGrouping = (typeof ACCEPTED_GROUPINGS)[number]

/** What acceptances cover of the groups of one grouping. */
interface Covering {
  readonly grouping: AcceptedGrouping
  readonly coveredOf: ReadonlyMap<number, number>
  /** Of a group's candidate value, 0..1; absent where nothing is accepted. */
  readonly shareLeft: ReadonlyMap<number, number>
}

/**
 * What is taken off a total: what is agreed on for itself, and for functions, packages, … inside it. Where these lie
 * inside each other, nothing is taken off twice: of the acceptances that a sample falls under, the widest counts.
 */
export class AcceptedTotal {
  /** In the metric's unit, per run. */
  readonly covered: number
  private readonly request: AcceptedTotalRequest
  private readonly coverings: readonly Covering[]
  private readonly wholeLeft: number

  constructor(request: AcceptedTotalRequest) {
    this.request = request
    const { data, rule, checkId, acceptances, total } = request
    const unit = data.metric.unit
    const baseline = Number(total.baseline)
    const candidate = Number(total.candidate)
    const whole = acceptances.cover({ rule, checkId, unit, subject: 'total', name: '', baseline, candidate })
    this.wholeLeft = partLeft(whole, candidate)
    this.coverings = ACCEPTED_GROUPINGS.filter((grouping) => groupFitsKind({ kind: grouping }, data.kind))
      .filter((grouping) => acceptances.speaksOf(grouping))
      .map((grouping) => this.coveringOf(grouping))
      .filter(({ coveredOf }) => coveredOf.size > 0)
    this.covered = this.sum(whole)
  }

  /** @param group Of the total's own groups. */
  coveredOf(group: number): number {
    return this.coverings.find(({ grouping }) => grouping === this.request.grouping)?.coveredOf.get(group) ?? 0
  }

  /** The part of each of the candidate's samples that is not accepted; null for all of every sample. */
  shareLeft(frames: Frames): SampleShare | null {
    if (this.coverings.length === 0) return this.wholeLeft === 1 ? null : () => this.wholeLeft
    const listers = this.coverings.map(({ grouping, shareLeft }) => {
      const index = this.request.data.comparison.index(grouping)
      return { shareLeft, groupsOf: groupLister(frames, index, this.request.rule.by) }
    })
    return (sample) => {
      let share = this.wholeLeft
      for (const { shareLeft, groupsOf } of listers) {
        for (const group of groupsOf(sample)) share = Math.min(share, shareLeft.get(group) ?? 1)
      }
      return share
    }
  }

  private coveringOf(grouping: AcceptedGrouping): Covering {
    const { data, rule, checkId, acceptances, grouping: known, rows: knownRows } = this.request
    const rows = grouping === known ? knownRows : data.rows(grouping, rule.by, rule)
    const coveredOf = new Map<number, number>()
    const shareLeft = new Map<number, number>()
    for (const { group, name, values } of rows) {
      const baseline = Number(values.baseline)
      const candidate = Number(values.candidate)
      const query = { rule, checkId, unit: data.metric.unit, subject: grouping, name, baseline, candidate }
      const covered = acceptances.cover(query)
      if (covered === 0) continue
      coveredOf.set(group, covered)
      shareLeft.set(group, partLeft(covered, candidate))
    }
    return { grouping, coveredOf, shareLeft }
  }

  private sum(whole: number): number {
    const [only, ...others] = this.coverings
    if (only === undefined) return whole
    const amounts = [...only.coveredOf.values()]
    // Groups that share no sample are added up exactly; sums over samples are rounded.
    const isDisjoint = this.request.rule.by !== 'cum' || amounts.length === 1
    if (whole === 0 && others.length === 0 && isDisjoint) return amounts.reduce((sum, amount) => sum + amount, 0)
    return this.sumOfSamples()
  }

  private sumOfSamples(): number {
    const { data, rule } = this.request
    let sum = 0
    for (const run of data.candidate) {
      const { frames, metric } = run
      const values = valuesOf(run)
      const mask = selectSamples(frames, rule)
      const share = this.shareLeft(frames)
      if (share === null) continue
      for (let sample = 0; sample < values.length; sample++) {
        if (mask !== null && mask[sample] === 0) continue
        sum += Number(values[sample]!) * metric.scale * (1 - share(sample))
      }
    }
    return sum / Math.max(1, data.candidate.length)
  }
}

/** The part of a candidate's value that is not accepted, 0..1. */
export function partLeft(covered: number, candidate: number): number {
  return covered === 0 ? 1 : Math.max(0, 1 - covered / candidate)
}
