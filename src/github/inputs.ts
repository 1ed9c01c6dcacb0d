import { nearestName } from '../policy/nearest.ts'
import { DEFAULT_POLICY_PATH } from '../policy/paths.ts'
import { quoted } from '../policy/visible.ts'
import { clean } from '../report/escape.ts'
import type { FailOn } from '../report/exit-code.ts'
import { CAPTURE_INPUT_NAMES, type CaptureInputs, captureInputs } from './capture-inputs.ts'
import { type BaselineSource, baselineSource, type CandidateSource, candidateSource } from './input-source.ts'
import { commentKey, commit, flag, type Given, oneOf, targetName, wholeNumber, workflowFile } from './input-value.ts'
import { policyPath } from './policy-path.ts'
import { UsageError } from './usage-error.ts'

export type CommentMode = 'auto' | 'always' | 'failure' | 'never'

/** The `with:` of the step, checked. */
export interface Inputs {
  readonly mode: 'gate' | 'report' | 'capture'
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
  /** Whether `comment-key` was given, or is the name of the workflow. */
  readonly isCommentKeyNamed: boolean
  /** Most annotations of lines. */
  readonly annotations: number
  readonly failOn: FailOn
  readonly baselineDepth: number
  /** File name of the workflow in whose runs baselines are looked for; null for this one. */
  readonly baselineWorkflow: string | null
  readonly baselineSha: string | null
  readonly candidateSha: string | null
  /** What to capture; null in the other modes. */
  readonly capture: CaptureInputs | null
  readonly token: string
}

/** As action.yml declares them. */
export const INPUT_NAMES = [
  'mode',
  'candidate',
  'baseline',
  'store',
  'target',
  'policy',
  'policy-from',
  'comment',
  'comment-key',
  'annotations',
  'fail-on',
  'baseline-depth',
  'baseline-workflow',
  'baseline-sha',
  'candidate-sha',
  ...CAPTURE_INPUT_NAMES,
  'token',
] as const

export type InputName = (typeof INPUT_NAMES)[number]

/** GitHub shows ten of each level, so more than these are of no use. */
const ANNOTATIONS = { unset: 10, most: 20 }

/** How far back a baseline is looked for, in commits. */
const DEPTH = { unset: 50, most: 500 }

/**
 * Checks what the workflow gives.
 * @param get the text of an input by its name, empty where it is not set
 * @param defaults `workflowFile`: file name of the workflow that runs
 * @throws {UsageError} for the first input that cannot be used
 */
export function readInputs(get: (name: InputName) => string, defaults: { readonly workflowFile: string }): Inputs {
  const given = (name: InputName): Given => ({ name, value: get(name).trim() })
  const policy = given('policy')
  const mode = oneOf(given('mode'), ['gate', 'report', 'capture'])
  const candidate = candidateSource(given('candidate'))
  return {
    ...{ mode, candidate },
    baseline: baselineSource(given('baseline')),
    store: flag(given('store'), true),
    target: targetName(given('target')),
    policy: policy.value === '' ? DEFAULT_POLICY_PATH : policyPath(policy),
    isPolicyNamed: policy.value !== '',
    policyFrom: oneOf(given('policy-from'), ['base', 'head']),
    comment: oneOf(given('comment'), ['auto', 'always', 'failure', 'never']),
    commentKey: commentKey(given('comment-key'), defaults.workflowFile),
    isCommentKeyNamed: given('comment-key').value !== '',
    annotations: wholeNumber(given('annotations'), ANNOTATIONS.unset, ANNOTATIONS.most),
    failOn: oneOf(given('fail-on'), ['fail', 'warn', 'never']),
    baselineDepth: wholeNumber(given('baseline-depth'), DEPTH.unset, DEPTH.most),
    baselineWorkflow: workflowFile(given('baseline-workflow')),
    baselineSha: commit(given('baseline-sha')),
    candidateSha: commit(given('candidate-sha')),
    capture: captureInputs(given, mode, candidate),
    token: token(given('token').value),
  }
}

/**
 * Refuses names under `with:` that this step does not have: without its input a step would not do what it seems to.
 * The runner only warns of them. It sets every name as `INPUT_NAME` in capitals, with `_` for each space and other
 * characters kept (runner source, Handler.cs, AddInputsToEnvironment), and knows no difference of case.
 * @param env the environment of the process
 * @throws {UsageError} for the first one that is not empty
 */
export function refuseUnknownInputs(env: Readonly<Record<string, string | undefined>>): void {
  const known = new Set<string>(INPUT_NAMES.map((name) => name.toUpperCase()))
  for (const [variable, value = ''] of Object.entries(env)) {
    const [, name] = /^INPUT_(.+)$/.exec(variable) ?? []
    if (name === undefined || name !== name.toUpperCase() || known.has(name) || value.trim() === '') continue
    const nearest = nearestName(name.toLowerCase(), INPUT_NAMES)
    const hint = nearest === null ? `It has ${INPUT_NAMES.join(', ')}` : `Did you mean ${nearest}?`
    const other = `If ${clean(variable)} is a variable of the job, empty it under env: of this step`
    throw new UsageError(
      `this step has no input ${quoted(name.toLowerCase())}. ${hint}${nearest === null ? '. ' : ' '}${other}`,
    )
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
