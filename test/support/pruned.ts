import { prune, pruningOf } from '../../src/diff/prune.ts'
import type { Profile } from '../../src/model/profile.ts'
import { compileRegex, RegexError } from '../../src/policy/regex.ts'

/** A profile without the frames that it asks to be left out. */
export function pruned(profile: Profile): Profile {
  const pruning = pruningOf(profile, (source) => {
    try {
      return compileRegex(source)
    } catch (error) {
      if (error instanceof RegexError) return null
      throw error
    }
  })
  return pruning === null ? profile : prune(profile, pruning)
}
