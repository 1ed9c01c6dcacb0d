import { DEFAULT_POLICY_PATH } from '../policy/paths.ts'
import type { FailOn } from '../report/exit-code.ts'
import { type BaselineSource, baselineSource, type CandidateSource, candidateSource } from './input-source.ts'
import { commentKey, commit, flag, type Given, oneOf, targetName, wholeNumber, workflowFile } from './input-value.ts'
import { policyPath } from './policy-path.ts'
import { UsageError } from './usage-error.ts'

export type CommentMode = 'auto' | 'always' | 'failure' | 'never'

/** The `with:` of the step, checked. */
export interface Inputs {
  readonly candidate: CandidateSource
  readonly baseline: BaselineSource
  readonly store: boolean
  readonly target: string | null
  /** Path of the policy file in the repository. */
  readonly policy: string
  /** Whether `policy` was named, or is the default path. */
  readonly isPolicyNamed: boolean
  readonly policyFrom: 'base' | 'head'
  readonly comment: CommentMode
  readonly commentKey: string
  readonly failOn: FailOn
  readonly baselineDepth: number
  /** File name of the workflow in whose runs baselines are looked for; null for this one. */
  readonly baselineWorkflow: string | null
  readonly baselineSha: string | null
  readonly candidateSha: string | null
  readonly token: string
}

/** How far back a baseline is looked for, in commits. */
const DEPTH = { unset: 50, most: 500 }

/**
 * Checks what the workflow gives.
 * @param get the text of an input by its name, empty where it is not set
 * @param defaults `workflowFile`: file name of the workflow that runs
 * @throws {UsageError} for the first input that cannot be used
 */
export function readInputs(get: (name: string) => string, defaults: { readonly workflowFile: string }): Inputs {
  const given = (name: string): Given => ({ name, value: get(name).trim() })
  const policy = given('policy')
  return {
    candidate: candidateSource(given('candidate')),
    baseline: baselineSource(given('baseline')),
    store: flag(given('store'), true),
    target: targetName(given('target')),
    policy: policy.value === '' ? DEFAULT_POLICY_PATH : policyPath(policy),
    isPolicyNamed: policy.value !== '',
    policyFrom: oneOf(given('policy-from'), ['base', 'head']),
    comment: oneOf(given('comment'), ['auto', 'always', 'failure', 'never']),
    commentKey: commentKey(given('comment-key'), defaults.workflowFile),
    failOn: oneOf(given('fail-on'), ['fail', 'warn', 'never']),
    baselineDepth: wholeNumber(given('baseline-depth'), DEPTH.unset, DEPTH.most),
    baselineWorkflow: workflowFile(given('baseline-workflow')),
    baselineSha: commit(given('baseline-sha')),
    candidateSha: commit(given('candidate-sha')),
    token: token(given('token').value),
  }
}

/** It is never quoted. @throws {UsageError} */
function token(value: string): string {
  if (value === '') {
    const todo = 'leave it out for github.token; a secret is empty in pull requests of forks and of Dependabot'
    throw new UsageError(`input token is empty; ${todo}`)
  }
  if (/[^\x21-\x7e]/.test(value)) throw new UsageError('input token is no token: it has characters that none has')
  return value
}
