import { type Notice, notice } from '../model/notice.ts'
import type { LimitLevel } from '../policy/policy.ts'
import { withoutExplained } from './callers.ts'
import { findGrowth, type GrowthRequest } from './findings.ts'
import type { Item } from './item.ts'
import type { ItemTests } from './item-tests.ts'
import { Moves } from './moves.ts'
import { settlersOf } from './settlers.ts'

/** What the growth limits of one level come to. */
export interface LevelVerdict {
  readonly level: LimitLevel
  readonly finding: 'over' | 'inconclusive'
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
  /** Over a limit, but only because the cost of others is theirs now. */
  readonly moved: ReadonlySet<number>
  /** Names of the groups that lost what an item gained, those that lost most first. */
  readonly donors: ReadonlyMap<number, readonly string[]>
  /** Both tests of each tested item. */
  readonly tests: ReadonlyMap<number, ItemTests>
  /** Items among which alpha is shared. */
  readonly tested: number
}

export const NOTHING_GREW: GrowthVerdict = {
  levels: [],
  overLimit: new Set(),
  uncertain: new Set(),
  moved: new Set(),
  donors: new Map(),
  tests: new Map(),
  tested: 1,
}

/** Holds the growth limits of a rule against one measurement: what exceeds, and of that what is neither noise nor moved. */
export function judgeGrowth(request: GrowthRequest): GrowthVerdict {
  const { data, measurement } = request
  const findings = findGrowth(request)
  const moves = new Moves({ ...request, ...findings })
  const levels: LevelVerdict[] = []
  const uncertain = new Set<number>()
  const moved = new Set<number>()
  let overLimit: ReadonlySet<number> = new Set()
  for (const level of ['fail', 'warn'] as const) {
    const { sure, unsure } = findings.found[level]
    const over: Item[] = []
    const doubtful: { readonly item: Item; readonly reason: Notice }[] = []
    for (const item of withoutExplained(sure, { data, measurement, events: request.events, level })) {
      const move = moves.of(item, level)
      if (move.kind === 'grown') over.push(item)
      else if (move.kind === 'moved') moved.add(item.key)
      else
        doubtful.push({
          item,
          reason: notice('may-have-moved', { name: item.name, donor: move.donors[0] ?? '', ...settlersOf(data, item) }),
        })
    }
    for (const item of unsure) {
      doubtful.push({ item, reason: notice('could-be-noise', { name: item.name, ...settlersOf(data, item) }) })
    }
    for (const { item } of doubtful) uncertain.add(item.key)
    if (over.length > 0) {
      levels.push({ level, finding: 'over', reason: null })
      if (overLimit.size === 0) overLimit = new Set(over.map(({ key }) => key))
      // What else may be wrong adds nothing to a failure.
      if (level === 'fail') break
    }
    const [first] = doubtful
    if (first !== undefined) levels.push({ level, finding: 'inconclusive', reason: first.reason })
  }
  return { levels, overLimit, uncertain, moved, donors: moves.donors, tests: findings.tests, tested: findings.tested }
}
