import { type CallTree, type SideValue, sideColumns } from './call-tree.ts'
import type { PageFunction } from './page-functions.ts'

/** Tells the functions that a reader looks for. */
export type Matcher = (subject: Pick<PageFunction, 'name' | 'file'>) => boolean

/** A regular expression without regard to case, or the text itself where it is none; null if nothing is looked for. */
export function matcherOf(query: string): Matcher | null {
  if (query === '') return null
  const finds = finder(query)
  return ({ name, file }) => finds(name) || finds(file)
}

function finder(query: string): (text: string) => boolean {
  try {
    const expression = new RegExp(query, 'i')
    return (text) => expression.test(text)
  } catch {
    const wanted = query.toLowerCase()
    return (text) => text.toLowerCase().includes(wanted)
  }
}

/** What a search found in a tree. */
export interface Found {
  /** Nodes of functions that match, in preorder. */
  readonly hits: readonly number[]
  /** By node: {@link HIT}, {@link NEAR} for what is above or below one, else 0. */
  readonly marks: Uint8Array
  /** Of the stacks with a match; a stack counts once, however many of its frames match. */
  readonly sum: SideValue
}

export const HIT = 2
export const NEAR = 1

/** `isMatch` by frame. */
export function findNodes(tree: CallTree, isMatch: ArrayLike<number>): Found {
  const marks = new Uint8Array(tree.size)
  const hits: number[] = []
  const sum = sideColumns(1)
  let openUntil = 0
  for (let node = 1; node < tree.size; node++) {
    // Nodes without a value are those of the other metrics of the profile.
    const hasValue = tree.total.baseline[node] !== 0 || tree.total.candidate[node] !== 0
    if (hasValue && isMatch[tree.frame[node]!] === 1) {
      marks[node] = HIT
      hits.push(node)
      if (node >= openUntil) {
        openUntil = tree.end[node]!
        sum.baseline[0]! += tree.total.baseline[node]!
        sum.candidate[0]! += tree.total.candidate[node]!
      }
    } else if (node < openUntil) marks[node] = NEAR
  }
  for (const hit of hits) {
    for (let node = tree.parent[hit]!; node >= 0 && marks[node] === 0; node = tree.parent[node]!) marks[node] = NEAR
  }
  return { hits, marks, sum: { baseline: sum.baseline[0]!, candidate: sum.candidate[0]! } }
}
