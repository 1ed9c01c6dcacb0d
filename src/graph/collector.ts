import type { JudgedProfile } from '../judge/judged-profile.ts'
import { buildTree, MOST_NODES } from './build-tree.ts'
import type { CallTree } from './call-tree.ts'
import { changedFunctions } from './changed-functions.ts'
import { type FramesPair, framesRequest } from './frames-request.ts'
import { type FunctionLines, LineReader } from './function-lines.ts'
import { FunctionTable, type GraphFunction } from './function-table.ts'
import { judgedRequest } from './judged-request.ts'
import { framesOf, type TreeRequest } from './tree-request.ts'

/** So many functions of one profile may be shown with their source. */
export const MOST_SOURCES = 40

/** What is kept of the profiles of a step for its report: small, and of no use for anything but a picture. */
export interface CollectedGraphs {
  readonly functions: readonly GraphFunction[]
  readonly trees: readonly CallTree[]
  readonly lines: readonly FunctionLines[]
}

interface CollectedProfile {
  readonly number: number
  readonly tree: CallTree
  readonly lines: readonly Omit<FunctionLines, 'tree'>[]
}

/** Takes profiles one by one, in any order, and keeps their call trees; the profiles themselves can go. */
export class GraphCollector {
  private readonly table = new FunctionTable()
  private readonly profiles: CollectedProfile[] = []
  private readonly most: number

  /** @param most nodes of a profile */
  constructor(most = MOST_NODES) {
    this.most = most
  }

  /** @param number its place among the profiles */
  add(request: TreeRequest, number: number): void {
    for (const frames of framesOf(request)) request.index.assign(frames)
    const numbers = this.table.numbersOf(request.index, framesOf(request))
    const tree = buildTree(request, numbers, this.most)
    if (tree === null) return
    const reader = new LineReader(request, numbers)
    reader.noteLargest(this.table)
    const { rows } = this.table
    const wanted = changedFunctions(tree, this.table, MOST_SOURCES).map((each) => ({
      ...each,
      file: rows[each.number]?.file ?? '',
    }))
    const known = wanted.filter(({ file }) => file !== '')
    this.profiles.push({ number, tree, lines: reader.read(known) })
  }

  /** A pair that was judged; one without stacks adds nothing. */
  addJudged(pair: JudgedProfile, number: number): void {
    const request = judgedRequest(pair)
    if (request !== null) this.add(request, number)
  }

  /** Two profiles without a policy, or one. */
  addFrames(pair: FramesPair): void {
    const request = framesRequest(pair)
    if (request !== null) this.add(request, 0)
  }

  get collected(): CollectedGraphs {
    const profiles = this.profiles.toSorted((a, b) => a.number - b.number)
    return {
      functions: this.table.rows,
      trees: profiles.map(({ tree }) => tree),
      lines: profiles.flatMap(({ lines }, tree) => lines.map((each) => ({ ...each, tree }))),
    }
  }
}
