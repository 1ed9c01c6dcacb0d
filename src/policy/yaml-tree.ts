import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { type Found, mistake } from './mistake.ts'
import { positionAt, type Range, type Source } from './source.ts'
import { syntaxMistakes } from './yaml-syntax.ts'

/** A YAML value that knows where it stands. Aliases and merge keys are resolved; what they bring stands at its anchor. */
export type Node = ScalarNode | ListNode | MapNode | UnreadNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** As written, with quotes. */
  readonly written: string
  readonly range: Range
}

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly Node[]
  readonly range: Range
}

export interface MapNode {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Entry>
  readonly range: Range
}

/** Stands for a value about which a mistake has been reported already. */
export interface UnreadNode {
  readonly kind: 'unread'
  readonly range: Range
}

export interface Entry {
  readonly keyRange: Range
  readonly value: Node
}

/** `root` is null for an empty file. After a syntax mistake the tree is not worth judging: then there is none. */
export type TreeResult =
  | { readonly kind: 'tree'; readonly root: Node | null; readonly mistakes: readonly Found[] }
  | { readonly kind: 'unreadable'; readonly mistakes: readonly Found[] }

/** Policies are five levels deep; anchors under `x-` keys may be somewhat deeper. */
const DEEPEST = 40

/** How many values aliases may bring all together. */
const MOST_ALIASED = 100_000

/** Reads one document of YAML 1.2 (core schema) with merge keys. */
export function readTree(source: Source): TreeResult {
  let document: ReturnType<typeof parseDocument>
  try {
    document = parseDocument(source.text, {
      schema: 'core',
      merge: false, // done here: the library would forget where merged values stand
      uniqueKeys: false, // done here: in linear time, and with the line of the first
      resolveKnownTags: false,
      prettyErrors: false,
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'unreadable', mistakes: [mistake({ start: 0, end: 1 }, 'too-deep', { limitLevels: DEEPEST })] }
  }
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) return { kind: 'unreadable', mistakes: syntaxMistakes(source, problems, DEEPEST) }
  const builder = new TreeBuilder(source)
  const root = document.contents === null ? null : builder.node(document.contents, { start: 0, end: 0 }, 0)
  return { kind: 'tree', root, mistakes: builder.mistakes }
}

/** The node at a path of keys and indexes, or null. */
export function nodeAt(root: Node | null, path: readonly PropertyKey[]): Node | null {
  let node = root
  for (const key of path) {
    if (node?.kind === 'map') node = node.entries.get(String(key))?.value ?? null
    else node = node?.kind === 'list' ? (node.items[Number(key)] ?? null) : null
  }
  return node
}

/** Plain data for the schema. Objects have no prototype, so that `__proto__` is a key like any other. */
export function plainValue(node: Node | null): unknown {
  if (node === null || node.kind === 'unread') return null
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plainValue)
  const object: Record<string, unknown> = Object.create(null)
  for (const [key, { value }] of node.entries) object[key] = plainValue(value)
  return object
}

interface Anchored {
  readonly node: Node
  readonly size: number
}

/** `size` of a result counts the values that it has once every alias in it is replaced. */
class TreeBuilder {
  readonly mistakes: Found[] = []
  private readonly source: Source
  private readonly anchors = new Map<string, Anchored | 'open'>()
  private size = 0
  private aliased = 0

  constructor(source: Source) {
    this.source = source
  }

  /** Visits nodes in the order of the text, so that an alias finds the last anchor before it, as YAML has it. */
  node(yaml: unknown, fallback: Range, depth: number): Node {
    const range = rangeOf(yaml, fallback)
    if (depth > DEEPEST) return this.refused(mistake(range, 'too-deep', { limitLevels: DEEPEST }))
    if (isAlias(yaml)) return this.alias(yaml.source, range)
    const anchor = isMap(yaml) || isSeq(yaml) || isScalar(yaml) ? yaml.anchor : undefined
    if (anchor !== undefined) this.anchors.set(anchor, 'open')
    const before = this.size
    this.size += 1
    const node = this.value(yaml, range, depth)
    if (anchor !== undefined) this.anchors.set(anchor, { node, size: this.size - before })
    return node
  }

  private value(yaml: unknown, range: Range, depth: number): Node {
    if (isMap(yaml)) return this.map(yaml, range, depth)
    if (isSeq(yaml)) return this.list(yaml, range, depth)
    return scalarNode(yaml, range, this.source)
  }

  private alias(name: string, range: Range): Node {
    const anchored = this.anchors.get(name)
    if (anchored === undefined) return this.refused(mistake(range, 'unknown-alias', { alias: name }))
    if (anchored === 'open') return this.refused(mistake(range, 'endless-alias', { alias: name }))
    const before = this.aliased
    this.aliased += anchored.size
    if (before > MOST_ALIASED) return { kind: 'unread', range }
    if (this.aliased > MOST_ALIASED) {
      return this.refused(mistake(range, 'alias-expansion', { limitValues: MOST_ALIASED }))
    }
    this.size += anchored.size
    return anchored.node
  }

  private list(yaml: YAMLSeq, range: Range, depth: number): ListNode {
    return { kind: 'list', items: yaml.items.map((item) => this.node(item, range, depth + 1)), range }
  }

  private map(yaml: YAMLMap, range: Range, depth: number): MapNode {
    const entries = new Map<string, Entry>()
    const merged: MapNode[] = []
    for (const pair of yaml.items) {
      const keyRange = rangeOf(pair.key, range)
      const value = this.node(pair.value, keyRange, depth + 1)
      if (isMergeKey(pair)) merged.push(...this.merge(value, keyRange))
      else this.add(entries, this.key(pair, keyRange), { keyRange, value })
    }
    for (const { entries: others } of merged) {
      for (const [key, entry] of others) if (!entries.has(key)) entries.set(key, entry)
    }
    return { kind: 'map', entries, range }
  }

  private add(entries: Map<string, Entry>, key: string | null, entry: Entry): void {
    if (key === null) return
    const first = entries.get(key)
    if (first === undefined) {
      entries.set(key, entry)
      return
    }
    const firstLine = positionAt(this.source, first.keyRange.start).line
    this.mistakes.push(mistake(entry.keyRange, 'duplicate-key', { key, firstLine }))
  }

  private key(pair: Pair, range: Range): string | null {
    if (isScalar(pair.key)) return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? '')
    this.mistakes.push(mistake(range, 'key-not-text', {}))
    return null
  }

  /** One mapping or a list of them, the first of which counts most. Source: yaml.org/type/merge.html. */
  private merge(value: Node, range: Range): readonly MapNode[] {
    const maps = value.kind === 'list' ? value.items : [value]
    const isMapNode = (node: Node): node is MapNode => node.kind === 'map'
    if (maps.every(isMapNode)) return maps
    this.mistakes.push(mistake(range, 'merge-not-mapping', {}))
    return maps.filter(isMapNode)
  }

  private refused(found: Found): UnreadNode {
    this.mistakes.push(found)
    return { kind: 'unread', range: found.range }
  }
}

function scalarNode(yaml: unknown, range: Range, source: Source): ScalarNode {
  const value = isScalar(yaml) ? yaml.value : null
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  return { kind: 'scalar', value: known, written: source.text.slice(range.start, range.end), range }
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === Scalar.PLAIN
}

/** Nodes without text, as the value of a lone `key:`, stand where `fallback` says. */
function rangeOf(yaml: unknown, fallback: Range): Range {
  const range = isMap(yaml) || isSeq(yaml) || isScalar(yaml) || isAlias(yaml) ? yaml.range : undefined
  if (range === undefined || range === null || range[0] === range[1]) return fallback
  return { start: range[0], end: range[1] }
}
