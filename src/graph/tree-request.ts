import type { FrameIndex } from '../diff/frame-index.ts'
import type { Frames } from '../diff/frames.ts'
import type { Run } from '../diff/run.ts'
import type { Stacks } from '../diff/stacks.ts'
import type { SampleMask } from '../diff/sums.ts'
import type { ProfileKind } from '../model/kind.ts'

/** A profile that counts for a run of a side. */
export interface GraphRun extends Run {
  /** Number of the run on its side, from 0. */
  readonly run: number
  /** Factor from the file's unit to the run's value; negative for what is taken off. */
  readonly scale: number
}

export interface RequestedMetric {
  readonly name: string
  readonly unit: string
  readonly baseline: readonly GraphRun[]
  readonly candidate: readonly GraphRun[]
}

/** Both sides of one profile, and how their functions are told apart. */
export interface TreeRequest {
  readonly profile: string
  readonly kind: ProfileKind
  /** Groups are functions. */
  readonly index: FrameIndex
  readonly stacks: Stacks
  /** The stack of each sample as a node of `stacks`. */
  readonly nodesOf: (frames: Frames) => Uint32Array
  /** Which samples count. */
  readonly maskOf: (frames: Frames) => SampleMask
  /** The default of the kind first; those without runs are no metrics of the profile. */
  readonly metrics: readonly RequestedMetric[]
}

export function runCountOf(runs: readonly GraphRun[]): number {
  return runs.reduce((count, { run }) => Math.max(count, run + 1), 0)
}

/** All profiles that a request looks at, each once. */
export function framesOf({ metrics }: TreeRequest): readonly Frames[] {
  return [
    ...new Set(metrics.flatMap(({ baseline, candidate }) => [...candidate, ...baseline].map(({ frames }) => frames))),
  ]
}
