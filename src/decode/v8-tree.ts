import { textDamaged } from './decode-error.ts'
import { isObject, type JsonObject } from './json-text.ts'
import type { BuiltFrame, LocationRow, ProfileBuilder } from './profile-builder.ts'

/** A node of the tree of calls that V8 writes; its stack is the path to it. */
export interface TreeNode {
  readonly id: number
  readonly name: string
  readonly frame: BuiltFrame
  /** Row of the caller's node, -1 for the root. */
  readonly parent: number
  /** What the file says of the node. */
  readonly json: JsonObject
}

/** The stacks of a tree repeat what they share; so many frames are far beyond any recording. */
const MOST_FRAMES = 2 ** 25

/** A tree of calls, callers before callees. */
export class V8Tree {
  readonly nodes: readonly TreeNode[]
  private readonly format: string
  private readonly rows: ReadonlyMap<number, number>

  private constructor(format: string, nodes: readonly TreeNode[]) {
    this.format = format
    this.nodes = nodes
    this.rows = new Map(nodes.map(({ id }, row) => [id, row]))
  }

  /**
   * @param profile With nested nodes under `head`, or with a list of `nodes` that name their children by id
   * (chromedevtools.github.io/devtools-protocol, domains Profiler and HeapProfiler).
   * @throws {DecodeError} `text-damaged` if it has no tree, or one that is none.
   */
  static of(profile: unknown, format: string): V8Tree {
    const { head, nodes } = isObject(profile) ? profile : {}
    const [root, childrenOf] = isObject(head) ? [head, nestedChildren(format)] : listed(nodes, format)
    // Lines count from 0 and the root has none; older profilers count from 1, and there the root has line 0.
    const lineOffset = callFrameOf(root)['lineNumber'] === 0 ? 0 : 1
    const found: TreeNode[] = []
    const open: { readonly json: JsonObject; readonly parent: number }[] = [{ json: root, parent: -1 }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { json, parent } = next
      const frame = frameOf(callFrameOf(json), lineOffset)
      const row = found.push({ id: numberOf(json['id']) ?? -1, name: frame.name, frame, parent, json }) - 1
      for (const child of childrenOf(json).toReversed()) open.push({ json: child, parent: row })
    }
    // Nested nodes of Chrome's heap profiles have no ids.
    const ids = found.flatMap(({ json: { id } }) => (id === undefined ? [] : [id]))
    if (new Set(ids).size < ids.length || !ids.every(Number.isFinite)) throw textDamaged(format, 'no-tree')
    return new V8Tree(format, found)
  }

  /** Null for an id that no node has. */
  rowOf(id: unknown): number | null {
    return (typeof id === 'number' ? this.rows.get(id) : undefined) ?? null
  }

  /**
   * A count or a size that the file says of each node.
   * @throws {DecodeError} `text-damaged` where it is missing or none.
   */
  amounts(field: string): Float64Array {
    return Float64Array.from(this.nodes, ({ json }) => {
      const amount = numberOf(json[field])
      if (amount === null || amount < 0) throw textDamaged(this.format, 'amount')
      return amount
    })
  }

  /** Adds a sample for each node that has one; the root, which stands for all, is no frame. */
  addSamples(builder: ProfileBuilder, valuesOf: (row: number) => readonly number[] | null): void {
    const locations: LocationRow[] = []
    let frames = 0
    for (const [row, node] of this.nodes.entries()) {
      locations.push(builder.location([node.frame]))
      const values = valuesOf(row)
      if (values === null) continue
      const stack: LocationRow[] = []
      for (let at = row; at > 0; at = this.nodes[at]?.parent ?? -1) stack.push(locations[at] ?? 0)
      frames += stack.length
      if (frames > MOST_FRAMES) throw textDamaged(this.format, 'too-deep')
      builder.sample(stack, values)
    }
  }
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function nestedChildren(format: string): (node: JsonObject) => readonly JsonObject[] {
  return (node) => {
    const children = childrenOf(node, format)
    if (!children.every(isObject)) throw textDamaged(format, 'no-tree')
    return children
  }
}

/** The root of a list, and how to find children; every node has one parent, so that the tree is finite. */
function listed(
  nodes: unknown,
  format: string,
): readonly [root: JsonObject, childrenOf: (node: JsonObject) => readonly JsonObject[]] {
  const list: readonly unknown[] = Array.isArray(nodes) ? nodes : []
  if (!list.every(isObject)) throw textDamaged(format, 'no-tree')
  const byId = new Map(list.map((node) => [node['id'], node]))
  const children = new Set<unknown>()
  let links = 0
  for (const node of list) {
    for (const id of childrenOf(node, format)) {
      if (!byId.has(id)) throw textDamaged(format, 'unknown-node')
      children.add(id)
      links++
    }
  }
  const [root, ...otherRoots] = list.filter(({ id }) => !children.has(id))
  if (root === undefined || otherRoots.length > 0 || links !== children.size || byId.size !== list.length) {
    throw textDamaged(format, 'no-tree')
  }
  return [
    root,
    (node) =>
      childrenOf(node, format)
        .map((id) => byId.get(id))
        .filter(isObject),
  ]
}

/** A node without any may say so or not. */
function childrenOf({ children = [] }: JsonObject, format: string): readonly unknown[] {
  if (!Array.isArray(children)) throw textDamaged(format, 'no-tree')
  return children
}

/** Older forms have the frame's fields in the node itself. */
function callFrameOf(node: JsonObject): JsonObject {
  const { callFrame } = node
  return isObject(callFrame) ? callFrame : node
}

function frameOf({ functionName, url, lineNumber }: JsonObject, lineOffset: number): BuiltFrame {
  const name = typeof functionName === 'string' && functionName !== '' ? functionName : '(anonymous)'
  const line = numberOf(lineNumber)
  return {
    name,
    file: typeof url === 'string' ? pathOf(url) : '',
    line: line === null ? 0 : Math.max(0, line + lineOffset),
  }
}

/** `file:///src/a.js` is `/src/a.js`; other addresses, `node:fs` among them, stay. */
function pathOf(url: string): string {
  const path = /^file:\/\/(?:\/(?=[A-Za-z]:))?(.*)$/.exec(url)?.[1]
  if (path === undefined) return url
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
