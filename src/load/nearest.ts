import { editDistance } from '../model/edit-distance.ts'
import { splitExtension } from './extension.ts'
import { comparePaths } from './path-order.ts'

/**
 * The name that somebody probably meant, or null if none is near: the same name with another extension, run or moment,
 * or one with up to a third of its letters wrong.
 */
export function nearestName(name: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  let nearestCost = Number.POSITIVE_INFINITY
  for (const candidate of names.toSorted(comparePaths)) {
    const cost = costOf(name.toLowerCase(), candidate.toLowerCase())
    if (cost < nearestCost) [nearest, nearestCost] = [candidate, cost]
  }
  return nearest
}

/** Infinite for names that are not near. */
function costOf(name: string, candidate: string): number {
  const [a, b] = [splitExtension(name), splitExtension(candidate)]
  const otherExtension = a.extension === b.extension ? 0 : 0.5
  if (a.stem !== '' && b.stem.startsWith(a.stem) && /^[-.]\d+$/.test(b.stem.slice(a.stem.length))) {
    return 0.25 + otherExtension
  }
  const limit = Math.floor(a.stem.length / 3)
  const edits = editDistance(a.stem, b.stem)
  return edits <= limit ? edits + otherExtension : Number.POSITIVE_INFINITY
}
