import { type Notice, notice } from '../model/notice.ts'
import type { Side } from '../result/result.ts'
import { comparePaths } from './path-order.ts'
import { DEFAULT_PATTERNS, type Pattern } from './pattern.ts'
import { groupRuns, type HasPath, type RunNoticeCode, type RunSet } from './runs.ts'
import { likelyProfiles } from './single-profile.ts'

/** What the two sides of a comparison are: a file each, or all files of a folder. */
export type SideFiles<File extends HasPath> =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'folder'; readonly files: readonly File[] }

export interface PairingOptions {
  /** Those of the policy: repeats, then series. */
  readonly patterns: readonly Pattern[]
  /** The policy's `include` and `exclude`. Not asked about a file that the user named. */
  readonly selects: (profile: string, path: string) => boolean
}

export const DEFAULT_PAIRING: PairingOptions = { patterns: DEFAULT_PATTERNS, selects: () => true }

/** One profile with its runs; null on the side that does not have it, never on both. */
export interface PairedProfile<File extends HasPath> {
  readonly profile: string
  readonly baseline: RunSet<File> | null
  readonly candidate: RunSet<File> | null
}

/**
 * A file that takes no part: `excluded` by the policy, or `other-profile` beside the one that a single file was paired
 * with.
 */
export interface LeftOut<File extends HasPath> {
  readonly file: File
  readonly reason: Notice<'excluded' | 'other-profile'>
}

/**
 * - those of runs, with `side`.
 * - `all-excluded`: the policy excludes every file of a folder. Args: `side`, `files`.
 * - `only-one-compared`: a file against a folder with more than its counterpart. Args: `side` (of the folder),
 *   `profile`, `others` (how many are left out).
 * - `nothing-pairs`: both folders have profiles, but none of the same path. Args: `baseline`, `candidate` (the first of each).
 */
export type PairingNoticeCode = RunNoticeCode | 'all-excluded' | 'only-one-compared' | 'nothing-pairs'

export type Pairing<File extends HasPath> =
  | {
      readonly kind: 'paired'
      /** By byte order of their names. */
      readonly profiles: readonly PairedProfile<File>[]
      readonly leftOut: Readonly<Record<Side, readonly LeftOut<File>[]>>
      readonly notices: readonly Notice<PairingNoticeCode>[]
    }
  /**
   * A file against a folder that has several profiles and none of its name. Args: `side` (of the file), `path`,
   * `profiles` (how many the folder has).
   */
  | {
      readonly kind: 'error'
      readonly reason: Notice<'file-against-folder'>
      /** What the folder has to offer. */
      readonly profiles: readonly string[]
    }

interface Selected<File extends HasPath> {
  readonly side: Side
  /** The file that the user named; null where the side is a folder. */
  readonly named: File | null
  readonly profiles: ReadonlyMap<string, RunSet<File>>
  readonly leftOut: readonly LeftOut<File>[]
  readonly notices: readonly Notice<PairingNoticeCode>[]
}

/**
 * Pairs the files of two sides: folders by profile, two files always (under the candidate's name), a file with the
 * profile of the folder that has its name, else its base name, else with the only one there.
 */
export function pairSides<File extends HasPath>(
  baseline: SideFiles<File>,
  candidate: SideFiles<File>,
  options: PairingOptions = DEFAULT_PAIRING,
): Pairing<File> {
  const before = select('baseline', baseline, options)
  const after = select('candidate', candidate, options)
  if (before.named !== null || after.named !== null) return pairOne(before, after)
  const names = new Set([...before.profiles.keys(), ...after.profiles.keys()])
  const profiles = [...names].sort(comparePaths).map((profile) => ({
    profile,
    baseline: before.profiles.get(profile) ?? null,
    candidate: after.profiles.get(profile) ?? null,
  }))
  const notices = [...before.notices, ...after.notices]
  const [firstBefore, firstAfter] = [firstOf(before.profiles), firstOf(after.profiles)]
  if (firstBefore !== null && firstAfter !== null && names.size === before.profiles.size + after.profiles.size) {
    notices.push(notice('nothing-pairs', { baseline: firstBefore, candidate: firstAfter }))
  }
  return { kind: 'paired', profiles, leftOut: { baseline: before.leftOut, candidate: after.leftOut }, notices }
}

/** At least one side is a file, so that there is one pair at most. */
function pairOne<File extends HasPath>(before: Selected<File>, after: Selected<File>): Pairing<File> {
  const chosenBefore = counterpart(before, after)
  const chosenAfter = counterpart(after, before)
  if (chosenBefore === AMBIGUOUS) return tooMany(after, before)
  if (chosenAfter === AMBIGUOUS) return tooMany(before, after)
  const profile = chosenAfter ?? chosenBefore
  const restBefore = leaveOthers(before, chosenBefore)
  const restAfter = leaveOthers(after, chosenAfter)
  const pair = {
    baseline: chosenBefore === null ? null : (before.profiles.get(chosenBefore) ?? null),
    candidate: chosenAfter === null ? null : (after.profiles.get(chosenAfter) ?? null),
  }
  return {
    kind: 'paired',
    profiles: profile === null ? [] : [{ profile, ...pair }],
    leftOut: { baseline: restBefore.leftOut, candidate: restAfter.leftOut },
    notices: [...restBefore.notices, ...restAfter.notices],
  }
}

const AMBIGUOUS = Symbol('several profiles, none of that name')

/** The profile of `side` that answers to the single file of the other side; null if it has none at all. */
function counterpart<File extends HasPath>(
  side: Selected<File>,
  other: Selected<File>,
): string | null | typeof AMBIGUOUS {
  if (side.named !== null) return firstOf(side.profiles)
  const wanted = firstOf(other.profiles) ?? ''
  if (side.profiles.has(wanted)) return wanted
  const names = [...side.profiles.keys()]
  const namesakes = names.filter((name) => name.slice(name.lastIndexOf('/') + 1) === wanted)
  if (namesakes.length === 1) return namesakes[0] ?? null
  const offered = likelyProfiles(names)
  return offered.length > 1 ? AMBIGUOUS : (offered[0] ?? null)
}

function tooMany<File extends HasPath>(file: Selected<File>, folder: Selected<File>): Pairing<File> {
  const profiles = likelyProfiles([...folder.profiles.keys()])
  const path = file.named?.path ?? ''
  return {
    kind: 'error',
    reason: notice('file-against-folder', { side: file.side, path, profiles: profiles.length }),
    profiles,
  }
}

function leaveOthers<File extends HasPath>(side: Selected<File>, chosen: string | null) {
  const others = [...side.profiles].filter(([profile]) => profile !== chosen)
  const files = others.flatMap(([, runs]) => filesOf(runs))
  const left = files.map((file): LeftOut<File> => ({ file, reason: notice('other-profile') }))
  const notices = side.notices.filter(({ args }) => args['profile'] === undefined || args['profile'] === chosen)
  const missed = likelyProfiles([...side.profiles.keys()]).filter((profile) => profile !== chosen).length
  if (chosen !== null && missed > 0) {
    notices.push(notice('only-one-compared', { side: side.side, profile: chosen, others: missed }))
  }
  return { leftOut: [...side.leftOut, ...left], notices }
}

function select<File extends HasPath>(side: Side, given: SideFiles<File>, options: PairingOptions): Selected<File> {
  if (given.kind === 'file') {
    return { side, named: given.file, leftOut: [], ...groupRuns([given.file], options.patterns) }
  }
  const all = groupRuns(given.files, options.patterns)
  const leftOut: LeftOut<File>[] = []
  const kept: File[] = []
  for (const [profile, runs] of all.profiles) {
    for (const file of filesOf(runs)) {
      if (options.selects(profile, file.path)) kept.push(file)
      else leftOut.push({ file, reason: notice('excluded') })
    }
  }
  const { profiles, notices: odd } = leftOut.length === 0 ? all : groupRuns(kept, options.patterns)
  const notices: Notice<PairingNoticeCode>[] = odd.map(({ code, args }) => notice(code, { side, ...args }))
  if (kept.length === 0 && leftOut.length > 0) notices.push(notice('all-excluded', { side, files: leftOut.length }))
  return { side, named: null, profiles, leftOut, notices }
}

const filesOf = <File extends HasPath>(runs: RunSet<File>): readonly File[] =>
  runs.flatMap(({ snapshots }) => snapshots.map(({ file }) => file))

const firstOf = <Value>(map: ReadonlyMap<string, Value>): string | null => map.keys().next().value ?? null
