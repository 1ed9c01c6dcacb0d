import { type Notice, notice } from '../model/notice.ts'
import { identify } from './identity.ts'
import { comparePaths } from './path-order.ts'
import type { Pattern } from './pattern.ts'

/** Pairing looks at nothing but the path. */
export interface HasPath {
  readonly path: string
}

export interface Snapshot<File extends HasPath> {
  /** Digits or a time as written; null where the name tells none. */
  readonly at: string | null
  readonly file: File
}

/** One run: a single file, or the snapshots of one process in their order. Never empty. */
export interface Run<File extends HasPath> {
  /** Digits as written; null where the name tells none. */
  readonly run: string | null
  readonly snapshots: readonly Snapshot<File>[]
}

/** The runs of one profile on one side, by number, those without one first. Never empty. */
export type RunSet<File extends HasPath> = readonly Run<File>[]

/**
 * What is odd about the runs of a profile. Every code has `profile`; nothing is left out for it.
 * - `mixed-runs`: a file without a run beside files with one; it counts as one more run. Args: `path`.
 * - `same-run-twice`: two names for one run; both count. Args: `run`, `path`, `other`.
 * - `run-gap`: numbers from 0 or 1 on with one missing. Args: `missing` (the first), `runs` (how many there are).
 * - `mixed-series`: a file without a moment beside a series (it counts as a run of its own), or numbers and times in
 *   one series (numbers come first). Args: `path`.
 * - `same-snapshot-twice`: two names for one moment; the second counts as a run of its own. Args: `at`, `path`, `other`.
 * - `snapshot-gap`: snapshots are numbered, but not one after the other. Args: `missing` (the first), `snapshots`.
 */
export type RunNoticeCode =
  | 'mixed-runs'
  | 'same-run-twice'
  | 'run-gap'
  | 'mixed-series'
  | 'same-snapshot-twice'
  | 'snapshot-gap'

export interface GroupedRuns<File extends HasPath> {
  /** By profile, in the order of their names. */
  readonly profiles: ReadonlyMap<string, RunSet<File>>
  readonly notices: readonly Notice<RunNoticeCode>[]
}

interface Member<File extends HasPath> extends Snapshot<File> {
  readonly run: string | null
}

type Tell = (code: RunNoticeCode, args: Notice['args']) => void

/** Puts the files of one side together by profile, run and moment. The order of `files` does not matter. */
export function groupRuns<File extends HasPath>(
  files: readonly File[],
  patterns: readonly Pattern[],
): GroupedRuns<File> {
  const members = new Map<string, Member<File>[]>()
  for (const file of files.toSorted((a, b) => comparePaths(a.path, b.path))) {
    const { profile, run, at } = identify(file.path, patterns)
    append(members, profile, { file, run, at })
  }
  const profiles = new Map<string, RunSet<File>>()
  const notices: Notice<RunNoticeCode>[] = []
  for (const profile of [...members.keys()].sort(comparePaths)) {
    const tell: Tell = (code, args) => notices.push(notice(code, { profile, ...args }))
    profiles.set(profile, runsOf(members.get(profile) ?? [], tell))
  }
  return { profiles, notices }
}

function runsOf<File extends HasPath>(members: readonly Member<File>[], tell: Tell): RunSet<File> {
  const byNumber = new Map<string, Member<File>[]>()
  for (const member of members) append(byNumber, canonical(member.run), member)
  const numbers = [...byNumber.keys()].sort(compareDigits)
  const unnumbered = byNumber.get('')?.[0]
  if (unnumbered !== undefined && numbers.length > 1) tell('mixed-runs', { path: unnumbered.file.path })
  const counted = numbers.filter((number) => number !== '')
  // Other first numbers are process ids, dates or ports.
  const missing = counted[0] === '0' || counted[0] === '1' ? missingNumber(counted) : null
  if (missing !== null) tell('run-gap', { missing, runs: counted.length })
  return numbers.flatMap((number) => splitRun(byNumber.get(number) ?? [], tell))
}

/** Members of one number: one series or one file, and a run of its own for each file that does not fit into it. */
function splitRun<File extends HasPath>(members: readonly Member<File>[], tell: Tell): readonly Run<File>[] {
  const taken = new Map<string, Member<File>>()
  const others: Member<File>[] = []
  const isSeries = members.some(({ at }) => at !== null)
  for (const member of members) {
    const { path } = member.file
    const moment = canonical(member.at)
    const twin = taken.get(moment)
    if (isSeries && member.at === null) {
      tell('mixed-series', { path })
      others.push(member)
    } else if (twin !== undefined) {
      const other = twin.file.path
      if (member.at === null) tell('same-run-twice', { run: member.run ?? '', path, other })
      else tell('same-snapshot-twice', { at: member.at, path, other })
      others.push(member)
    } else taken.set(moment, member)
  }
  const series = [...taken.values()].sort((a, b) => compareMoments(canonical(a.at), canonical(b.at)))
  if (isSeries) tellOfSeries(series, tell)
  return [series, ...others.map((other) => [other])].map((snapshots) => ({
    run: snapshots[0]?.run ?? null,
    snapshots: snapshots.map(({ at, file }) => ({ at, file })),
  }))
}

function tellOfSeries<File extends HasPath>(series: readonly Member<File>[], tell: Tell): void {
  const firstTime = series.find(({ at }) => isTime(at))
  if (firstTime !== undefined && firstTime !== series[0]) tell('mixed-series', { path: firstTime.file.path })
  const moments = series.map(({ at }) => canonical(at))
  // Numbers of eight digits are dates or seconds: nobody expects them one after the other.
  const missing = moments.every((moment) => moment.length < 8) ? missingNumber(moments) : null
  if (missing !== null) tell('snapshot-gap', { missing, snapshots: series.length })
}

/** The first number that is missing between the first and the last of a sorted list, or null. */
function missingNumber(sorted: readonly string[]): number | null {
  for (const [at, number] of sorted.entries()) {
    const next = sorted[at + 1]
    if (next !== undefined && Number(next) > Number(number) + 1) return Number(number) + 1
  }
  return null
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

/** `001` and `1` are one number. Null becomes the empty text, which no name tells. */
const canonical = (told: string | null): string => (told ?? '').replace(/^0+(?=\d+$)/, '')

const isTime = (at: string | null): boolean => at?.endsWith('Z') === true

/** Order of canonical numbers of any length. */
const compareDigits = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

const compareMoments = (a: string, b: string): number => Number(isTime(a)) - Number(isTime(b)) || compareDigits(a, b)
