import { addInt, type Int, multiplyInt, subtractInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Comparison } from './comparison.ts'
import { type Frames, OWN } from './frames.ts'
import type { AssignedFrames } from './group-index.ts'
import type { Grouping } from './groups.ts'
import type { SourcePlace } from './places.ts'
import { type Selection, selectSamples } from './selection.ts'
import { blameFrame } from './sums.ts'
import type { Run } from './tabulate.ts'

/** A frame of the user's own code in the call tree of both sides; values are exact, or means of several runs. */
export interface GrowthNode {
  /** Number in the grouping that was asked for, -1 at the root. */
  readonly group: number
  /** Of the line that grew most, or shrank most where the whole node shrank. */
  readonly place: SourcePlace
  readonly baseline: Int
  readonly candidate: Int
  readonly parent: GrowthNode | null
  /** Those that grew most come first. */
  readonly children: readonly GrowthNode[]
}

export interface GrowthTree {
  readonly root: GrowthNode
  /** All nodes, the root first, parents before their children. */
  readonly nodes: readonly GrowthNode[]
}

export interface GrowthTreeRequest {
  readonly comparison: Comparison
  readonly baseline: readonly Run[]
  readonly candidate: readonly Run[]
  readonly grouping: Grouping
  readonly by: Measure
  readonly selection: Selection
}

/**
 * The call tree from the root to the frame that each stack is blamed on (by flat: to its leaf), foreign frames between
 * left out. A function that calls itself is one node; lines are nodes only where lines are the groups.
 */
export function growthTree(request: GrowthTreeRequest): GrowthTree {
  const builder = new TreeBuilder(request)
  for (const side of ['baseline', 'candidate'] as const) for (const run of request[side]) builder.add(side, run)
  return builder.build()
}

export function growthOf({ baseline, candidate }: GrowthNode): Int {
  return subtractInt(candidate, baseline)
}

interface Node extends GrowthNode {
  place: SourcePlace
  baseline: Int
  candidate: Int
  readonly parent: Node | null
  readonly children: Node[]
  readonly childOf: Map<number, Node>
  /** Delta by place; doubles, for they only choose a line. */
  readonly places: Map<number, { readonly source: SourcePlace; delta: number }>
}

const NOWHERE: SourcePlace = { name: '', file: '', line: 0 }

class TreeBuilder {
  private readonly request: GrowthTreeRequest
  private readonly root = newNode(-1, null)
  private readonly nodes: Node[] = [this.root]

  constructor(request: GrowthTreeRequest) {
    this.request = request
  }

  add(side: 'baseline' | 'candidate', { frames, metric }: Run): void {
    const { comparison, grouping, by, selection } = this.request
    const functions = comparison.index('function').assign(frames)
    const groups = comparison.index(grouping).assign(frames)
    const keys = grouping === 'line' ? groups.groups : functions.groups
    const values = frames.profile.samples.values[metric.column]!
    const runs = this.request[side].length
    const mask = selectSamples(frames, selection)
    const path: number[] = []
    for (let sample = 0; sample < values.length; sample++) {
      if (Number(values[sample]!) === 0 || (mask !== null && mask[sample] === 0)) continue
      const exact = multiplyInt(values[sample]!, metric.scale)
      const value = runs === 1 ? exact : Number(exact) / runs
      this.root[side] = addInt(this.root[side], value)
      fillPath(path, frames, functions, sample, by)
      let node = this.root
      for (let at = path.length - 1; at >= 0; at--) {
        const frame = path[at]!
        // Of the frames of one recursion the innermost tells the line.
        if (at > 0 && keys[path[at - 1]!] === keys[frame]) continue
        node = this.child(node, keys[frame]!, groups.groups[frame]!)
        node[side] = addInt(node[side], value)
        notePlace(node, functions.places[frame]!, frames, frame, side === 'candidate' ? Number(value) : -Number(value))
      }
    }
  }

  build(): GrowthTree {
    for (const node of this.nodes) settlePlace(node)
    for (const { children } of this.nodes) children.sort(byGrowth)
    return { root: this.root, nodes: this.nodes }
  }

  private child(parent: Node, key: number, group: number): Node {
    let child = parent.childOf.get(key)
    if (child === undefined) {
      child = newNode(group, parent)
      parent.childOf.set(key, child)
      parent.children.push(child)
      this.nodes.push(child)
    }
    return child
  }
}

/** The frames of a sample that are nodes, innermost first: the user's own and the one that is blamed. */
function fillPath(path: number[], frames: Frames, { owners }: AssignedFrames, sample: number, by: Measure): void {
  path.length = 0
  const { stack, stackStart } = frames.profile.samples
  let isLeaf = true
  for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
    const location = stack[at]!
    for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) {
      if (owners[frame] === OWN || (isLeaf && by === 'flat')) path.push(frame)
      isLeaf = false
    }
  }
  if (path.length > 0) return
  const blamed = blameFrame(frames.profile, frames.start, owners, sample)
  if (blamed !== -1) path.push(blamed)
}

function newNode(group: number, parent: Node | null): Node {
  const empty = { baseline: 0, candidate: 0, children: [], childOf: new Map(), places: new Map() }
  return { group, parent, place: NOWHERE, ...empty }
}

function notePlace(node: Node, place: number, frames: Frames, frame: number, delta: number): void {
  const known = node.places.get(place)
  if (known !== undefined) known.delta += delta
  else {
    const source = { name: frames.name(frame), file: frames.file(frame), line: frames.line(frame) }
    node.places.set(place, { source, delta })
  }
}

function settlePlace(node: Node): void {
  const direction = growthOf(node) < 0 ? -1 : 1
  let largest = Number.NEGATIVE_INFINITY
  for (const { source, delta } of node.places.values()) {
    if (delta * direction <= largest) continue
    largest = delta * direction
    node.place = source
  }
}

function byGrowth(a: GrowthNode, b: GrowthNode): number {
  const difference = Number(growthOf(b)) - Number(growthOf(a))
  return (
    difference || (a.place.name < b.place.name ? -1 : a.place.name > b.place.name ? 1 : a.place.line - b.place.line)
  )
}
