import type { ProfileKind } from '../model/kind.ts'

/**
 * What the HTML report explores, embedded in it as JSON: written here, read by `page/`. Rows are named by their index.
 * Numbers are doubles: a picture needs no more, and what decides is the result.
 */
export interface GraphData {
  readonly version: 1
  /** What the sides are called, e.g. `Baseline` and `This PR`. */
  readonly sides: { readonly baseline: string; readonly candidate: string }
  /** The first is empty and stands for what nobody knows. */
  readonly strings: readonly string[]
  readonly frames: FrameColumns
  readonly profiles: readonly GraphProfile[]
  /** Functions whose text the checkout has. */
  readonly sources: readonly GraphSource[]
}

/** Functions, those of all profiles together. All but `line` and `flags` are rows of `strings`. */
export interface FrameColumns {
  /** As pprof prints it. */
  readonly name: readonly number[]
  readonly short: readonly number[]
  /** Path in the repository where that is known, else as the profile has it. */
  readonly file: readonly number[]
  /** Where its largest change stands, 1-based; 0 where nobody knows. */
  readonly line: readonly number[]
  /** That line at the candidate's commit. */
  readonly url: readonly number[]
  /** Sum of {@link OWN_CODE}, {@link CHANGED} and {@link RUNTIME_CODE}. */
  readonly flags: readonly number[]
}

/** The function belongs to the user's own code (as `own` in policies). */
export const OWN_CODE = 1
/** The change that is looked at touches lines of the function. */
export const CHANGED = 2
/** It is of Go's runtime: a stack without own code is blamed on its outermost frame that is not, if it has one. */
export const RUNTIME_CODE = 4

/** The call tree of both sides of a profile, in preorder: a parent stands before its children. */
export interface GraphProfile {
  /** Path without {run} and {at}. */
  readonly name: string
  readonly kind: ProfileKind
  readonly title: string
  readonly runs: { readonly baseline: number; readonly candidate: number }
  /** -1 for node 0, the root. */
  readonly parent: readonly number[]
  /** Row of `frames`; -1 for the root. */
  readonly frame: readonly number[]
  /** The one that the checks look at first. */
  readonly metrics: readonly GraphMetric[]
  /** Nodes that were added to their callers, to keep the file small. */
  readonly foldedNodes: number
}

/** What each node itself stands for, its callees left out; means over the runs of a side. */
export interface GraphMetric {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly baseline: readonly number[]
  readonly candidate: readonly number[]
  /** A change of the total up to this could be chance, in the unit; null where no check says so. */
  readonly noise: number | null
}

/** The text of a function with what its lines stand for, as `list` prints it. */
export interface GraphSource {
  readonly frame: number
  /** Of the first line of `text`, 1-based. */
  readonly startLine: number
  readonly text: readonly string[]
  /** Lines that the change that is looked at added or edited, 1-based. */
  readonly changedLines: readonly number[]
  readonly values: readonly LineValues[]
}

/** Lines that have a value of one metric of one profile: `lines` and the columns are of one length. */
export interface LineValues {
  readonly profile: number
  readonly metric: number
  readonly lines: readonly number[]
  readonly flat: SideValues
  readonly cum: SideValues
}

export interface SideValues {
  readonly baseline: readonly number[]
  readonly candidate: readonly number[]
}
