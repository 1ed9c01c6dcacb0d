import type { EventClasses } from './stats/event-classes.ts'

/** Donors that lost at least this share of what an item gained may be where its cost came from (decision rule, 7). */
const DONOR_SHARE = 0.5
/** Classes that make up this share of the growth say of which kind of object it is. */
const GROWTH_SHARE = 0.9

/** A group by name, with its events. */
export interface NamedEvents {
  readonly name: string
  readonly classes: EventClasses
}

/**
 * Looks for groups that shrank by what `grown` gained, in objects of the same sizes: then the growth may be old cost
 * under a new name. Names the largest donor; null if there is none. This only finds the question: whether cost moved,
 * is decided by the callers that donors and gainer share, which no part of this version looks at.
 */
export function possibleDonor(grown: NamedEvents, others: readonly NamedEvents[]): string | null {
  const sizes = growingWeights(grown.classes)
  const gained = growthOf(grown.classes, sizes)
  if (!(gained > 0)) return null
  let lost = 0
  let largest: { name: string; loss: number } | null = null
  for (const { name, classes } of others) {
    if (name === grown.name) continue
    const loss = -growthOf(classes, sizes)
    if (loss <= 0) continue
    lost += loss
    if (largest === null || loss > largest.loss) largest = { name, loss }
  }
  return lost >= DONOR_SHARE * gained ? (largest?.name ?? null) : null
}

/** The event weights (each stands for one object size) that make up most of the growth, largest first. */
function growingWeights(classes: EventClasses): ReadonlySet<number> {
  const byWeight = new Map<number, number>()
  for (let at = 0; at < classes.weight.length; at++) {
    const weight = classes.weight[at]!
    byWeight.set(weight, (byWeight.get(weight) ?? 0) + weight * (classes.candidate[at]! - classes.baseline[at]!))
  }
  const growing = [...byWeight].filter(([, growth]) => growth > 0).sort((a, b) => b[1] - a[1])
  const whole = growing.reduce((sum, [, growth]) => sum + growth, 0)
  const kept = new Set<number>()
  let sum = 0
  for (const [weight, growth] of growing) {
    if (sum >= GROWTH_SHARE * whole) break
    kept.add(weight)
    sum += growth
  }
  return kept
}

function growthOf(classes: EventClasses, weights: ReadonlySet<number>): number {
  let growth = 0
  for (let at = 0; at < classes.weight.length; at++) {
    const weight = classes.weight[at]!
    if (weights.has(weight)) growth += weight * (classes.candidate[at]! - classes.baseline[at]!)
  }
  return growth
}
