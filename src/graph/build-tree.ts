import { measuredValues } from '../diff/run.ts'
import { type CallTree, ROOT, type TreeMetric } from './call-tree.ts'
import { foldSmallest } from './fold-smallest.ts'
import { preorder } from './preorder.ts'
import { framesOf, type GraphRun, runCountOf, type TreeRequest } from './tree-request.ts'

/** More than these are no picture: the smallest are added to their callers. */
export const MOST_NODES = 100_000

/**
 * The call tree of both sides. Nodes without a value in any metric are left out.
 * @param numbers the function of each group of the request's index
 * @returns null where there is nothing to show
 */
export function buildTree(request: TreeRequest, numbers: Int32Array, most = MOST_NODES): CallTree | null {
  const { stacks, index, profile, kind } = request
  // All stacks have to be known before values can be counted by their nodes.
  for (const frames of framesOf(request)) request.nodesOf(frames)
  const count = stacks.count
  const metrics = request.metrics.map(
    ({ name, unit, baseline, candidate }): TreeMetric => ({
      ...{ name, unit },
      baseline: selfValues(baseline, count, request),
      candidate: selfValues(candidate, count, request),
    }),
  )
  const parent = stacks.parent.slice(0, count)
  const group = stacks.group
  const whole = compacted(parent, metrics, withValues(parent, metrics))
  if (whole.nodes.length === 1 && whole.metrics.every((metric) => isZero(metric))) return null
  const columns = whole.metrics.map(({ baseline, candidate }) => [baseline, candidate] as const)
  const stays = foldSmallest(whole.parent, columns, most)
  const functionOf = (node: number) => (node === ROOT ? -1 : numbers[group[whole.nodes[node]!]!]!)
  const nameOf = (node: number) => index.groups.names[group[whole.nodes[node]!]!] ?? ''
  const order = preorder(whole.parent, stays, columns[0] ?? null, nameOf)
  const sorted = permuted(whole.parent, whole.metrics, order)
  return {
    ...{ profile, kind, ...sorted },
    runs: runsOf(request),
    functions: Int32Array.from(order, functionOf),
    foldedNodes: whole.nodes.length - order.length,
  }
}

/** The same tree with fewer nodes. */
export function foldTree(tree: CallTree, most: number): CallTree {
  const { parent, functions } = tree
  if (parent.length <= most) return tree
  const metrics = tree.metrics.map((metric) => ({
    ...metric,
    baseline: metric.baseline.slice(),
    candidate: metric.candidate.slice(),
  }))
  const columns = metrics.map(({ baseline, candidate }) => [baseline, candidate] as const)
  const { nodes, ...kept } = compacted(parent, metrics, foldSmallest(parent, columns, most))
  return {
    ...{ ...tree, ...kept },
    functions: Int32Array.from(nodes, (node) => functions[node]!),
    foldedNodes: tree.foldedNodes + parent.length - nodes.length,
  }
}

function selfValues(runs: readonly GraphRun[], count: number, { nodesOf, maskOf }: TreeRequest): Float64Array {
  const sums = new Float64Array(count)
  for (const run of runs) {
    const values = measuredValues(run)
    const nodes = nodesOf(run.frames)
    const mask = maskOf(run.frames)
    for (let sample = 0; sample < nodes.length; sample++) {
      if (mask === null || mask[sample] === 1) sums[nodes[sample]!]! += Number(values[sample]!) * run.scale
    }
  }
  const runCount = runCountOf(runs)
  if (runCount > 1) for (let node = 0; node < count; node++) sums[node]! /= runCount
  return sums
}

function runsOf({ metrics }: TreeRequest): CallTree['runs'] {
  const most = (side: 'baseline' | 'candidate') => Math.max(0, ...metrics.map((metric) => runCountOf(metric[side])))
  return { baseline: most('baseline'), candidate: most('candidate') }
}

/** 1 for the root, and for nodes that have a value in some metric or something below them that has. */
function withValues(parent: Int32Array, metrics: readonly TreeMetric[]): Uint8Array {
  const has = new Uint8Array(parent.length)
  has[ROOT] = 1
  for (let node = parent.length - 1; node > 0; node--) {
    has[node] ||= Number(metrics.some(({ baseline, candidate }) => baseline[node] !== 0 || candidate[node] !== 0))
    if (has[node] === 1) has[parent[node]!] = 1
  }
  return has
}

function isZero({ baseline, candidate }: TreeMetric): boolean {
  return baseline[ROOT] === 0 && candidate[ROOT] === 0
}

/** The nodes that are kept, in their order; a parent of one that is kept has to be kept. */
function compacted(parent: Int32Array, metrics: readonly TreeMetric[], keeps: Uint8Array) {
  const nodes: number[] = []
  for (let node = 0; node < keeps.length; node++) if (keeps[node] === 1) nodes.push(node)
  return { nodes, ...permuted(parent, metrics, nodes) }
}

/** Columns of some nodes in another order; parents stay before their children. */
function permuted(parent: Int32Array, metrics: readonly TreeMetric[], nodes: ArrayLike<number>) {
  const newNumber = new Int32Array(parent.length).fill(-1)
  for (let at = 0; at < nodes.length; at++) newNumber[nodes[at]!] = at
  return {
    parent: Int32Array.from(nodes, (node) => (node === ROOT ? -1 : newNumber[parent[node]!]!)),
    metrics: metrics.map((metric) => ({
      ...metric,
      baseline: Float64Array.from(nodes, (node) => metric.baseline[node]!),
      candidate: Float64Array.from(nodes, (node) => metric.candidate[node]!),
    })),
  }
}
