import type { IntSums } from './sums.ts'

/** For each group that of its places with the largest |value|; of equals the one with the smallest number. */
export function largestOfGroup(groupOfPlace: ArrayLike<number>, values: IntSums): readonly number[] {
  const best: number[] = []
  for (let place = 0; place < groupOfPlace.length; place++) {
    const group = groupOfPlace[place]!
    const known = best[group]
    if (known === undefined || isLarger(values[place] ?? 0, values[known] ?? 0)) best[group] = place
  }
  return best
}

function isLarger(a: number | bigint, b: number | bigint): boolean {
  return (a < 0 ? -a : a) > (b < 0 ? -b : b)
}
