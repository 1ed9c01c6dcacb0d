import { isMeant } from '../load/extension.ts'
import type { LoadedFile } from '../load/loaded.ts'
import type { PairedInputs } from '../load/pair-inputs.ts'
import type { PairedProfile } from '../load/pairing.ts'
import type { RunSet } from '../load/runs.ts'
import type { ProfileKind } from '../model/kind.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import type { Input, Side } from '../result/result.ts'
import type { DecodeLimits } from './decoder.ts'
import { type FileProfile, type ReadFile, readProfiles } from './read-profile.ts'

/** One side of a paired profile, decoded. */
export type DecodedSide =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  /** `snapshots`: most files of one run; above 1 the profile is a series and `runs` holds each run's last. */
  | { readonly kind: 'read'; readonly runs: readonly Profile[]; readonly snapshots: number }

export interface DecodedPair {
  readonly profile: string
  /** Usually one; both where mutex and block cannot be told apart; none where no side could be read. */
  readonly kinds: readonly ProfileKind[]
  readonly baseline: DecodedSide
  readonly candidate: DecodedSide
}

export interface DecodedInputs {
  readonly pairs: readonly DecodedPair[]
  readonly inputs: readonly Input[]
  readonly unreadable: readonly UnreadableFile[]
}

/** A file that is meant as a profile and cannot be read. */
export interface UnreadableFile {
  readonly profile: string
  /** Args: `path`, `side`, `code`, and those of the code. */
  readonly what: Notice<'unreadable'>
}

export interface DecodeOptions {
  readonly limits?: DecodeLimits
  /** How many sampling events a profile of the kind rests on, for the list of inputs; null where nobody knows. */
  readonly eventCountOf: (profile: Profile, kind: ProfileKind) => number | null
  /** Told of every profile before it is decoded; numbers start at 1. */
  readonly onProfile?: (profile: string, number: number, count: number) => void
}

/** Decodes every file of every pair. What is no profile, and not meant as one, is listed as skipped. */
export function decodePairs({ profiles, named, inputs }: PairedInputs, options: DecodeOptions): DecodedInputs {
  const all: Input[] = [...inputs]
  const unreadable: UnreadableFile[] = []
  const pairs = profiles.flatMap((pair, at): readonly DecodedPair[] => {
    options.onProfile?.(pair.profile, at + 1, profiles.length)
    const decoder = new PairDecoder(pair, named, options)
    const decoded = decoder.decode(pair)
    all.push(...decoder.inputs)
    unreadable.push(...decoder.unreadable)
    return decoded
  })
  return { pairs, inputs: all, unreadable }
}

/** A file and what was read of it; runs of snapshots of one side. */
interface OpenedFile {
  readonly path: string
  readonly read: ReadFile
}

type OpenedRuns = readonly (readonly OpenedFile[])[]

/** The files of one side as profiles, those that were not meant as one left out. */
type CheckedSide =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  /** By run and snapshot. */
  | { readonly kind: 'read'; readonly files: readonly (readonly (readonly FileProfile[])[])[] }

class PairDecoder {
  readonly inputs: Input[] = []
  readonly unreadable: UnreadableFile[] = []
  private readonly profile: string
  private readonly named: PairedInputs['named']
  private readonly options: DecodeOptions

  constructor({ profile }: PairedProfile<LoadedFile>, named: PairedInputs['named'], options: DecodeOptions) {
    this.profile = profile
    this.named = named
    this.options = options
  }

  /** One pair for each profile that the files hold, the main one first; none if they were not meant as profiles. */
  decode(pair: PairedProfile<LoadedFile>): readonly DecodedPair[] {
    const opened = { baseline: this.open(pair.baseline), candidate: this.open(pair.candidate) }
    // What is a profile on one side is meant as one on the other, so both are opened before either is judged.
    const isProfile = [opened.baseline, opened.candidate].some((runs) =>
      (runs ?? []).flat().some(({ read }) => read.kind === 'profiles'),
    )
    const baseline = this.check('baseline', opened.baseline, isProfile)
    const candidate = this.check('candidate', opened.candidate, isProfile)
    if (baseline.kind === 'absent' && candidate.kind === 'absent') return []
    const depth = Math.max(1, ...[baseline, candidate].map(mostProfiles))
    return Array.from({ length: depth }, (_, place) => ({
      profile: this.profile,
      kinds: kindsAt(place, baseline, candidate),
      baseline: sideAt(place, baseline),
      candidate: sideAt(place, candidate),
    }))
  }

  private open(runs: RunSet<LoadedFile> | null): OpenedRuns | null {
    const openFile = (file: LoadedFile): OpenedFile => {
      return { path: file.path, read: readProfiles(file.path, file.read(), this.options.limits) }
    }
    return runs?.map(({ snapshots }) => snapshots.map(({ file }) => openFile(file))) ?? null
  }

  private check(side: Side, runs: OpenedRuns | null, isProfile: boolean): CheckedSide {
    if (runs === null) return { kind: 'absent' }
    let failure: Notice | null = null
    const files = runs.map((snapshots) =>
      snapshots.flatMap(({ path, read }) => {
        if (read.kind === 'profiles') {
          this.note(side, path, read.profiles, runs.length)
          return [read.profiles]
        }
        const meant = isMeant(this.profile, { named: this.named[side], profileElsewhere: isProfile })
        if (this.refuse(side, path, read.reason, { meant, runs: runs.length })) failure ??= read.reason
        return []
      }),
    )
    // One unreadable run makes the side one that nobody can vouch for.
    if (failure !== null) return { kind: 'unreadable', reason: failure }
    const meant = files.filter((snapshots) => snapshots.length > 0)
    return meant.length === 0 ? { kind: 'absent' } : { kind: 'read', files: meant }
  }

  private note(side: Side, path: string, profiles: readonly FileProfile[], fileRuns: number): void {
    const [main] = profiles
    const kind = main?.kinds[0] ?? null
    const profile = main?.runs[0]
    const events = kind === null || profile === undefined ? null : this.options.eventCountOf(profile, kind)
    const runs = Math.max(fileRuns, main?.runs.length ?? 1)
    this.inputs.push({ path, side, state: 'read', kind, runs, events, reason: null })
  }

  /** Whether the file counts as unreadable; else it is skipped. */
  private refuse(side: Side, path: string, reason: Notice, { meant, runs }: { meant: boolean; runs: number }): boolean {
    this.inputs.push({ path, side, state: meant ? 'refused' : 'skipped', kind: null, runs, events: null, reason })
    if (!meant) return false
    const what = notice('unreadable', { ...reason.args, path, side, code: reason.code })
    this.unreadable.push({ profile: this.profile, what })
    return true
  }
}

/** How many profiles the file with the most of them holds. */
function mostProfiles(side: CheckedSide): number {
  return side.kind === 'read' ? Math.max(...side.files.flat().map((profiles) => profiles.length)) : 0
}

/** The candidate's word counts, for its name is the pair's; but one that is certain outdoes one that is not. */
function kindsAt(place: number, baseline: CheckedSide, candidate: CheckedSide): readonly ProfileKind[] {
  const told = [baseline, candidate].flatMap((side) =>
    side.kind === 'read' ? side.files.flat().flatMap((profiles) => profiles.slice(place, place + 1)) : [],
  )
  return (told.findLast(({ kinds }) => kinds.length === 1) ?? told.at(-1))?.kinds ?? []
}

/** The last snapshot of each run speaks for it. */
function sideAt(place: number, side: CheckedSide): DecodedSide {
  if (side.kind !== 'read') return side
  const runs = side.files.flatMap((snapshots) => snapshots.at(-1)?.[place]?.runs ?? [])
  if (runs.length === 0) return { kind: 'absent' }
  return { kind: 'read', runs, snapshots: Math.max(...side.files.map((snapshots) => snapshots.length)) }
}
