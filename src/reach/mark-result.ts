import { packageOf } from '../diff/package.ts'
import type { Cause, Check, Place, Result, TreeNode } from '../result/result.ts'
import type { ChangedPlaces, PlaceChange } from './changed-places.ts'

/** Whether a result has places that can be marked. */
export function hasPlaces({ checks }: Result): boolean {
  return checks.some(({ causes, tree }) => causes.length > 0 || tree !== null)
}

/**
 * The result with marks at what the change touched. A cause is `in-diff` if its own line was changed. The stacks of CPU
 * time, wall time and allocations tell more, for what ran or was allocated came through them: there `in-diff` is also a
 * cause in a changed function, and `called-from-diff` one with a changed line or function among its callers. What is in
 * use or waits was left by code that is on no stack. Nothing else of the result changes, least of all an outcome.
 */
export function markResult(result: Result, changes: ChangedPlaces): Result {
  return { ...result, checks: result.checks.map((check) => marked(check, changes)) }
}

function marked(check: Check, changes: ChangedPlaces): Check {
  const isTold = tellsByStacks(check)
  const calledFrom = isTold && check.tree !== null ? calledFromDiff(check, check.tree, changes) : new Set<Cause>()
  return {
    ...check,
    causes: check.causes.map((cause) => {
      const own = changeOf(cause, cause.delta, changes)
      const callers = cause.callers.map((caller) => ({ caller, change: changes.at(caller) }))
      const isIn = own === 'line' || (isTold && own === 'function')
      const isCalled = isTold && (calledFrom.has(cause) || callers.some(({ change }) => change !== 'none'))
      return {
        ...cause,
        reach: isIn ? 'in-diff' : isCalled ? 'called-from-diff' : 'unknown',
        callers: callers.map(({ caller, change }) => ({ ...caller, changed: change === 'line' })),
      }
    }),
    tree: check.tree === null ? null : markedTree(check.tree, changes),
  }
}

function tellsByStacks({ kind, metric }: Check): boolean {
  return kind === 'cpu' || kind === 'wall' || (kind === 'heap' && metric.startsWith('alloc_'))
}

/** The place of what shrank is the one that it had before: its line means another one now. */
function changeOf(place: Pick<Place, 'file' | 'line'>, delta: Cause['delta'], changes: ChangedPlaces): PlaceChange {
  return Number(delta) > 0 ? changes.at(place) : 'none'
}

function markedTree(node: TreeNode, changes: ChangedPlaces): TreeNode {
  return {
    ...node,
    changed: changeOf(node, node.delta, changes) === 'line',
    children: node.children.map((child) => markedTree(child, changes)),
  }
}

/** Causes that the tree has below something that was changed. */
function calledFromDiff(check: Check, tree: TreeNode, changes: ChangedPlaces): ReadonlySet<Cause> {
  const called = new Set<Cause>()
  const visit = (node: TreeNode, isBelow: boolean) => {
    if (isBelow) for (const cause of check.causes) if (isOf(node, cause, check)) called.add(cause)
    const isChanged = changeOf(node, node.delta, changes) !== 'none'
    for (const child of node.children) visit(child, isBelow || isChanged)
  }
  visit(tree, false)
  return called
}

/** Whether a node of the call tree belongs to the group that a cause is. */
function isOf({ name, file, line }: TreeNode, cause: Cause, { of }: Check): boolean {
  switch (of) {
    case 'total':
    case 'function':
      return name === cause.name
    case 'line':
      return cause.name.startsWith(`${name} `) && file === cause.file && line === cause.line
    case 'package':
      return packageOf(name) === cause.name
    case 'file':
      return file === cause.name
    default:
      return false
  }
}
