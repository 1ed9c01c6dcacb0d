import type { GroupIndex } from '../diff/group-index.ts'
import { type GrowthNode, growthOf } from '../diff/growth-tree.ts'
import { compareInt } from '../model/int64.ts'
import type { Cause, CauseStatus, Place, TreeNode } from '../result/result.ts'
import { changeOf } from './amount.ts'
import type { GrowthVerdict } from './growth.ts'
import type { MeasuredGroup, Measurement } from './measure.ts'

/** A group that made up less of the growth than this is no cause, unless it is over its own limit. */
const SMALLEST_CAUSE = 0.01
const MOST_CALLERS = 5
const MOST_TREE_NODES = 200

/** The groups that a check's growth sits in, largest first; those that the policy speaks of always. */
export function causesOf(
  measurement: Measurement,
  verdict: GrowthVerdict,
  overBudget: ReadonlySet<number>,
  index: GroupIndex,
  tree: GrowthNode | null,
): readonly Cause[] {
  const growth = Number(measurement.total.delta)
  const nodes = tree === null ? new Map<number, GrowthNode>() : largestNodes(tree)
  const causes = measurement.groups.flatMap((group): readonly Cause[] => {
    const status = statusOf(group, verdict, overBudget)
    const delta = Number(group.values.delta)
    const contributes = growth > 0 && delta >= SMALLEST_CAUSE * growth
    if (status === 'contributes' && !contributes) return []
    return [causeOf(group, status, { measurement, verdict, index, node: nodes.get(group.row.group) ?? null })]
  })
  return causes.sort((a, b) => rank(a) - rank(b) || -compareInt(intOf(a), intOf(b)) || (a.name < b.name ? -1 : 1))
}

/** What is over a limit comes before what only contributes. */
function rank({ status }: Cause): number {
  return status === 'over-limit' ? 0 : status === 'inconclusive' ? 1 : 2
}

function intOf({ delta }: Cause): number | bigint {
  return typeof delta === 'string' ? BigInt(delta) : delta
}

function statusOf(
  { row, covered, values }: MeasuredGroup,
  verdict: GrowthVerdict,
  overBudget: ReadonlySet<number>,
): CauseStatus {
  if (verdict.overLimit.has(row.group) || overBudget.has(row.group)) return 'over-limit'
  if (verdict.uncertain.has(row.group)) return 'inconclusive'
  return covered > 0 && covered >= Number(values.delta) ? 'accepted' : 'contributes'
}

interface CauseContext {
  readonly measurement: Measurement
  readonly verdict: GrowthVerdict
  readonly index: GroupIndex
  readonly node: GrowthNode | null
}

function causeOf({ row, values }: MeasuredGroup, status: CauseStatus, context: CauseContext): Cause {
  const { measurement, verdict, index, node } = context
  const growth = Number(measurement.total.delta)
  const delta = Number(values.delta)
  return {
    name: row.name,
    file: row.file,
    line: row.line,
    external: measurement.by === 'own' && !index.isOwn(row.group),
    status,
    ...changeOf(values),
    share: growth > 0 && delta > 0 && delta <= growth * 1.05 ? delta / growth : null,
    pValue: verdict.tests.get(row.group)?.fail.p ?? null,
    runs: null,
    waiting: null,
    creator: null,
    movedFrom: [],
    reach: 'unknown',
    callers: node === null ? [] : callersOf(node),
  }
}

function callersOf(node: GrowthNode): readonly Place[] {
  const callers: Place[] = []
  for (let at = node.parent; at !== null && at.parent !== null && callers.length < MOST_CALLERS; at = at.parent) {
    callers.push(placeOf(at))
  }
  return callers
}

function placeOf({ place }: GrowthNode): Place {
  return { name: place.name, file: place.file || null, line: place.line || null, changed: false }
}

/** For each group the node with the most growth. */
function largestNodes(root: GrowthNode): Map<number, GrowthNode> {
  const largest = new Map<number, GrowthNode>()
  const visit = (node: GrowthNode) => {
    const known = largest.get(node.group)
    if (known === undefined || growthOf(node) > growthOf(known)) largest.set(node.group, node)
    for (const child of node.children) visit(child)
  }
  visit(root)
  return largest
}

/** The part of the tree that growth runs through, cut to the largest nodes. */
export function treeOf(root: GrowthNode): TreeNode {
  const all: GrowthNode[] = []
  const visit = (node: GrowthNode) => {
    all.push(node)
    for (const child of node.children) visit(child)
  }
  visit(root)
  const threshold = SMALLEST_CAUSE * Math.abs(growthOf(root))
  const kept = new Set(
    all
      .filter((node) => node === root || Math.abs(growthOf(node)) >= Math.max(threshold, Number.MIN_VALUE))
      .sort((a, b) => Math.abs(growthOf(b)) - Math.abs(growthOf(a)))
      .slice(0, MOST_TREE_NODES),
  )
  kept.add(root)
  const prune = (node: GrowthNode): TreeNode => ({
    ...placeOf(node),
    name: node === root ? 'total' : node.place.name,
    baseline: node.baseline,
    candidate: node.candidate,
    delta: growthOf(node),
    children: node.children.filter((child) => kept.has(child)).map(prune),
  })
  return prune(root)
}
