import { type CallTree, ROOT } from './call-tree.ts'
import type { FunctionTable } from './function-table.ts'

/** A function and its change, as a part of the total of its profile: the largest of all metrics. */
export interface ChangedFunction {
  readonly number: number
  readonly part: number
}

/** Functions of the user's own code by the change of what is blamed on them (see `own`), largest first. */
export function changedFunctions(tree: CallTree, table: FunctionTable, most: number): readonly ChangedFunction[] {
  const { parent, functions } = tree
  // The innermost own function of each stack; -1 where there is none.
  const blamed = new Int32Array(parent.length).fill(-1)
  for (let node = 1; node < parent.length; node++) {
    blamed[node] = table.isOwn(functions[node]!) ? functions[node]! : blamed[parent[node]!]!
  }
  const parts = new Map<number, number>()
  for (const { baseline, candidate } of tree.metrics) {
    const whole = Math.max(totalOf(baseline), totalOf(candidate))
    if (whole === 0) continue
    const deltas = new Map<number, number>()
    for (let node = ROOT + 1; node < parent.length; node++) {
      const number = blamed[node]!
      if (number !== -1) deltas.set(number, (deltas.get(number) ?? 0) + candidate[node]! - baseline[node]!)
    }
    for (const [number, delta] of deltas) {
      parts.set(number, Math.max(parts.get(number) ?? 0, Math.abs(delta) / whole))
    }
  }
  return [...parts]
    .filter(([, part]) => part > 0)
    .map(([number, part]) => ({ number, part }))
    .sort((a, b) => b.part - a.part || a.number - b.number)
    .slice(0, most)
}

function totalOf(values: Float64Array): number {
  return Math.abs(values.reduce((sum, value) => sum + value, 0))
}
