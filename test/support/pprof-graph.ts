import { type Run, valuesOf } from '../../src/diff/run.ts'
import type { SampleMask } from '../../src/diff/sums.ts'
import { absInt, addInt, compareInt, type Int, multiplyInt } from '../../src/model/int64.ts'

/** What a frame is drawn as. */
export interface NodeOfFrame {
  /** Frames of equal keys are one node; equal values are in the order of their keys. */
  readonly key: string
  readonly name: string
}

export interface GraphRequest {
  readonly run: Run
  readonly mask: SampleMask
  /** The node of a frame, which is one of a location (a row of the profile). */
  readonly nodeOf: (frame: number, location: number) => NodeOfFrame
  /** A node for each path from the root (pprof's -call_tree), instead of one for each function. */
  readonly isTree: boolean
}

export interface GraphNode {
  readonly key: string
  readonly name: string
  flat: Int
  cum: Int
}

export interface GraphEdge {
  readonly from: GraphNode
  readonly to: GraphNode
  weight: Int
  /** Nodes between the two were left out. */
  residual: boolean
}

export interface CallGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/**
 * Who calls whom, with what each call costs, as pprof's graphs have it (internal/graph newGraph): made of the columns
 * that we decode and of our frames. Nodes that are not kept lose their own value; calls through them become residual.
 */
export function callGraph({ run, mask, nodeOf, isTree }: GraphRequest, kept: ReadonlySet<string> | null): CallGraph {
  const { frames } = run
  const { samples } = frames.profile
  const values = baseValues(run)
  const nodes = new Map<string, GraphNode>()
  const edges = new Map<string, GraphEdge>()
  for (let sample = 0; sample < samples.count; sample++) {
    const value = values[sample] ?? 0
    if (value === 0 || mask?.[sample] === 0) continue
    const seen = new Set<string>()
    let parent: GraphNode | null = null
    let path = ''
    let residual = false
    for (const { frame, location } of fromRoot(run, sample)) {
      const found = nodeOf(frame, location)
      path = isTree ? `${path}\n${found.key}` : found.key
      if (kept !== null && !kept.has(path)) {
        residual = true
        continue
      }
      const node: GraphNode = nodes.get(path) ?? { key: path, name: found.name, flat: 0, cum: 0 }
      nodes.set(path, node)
      if (!seen.has(path)) node.cum = addInt(node.cum, value)
      seen.add(path)
      if (parent !== null && parent !== node) {
        const key = `${parent.key}\0${path}`
        const edge: GraphEdge = edges.get(key) ?? { from: parent, to: node, weight: 0, residual: false }
        edges.set(key, edge)
        if (!seen.has(key)) {
          edge.weight = addInt(edge.weight, value)
          if (residual) edge.residual = true
        }
        seen.add(key)
      }
      parent = node
      residual = false
    }
    if (parent !== null && !residual) parent.flat = addInt(parent.flat, value)
  }
  const shown = [...nodes.values()].filter(({ flat, cum }) => flat !== 0 || cum !== 0)
  return { nodes: shown, edges: [...edges.values()] }
}

/** The values of a run in the unit of its metric. */
export function baseValues(run: Run): readonly Int[] {
  return [...valuesOf(run)].map((value) => multiplyInt(value, run.metric.scale))
}

function* fromRoot({ frames: { profile, start } }: Run, sample: number) {
  const { stackStart, stack } = profile.samples
  for (let at = stackStart[sample + 1]! - 1; at >= stackStart[sample]!; at--) {
    const location = stack[at]!
    for (let frame = start[location + 1]! - 1; frame >= start[location]!; frame--) yield { frame, location }
  }
}

/** What pprof leaves out of a report. */
export interface Trimming {
  readonly nodeFraction: number
  readonly edgeFraction: number
  /** 0 for all. */
  readonly nodeCount: number
  readonly by: 'flat' | 'cum'
}

/** The graph that a report shows, in its order (internal/report newTrimmedGraph). */
export function trimmedGraph(request: GraphRequest, trimming: Trimming): CallGraph & { readonly dropped: number } {
  const all = callGraph(request, null)
  const sum = all.nodes.reduce<Int>((total, { flat }) => addInt(total, flat), 0)
  const cutoff = (fraction: number) => Math.abs(Math.trunc(Number(sum) * fraction))
  const large = all.nodes.filter(({ cum }) => Math.abs(Number(cum)) >= cutoff(trimming.nodeFraction))
  const few = callGraph(request, keysOf(large))
  const first = sorted(few.nodes, trimming.by).slice(0, trimming.nodeCount || undefined)
  const { nodes, edges } = callGraph(request, keysOf(first))
  return {
    nodes: sorted(nodes, trimming.by),
    edges: edges.filter(({ weight }) => Math.abs(Number(weight)) >= cutoff(trimming.edgeFraction)),
    dropped: all.nodes.length - large.length,
  }
}

const keysOf = (nodes: readonly GraphNode[]) => new Set(nodes.map(({ key }) => key))

function sorted(nodes: readonly GraphNode[], by: 'flat' | 'cum'): readonly GraphNode[] {
  const other = by === 'flat' ? 'cum' : 'flat'
  const down = (a: GraphNode, b: GraphNode, of: 'flat' | 'cum') => compareInt(absInt(b[of]), absInt(a[of]))
  const byKey = (a: GraphNode, b: GraphNode) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  return nodes.toSorted((a, b) => down(a, b, by) || byKey(a, b) || down(a, b, other))
}
