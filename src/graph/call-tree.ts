import type { ProfileKind } from '../model/kind.ts'

/**
 * The call tree of both sides of one profile, in preorder: node 0 is the root, a parent stands before its children, and
 * of siblings the larger one is first. The order is that of the first metric, whatever is looked at.
 */
export interface CallTree {
  /** Path without {run} and {at}. */
  readonly profile: string
  readonly kind: ProfileKind
  readonly runs: { readonly baseline: number; readonly candidate: number }
  /** -1 for the root. */
  readonly parent: Int32Array
  /** Number of the function in its `FunctionTable`; -1 for the root. */
  readonly functions: Int32Array
  /** The default of the kind first. */
  readonly metrics: readonly TreeMetric[]
  /** Nodes that were added to their callers because there were too many. */
  readonly foldedNodes: number
}

/** What each node stands for itself, without its callees: means over the runs of a side, in the metric's unit. */
export interface TreeMetric {
  readonly name: string
  readonly unit: string
  readonly baseline: Float64Array
  readonly candidate: Float64Array
}

export const ROOT = 0
