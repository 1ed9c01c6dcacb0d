import type { EventClasses } from './stats/event-classes.ts'

/** Where more than this share of an item's growth is left once all groups are added up, it has not moved (decision rule, 7). */
const MOST_LEFT = 0.5
/** Classes that make up this share of the growth say of which kind of object it is. */
const GROWTH_SHARE = 0.9

/**
 * Events that one group gained or lost, by their weight: each stands for one object size. Counts, so that the order of
 * additions decides nothing.
 */
export type GrowthBySize = ReadonlyMap<number, number>

/** A group with what it gained or lost. */
export interface GroupGrowth {
  readonly name: string
  readonly growth: GrowthBySize
}

export function growthBySize({ baseline, candidate, weight }: EventClasses): GrowthBySize {
  const growth = new Map<number, number>()
  for (let at = 0; at < weight.length; at++) {
    growth.set(weight[at]!, (growth.get(weight[at]!) ?? 0) + candidate[at]! - baseline[at]!)
  }
  return growth
}

/**
 * Looks for groups that shrank by what `grown` gained, in objects of the same sizes: then the growth may be old cost
 * under a new name. That needs a net growth of all groups below half of the item's; growth beside it is growth. Names the
 * group that lost most; null if there is none. This only finds the question: whether cost moved is decided by the callers
 * that donors and gainer share, which no part of this version looks at.
 * @param groups All groups; `grown` itself may be among them.
 */
export function possibleDonor(grown: GrowthBySize, groups: Iterable<GroupGrowth>): string | null {
  const sizes = growingSizes(grown)
  const gained = sumOver(sizes, grown)
  if (!(gained > 0)) return null
  let left = gained
  let largest: { name: string; loss: number } | null = null
  for (const { name, growth } of groups) {
    if (growth === grown) continue
    const change = sumOver(sizes, growth)
    left += change
    if (change < 0 && (largest === null || -change > largest.loss)) largest = { name, loss: -change }
  }
  return left <= MOST_LEFT * gained ? (largest?.name ?? null) : null
}

/** The sizes that make up most of the growth, those with most of it first. */
function growingSizes(growth: GrowthBySize): readonly number[] {
  const growing = [...growth].flatMap(([size, count]) => (count > 0 ? [{ size, gain: size * count }] : []))
  growing.sort((a, b) => b.gain - a.gain || a.size - b.size)
  const whole = growing.reduce((sum, { gain }) => sum + gain, 0)
  const sizes: number[] = []
  let sum = 0
  for (const { size, gain } of growing) {
    if (sum >= GROWTH_SHARE * whole) break
    sizes.push(size)
    sum += gain
  }
  return sizes
}

function sumOver(sizes: readonly number[], growth: GrowthBySize): number {
  let sum = 0
  for (const size of sizes) sum += size * (growth.get(size) ?? 0)
  return sum
}
