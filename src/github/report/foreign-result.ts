import type { Notice } from '../../model/notice.ts'
import { hasWordsFor } from '../../report/known-codes.ts'
import type { Leg } from '../../report/matrix.ts'
import type { Cause, Check, Context, Result } from '../../result/result.ts'
import type { WorkflowRunEvent } from '../event.ts'

/**
 * What is shown of a result that a fork's run has written. Numbers and names are, for they are all that it reports; but
 * whose result it is and which commit and run it is of, GitHub says. Words that somebody has chosen are left out, and so
 * are commits and runs that nobody has looked up.
 */
export function foreignLeg(leg: Leg, event: WorkflowRunEvent): Leg {
  const { target, result } = leg
  if (result === null) return leg
  const isUsable = hasWordsFor(result) && result.checks.every(isPlain)
  return isUsable ? { target, result: withoutWords(result, event) } : { target, result: null, why: 'unusable' }
}

/** Names of metrics and units are printed among our own words: one word each, as every tool writes them. */
function isPlain({ metric, unit }: Check): boolean {
  return /^[\w.:/%+-]{1,64}$/.test(metric) && /^[\w/%+-]{0,32}$/.test(unit)
}

/** Where goroutines wait is told in words; which lines a pull request changed, nobody has looked up. */
function ofNobody(cause: Cause): Cause {
  const callers = cause.callers.map((caller) => ({ ...caller, changed: false }))
  return { ...cause, waiting: null, hint: cleaned(cause.hint), reach: 'unknown', callers }
}

function withoutWords(result: Result, event: WorkflowRunEvent): Result {
  return {
    ...result,
    context: contextOf(result, event),
    checks: result.checks.map((check) => ({
      ...check,
      target: result.context.target,
      reason: cleaned(check.reason),
      causes: check.causes.map(ofNobody),
    })),
    problems: result.problems.map((problem) => ({ ...problem, ...cleaned(problem) })),
    inputs: result.inputs.map((input) => ({ ...input, reason: cleaned(input.reason) })),
    accepted: result.accepted.map((each) => ({ ...each, reason: 'see the change of the policy' })),
    warnings: result.warnings.map((warning) => ({ ...warning, ...cleaned(warning) })),
  }
}

function contextOf(
  { context }: Result,
  { headSha, headBranch, runId, attempt, workflowFile }: WorkflowRunEvent,
): Context {
  const { how, age, behind } = context.baseline
  const { source, sha, changed } = context.policy
  // Of the commits of a policy only that of the candidate can be told; whether it is that one decides what is said of it.
  const isOwn = sha !== null && (sha === headSha || sha === context.candidate.sha)
  return {
    ...context,
    baseline: { sha: null, ref: null, runId: null, steps: [], how, age, behind },
    candidate: { sha: headSha, ref: headBranch },
    policy: { source, sha: isOwn ? headSha : null, changed },
    ...{ workflow: workflowFile, runId, attempt },
  }
}

/** Messages, lines of files, commits, runs and addresses. */
const LEFT_OUT: readonly string[] = ['message', 'text', 'frame', 'sha', 'commit', 'as', 'run', 'url']

/** What is printed as a word: one, of letters. */
const WORDS: readonly string[] = ['unit', 'permission']

function cleaned<Said extends Notice | null>(notice: Said): Said {
  if (notice === null) return notice
  const args = Object.entries(notice.args).filter(
    ([key, value]) => !LEFT_OUT.includes(key) && (!WORDS.includes(key) || /^[a-z/]{1,16}$/i.test(String(value))),
  )
  return { ...notice, args: Object.fromEntries(args) }
}
