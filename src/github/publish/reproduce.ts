import type { LoadedSide } from '../../load/loaded.ts'
import { DEFAULT_POLICY_FILE } from '../../model/default-policy-file.ts'
import type { ReadLeg } from '../../report/matrix.ts'
import { isJudgedByBase } from '../../report/provenance.ts'
import { pprofDiff, shellLine } from '../../report/shell.ts'
import type { MarkdownView } from '../../report/view.ts'
import { type Check, isRead, type Result, type Side } from '../../result/result.ts'
import { storedName } from '../artifacts/artifact-name.ts'
import type { Run } from '../run.ts'

/** One side of the comparison, as far as somebody else can get at it. */
export interface PublishedSide {
  readonly side: LoadedSide
  /** The artifact that holds it; null where it is in none. */
  readonly artifact: { readonly runId: number; readonly name: string } | null
}

export interface Reproduction {
  readonly baseline: PublishedSide | null
  readonly candidate: PublishedSide
  /** Path of the policy in the repository, and its commit if that is not the one that is checked out; null for the default policy. */
  readonly policy: { readonly path: string; readonly sha: string | null } | null
  readonly target: string | null
  /** `owner/name@ref` of the action; null for a local one. */
  readonly action: string | null
}

/** Where a policy of another commit goes. */
const POLICY_FILE = 'policy-of-the-base.yml'

/** Command lines that judge the same profiles in a checkout; none where a side cannot be downloaded. */
export function reproduceCommands({ baseline, candidate, policy, target, action }: Reproduction): readonly string[] {
  if (baseline === null || baseline.artifact === null || candidate.artifact === null) return []
  const paths = [pathOf(baseline.side, 'baseline'), pathOf(candidate.side, 'candidate')]
  return commandsOf({ baseline: baseline.artifact, candidate: candidate.artifact, paths, policy, target, action })
}

/** How a baseline was found that another run has stored under the name that its target has here. */
const STORED: readonly (string | null)[] = ['exact', 'merge-base', 'parent', 'base', 'ancestor']

/** The same for a step of this run, by its result. */
export function reproduceLeg(
  { target, result }: ReadLeg,
  { pull, run }: Pick<MarkdownView, 'pull'> & { readonly run: Pick<Run, 'id' | 'action'> },
): readonly string[] {
  const { baseline, policy } = result.context
  if (baseline.runId === null || !STORED.includes(baseline.how)) return []
  const name = storedName(target)
  const sha = isJudgedByBase(result, pull) ? policy.sha : null
  const isDefault = policy.source === DEFAULT_POLICY_FILE
  return commandsOf({
    ...{
      baseline: { runId: baseline.runId, name },
      candidate: { runId: run.id, name },
      paths: ['baseline', 'candidate'],
    },
    ...{ policy: isDefault ? null : { path: policy.source, sha }, target, action: run.action },
  })
}

interface Commands extends Pick<Reproduction, 'policy' | 'target' | 'action'> {
  readonly baseline: NonNullable<PublishedSide['artifact']>
  readonly candidate: NonNullable<PublishedSide['artifact']>
  readonly paths: readonly string[]
}

function commandsOf({ baseline, candidate, paths, policy, target, action }: Commands): readonly string[] {
  const file = policy === null ? [] : ['--policy', policy.sha === null ? policy.path : POLICY_FILE]
  const leg = target === null ? [] : ['--target', target]
  return [
    download(baseline, 'baseline'),
    download(candidate, 'candidate'),
    ...(policy === null || policy.sha === null ? [] : policyAt(policy.sha, policy.path)),
    shellLine([...commandOf(action), 'compare', ...paths, ...file, ...leg]),
  ]
}

/** Opens both profiles of a check in pprof, once they are downloaded; null where there are no two files. */
export function pprofCommand(
  { baseline, candidate }: Pick<Reproduction, 'baseline' | 'candidate'>,
  result: Result,
  { profile }: Check,
): string | null {
  if (baseline === null || baseline.artifact === null || candidate.artifact === null) return null
  const before = fileOf(baseline.side, 'baseline', profile, result)
  const after = fileOf(candidate.side, 'candidate', profile, result)
  return before === null || after === null ? null : pprofDiff(before, after)
}

function download({ runId, name }: { readonly runId: number; readonly name: string }, folder: Side): string {
  return shellLine(['gh', 'run', 'download', String(runId), '-n', name, '-D', folder])
}

function policyAt(sha: string, path: string): readonly string[] {
  return [
    shellLine(['git', 'fetch', 'origin', sha]),
    `${shellLine(['git', 'show', `${sha}:${path}`])} > ${POLICY_FILE}`,
  ]
}

/** A package of the action's own repository: one of the same name elsewhere is somebody else's. */
function commandOf(action: string | null): readonly string[] {
  const [, repository, ref] = /^([\w.-]+\/[\w.-]+)(?:\/[^@]*)?@(.+)$/.exec(action ?? '') ?? []
  if (repository === undefined || ref === undefined) return ['node', 'dist/cli.js']
  return ['npx', `github:${repository}#${ref}`]
}

/** A single file is stored as a folder with that file. */
function pathOf(side: LoadedSide, folder: Side): string {
  return side.kind === 'file' ? `${folder}/${side.file.path}` : folder
}

function fileOf(side: LoadedSide, folder: Side, profile: string, { inputs }: Result): string | null {
  if (side.kind === 'file') return pathOf(side, folder)
  return isRead(inputs, folder, profile) ? `${folder}/${profile}` : null
}
