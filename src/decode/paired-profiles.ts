import type { ProfileKind } from '../model/kind.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import type { FileProfile } from './read-profile.ts'

export interface ReadSide {
  readonly kind: 'read'
  /** Of each run its last snapshot. */
  readonly runs: readonly Profile[]
  /** Of each run its snapshots, in their order; more than one where the profile is a series. */
  readonly snapshots: readonly (readonly Profile[])[]
}

/** One side of a paired profile, decoded. */
export type DecodedSide =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  | ReadSide

/** The files of one side as profiles, those that were not meant as one left out. */
export type SideFiles =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  /** By run and snapshot; of each file its profiles. */
  | { readonly kind: 'read'; readonly files: readonly (readonly (readonly FileProfile[])[])[] }

/** A profile of the files of both sides. */
export interface ProfilePair {
  /** Usually one; both where mutex and block cannot be told apart; none where no side could be read. */
  readonly kinds: readonly ProfileKind[]
  /** Null for the main profile of a file; else the kind of one beside it, such as the metrics behind heap text. */
  readonly part: ProfileKind | null
  readonly baseline: DecodedSide
  readonly candidate: DecodedSide
}

/**
 * Pairs the profiles that the files hold: the main ones, and those beside them by their kind. None where both sides are
 * absent. Files that are of one kind here and of another there are no pair: then both sides are unreadable, for the reason
 * `kind-differs`. Args: `baseline`, `candidate` (the kinds).
 */
export function pairProfiles(baseline: SideFiles, candidate: SideFiles): readonly ProfilePair[] {
  if (baseline.kind === 'absent' && candidate.kind === 'absent') return []
  const told = [...mainProfiles(baseline), ...mainProfiles(candidate)]
  if (told.some((one) => told.some((other) => !mayBeOneKind(one, other)))) {
    const reason = notice('kind-differs', { baseline: kindsText(baseline), candidate: kindsText(candidate) })
    const side = { kind: 'unreadable', reason } as const
    return [{ kinds: [], part: null, baseline: side, candidate: side }]
  }
  const beside = new Set([...profilesBeside(baseline), ...profilesBeside(candidate)].flatMap(({ kinds }) => kinds))
  return [
    pairOf(kindsOf(told), null, { baseline, candidate }),
    ...[...beside].map((kind) => pairOf([kind], kind, { baseline, candidate })),
  ]
}

function pairOf(
  kinds: readonly ProfileKind[],
  part: ProfileKind | null,
  { baseline, candidate }: { readonly baseline: SideFiles; readonly candidate: SideFiles },
): ProfilePair {
  return { kinds, part, baseline: sideOf(baseline, part), candidate: sideOf(candidate, part) }
}

/** The last snapshot of each run speaks for it. */
function sideOf(side: SideFiles, part: ProfileKind | null): DecodedSide {
  if (side.kind !== 'read') return side
  const snapshots = side.files.flatMap((files) => snapshotsOf(files, part))
  if (snapshots.length === 0) return { kind: 'absent' }
  return { kind: 'read', runs: snapshots.flatMap((run) => run.slice(-1)), snapshots }
}

/** A file may hold several runs, which are no series; a series has files of one run each. */
function snapshotsOf(files: readonly (readonly FileProfile[])[], part: ProfileKind | null): readonly Profile[][] {
  const held = files.map((profiles) => profileOf(profiles, part)?.runs ?? [])
  if (held.length === 1) return (held[0] ?? []).map((run) => [run])
  const series = held.flatMap((runs) => runs.slice(-1))
  return series.length === 0 ? [] : [series]
}

function profileOf([main, ...beside]: readonly FileProfile[], part: ProfileKind | null): FileProfile | undefined {
  return part === null ? main : beside.find(({ kinds }) => kinds.includes(part))
}

function mainProfiles(side: SideFiles): readonly FileProfile[] {
  return side.kind === 'read' ? side.files.flat().flatMap((profiles) => profiles.slice(0, 1)) : []
}

function profilesBeside(side: SideFiles): readonly FileProfile[] {
  return side.kind === 'read' ? side.files.flat().flatMap((profiles) => profiles.slice(1)) : []
}

function mayBeOneKind(one: FileProfile, other: FileProfile): boolean {
  return one.kinds.some((kind) => other.kinds.includes(kind))
}

/** The candidate's word counts, for its name is the pair's; but one that is certain outdoes one that is not. */
function kindsOf(told: readonly FileProfile[]): readonly ProfileKind[] {
  return (told.findLast(({ kinds }) => kinds.length === 1) ?? told.at(-1))?.kinds ?? []
}

function kindsText(side: SideFiles): string {
  return [...new Set(mainProfiles(side).flatMap(({ kinds }) => kinds))].join(', ')
}
