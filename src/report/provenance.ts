import type { Result } from '../result/result.ts'
import { plural } from './group.ts'
import { type Pen, word } from './pen.ts'

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
  return baseline === candidate ? `mean of ${baseline} runs each` : `mean of ${baseline} and ${candidate} runs`
}

function mostRuns({ checks, inputs }: Result, side: 'baseline' | 'candidate'): number {
  const ofInputs = inputs.filter((input) => input.side === side && input.state === 'read').map(({ runs }) => runs)
  return Math.max(0, ...checks.map((check) => check.runs[side].length), ...ofInputs)
}

const WAYS: ReadonlyMap<string, string> = new Map([
  ['path', 'a path'],
  ['artifact', 'an artifact of this run'],
  ['run', 'a named run'],
  ['exact', 'the commit this stands on'],
  ['merge-base', 'merge base'],
  ['parent', 'parent commit'],
  ['base', 'base commit'],
  ['ancestor', 'nearest ancestor with profiles'],
])

/** ` (merge base on main, 3 commits behind)`: how the baseline was found; empty where that is not known. */
export function wayText({ context }: Result, pen: Pen): string {
  const { how, ref, behind } = context.baseline
  const way = how === null ? '' : (WAYS.get(how) ?? word(how, pen))
  const on = ref === null ? '' : `${way === '' ? '' : ' '}on ${pen.code(ref)}`
  const distance = behind === null || behind === 0 ? '' : `${plural(behind, 'commit')} behind`
  const parts = [way + on, distance].filter((part) => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7)
}
