import { type GrowthTree, ROOT } from '../diff/growth-tree.ts'
import { absInt, compareInt } from '../model/int64.ts'
import type { TreeNode } from '../result/result.ts'
import { amount } from './amount.ts'
import { placeOf } from './causes.ts'

const MOST_NODES = 200
/** Nodes whose change is a smaller part of the whole are left out. */
const SMALLEST_PART = 0.01

/** The part of the call tree that changed, cut to the nodes that changed most, each with its callers. */
export function treeOf(tree: GrowthTree): TreeNode {
  const kept = largest(tree)
  const places = tree.places(kept)
  const childrenOf = new Map<number, number[]>()
  for (const node of [...kept].sort((a, b) => tree.rank(a) - tree.rank(b))) {
    const siblings = childrenOf.get(tree.parent[node]!) ?? []
    siblings.push(node)
    childrenOf.set(tree.parent[node]!, siblings)
  }
  const copy = (node: number): TreeNode => ({
    ...placeOf(places.get(node)),
    ...(node === ROOT ? { name: 'total' } : {}),
    baseline: amount(tree.value(node, 'baseline')),
    candidate: amount(tree.value(node, 'candidate')),
    delta: amount(tree.growth(node)),
    children: (childrenOf.get(node) ?? []).map(copy),
  })
  return copy(ROOT)
}

function largest(tree: GrowthTree): ReadonlySet<number> {
  const threshold = SMALLEST_PART * Number(absInt(tree.growth(ROOT)))
  const candidates: number[] = []
  for (let node = ROOT; node < tree.count; node++) {
    const change = Math.abs(Number(tree.growth(node)))
    if (change > 0 && change >= threshold) candidates.push(node)
  }
  const change = (node: number) => absInt(tree.growth(node))
  candidates.sort((a, b) => compareInt(change(b), change(a)) || tree.rank(a) - tree.rank(b))
  const kept = new Set([ROOT])
  for (const node of candidates) {
    const free = MOST_NODES - kept.size
    if (free === 0) break
    const path: number[] = []
    for (let at = node; !kept.has(at) && path.length <= free; at = tree.parent[at]!) path.push(at)
    if (path.length <= free) for (const each of path) kept.add(each)
  }
  return kept
}
