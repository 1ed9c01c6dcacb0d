import { type GraphData, type GraphProfile, OWN_CODE, RUNTIME_CODE } from '../../src/graph/graph-data.ts'
import type { SideNumbers } from './side-numbers.ts'

export interface FunctionValues {
  readonly flat: SideNumbers
  readonly cum: SideNumbers
  readonly own: SideNumbers
}

/** What the page makes of the data, written down anew: values of every function with one, by its name. */
export function functionValues(
  { frames, strings }: GraphData,
  { parent, frame, metrics }: GraphProfile,
  metricName: string,
): ReadonlyMap<string, FunctionValues> {
  const metric = metrics.find(({ name }) => name === metricName)
  const found = new Map<string, Record<'flat' | 'cum' | 'own', { baseline: number; candidate: number }>>()
  const zero = () => ({ baseline: 0, candidate: 0 })
  for (const side of ['baseline', 'candidate'] as const) {
    for (let node = 1; node < parent.length; node++) {
      const value = metric?.[side][node] ?? 0
      const path: number[] = []
      for (let at = node; at > 0; at = parent[at] ?? 0) path.push(frame[at] ?? -1)
      const valuesOf = (row: number) => {
        const name = strings[frames.name[row] ?? 0] ?? ''
        const known = found.get(name) ?? { flat: zero(), cum: zero(), own: zero() }
        found.set(name, known)
        return known
      }
      const has = (flag: number) => (row: number) => ((frames.flags[row] ?? 0) & flag) !== 0
      const blamed = path.find(has(OWN_CODE)) ?? path.findLast((row) => !has(RUNTIME_CODE)(row)) ?? path.at(-1) ?? -1
      valuesOf(path[0] ?? -1).flat[side] += value
      valuesOf(blamed).own[side] += value
      for (const row of new Set(path)) valuesOf(row).cum[side] += value
    }
  }
  return found
}
