import type { Result } from '../result/result.ts'
import { plural } from './group.ts'
import { type Pen, word } from './pen.ts'
import { capitalized } from './sentence.ts'
import { isSeries } from './trend.ts'
import type { PullView, View } from './view.ts'

/** Facts about where the two sides come from, in words. */

/** `5 runs`, `1 run`: of one side, by the check that has most; empty where nothing was read. */
export function runsText(result: Result, side: 'baseline' | 'candidate'): string {
  const runs = mostRuns(result, side)
  return runs === 0 ? '' : plural(runs, 'run')
}

/** `mean of 5 runs each`, `one run each`. */
export function runsOfBoth(result: Result): string {
  const [baseline, candidate] = [mostRuns(result, 'baseline'), mostRuns(result, 'candidate')]
  if (baseline === 0 || candidate === 0) return ''
  if (baseline === 1 && candidate === 1) return 'one run each'
  const runs = baseline === candidate ? `${baseline} runs each` : `${baseline} and ${candidate} runs`
  // Measured times go by their medians.
  return result.checks.some(({ noise }) => noise.method === 'rank') ? runs : `mean of ${runs}`
}

function mostRuns({ checks, inputs }: Result, side: 'baseline' | 'candidate'): number {
  const ofInputs = inputs.filter((input) => input.side === side && input.state === 'read').map(({ runs }) => runs)
  // The `runs` of a series are its snapshots.
  const ofChecks = checks.filter((check) => !isSeries(check)).map((check) => check.runs[side].length)
  return Math.max(0, ...ofChecks, ...ofInputs)
}

const WAYS: ReadonlyMap<string, string> = new Map([
  ['path', 'a path'],
  ['artifact', 'an artifact of this run'],
  ['run', 'a named run'],
  ['merge-base', 'merge base'],
  ['parent', 'parent commit'],
  ['base', 'named commit'],
  ['ancestor', 'nearest ancestor with profiles'],
])

/** `merge base on main, 3 commits behind, 2 days old`: how the baseline was found; empty where that is not known. */
export function wayText({ context }: Result, pen: Pen): string {
  const { how, ref, behind, age } = context.baseline
  const way = how === null ? '' : (WAYS.get(how) ?? word(how, pen))
  const on = ref === null ? '' : `on ${pen.code(ref)}`
  const place =
    how === 'exact'
      ? [`the commit that ${pen.candidate} stands on`, on]
      : [[way, on].filter((part) => part !== '').join(' ')]
  const distance = behind === null || behind === 0 ? '' : `${plural(behind, 'commit')} behind`
  const days = age === null ? 0 : Math.floor(age / DAY_S)
  const old = days < 1 ? '' : `${plural(days, 'day')} old`
  return [...place, distance, old].filter((part) => part !== '').join(', ')
}

export const DAY_S = 86_400

/** Whether the baseline is not the commit that was wanted, but one before it. */
export function isSubstitute({ context }: Result): boolean {
  return context.baseline.how === 'ancestor'
}

/** Whose limits count for a candidate that changes them; empty for one that does not. */
export function policyChangeText(result: Result, { pull }: View, pen: Pen): string {
  if (!result.context.policy.changed) return ''
  const judge = isJudgedByBase(result, pull) ? 'the one of the base' : 'its own'
  return `${capitalized(pen.candidate)} changes the policy; it is judged by ${judge}`
}

/** Whether rules and limits are not those that the candidate has. */
export function isJudgedByBase({ context }: Result, pull: PullView | null): boolean {
  const { changed, sha } = context.policy
  return changed && (sha === null || (sha !== context.candidate.sha && sha !== pull?.headSha))
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7)
}
