import { countOutcomes } from './counts.ts'
import type { Context, Problem, Result, Warning } from './result.ts'

/** Without a policy nothing can be judged: that is an error, whatever the profiles are. `problems` say why. */
export function undecided(
  context: Context,
  { problems, warnings }: { readonly problems: readonly Problem[]; readonly warnings: readonly Warning[] },
): Result {
  const nothing = { checks: [], inputs: [], accepted: [], counts: countOutcomes([]) }
  return { schemaVersion: 1, outcome: 'error', context, problems, warnings, ...nothing }
}
