import { multiplyInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Blame } from './blame.ts'
import { factsOf } from './column-facts.ts'
import type { Comparison } from './comparison.ts'
import { addAt, type GrowingSums, zeroSums } from './exact-sums.ts'
import { type Frames, OWN } from './frames.ts'
import { PairNumbers } from './pair-numbers.ts'
import { type Run, valuesOf } from './run.ts'
import type { SampleMask } from './sums.ts'

export interface GrowthTreeRequest {
  readonly comparison: Comparison
  readonly baseline: readonly Run[]
  readonly candidate: readonly Run[]
  readonly by: Measure
  /** Whether lines are nodes; else functions are. */
  readonly byLine: boolean
  /** The samples of a profile that count. */
  readonly maskOf: (frames: Frames) => SampleMask
}

const ROOT = 0

/**
 * The stacks of both sides as a tree of places, from the root to the frame that each stack is blamed on, foreign frames
 * between left out. Parents have lower numbers than their children. Samples are added up where they end, and then from
 * children to parents, so that a deep stack costs no more than a shallow one.
 */
export class PlaceTree {
  /** Group (function or line) of each node; -1 for the root. */
  readonly group: number[] = [-1]
  /** A frame at the place, and the profile that it is in. */
  readonly frame: number[] = [-1]
  readonly profile: (Frames | null)[] = [null]
  /** Sums over all runs of a side, in the metric's unit. */
  readonly baseline: GrowingSums
  readonly candidate: GrowingSums
  /** Pairs of a parent and a place. */
  private readonly nodes = new PairNumbers()
  private readonly request: GrowthTreeRequest

  constructor(request: GrowthTreeRequest) {
    this.request = request
    this.nodes.number(-1, -1)
    const { baseline, candidate } = request
    const before = baseline.map((run) => this.ends(run))
    const after = candidate.map((run) => this.ends(run))
    this.baseline = this.sum(baseline, before)
    this.candidate = this.sum(candidate, after)
  }

  get count(): number {
    return this.nodes.count
  }

  /** -1 for the root. */
  get parent(): Int32Array {
    return this.nodes.firsts
  }

  /** Number of each node's place among those of functions. */
  get place(): Int32Array {
    return this.nodes.seconds
  }

  /** The node where each sample ends; of those that count for nothing the root. */
  private ends(run: Run): Uint32Array {
    const { comparison, by, byLine, maskOf } = this.request
    const { frames } = run
    const { blame, groups } = comparison.index(byLine ? 'line' : 'function').assign(frames)
    const { places } = comparison.index('function').assign(frames)
    const values = valuesOf(run)
    const mask = maskOf(frames)
    const ends = new Uint32Array(values.length)
    const path: number[] = []
    // The places and nodes of the sample before, from the root: neighbours often have their roots in common.
    const lastPlaces: number[] = []
    const lastNodes: number[] = []
    for (let sample = 0; sample < values.length; sample++) {
      if (Number(values[sample]!) === 0 || (mask !== null && mask[sample] === 0)) continue
      fillPath(path, frames, blame, groups, sample, by)
      const depth = path.length
      let shared = 0
      while (shared < lastPlaces.length && shared < depth && lastPlaces[shared] === places[path[depth - 1 - shared]!]) {
        shared++
      }
      lastPlaces.length = shared
      lastNodes.length = shared
      let node = shared === 0 ? ROOT : lastNodes[shared - 1]!
      for (let at = depth - 1 - shared; at >= 0; at--) {
        const frame = path[at]!
        const known = this.count
        node = this.nodes.number(node, places[frame]!)
        if (node === known) {
          this.group.push(groups[frame]!)
          this.frame.push(frame)
          this.profile.push(frames)
        }
        lastPlaces.push(places[frame]!)
        lastNodes.push(node)
      }
      ends[sample] = node
    }
    return ends
  }

  private sum(runs: readonly Run[], ends: readonly Uint32Array[]): GrowingSums {
    const columns = runs.map(valuesOf)
    const bound = runs.reduce((sum, { metric }, at) => {
      return sum + Number(factsOf(columns[at]!).absoluteTotal) * metric.scale
    }, 0)
    const sums = zeroSums(this.count, bound <= Number.MAX_SAFE_INTEGER)
    for (const [at, { frames, metric }] of runs.entries()) {
      const values = columns[at]!
      const mask = this.request.maskOf(frames)
      const end = ends[at]!
      for (let sample = 0; sample < values.length; sample++) {
        if (mask === null || mask[sample] !== 0) addAt(sums, end[sample]!, multiplyInt(values[sample]!, metric.scale))
      }
    }
    const { parent } = this
    for (let node = this.count - 1; node > ROOT; node--) addAt(sums, parent[node]!, sums[node]!)
    return sums
  }
}

/**
 * The frames of a sample that are nodes, innermost first: the user's own and the one that is blamed. Of the frames of
 * one recursion the innermost stands for all.
 */
function fillPath(
  path: number[],
  frames: Frames,
  { owners, blamed }: Blame,
  keys: Int32Array,
  sample: number,
  by: Measure,
): void {
  path.length = 0
  const { stack, stackStart } = frames.profile.samples
  let isLeaf = true
  let last = -1
  for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
    const location = stack[at]!
    for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) {
      const isNode = owners[frame] === OWN || (isLeaf && by === 'flat')
      isLeaf = false
      if (!isNode || keys[frame] === last) continue
      path.push(frame)
      last = keys[frame]!
    }
  }
  if (path.length > 0) return
  if (blamed[sample] !== -1) path.push(blamed[sample]!)
}
