import { type Found, type MistakeArgs, type MistakeCode, mistake } from './mistake.ts'
import { positionAt, type Range, type Source } from './source.ts'
import { type Node, nodeAt } from './yaml-tree.ts'

type Path = readonly PropertyKey[]

/** A rule or an acceptance in the file: finds the place of what is wrong with it. Paths lead on from it. */
export class Site {
  /** The line where it begins, from 1. */
  readonly line: number
  private readonly root: Node
  private readonly path: Path
  private readonly mistakes: Found[]

  /** Mistakes are added to `mistakes`. */
  constructor(source: Source, root: Node, path: Path, mistakes: Found[]) {
    this.root = root
    this.path = path
    this.mistakes = mistakes
    this.line = positionAt(source, (nodeAt(root, path) ?? root).range.start).line
  }

  /** Marks the value at the path. */
  value<Code extends MistakeCode>(path: Path, code: Code, args: MistakeArgs[Code]): void {
    const node = nodeAt(this.root, [...this.path, ...path]) ?? this.root
    this.mistakes.push(mistake(headRange(node), code, args))
  }

  /** Marks the key at the end of the path. */
  key<Code extends MistakeCode>(path: Path, code: Code, args: MistakeArgs[Code]): void {
    this.mistakes.push(mistake(keyRange(this.root, [...this.path, ...path]), code, args))
  }
}

/** What of a value is marked: its first key if it is a block mapping, its bracket if in brackets, else all of it. */
export function headRange(node: Node): Range {
  const { start } = node.range
  const first = node.kind === 'map' ? node.entries.values().next().value?.keyRange : undefined
  if (first !== undefined && first.start === start) return first
  return node.kind === 'map' || node.kind === 'list' ? { start, end: start + 1 } : node.range
}

/** Where the last key of the path stands; of an item of a list, the item. */
export function keyRange(root: Node, path: Path): Range {
  const owner = nodeAt(root, path.slice(0, -1))
  const entry = owner?.kind === 'map' ? owner.entries.get(String(path.at(-1))) : undefined
  return entry?.keyRange ?? headRange(nodeAt(root, path) ?? root)
}
