/**
 * Chooses the nodes of a tree that stay if there may be only so many, and adds the values of all others to the nearest
 * caller that stays. A node counts by the largest part that it and all below have in any metric, so no node outlives its
 * caller.
 * @param parent of each node; parents have smaller numbers than their children, the root is 0
 * @param columns pairs of one metric each (baseline, candidate), by node; changed in place
 * @returns 1 for each node that stays
 */
export function foldSmallest(
  parent: Int32Array,
  columns: readonly (readonly [Float64Array, Float64Array])[],
  most: number,
): Uint8Array {
  const count = parent.length
  const stays = new Uint8Array(count).fill(1)
  if (count <= most) return stays
  const weights = weightsOf(parent, columns)
  const byWeight = new Uint32Array(count).map((_, node) => node)
  byWeight.sort((a, b) => weights[b]! - weights[a]! || a - b)
  for (const node of byWeight.subarray(Math.max(1, most))) stays[node] = 0
  for (let node = count - 1; node > 0; node--) {
    if (stays[node] === 1) continue
    for (const column of columns.flat()) {
      column[parent[node]!]! += column[node]!
      column[node] = 0
    }
  }
  return stays
}

/** 1 for the root; never more than the weight of the parent. */
function weightsOf(parent: Int32Array, columns: readonly (readonly [Float64Array, Float64Array])[]): Float64Array {
  const weights = new Float64Array(parent.length)
  for (const pair of columns) {
    const sums = pair.map((values) => {
      const sum = values.map(Math.abs)
      for (let node = sum.length - 1; node > 0; node--) sum[parent[node]!]! += sum[node]!
      return sum
    })
    const whole = Math.max(...sums.map((sum) => sum[0]!))
    if (whole === 0) continue
    for (const sum of sums) {
      for (let node = 0; node < sum.length; node++) weights[node] = Math.max(weights[node]!, sum[node]! / whole)
    }
  }
  // The root stays, even where all values cancel or vanish.
  weights[0] = Number.POSITIVE_INFINITY
  return weights
}
