import type { LoadedSide } from '../../load/loaded.ts'
import { pprofDiff, shellLine } from '../../report/shell.ts'
import { type Check, isRead, type Result, type Side } from '../../result/result.ts'

/** One side of the comparison, as far as somebody else can get at it. */
export interface PublishedSide {
  readonly side: LoadedSide
  /** The artifact that holds it; null where it is in none. */
  readonly artifact: { readonly runId: number; readonly name: string } | null
}

export interface Reproduction {
  readonly baseline: PublishedSide | null
  readonly candidate: PublishedSide
  /** Path of the policy in the repository; null for the default policy. */
  readonly policyName: string | null
  readonly target: string | null
  /** `owner/name@ref` of the action; null for a local one. */
  readonly action: string | null
}

/** Command lines that give the same verdict in a checkout; none where a side cannot be downloaded. */
export function reproduceCommands({
  baseline,
  candidate,
  policyName,
  target,
  action,
}: Reproduction): readonly string[] {
  if (baseline === null || baseline.artifact === null || candidate.artifact === null) return []
  const policy = policyName === null ? [] : ['--policy', policyName]
  const leg = target === null ? [] : ['--target', target]
  return [
    download(baseline.artifact, 'baseline'),
    download(candidate.artifact, 'candidate'),
    shellLine([
      ...commandOf(action),
      'compare',
      pathOf(baseline.side, 'baseline'),
      pathOf(candidate.side, 'candidate'),
      ...policy,
      ...leg,
    ]),
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
