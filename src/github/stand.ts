import { type Notice, notice } from '../model/notice.ts'
import { warningOf } from '../result/problem.ts'
import type { Warning } from '../result/result.ts'
import type { CommitApi } from './api/api.ts'
import type { GateEvent, PullRequestEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { PolicyBase, PolicyCommits } from './policy/policy-commits.ts'
import type { Run } from './run.ts'
import { hidden, isUnknown, orUnknown, type Unknown } from './unknown.ts'

export type Ancestry = Pick<CommitApi, 'parentsOf' | 'mergeBase'>

/** Where the candidate stands in the history. */
export interface Stand {
  /** The commit that the candidate counts as. */
  readonly measured: string
  readonly wanted: Wanted
  /** Branch whose runs hold the baselines; null where nobody knows. */
  readonly branch: string | null
  readonly policyCommits: PolicyCommits
  readonly warnings: readonly Warning[]
}

/** The commit that the candidate is to be compared with. */
export type Wanted = WantedCommit | { readonly kind: 'none'; readonly steps: readonly Notice[] } | Unknown

export interface WantedCommit {
  readonly kind: 'commit'
  readonly sha: string
  readonly how: 'exact' | 'merge-base' | 'parent' | 'base'
}

export interface StandQuestion {
  readonly event: GateEvent
  readonly inputs: Pick<Inputs, 'baseline' | 'baselineSha' | 'candidateSha'>
  readonly run: Pick<Run, 'sha'>
  /** The commit that the profiles are of, as the job has it: `candidate-sha`, else HEAD of the checkout. */
  readonly tree: string
  readonly api: Ancestry
}

/**
 * Which commit the candidate counts as, which one it is to be compared with, and whose policy counts. On pull requests
 * and merge groups that is never a commit that the author of the change chose.
 */
export async function standOf(question: StandQuestion): Promise<Stand> {
  const { tree } = question
  const measured = await countedAs(question)
  const other = notice('other-commit-measured', { sha: tree, as: measured })
  const warnings = measured === tree ? [] : [warningOf(other)]
  return { measured, ...(await standOn(measured, question)), warnings }
}

/**
 * Whatever ran in the job may have moved HEAD or made commits, so HEAD only tells commits apart that the event is about:
 * all else counts as the commit of the run. What the workflow names is believed, if GitHub knows it.
 */
async function countedAs({ event, inputs, run, tree, api }: StandQuestion): Promise<string> {
  const isOfEvent = tree === run.sha || ('headSha' in event && tree === event.headSha)
  if (isOfEvent) return tree
  // Where nothing is merged, nothing is to be gained by another commit.
  const isBelieved = inputs.candidateSha !== null || event.kind === 'branch'
  return isBelieved && (await isShown(tree, api)) ? tree : run.sha
}

/** Where nobody can say, what comes after it fails and says why. */
async function isShown(sha: string, api: Pick<Ancestry, 'parentsOf'>): Promise<boolean> {
  return (await orUnknown(() => api.parentsOf(sha))) !== null
}

async function standOn(
  measured: string,
  { event, inputs, run, api }: StandQuestion,
): Promise<Omit<Stand, 'measured' | 'warnings'>> {
  const chosen = chosenBy(inputs)
  // Acceptances are read where reviewers see them: of another tree that was checked out they would stand in no diff.
  const head = 'headSha' in event && measured !== run.sha ? event.headSha : measured
  switch (event.kind) {
    case 'pull-request': {
      const { onto, base } = await ofPullRequest(event, measured, run, api)
      return { wanted: chosen ?? onto, branch: event.baseBranch, policyCommits: { base, head } }
    }
    case 'merge-group': {
      const { baseSha: sha, baseBranch: branch } = event
      const base: PolicyBase = { kind: 'commit', sha, isSeen: false, since: sha }
      return { wanted: chosen ?? { kind: 'commit', sha, how: 'exact' }, branch, policyCommits: { base, head } }
    }
    case 'push': {
      const wanted = chosen ?? (await orUnknown(() => parentOf(measured, api)))
      return { wanted, branch: event.branch, policyCommits: { base: { kind: 'none' }, head } }
    }
    case 'branch': {
      const wanted = chosen ?? { kind: 'none', steps: [notice('event-compares-nothing', { event: event.name })] }
      return { wanted, branch: event.branch, policyCommits: { base: { kind: 'none' }, head } }
    }
  }
}

/** What the workflow says; null if nothing. Profiles that it names are compared with whatever their commit is. */
function chosenBy({ baseline, baselineSha }: StandQuestion['inputs']): Wanted | null {
  if (baseline.kind !== 'auto') return { kind: 'none', steps: [] }
  return baselineSha === null ? null : { kind: 'commit', sha: baselineSha, how: 'base' }
}

/** The commit that a pull request stands on, and the one whose rules it is judged by. */
async function ofPullRequest(
  event: PullRequestEvent,
  measured: string,
  run: Pick<Run, 'sha'>,
  api: Ancestry,
): Promise<{ readonly onto: WantedCommit | Unknown; readonly base: PolicyBase }> {
  const merged = measured === run.sha ? await orUnknown(() => mergedOnto(measured, api)) : null
  if (isUnknown(merged)) return { onto: merged, base: merged }
  if (merged !== null)
    return { onto: merged, base: { kind: 'commit', sha: merged.sha, isSeen: true, since: merged.sha } }
  const sha = event.baseSha
  const onto = await orUnknown(() => mergeBaseOf(event, measured, api))
  const isSeen = onto.kind === 'commit'
  return { onto, base: { kind: 'commit', sha, isSeen, since: isSeen ? onto.sha : sha } }
}

/** Parent 1 of a merge commit, made by GitHub; null for a commit of another shape (a squash of a closed one). */
async function mergedOnto(sha: string, api: Pick<Ancestry, 'parentsOf'>): Promise<WantedCommit | null> {
  const parents = await api.parentsOf(sha)
  if (parents === null) throw hidden(`commit ${sha} of this run`, 'contents: read')
  const [first, second, ...more] = parents
  if (first === undefined || second === undefined || more.length > 0) return null
  return { kind: 'commit', sha: first, how: 'exact' }
}

/** The two ends of a pull request always have a common ancestor, so there is one of its head if of nothing else. */
async function mergeBaseOf(
  { baseSha, headSha }: PullRequestEvent,
  measured: string,
  api: Pick<Ancestry, 'mergeBase'>,
): Promise<WantedCommit> {
  for (const end of new Set([measured, headSha])) {
    const sha = await api.mergeBase(baseSha, end)
    if (sha !== null) return { kind: 'commit', sha, how: 'merge-base' }
  }
  throw hidden(`the history of ${baseSha} and ${headSha}`, 'contents: read')
}

async function parentOf(sha: string, api: Pick<Ancestry, 'parentsOf'>): Promise<Wanted> {
  const parents = await api.parentsOf(sha)
  if (parents === null) throw hidden(`commit ${sha} of this run`, 'contents: read')
  const [first] = parents
  if (first === undefined) return { kind: 'none', steps: [notice('no-parent', { sha })] }
  return { kind: 'commit', sha: first, how: 'parent' }
}
