import type { Measure } from '../model/measure.ts'
import type { Comparison } from './comparison.ts'
import { type Frames, OWN } from './frames.ts'
import type { GroupIndex, SourcePlace } from './group-index.ts'
import type { Grouping } from './groups.ts'
import { type Selection, selectSamples } from './selection.ts'
import { blameFrame } from './sums.ts'
import type { Run } from './tabulate.ts'

/** A frame of the user's own code in the call tree of both sides; values are means per run, in the metric's unit. */
export interface GrowthNode {
  /** Number of the function's group in the comparison, -1 at the root. */
  readonly functionGroup: number
  /** Number in the grouping that was asked for. */
  readonly group: number
  readonly place: SourcePlace
  readonly baseline: number
  readonly candidate: number
  readonly parent: GrowthNode | null
  readonly children: readonly GrowthNode[]
}

interface Node extends GrowthNode {
  place: SourcePlace
  baseline: number
  candidate: number
  readonly parent: Node | null
  readonly children: Node[]
  readonly childOf: Map<number, Node>
  /** Delta by place (line) of the frame. */
  readonly places: Map<number, { readonly place: SourcePlace; delta: number }>
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
 * left out. Values are doubles: a picture, not a sum that is judged.
 */
export function growthTree(request: GrowthTreeRequest): GrowthNode {
  const { comparison, selection } = request
  const root = newNode(-1, -1, null, { name: '', file: '', line: 0 })
  const functions = comparison.index('function')
  const groups = comparison.index(request.grouping)
  for (const side of ['baseline', 'candidate'] as const) {
    const runs = request[side]
    for (const run of runs) addRun({ root, functions, groups, by: request.by, selection, side, runs: runs.length }, run)
  }
  settle(root)
  return root
}

interface Growing {
  readonly root: Node
  readonly functions: GroupIndex
  readonly groups: GroupIndex
  readonly by: Measure
  readonly selection: Selection
  readonly side: 'baseline' | 'candidate'
  readonly runs: number
}

function addRun({ root, functions, groups, by, selection, side, runs }: Growing, { frames, metric }: Run): void {
  const { samples } = frames.profile
  const values = samples.values[metric.column]!
  const mask = selectSamples(frames, selection)
  const byFunction = functions.assign(frames)
  const byGroup = groups.assign(frames)
  for (let sample = 0; sample < samples.count; sample++) {
    const value = (Number(values[sample]!) * metric.scale) / runs
    if (value === 0 || (mask !== null && mask[sample] === 0)) continue
    const last =
      by === 'flat' ? leafFrame(frames, sample) : blameFrame(frames.profile, frames.start, byFunction.owners, sample)
    let node = root
    root[side] += value
    if (last === -1) continue
    for (const frame of framesFromRoot(frames, sample)) {
      if (frame === last || byFunction.owners[frame] === OWN) {
        const functionGroup = byFunction.groups[frame]!
        // Recursion stays in one node, so that a child is never larger than it looks.
        if (functionGroup !== node.functionGroup) node = childOf(node, functionGroup, byGroup.groups[frame]!)
        else if (frame !== last) continue
        if (node.functionGroup === functionGroup)
          notePlace(node, byFunction.places[frame]!, frames, frame, side === 'candidate' ? value : -value)
      }
      if (frame === last) break
    }
    for (let at: Node | null = node; at !== null && at !== root; at = at.parent) at[side] += value
  }
}

/** Frames of a sample from the root; the last frame of the list with the number `last` ends a walk. */
function* framesFromRoot(frames: Frames, sample: number): Generator<number> {
  const { stack, stackStart } = frames.profile.samples
  for (let at = stackStart[sample + 1]! - 1; at >= stackStart[sample]!; at--) {
    const location = stack[at]!
    for (let frame = frames.start[location + 1]! - 1; frame >= frames.start[location]!; frame--) yield frame
  }
}

function leafFrame(frames: Frames, sample: number): number {
  const { stack, stackStart } = frames.profile.samples
  const at = stackStart[sample]!
  return at === stackStart[sample + 1] ? -1 : frames.start[stack[at]!]!
}

function newNode(functionGroup: number, group: number, parent: Node | null, place: SourcePlace): Node {
  const empty = { baseline: 0, candidate: 0, children: [], childOf: new Map(), places: new Map() }
  return { functionGroup, group, parent, place, ...empty }
}

function childOf(node: Node, functionGroup: number, group: number): Node {
  let child = node.childOf.get(functionGroup)
  if (child === undefined) {
    child = newNode(functionGroup, group, node, { name: '', file: '', line: 0 })
    node.childOf.set(functionGroup, child)
    node.children.push(child)
  }
  return child
}

function notePlace(node: Node, place: number, frames: Frames, frame: number, delta: number): void {
  const known = node.places.get(place)
  if (known !== undefined) known.delta += delta
  else {
    const source = { name: frames.name(frame), file: frames.file(frame), line: frames.line(frame) }
    node.places.set(place, { place: source, delta })
  }
}

/** Gives every node the place of its largest |delta|, and orders children by delta. */
function settle(node: Node): void {
  let largest = -1
  for (const { place, delta } of node.places.values()) {
    if (Math.abs(delta) > largest) {
      largest = Math.abs(delta)
      node.place = place
    }
  }
  for (const child of node.children) settle(child)
  node.children.sort((a, b) => growthOf(b) - growthOf(a) || (a.place.name < b.place.name ? -1 : 1))
}

export function growthOf(node: GrowthNode): number {
  return node.candidate - node.baseline
}
