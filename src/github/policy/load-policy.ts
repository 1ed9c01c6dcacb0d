import { notice } from '../../model/notice.ts'
import { DEFAULT_POLICY_PATH } from '../../policy/paths.ts'
import type { Acceptance, Policy } from '../../policy/policy.ts'
import type { PolicyChange } from '../../report/view.ts'
import { errorOf, warningOf } from '../../result/problem.ts'
import type { Problem } from '../../result/result.ts'
import type { Inputs } from '../inputs.ts'
import { type LoadedPolicy, readText, unusable, whole, withoutFile } from './loaded-policy.ts'
import type { PolicyBase, PolicyCommits } from './policy-commits.ts'
import { type Files, type PolicyText, policyTextAt, unknownPolicy, whyUnseen } from './policy-text.ts'

export interface PolicyQuestion {
  readonly inputs: Pick<Inputs, 'policy' | 'isPolicyNamed' | 'policyFrom'>
  readonly commits: PolicyCommits
  readonly api: Files
  /** Whether the checkout has a file of that path, relative to its root. */
  readonly workspaceHas: (path: string) => boolean
}

/**
 * The policy that a run is judged by. Where something is merged, rules and limits are those of the base, so that no
 * change can loosen what it is judged by; acceptances are those of the head, where reviewers see them.
 */
export async function loadPolicy(question: PolicyQuestion): Promise<LoadedPolicy> {
  const { inputs, commits } = question
  const { base } = commits
  if (base.kind === 'none' || inputs.policyFrom === 'head') return ofHead(question)
  if (base.kind === 'commit') return ofBase(base, question)
  return unusable({ path: inputs.policy, sha: null }, unknownPolicy(inputs.policy, base))
}

async function ofHead({ inputs, commits, api, workspaceHas }: PolicyQuestion): Promise<LoadedPolicy> {
  const { base, head: sha } = commits
  const head = await policyTextAt(sha, inputs.policy, api)
  if (head.kind === 'unreadable') return unusable(head, head.problem)
  const change = base.kind === 'commit' ? changeOf(await policyTextAt(base.since, inputs.policy, api), head) : null
  if (head.kind === 'text') return changed(whole(head, base.kind === 'none' ? null : 'head'), change)
  const unseen = await whyUnseen(sha, inputs.policy, api)
  return unseen === null ? changed(withoutFile(inputs, sha, workspaceHas), change) : unusable(head, unseen)
}

async function ofBase(
  base: Extract<PolicyBase, { kind: 'commit' }>,
  { inputs, commits, api, workspaceHas }: PolicyQuestion,
): Promise<LoadedPolicy> {
  const { policy: path } = inputs
  const named = await policyTextAt(base.sha, path, api)
  const isElsewhere = named.kind === 'absent' && path !== DEFAULT_POLICY_PATH
  const rules = isElsewhere ? await policyTextAt(base.sha, DEFAULT_POLICY_PATH, api) : named
  if (rules.kind === 'unreadable') return unusable(rules, rules.problem)
  if (rules.kind === 'absent') {
    const unseen = base.isSeen ? null : await whyUnseen(base.sha, path, api)
    if (unseen !== null) return unusable({ path, sha: base.sha }, unseen)
  }
  const head = await policyTextAt(commits.head, path, api)
  if (rules.kind === 'text') {
    const loaded = changed(merged(rules, head), await changeSince(base, named, head, api))
    return isElsewhere ? inPlaceOf(path, loaded, head) : loaded
  }
  if (head.kind === 'unreadable') return unusable(head, head.problem)
  if (head.kind === 'absent') return withoutFile(inputs, head.sha, workspaceHas)
  return {
    ...changed(whole(head, 'head'), await changeSince(base, named, head, api)),
    warnings: [warningOf(notice('policy-of-head', { path }))],
  }
}

/** The default path of the base counts for a file that only the head has; one that nobody has is misspelt. */
function inPlaceOf(path: string, loaded: LoadedPolicy, head: PolicyText): LoadedPolicy {
  if (head.kind === 'absent') {
    const absent = errorOf(notice('policy-unusable', { path, sha: head.sha, why: 'absent' }))
    return { ...loaded, problems: [absent, ...loaded.problems] }
  }
  const warning = warningOf(notice('policy-not-on-base', { path, used: loaded.context.source }))
  return { ...loaded, warnings: [warning, ...loaded.warnings] }
}

/** Rules and limits of one file, acceptances of the other. */
function merged(base: Extract<PolicyText, { kind: 'text' }>, head: PolicyText): LoadedPolicy {
  const reading = readText(base, 'base')
  if (reading.kind === 'invalid') return unusable(base, ...reading.problems)
  const { acceptances, problems } = acceptancesOf(head, base.text, reading.policy)
  const isLost = problems.length > 0
  return {
    policy: { ...reading.policy, acceptances },
    name: base.path,
    context: { source: base.path, sha: base.sha, changed: false },
    change: null,
    problems,
    warnings: isLost ? [warningOf(notice('acceptances-not-counted', { path: head.path }))] : [],
  }
}

function acceptancesOf(
  head: PolicyText,
  baseText: string,
  base: Policy,
): { readonly acceptances: readonly Acceptance[]; readonly problems: readonly Problem[] } {
  if (head.kind === 'absent') return { acceptances: [], problems: [] }
  if (head.kind === 'unreadable') return { acceptances: [], problems: [head.problem] }
  if (head.text === baseText) return { acceptances: base.acceptances, problems: [] }
  const reading = readText(head, 'head')
  if (reading.kind === 'invalid') return { acceptances: [], problems: reading.problems }
  return { acceptances: reading.policy.acceptances, problems: [] }
}

/**
 * What the head changes in a file of the base. A head that stands on an older commit has the file as it was there: what
 * the base has changed since then is no change of the head's.
 */
async function changeSince(
  { sha, since }: Extract<PolicyBase, { kind: 'commit' }>,
  ofBase: PolicyText,
  head: PolicyText,
  api: Files,
): Promise<PolicyChange | null> {
  const change = changeOf(ofBase, head)
  return change === null || since === sha ? change : changeOf(await policyTextAt(since, head.path, api), head)
}

/** Where one of the two is not known, nobody can say. */
function changeOf(base: PolicyText, head: PolicyText): PolicyChange | null {
  if (base.kind === 'unreadable' || head.kind === 'unreadable') return null
  const before = base.kind === 'text' ? base.text : null
  const after = head.kind === 'text' ? head.text : null
  return before === after ? null : { before, after }
}

function changed(loaded: LoadedPolicy, change: PolicyChange | null): LoadedPolicy {
  return { ...loaded, context: { ...loaded.context, changed: change !== null }, change }
}
