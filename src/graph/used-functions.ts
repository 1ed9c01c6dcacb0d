import type { CollectedGraphs } from './collector.ts'

/** The same graphs without the functions that no tree has, for they have no values, or were folded into their callers. */
export function withUsedFunctions({ functions, trees, lines }: CollectedGraphs): CollectedGraphs {
  const isUsed = new Uint8Array(functions.length)
  for (const tree of trees) for (const number of tree.functions) if (number >= 0) isUsed[number] = 1
  let count = 0
  const newNumber = Int32Array.from(isUsed, (used) => (used === 1 ? count++ : -1))
  return {
    functions: functions.filter((_, number) => isUsed[number] === 1),
    trees: trees.map((tree) => ({
      ...tree,
      functions: tree.functions.map((number) => newNumber[number] ?? -1),
    })),
    lines: lines.flatMap((each) => (isUsed[each.number] === 1 ? [{ ...each, number: newNumber[each.number]! }] : [])),
  }
}
