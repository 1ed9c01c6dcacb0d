import type { FrameGrouping } from '../model/grouping.ts'
import { compareInt, type Int } from '../model/int64.ts'
import type { Comparison } from './comparison.ts'
import { addAt, type GrowingSums, subtractSums, zeroSums } from './exact-sums.ts'
import type { Frames } from './frames.ts'
import { PairNumbers } from './pair-numbers.ts'
import { type GrowthTreeRequest, PlaceTree } from './place-tree.ts'
import type { SourcePlace } from './places.ts'
import type { IntSums } from './sums.ts'

export const ROOT = 0

/**
 * The call tree of both sides from the root to the frame that each stack is blamed on (by flat: to its leaf), foreign
 * frames between left out. A function that calls itself is one node. Nodes are numbers, parents below their children,
 * and values are columns: there may be hundreds of thousands, of which a few are shown.
 */
export class GrowthTree {
  private readonly comparison: Comparison
  private readonly runs: { readonly baseline: number; readonly candidate: number }
  /** The same stacks by place: a node is as many of its nodes as stacks through it have lines. */
  private readonly byPlace: PlaceTree
  private readonly nodeOf: Int32Array
  /** Pairs of a parent and a group (function or line). */
  private readonly nodes = new PairNumbers()
  /** Any frame of the node, and the profile that it is in. */
  private readonly frame: number[] = [-1]
  private readonly profile: (Frames | null)[] = [null]
  private readonly baseline: IntSums
  private readonly candidate: IntSums
  private readonly growths: IntSums
  private readonly knownGroups = new Map<FrameGrouping, Int32Array>()
  private ranks: Uint32Array | null = null

  constructor(request: GrowthTreeRequest) {
    this.comparison = request.comparison
    this.runs = { baseline: request.baseline.length, candidate: request.candidate.length }
    this.byPlace = new PlaceTree(request)
    this.nodeOf = this.joinPlaces()
    this.baseline = this.valuesOf(this.byPlace.baseline, this.runs.baseline)
    this.candidate = this.valuesOf(this.byPlace.candidate, this.runs.candidate)
    this.growths = subtractSums(this.candidate, this.baseline, this.count)
  }

  get count(): number {
    return this.nodes.count
  }

  /** -1 for the root. */
  get parent(): ArrayLike<number> {
    return this.nodes.firsts
  }

  /** Exact, or the mean of several runs, in the metric's unit. */
  value(node: number, side: 'baseline' | 'candidate'): Int {
    return this[side][node]!
  }

  growth(node: number): Int {
    return this.growths[node]!
  }

  /** The group of a node in any grouping; -1 for the root. */
  group(node: number, grouping: FrameGrouping): number {
    let groups = this.knownGroups.get(grouping)
    if (groups === undefined) {
      groups = this.findGroups(grouping)
      this.knownGroups.set(grouping, groups)
    }
    return groups[node]!
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
    const isAsked = new Uint8Array(this.count)
    for (const node of nodes) isAsked[node] = 1
    const found = new Map<number, Map<number, number>>()
    const { count, place, baseline, candidate } = this.byPlace
    for (let at = ROOT + 1; at < count; at++) {
      const node = this.nodeOf[at]!
      if (isAsked[node] === 0) continue
      const deltas = found.get(node) ?? new Map<number, number>()
      found.set(node, deltas)
      const before = Number(baseline[at]!) / Math.max(1, this.runs.baseline)
      const after = Number(candidate[at]!) / Math.max(1, this.runs.candidate)
      deltas.set(place[at]!, (deltas.get(place[at]!) ?? 0) + after - before)
    }
    const index = this.comparison.index('function')
    return new Map(
      [...found].map(([node, deltas]) => {
        const places = [...deltas].map(([number, delta]) => ({ source: index.source(number), delta }))
        return [node, largestPlace(places, this.growth(node) < 0 ? -1 : 1)]
      }),
    )
  }

  /** The node of each node by place. */
  private joinPlaces(): Int32Array {
    const { count, parent, group, frame, profile } = this.byPlace
    const nodeOf = new Int32Array(count)
    this.nodes.number(-1, -1)
    for (let at = ROOT + 1; at < count; at++) {
      const known = this.count
      const node = this.nodes.number(nodeOf[parent[at]!]!, group[at]!)
      if (node === known) {
        this.frame.push(frame[at]!)
        this.profile.push(profile[at]!)
      }
      nodeOf[at] = node
    }
    return nodeOf
  }

  private valuesOf(byPlace: GrowingSums, runs: number): IntSums {
    const sums = zeroSums(this.count, byPlace instanceof Float64Array)
    for (let at = 0; at < byPlace.length; at++) addAt(sums, this.nodeOf[at]!, byPlace[at]!)
    return runs > 1 ? Float64Array.from(sums as ArrayLike<Int>, (sum) => Number(sum) / runs) : sums
  }

  private findGroups(grouping: FrameGrouping): Int32Array {
    const index = this.comparison.index(grouping)
    const groups = new Int32Array(this.count).fill(-1)
    let last: Frames | null = null
    let groupOfFrame: Int32Array = new Int32Array()
    for (let node = ROOT + 1; node < this.count; node++) {
      const frames = this.profile[node]!
      if (frames !== null && frames !== last) {
        groupOfFrame = index.assign(frames).groups
        last = frames
      }
      groups[node] = groupOfFrame[this.frame[node]!]!
    }
    return groups
  }

  /** Without recursion: a stack of a profile may be deeper than that of the engine. */
  private findRanks(): Uint32Array {
    // Children as linked lists, the last one first.
    const lastChild = new Int32Array(this.count)
    const sibling = new Int32Array(this.count)
    const { parent } = this
    for (let node = ROOT + 1; node < this.count; node++) {
      sibling[node] = lastChild[parent[node]!]!
      lastChild[parent[node]!] = node
    }
    const name = (node: number) => this.profile[node]!.name(this.frame[node]!)
    const ranks = new Uint32Array(this.count)
    const waiting = [ROOT]
    let rank = 0
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      ranks[node] = rank++
      const only = lastChild[node]!
      if (only === ROOT) continue
      if (sibling[only] === ROOT) {
        waiting.push(only)
        continue
      }
      const siblings: number[] = []
      for (let child = only; child !== ROOT; child = sibling[child]!) siblings.push(child)
      siblings.reverse().sort((a, b) => compareInt(this.growth(a), this.growth(b)) || compareText(name(b), name(a)))
      for (const child of siblings) waiting.push(child)
    }
    return ranks
  }
}

interface PlaceDelta {
  readonly source: SourcePlace
  readonly delta: number
}

function largestPlace(places: readonly PlaceDelta[], direction: number): SourcePlace {
  let best: PlaceDelta | null = null
  for (const place of places) {
    const ahead = best === null ? 1 : (place.delta - best.delta) * direction
    if (best === null || ahead > 0 || (ahead === 0 && isBefore(place.source, best.source))) best = place
  }
  return best?.source ?? { name: '', file: '', line: 0 }
}

function isBefore(a: SourcePlace, b: SourcePlace): boolean {
  return (compareText(a.file, b.file) || a.line - b.line) < 0
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
