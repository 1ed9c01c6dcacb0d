import type { Level } from '../result/result.ts'

/** From which outcome on a step fails; `never` to roll a gate out. */
export type FailOn = 'fail' | 'warn' | 'never'

/** Exit code of the step: 1 for fail (and for warn, if that fails too), 2 for error, else 0. */
export function exitCodeFor(outcome: Level, failOn: FailOn): 0 | 1 | 2 {
  if (failOn === 'never' || outcome === 'pass') return 0
  if (outcome === 'error') return 2
  return outcome === 'fail' || failOn === 'warn' ? 1 : 0
}
