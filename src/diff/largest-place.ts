import { absInt, type Int } from '../model/int64.ts'

/** For each group that of its places with the largest |value|; of equals the one with the smallest number. */
export function largestOfGroup(groupOfPlace: readonly number[], values: readonly Int[]): readonly number[] {
  const best: number[] = []
  for (let place = 0; place < groupOfPlace.length; place++) {
    const group = groupOfPlace[place]!
    const known = best[group]
    if (known === undefined || absInt(values[place] ?? 0) > absInt(values[known] ?? 0)) best[group] = place
  }
  return best
}
