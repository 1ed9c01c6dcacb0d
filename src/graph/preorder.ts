/**
 * The nodes that are kept, in preorder: of siblings the one with the largest value on either side first, then by name.
 * @param parent of each node; parents have smaller numbers than their children, the root is 0
 * @param self pair of columns (baseline, candidate) whose subtree sums order siblings
 */
export function preorder(
  parent: Int32Array,
  keeps: Uint8Array,
  self: readonly [Float64Array, Float64Array] | null,
  nameOf: (node: number) => string,
): Uint32Array {
  const sizes = sizesOf(parent, self)
  const kept: number[] = []
  for (let node = 1; node < parent.length; node++) if (keeps[node] === 1) kept.push(node)
  // Smallest first, so that each child is put before those that its parent has already.
  kept.sort((a, b) => sizes[a]! - sizes[b]! || compareText(nameOf(b), nameOf(a)) || b - a)
  const firstChild = new Int32Array(parent.length).fill(-1)
  const nextSibling = new Int32Array(parent.length).fill(-1)
  for (const node of kept) {
    nextSibling[node] = firstChild[parent[node]!]!
    firstChild[parent[node]!] = node
  }
  const order = new Uint32Array(kept.length + 1)
  let count = 0
  const open = [0]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    order[count++] = node
    if (nextSibling[node] !== -1) open.push(nextSibling[node]!)
    if (firstChild[node] !== -1) open.push(firstChild[node]!)
  }
  return order
}

/** Of each subtree the larger side. */
function sizesOf(parent: Int32Array, self: readonly [Float64Array, Float64Array] | null): Float64Array {
  const sizes = new Float64Array(parent.length)
  for (const values of self ?? []) {
    const sums = values.slice()
    for (let node = sums.length - 1; node > 0; node--) sums[parent[node]!]! += sums[node]!
    for (let node = 0; node < sums.length; node++) sizes[node] = Math.max(sizes[node]!, sums[node]!)
  }
  return sizes
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
