import { editDistance } from '../model/edit-distance.ts'

/** Longer texts are never a misspelt name. */
const LONGEST = 64

/**
 * The known name that a misspelt one most likely means, or null if none is near: the same but for case and
 * separators, at most a third of its letters away, or the beginning of one the other (`inuse`, `warning`).
 */
export function nearestName(typed: string, known: Iterable<string>): string | null {
  if (typed.length > LONGEST) return null
  const names = [...known].filter((name) => name !== typed && name.length <= LONGEST)
  const same = names.find((name) => letters(name) === letters(typed) && letters(typed) !== '')
  if (same !== undefined) return same
  let best: string | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const name of names) {
    const distance = editDistance(letters(typed), letters(name))
    if (distance < bestDistance && distance <= Math.max(1, Math.floor(Math.max(typed.length, name.length) / 3))) {
      best = name
      bestDistance = distance
    }
  }
  if (best !== null && bestDistance < typed.length) return best
  return names.find((name) => goesOn(letters(typed), letters(name)) || goesOn(letters(name), letters(typed))) ?? null
}

function goesOn(start: string, whole: string): boolean {
  return start.length >= 3 && whole.startsWith(start)
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
