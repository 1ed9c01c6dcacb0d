import type { Stacks } from '../diff/stacks.ts'
import type { ItemClasses } from './event-table.ts'

/** Classes that make up this share of the growth say of which kind of object it is, and callers on as much of it are its callers. */
const GROWTH_SHARE = 0.9
/** Donors have lost at least this part of what was gained; less than it is left where cost has moved. */
const MOVED_SHARE = 0.5
/** One-sided 95 % of the normal distribution. */
const Z_95 = 1.645

/** A group and the events of all its classes. */
export interface CostGroup {
  readonly key: number
  readonly name: string
  readonly classes: ItemClasses
}

export interface MovedCostRequest {
  readonly stacks: Pick<Stacks, 'parent' | 'group'>
  /** Node of each class. */
  readonly nodeOf: ArrayLike<number>
  /** All groups, also those that a rule does not look at, blamed by one frame of each stack. */
  readonly groups: readonly CostGroup[]
  /** The events of all groups together. */
  readonly whole: ItemClasses
  /** The size of the objects of a row of classes: cost moves in objects of the same size. Null where there is none. */
  readonly sizeOf: ((classes: ItemClasses, row: number) => number) | null
  /** What the events of each side are divided by. */
  readonly exposure: { readonly baseline: number; readonly candidate: number }
  /** Variance of the counts relative to Poisson counts; 0 where everything was counted. */
  readonly dispersion: number
}

/** Where the cost of a group may have come from. */
export interface Domain {
  /** Groups that shrank, those that lost most first. */
  readonly donors: readonly string[]
  /** Of the donors under the caller, per run, in the sizes that grew. */
  readonly donorsBaseline: number
  /** What the group gained in those sizes. */
  readonly gained: number
  /** All stacks under the caller, in those sizes: their growth is what is left. */
  readonly classes: ItemClasses
}

/**
 * Finds the nearest caller of a group under whose stacks others lost what the group gained (decision rule, 7): a function
 * that was renamed, extracted, inlined or moved has only another name for its cost.
 */
export class MovedCost {
  private readonly request: MovedCostRequest
  private knownLosses: ReadonlyMap<number, number> | null = null

  constructor(request: MovedCostRequest) {
    this.request = request
  }

  /** Null where nobody lost enough. @param callees The function of a group that is one, where its callers begin. */
  domainOf(grown: CostGroup, ownFunction: number | null): Domain | null {
    const sizes = this.growingSizes(grown.classes)
    const gained = this.growth(grown.classes, sizes, null)
    if (!(gained > 0) || this.mostLost(sizes) < MOVED_SHARE * gained) return null
    if (!this.hasLost(grown, sizes, gained, null)) return null
    for (const caller of [...this.callersOf(grown.classes, sizes, ownFunction), null]) {
      const under = caller === null ? null : this.nodesUnder(caller)
      if (under !== null && !this.hasLost(grown, sizes, gained, under)) continue
      return this.domain(grown, sizes, gained, under)
    }
    return null
  }

  private domain(grown: CostGroup, sizes: Sizes, gained: number, under: Uint8Array | null): Domain {
    const donors = this.losses(grown, sizes, under)
    donors.sort((a, b) => b.loss - a.loss || (a.name < b.name ? -1 : 1))
    const rows = this.rowsIn(this.request.whole, sizes, under)
    return {
      donors: mostOf(donors).map(({ name }) => name),
      donorsBaseline: donors.reduce((sum, { baseline }) => sum + baseline, 0),
      gained,
      classes: pick(this.request.whole, rows),
    }
  }

  private hasLost(grown: CostGroup, sizes: Sizes, gained: number, under: Uint8Array | null): boolean {
    const lost = this.losses(grown, sizes, under).reduce((sum, { loss }) => sum + loss, 0)
    return lost >= MOVED_SHARE * gained
  }

  /** No group can have lost more in those sizes: there may be thousands of groups that grew, and nothing that shrank. */
  private mostLost(sizes: Sizes): number {
    this.knownLosses ??= this.lossesBySize()
    if (sizes !== null) return [...sizes].reduce((sum, size) => sum + (this.knownLosses?.get(size) ?? 0), 0)
    return [...this.knownLosses.values()].reduce((sum, loss) => sum + loss, 0)
  }

  private lossesBySize(): ReadonlyMap<number, number> {
    const losses = new Map<number, number>()
    for (const { classes } of this.request.groups) {
      for (const [size, growth] of this.growthBySize(classes)) {
        if (growth < 0) losses.set(size, (losses.get(size) ?? 0) - growth)
      }
    }
    return losses
  }

  private growthBySize(classes: ItemClasses): ReadonlyMap<number, number> {
    const { sizeOf } = this.request
    const growthOf = new Map<number, number>()
    for (let row = 0; row < classes.weight.length; row++) {
      const size = sizeOf === null ? 0 : sizeOf(classes, row)
      growthOf.set(size, (growthOf.get(size) ?? 0) + this.rowGrowth(classes, row))
    }
    return growthOf
  }

  private losses(grown: CostGroup, sizes: Sizes, under: Uint8Array | null) {
    return this.request.groups.flatMap(({ key, name, classes }) => {
      if (key === grown.key) return []
      const loss = -this.growth(classes, sizes, under)
      // What chance alone takes from many groups adds up to any loss.
      return loss > 0 && loss > Z_95 * Math.sqrt(this.variance(classes, sizes, under))
        ? [{ name, loss, baseline: this.baseline(classes, sizes, under) }]
        : []
    })
  }

  /** The sizes that make up most of the growth; null for all, where weights are no sizes. */
  private growingSizes(classes: ItemClasses): Sizes {
    if (this.request.sizeOf === null) return null
    const growing = [...this.growthBySize(classes)]
      .filter(([, growth]) => growth > 0)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const whole = growing.reduce((sum, [, growth]) => sum + growth, 0)
    const sizes = new Set<number>()
    let sum = 0
    for (const [size, growth] of growing) {
      if (sum >= GROWTH_SHARE * whole) break
      sizes.add(size)
      sum += growth
    }
    return sizes
  }

  /** Functions above the group on most of what it gained, nearest first. */
  private callersOf(classes: ItemClasses, sizes: Sizes, ownFunction: number | null): readonly number[] {
    const { stacks, nodeOf } = this.request
    const found = new Map<number, { growth: number; distance: number }>()
    let whole = 0
    for (const row of this.rowsIn(classes, sizes, null)) {
      const growth = this.rowGrowth(classes, row)
      if (!(growth > 0)) continue
      whole += growth
      const seen = new Set<number>()
      let distance = 0
      let isAbove = ownFunction === null
      for (let node = nodeOf[classes.ids[row]!]!; node > 0; node = stacks.parent[node]!) {
        const group = stacks.group[node]!
        if (isAbove && group !== ownFunction && !seen.has(group)) {
          seen.add(group)
          const caller = found.get(group) ?? { growth: 0, distance: 0 }
          found.set(group, caller)
          caller.growth += growth
          caller.distance += growth * ++distance
        }
        isAbove ||= group === ownFunction
      }
    }
    const callers = [...found].filter(([, { growth }]) => growth >= GROWTH_SHARE * whole)
    callers.sort(([a, one], [b, other]) => one.distance / one.growth - other.distance / other.growth || a - b)
    return callers.map(([group]) => group)
  }

  /** 1 for each node whose stack has the function. */
  private nodesUnder(caller: number): Uint8Array {
    const { parent, group } = this.request.stacks
    const under = new Uint8Array(parent.length)
    // Parents have lower numbers than their children.
    for (let node = 1; node < under.length; node++) under[node] = group[node] === caller ? 1 : under[parent[node]!]!
    return under
  }

  private rowsIn(classes: ItemClasses, sizes: Sizes, under: Uint8Array | null): readonly number[] {
    const rows: number[] = []
    for (let row = 0; row < classes.weight.length; row++) if (this.isIn(classes, row, sizes, under)) rows.push(row)
    return rows
  }

  private isIn(classes: ItemClasses, row: number, sizes: Sizes, under: Uint8Array | null): boolean {
    const { sizeOf } = this.request
    if (sizes !== null && sizeOf !== null && !sizes.has(sizeOf(classes, row))) return false
    return under === null || under[this.request.nodeOf[classes.ids[row]!]!] === 1
  }

  private growth(classes: ItemClasses, sizes: Sizes, under: Uint8Array | null): number {
    let sum = 0
    for (let row = 0; row < classes.weight.length; row++) {
      if (this.isIn(classes, row, sizes, under)) sum += this.rowGrowth(classes, row)
    }
    return sum
  }

  private variance(classes: ItemClasses, sizes: Sizes, under: Uint8Array | null): number {
    const { exposure, dispersion } = this.request
    if (dispersion === 0) return 0
    let sum = 0
    for (let row = 0; row < classes.weight.length; row++) {
      if (!this.isIn(classes, row, sizes, under)) continue
      sum += classes.weight[row]! ** 2 * (eventsIn(classes.baseline, row) + eventsIn(classes.candidate, row))
    }
    return (dispersion * sum) / (exposure.baseline * exposure.candidate)
  }

  private baseline(classes: ItemClasses, sizes: Sizes, under: Uint8Array | null): number {
    const { exposure } = this.request
    let sum = 0
    for (let row = 0; row < classes.weight.length; row++) {
      if (this.isIn(classes, row, sizes, under)) sum += classes.weight[row]! * eventsIn(classes.baseline, row)
    }
    return sum / exposure.baseline
  }

  private rowGrowth(classes: ItemClasses, row: number): number {
    const { exposure } = this.request
    const before = eventsIn(classes.baseline, row) / exposure.baseline
    const after = eventsIn(classes.candidate, row) / exposure.candidate
    return classes.weight[row]! * (after - before)
  }
}

/** Those that make up most of the loss: others shrank by chance. */
function mostOf<Donor extends { readonly loss: number }>(donors: readonly Donor[]): readonly Donor[] {
  const whole = donors.reduce((sum, { loss }) => sum + loss, 0)
  let sum = 0
  return donors.filter(({ loss }) => {
    const isAsked = sum < GROWTH_SHARE * whole
    sum += loss
    return isAsked
  })
}

/** Sizes of objects; null for all. */
type Sizes = ReadonlySet<number> | null

/** What is left of a growth once its donors are added up. Both in the metric's unit. */
export interface Residual {
  readonly growth: number
  readonly variance: number
}

/** Whether so little is left that the cost has moved, beyond the doubt of its own noise. */
export function hasMoved({ growth, variance }: Residual, gained: number): boolean {
  return growth + Z_95 * Math.sqrt(variance) < MOVED_SHARE * gained
}

function eventsIn(runs: readonly Float64Array[], row: number): number {
  let sum = 0
  for (const run of runs) sum += run[row]!
  return sum
}

function pick(classes: ItemClasses, rows: readonly number[]): ItemClasses {
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  return {
    baseline: classes.baseline.map(of),
    candidate: classes.candidate.map(of),
    weight: of(classes.weight),
    chance: of(classes.chance),
    ids: Int32Array.from(rows, (row) => classes.ids[row]!),
  }
}
