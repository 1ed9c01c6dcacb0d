import type { Check } from '../result/result.ts'
import { needsAttention, valuesOf } from './status.ts'
import type { View } from './view.ts'

/** Opens in pprof the first profile that needs attention and that pprof can read; null if there is none. */
export function pprofCommandOf(checks: readonly Check[], view: Pick<View, 'pprofCommand'>): string | null {
  for (const check of checks) {
    const command = needsAttention(check) && valuesOf(check) === 'both' ? view.pprofCommand(check) : null
    if (command !== null) return command
  }
  return null
}
