import type { Result } from '../result/result.ts'
import { plural } from './group.ts'

/** Checks and problems of a result, counted by what they come to. Counts count checks, never causes. */
export interface Tally {
  readonly checks: number
  readonly failed: number
  /** Level error. */
  readonly undecided: number
  readonly warned: number
  /** Inconclusive or not compared, without being an error, a warning or a failure by the policy. */
  readonly open: number
  readonly passed: number
  readonly problems: Readonly<Record<'fail' | 'error' | 'warn', number>>
}

export function tallyOf({ checks, problems }: Result): Tally {
  const at = (level: string) => checks.filter((check) => check.level === level).length
  const harmless = checks.filter(({ level }) => level === 'pass')
  const passed = harmless.filter(({ outcome }) => outcome === 'pass').length
  const problemsAt = (level: string) => problems.filter((problem) => problem.level === level).length
  return {
    checks: checks.length,
    failed: at('fail'),
    undecided: at('error'),
    warned: at('warn'),
    open: harmless.length - passed,
    passed,
    problems: { fail: problemsAt('fail'), error: problemsAt('error'), warn: problemsAt('warn') },
  }
}

/** `2 of 5 checks, 1 not decided, 3 problems, 1 warning`: what a failed result consists of. */
export function failureText({ checks, failed, undecided, warned, open, problems }: Tally): string {
  const parts = [
    failed > 0 ? `${failed} of ${plural(checks, 'check')}` : '',
    undecided > 0 ? `${undecided} not decided` : '',
    problems.fail + problems.error > 0 ? plural(problems.fail + problems.error, 'problem') : '',
    warned + problems.warn > 0 ? plural(warned + problems.warn, 'warning') : '',
    open > 0 ? `${open} inconclusive or not compared` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** "12 checks were judged and are within their limits; 3 could not be": what an undecided result leaves out. */
export function undecidedText({ passed, undecided, warned, open }: Tally): string {
  const judged =
    passed === 0
      ? 'No check was found within its limits'
      : `${plural(passed, 'check')} ${passed === 1 ? 'was judged and is within its limits' : 'were judged and are within their limits'}`
  const rest = [
    undecided > 0 ? `${undecided} could not be` : '',
    warned > 0 ? `${warned} ${warned === 1 ? 'is a warning' : 'are warnings'}` : '',
    open > 0 ? `${open} ${open === 1 ? 'is' : 'are'} inconclusive or not compared` : '',
  ]
  return [judged, ...rest.filter((part) => part !== '')].join('; ')
}
