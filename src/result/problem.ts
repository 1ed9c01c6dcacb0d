import type { Notice } from '../model/notice.ts'
import type { Problem, Warning } from './result.ts'

/** A problem of no rule and no profile. `line`: of the policy file. */
export function errorOf({ code, args }: Notice, line: number | null = null): Problem {
  return { code, args, rule: null, profile: null, line, level: 'error' }
}

/** A warning of no profile. */
export function warningOf({ code, args }: Notice): Warning {
  return { code, args, profile: null }
}
