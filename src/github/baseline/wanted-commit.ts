import { type Notice, notice } from '../../model/notice.ts'
import type { CommitApi } from '../api/api.ts'
import type { GateEvent, PullRequestEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import type { PolicyBase, PolicyCommits } from '../policy/policy-commits.ts'
import type { Run } from '../run.ts'
import { hidden, orUnknown, type Unknown } from '../unknown.ts'

export type Ancestry = Pick<CommitApi, 'parentsOf' | 'mergeBase'>

/** Where the candidate stands in the history. */
export interface Stand {
  /** The commit that was measured. */
  readonly measured: string
  readonly wanted: Wanted
  /** Branch whose runs hold the baselines; null where nobody knows. */
  readonly branch: string | null
  readonly policyCommits: PolicyCommits
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
  /** HEAD of the checkout; null where there is none. */
  readonly measuredSha: string | null
  readonly api: Ancestry
}

/**
 * Which commit was measured, which one it is to be compared with, and whose policy counts. On pull requests and merge
 * groups that is never a commit that the author of the change chose.
 */
export async function standOf(question: StandQuestion): Promise<Stand> {
  const { event, inputs, run, measuredSha } = question
  // Without a checkout the measured tree is the one that the event is about.
  const measured = inputs.candidateSha ?? measuredSha ?? run.sha
  const chosen = chosenBy(inputs)
  switch (event.kind) {
    case 'pull-request':
      return { measured, ...(await ofPullRequest(event, measured, chosen, question)) }
    case 'merge-group': {
      const base: PolicyBase = { kind: 'commit', sha: event.baseSha, isSeen: false }
      const wanted = chosen ?? { kind: 'commit', sha: event.baseSha, how: 'exact' }
      const policyCommits = { base, head: headOf(measured, run.sha, event.headSha) }
      return { measured, wanted, branch: event.baseBranch, policyCommits }
    }
    case 'push': {
      const wanted = chosen ?? (await orUnknown(() => parentOf(measured, question)))
      return { measured, wanted, branch: event.branch, policyCommits: { base: { kind: 'none' }, head: measured } }
    }
    case 'branch': {
      const wanted = chosen ?? { kind: 'none', steps: [notice('event-compares-nothing', { event: event.name })] }
      return { measured, wanted, branch: event.branch, policyCommits: { base: { kind: 'none' }, head: measured } }
    }
  }
}

/** What the workflow says; null if nothing. Profiles that it names are compared with whatever their commit is. */
function chosenBy({ baseline, baselineSha }: StandQuestion['inputs']): Wanted | null {
  if (baseline.kind !== 'auto') return { kind: 'none', steps: [] }
  return baselineSha === null ? null : { kind: 'commit', sha: baselineSha, how: 'base' }
}

/** Acceptances are read where reviewers see them: of another tree that was checked out they would stand in no diff. */
function headOf(measured: string, eventSha: string, headSha: string): string {
  return measured === eventSha ? eventSha : headSha
}

async function ofPullRequest(
  event: PullRequestEvent,
  measured: string,
  chosen: Wanted | null,
  { run, api }: StandQuestion,
): Promise<Omit<Stand, 'measured'>> {
  const [branch, head] = [event.baseBranch, headOf(measured, run.sha, event.headSha)]
  const merged = measured === run.sha ? await orUnknown(() => mergedOnto(run.sha, api)) : null
  if (merged?.kind === 'unknown') {
    return { wanted: chosen ?? merged, branch, policyCommits: { base: merged, head } }
  }
  if (merged?.kind === 'commit') {
    const base: PolicyBase = { kind: 'commit', sha: merged.sha, isSeen: true }
    return { wanted: chosen ?? merged, branch, policyCommits: { base, head } }
  }
  const wanted = chosen ?? (await orUnknown(() => mergeBaseOf(event, measured, api)))
  const base: PolicyBase = { kind: 'commit', sha: event.baseSha, isSeen: wanted.kind === 'commit' && chosen === null }
  return { wanted, branch, policyCommits: { base, head } }
}

/** Parent 1 of a merge commit, made by GitHub; null for a commit of another shape (a squash of a closed one). */
async function mergedOnto(sha: string, api: Pick<Ancestry, 'parentsOf'>): Promise<WantedCommit | null> {
  const parents = await api.parentsOf(sha)
  if (parents === null) throw hidden(`commit ${sha} of this run`, 'contents: read')
  const [first, second, ...more] = parents
  if (first === undefined || second === undefined || more.length > 0) return null
  return { kind: 'commit', sha: first, how: 'exact' }
}

async function mergeBaseOf(
  { baseSha, headSha }: PullRequestEvent,
  measured: string,
  api: Pick<Ancestry, 'mergeBase'>,
): Promise<Wanted> {
  const sha = await api.mergeBase(baseSha, measured)
  if (sha === null) {
    // The two ends of a pull request always have a common ancestor.
    if (measured === headSha) throw hidden(`the history of ${baseSha} and ${headSha}`, 'contents: read')
    return { kind: 'none', steps: [notice('no-base', { sha: measured })] }
  }
  return { kind: 'commit', sha, how: 'merge-base' }
}

async function parentOf(measured: string, { run, api }: StandQuestion): Promise<Wanted> {
  const parents = await api.parentsOf(measured)
  if (parents === null) {
    if (measured === run.sha) throw hidden(`commit ${measured} of this run`, 'contents: read')
    // A commit that the job made itself.
    return { kind: 'none', steps: [notice('no-base', { sha: measured })] }
  }
  const [first] = parents
  if (first === undefined) return { kind: 'none', steps: [notice('no-parent', { sha: measured })] }
  return { kind: 'commit', sha: first, how: 'parent' }
}
