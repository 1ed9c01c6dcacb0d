import { notice } from '../../model/notice.ts'
import { DEFAULT_POLICY_PATH } from '../../policy/paths.ts'
import type { Acceptance, Policy } from '../../policy/policy.ts'
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
  const isChanged = base.kind === 'commit' && differs(await policyTextAt(base.sha, inputs.policy, api), head)
  if (head.kind === 'text') return changed(whole(head, base.kind === 'none' ? null : 'head'), isChanged)
  const unseen = await whyUnseen(sha, inputs.policy, api)
  return unseen === null ? changed(withoutFile(inputs, sha, workspaceHas), isChanged) : unusable(head, unseen)
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
  if (rules.kind === 'text') return isElsewhere ? inPlaceOf(path, merged(rules, head), head) : merged(rules, head)
  if (head.kind === 'unreadable') return unusable(head, head.problem)
  if (head.kind === 'absent') return withoutFile(inputs, head.sha, workspaceHas)
  return { ...changed(whole(head, 'head'), true), warnings: [warningOf(notice('policy-of-head', { path }))] }
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
  const isChanged = differs(base, head)
  if (reading.kind === 'invalid') return changed(unusable(base, ...reading.problems), isChanged)
  const { acceptances, problems } = acceptancesOf(head, base.text, reading.policy)
  const isLost = problems.length > 0
  return {
    policy: { ...reading.policy, acceptances },
    name: base.path,
    context: { source: base.path, sha: base.sha, changed: isChanged },
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

/** Where one of the two is not known, nobody can say. */
function differs(base: PolicyText, head: PolicyText): boolean {
  if (base.kind === 'unreadable' || head.kind === 'unreadable') return false
  return base.kind === 'text' && head.kind === 'text' ? base.text !== head.text : base.kind !== head.kind
}

function changed(loaded: LoadedPolicy, isChanged: boolean): LoadedPolicy {
  return { ...loaded, context: { ...loaded.context, changed: isChanged } }
}
