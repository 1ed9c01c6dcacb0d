import type { FrameGrouping } from '../model/grouping.ts'
import { addInt, compareInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Comparison } from './comparison.ts'
import { type Frames, OWN } from './frames.ts'
import type { SourcePlace } from './places.ts'
import { type Run, valuesOf } from './run.ts'
import { blameFrame, type SampleMask } from './sums.ts'

type Side = 'baseline' | 'candidate'

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

export const ROOT = 0

/** Most keys that a child can have beside its parent in one exact double. */
const KEY_SPAN = 2 ** 24

/**
 * The call tree of both sides from the root to the frame that each stack is blamed on (by flat: to its leaf), foreign
 * frames between left out. A function that calls itself is one node. Nodes are numbers, parents below their children,
 * and values are columns: there may be hundreds of thousands, of which a few are shown.
 */
export class GrowthTree {
  /** -1 for the root. */
  readonly parent: number[] = [-1]
  private readonly request: GrowthTreeRequest
  private readonly values: Readonly<Record<Side, Int[]>> = { baseline: [0], candidate: [0] }
  /** Any frame of the node, and the profile that it is in. */
  private readonly frame: number[] = [-1]
  private readonly profile: (Frames | null)[] = [null]
  private readonly children = new Map<number, number>()
  private readonly ends = new Map<Run, Uint32Array>()
  private ranks: Uint32Array | null = null

  constructor(request: GrowthTreeRequest) {
    this.request = request
    for (const side of ['baseline', 'candidate'] as const) for (const run of request[side]) this.add(side, run)
  }

  get count(): number {
    return this.parent.length
  }

  /** Exact, or the mean of several runs, in the metric's unit. */
  value(node: number, side: Side): Int {
    return this.values[side][node]!
  }

  growth(node: number): Int {
    return subtractInt(this.values.candidate[node]!, this.values.baseline[node]!)
  }

  /** The group of a node in any grouping; -1 for the root. */
  group(node: number, grouping: FrameGrouping): number {
    const frames = this.profile[node]!
    return frames === null ? -1 : this.request.comparison.index(grouping).assign(frames).groups[this.frame[node]!]!
  }

  /**
   * Place of a node when the tree is read from the root, of siblings those that grew most first, then by name: whatever
   * order the samples came in.
   */
  rank(node: number): number {
    this.ranks ??= this.findRanks()
    return this.ranks[node]!
  }

  /** For each node the line that grew most, or shrank most where the whole node shrank. */
  places(nodes: ReadonlySet<number>): ReadonlyMap<number, SourcePlace> {
    const found = new Map<number, PlaceDeltas>()
    for (const side of ['baseline', 'candidate'] as const) {
      const { length } = this.request[side]
      for (const run of this.request[side]) this.notePlaces(found, nodes, run, (side === 'candidate' ? 1 : -1) / length)
    }
    return new Map([...found].map(([node, deltas]) => [node, largestPlace(deltas, this.growth(node) < 0 ? -1 : 1)]))
  }

  /** Without recursion: a stack of a profile may be deeper than that of the engine. */
  private findRanks(): Uint32Array {
    const children = new Map<number, number[]>()
    for (let node = ROOT + 1; node < this.count; node++) {
      const siblings = children.get(this.parent[node]!)
      if (siblings === undefined) children.set(this.parent[node]!, [node])
      else siblings.push(node)
    }
    const name = (node: number) => this.profile[node]!.name(this.frame[node]!)
    const ranks = new Uint32Array(this.count)
    const waiting = [ROOT]
    let rank = 0
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      ranks[node] = rank++
      const siblings = children.get(node)
      if (siblings === undefined) continue
      siblings.sort((a, b) => compareInt(this.growth(a), this.growth(b)) || compareText(name(b), name(a)))
      for (const child of siblings) waiting.push(child)
    }
    return ranks
  }

  private add(side: Side, run: Run): void {
    const { by, maskOf } = this.request
    const { frames, metric } = run
    const { owners, keys } = this.assigned(frames)
    const column = valuesOf(run)
    const values = this.values[side]
    const runs = this.request[side].length
    const mask = maskOf(frames)
    const ends = new Uint32Array(column.length)
    const path: number[] = []
    for (let sample = 0; sample < column.length; sample++) {
      if (Number(column[sample]!) === 0 || (mask !== null && mask[sample] === 0)) continue
      const exact = multiplyInt(column[sample]!, metric.scale)
      const value = runs === 1 ? exact : Number(exact) / runs
      fillPath(path, frames, owners, keys, sample, by)
      let node = ROOT
      values[ROOT] = addInt(values[ROOT]!, value)
      for (let at = path.length - 1; at >= 0; at--) {
        node = this.child(node, keys[path[at]!]!, frames, path[at]!)
        values[node] = addInt(values[node]!, value)
      }
      ends[sample] = node
    }
    this.ends.set(run, ends)
  }

  private assigned(frames: Frames): { readonly owners: Uint8Array; readonly keys: Int32Array } {
    const { comparison, byLine } = this.request
    const { owners, groups } = comparison.index(byLine ? 'line' : 'function').assign(frames)
    return { owners, keys: groups }
  }

  private child(parent: number, key: number, frames: Frames, frame: number): number {
    const known = this.children.get(parent * KEY_SPAN + key)
    if (known !== undefined) return known
    const node = this.parent.length
    this.children.set(parent * KEY_SPAN + key, node)
    this.parent.push(parent)
    this.frame.push(frame)
    this.profile.push(frames)
    this.values.baseline.push(0)
    this.values.candidate.push(0)
    return node
  }

  /** Walks the samples again: of most nodes nobody asks for the place. */
  private notePlaces(found: Map<number, PlaceDeltas>, nodes: ReadonlySet<number>, run: Run, sign: number): void {
    const { frames } = run
    const { owners, keys } = this.assigned(frames)
    const { places } = this.request.comparison.index('function').assign(frames)
    const column = valuesOf(run)
    const ends = this.ends.get(run)!
    const path: number[] = []
    for (let sample = 0; sample < ends.length; sample++) {
      let node = ends[sample]!
      if (node === ROOT) continue
      fillPath(path, frames, owners, keys, sample, this.request.by)
      for (const frame of path) {
        if (nodes.has(node)) {
          const deltas = found.get(node) ?? new Map()
          found.set(node, deltas)
          const known = deltas.get(places[frame]!)
          const delta = Number(column[sample]!) * sign
          if (known !== undefined) known.delta += delta
          else deltas.set(places[frame]!, { source: sourceOf(frames, frame), delta })
        }
        node = this.parent[node]!
      }
    }
  }
}

/** Growth by place (function, file and line) of one node; doubles, for they only choose a line. */
type PlaceDeltas = Map<number, { readonly source: SourcePlace; delta: number }>

function sourceOf(frames: Frames, frame: number): SourcePlace {
  return { name: frames.name(frame), file: frames.file(frame), line: frames.line(frame) }
}

function largestPlace(deltas: PlaceDeltas, direction: number): SourcePlace {
  let best: { readonly source: SourcePlace; readonly delta: number } | null = null
  for (const place of deltas.values()) {
    const ahead = best === null ? 1 : (place.delta - best.delta) * direction
    if (best === null || ahead > 0 || (ahead === 0 && isBefore(place.source, best.source))) best = place
  }
  return best?.source ?? { name: '', file: '', line: 0 }
}

function isBefore(a: SourcePlace, b: SourcePlace): boolean {
  return (compareText(a.file, b.file) || a.line - b.line) < 0
}

/**
 * The frames of a sample that are nodes, innermost first: the user's own and the one that is blamed. Of the frames of
 * one recursion the innermost stands for all.
 */
function fillPath(
  path: number[],
  frames: Frames,
  owners: Uint8Array,
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
  const blamed = blameFrame(frames.profile, frames.start, owners, sample)
  if (blamed !== -1) path.push(blamed)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
