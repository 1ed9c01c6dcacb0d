import { DEFAULT_POLICY_FILE } from '../../model/default-policy-file.ts'
import { notice } from '../../model/notice.ts'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { mistakeNotice } from '../../policy/mistake-notice.ts'
import { parsePolicy } from '../../policy/parse.ts'
import { MISNAMED_POLICY_PATH } from '../../policy/paths.ts'
import type { Policy } from '../../policy/policy.ts'
import type { PolicyChange } from '../../report/view.ts'
import { errorOf } from '../../result/problem.ts'
import type { Context, Problem, Warning } from '../../result/result.ts'
import type { Inputs } from '../inputs.ts'
import type { PolicyText } from './policy-text.ts'

/** The policy of a run and all that is to be said about it. */
export interface LoadedPolicy {
  /** Null where nothing can be judged; then there are problems. */
  readonly policy: Policy | null
  /** Path of its file; null for the default policy. */
  readonly name: string | null
  readonly context: Context['policy']
  /** What the head changes in it, beside the base; null if nothing, or if nobody can say. */
  readonly change: PolicyChange | null
  readonly problems: readonly Problem[]
  readonly warnings: readonly Warning[]
}

export type Reading =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

type Text = Extract<PolicyText, { kind: 'text' }>

/** `side`: whose it is, where base and head are told apart. */
export function readText({ text, path }: Text, side: 'base' | 'head' | null): Reading {
  const result = parsePolicy(text, path)
  if (result.kind === 'policy') return result
  return { kind: 'invalid', problems: result.mistakes.map((each) => errorOf(mistakeNotice(each, side), each.line)) }
}

/** Nothing can be judged. `from`: the file that was to count. */
export function unusable(
  from: { readonly path: string; readonly sha: string | null },
  ...problems: Problem[]
): LoadedPolicy {
  const context = { source: from.path, sha: from.sha, changed: false }
  return { policy: null, name: from.path, context, change: null, problems, warnings: [] }
}

/** The policy of one file, whole. */
export function whole(text: Text, side: 'head' | null): LoadedPolicy {
  const reading = readText(text, side)
  if (reading.kind === 'invalid') return unusable(text, ...reading.problems)
  const context = { source: text.path, sha: text.sha, changed: false }
  return { policy: reading.policy, name: text.path, context, change: null, problems: [], warnings: [] }
}

/**
 * No commit has a policy file: the default policy counts, unless there is one that was named, was not committed, or has
 * a name that is not looked for.
 */
export function withoutFile(
  { policy: path, isPolicyNamed }: Pick<Inputs, 'policy' | 'isPolicyNamed'>,
  sha: string,
  workspaceHas: (path: string) => boolean,
): LoadedPolicy {
  if (isPolicyNamed || workspaceHas(path)) {
    return unusable({ path, sha }, errorOf(notice('policy-unusable', { path, sha, why: 'absent' })))
  }
  if (workspaceHas(MISNAMED_POLICY_PATH)) {
    return unusable({ path, sha }, errorOf(notice('policy-misnamed', { path: MISNAMED_POLICY_PATH })))
  }
  const context = { source: DEFAULT_POLICY_FILE, sha: null, changed: false }
  return { policy: defaultPolicy(), name: null, context, change: null, problems: [], warnings: [] }
}
