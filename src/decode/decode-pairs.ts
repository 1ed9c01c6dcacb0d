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
import { type ReadProfile, readProfile } from './read-profile.ts'

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
    // What is a profile on one side is meant as one on the other, so both are read before either is judged.
    const read = { baseline: decoder.read(pair.baseline), candidate: decoder.read(pair.candidate) }
    const baseline = decoder.side('baseline', read.baseline)
    const candidate = decoder.side('candidate', read.candidate)
    all.push(...decoder.inputs)
    unreadable.push(...decoder.unreadable)
    if (baseline.kind === 'absent' && candidate.kind === 'absent') return []
    return [{ profile: pair.profile, kinds: decoder.kinds, baseline, candidate }]
  })
  return { pairs, inputs: all, unreadable }
}

/** A file and what was read of it; runs of snapshots of one side. */
interface ReadFile {
  readonly path: string
  readonly read: ReadProfile
}

type ReadRuns = readonly (readonly ReadFile[])[]

class PairDecoder {
  readonly inputs: Input[] = []
  readonly unreadable: UnreadableFile[] = []
  kinds: readonly ProfileKind[] = []
  private readonly profile: string
  private readonly named: PairedInputs['named']
  private readonly options: DecodeOptions
  /** Whether any file of either side is a profile: then all of them are meant as one. */
  private isProfile = false

  constructor({ profile }: PairedProfile<LoadedFile>, named: PairedInputs['named'], options: DecodeOptions) {
    this.profile = profile
    this.named = named
    this.options = options
  }

  /** Reads all files of a side; give both sides to it before `side` says what they come to. */
  read(runs: RunSet<LoadedFile> | null): ReadRuns | null {
    return (
      runs?.map(({ snapshots }) =>
        snapshots.map(({ file }) => {
          const read = readProfile(file.path, file.read(), this.options.limits)
          if (read.kind === 'profile') this.isProfile = true
          return { path: file.path, read }
        }),
      ) ?? null
    )
  }

  side(side: Side, runs: ReadRuns | null): DecodedSide {
    if (runs === null) return { kind: 'absent' }
    const decoded: Profile[] = []
    let failure: Notice | null = null
    for (const snapshots of runs) {
      let last: Profile | null = null
      for (const file of snapshots) {
        const read = this.file(side, file, runs.length)
        if (read === null) continue
        if ('sampleTypes' in read) last = read
        else failure ??= read
      }
      if (last !== null) decoded.push(last)
    }
    // One unreadable run makes the side one that nobody can vouch for.
    if (failure !== null) return { kind: 'unreadable', reason: failure }
    if (decoded.length === 0) return { kind: 'absent' }
    return { kind: 'read', runs: decoded, snapshots: Math.max(...runs.map((snapshots) => snapshots.length)) }
  }

  /** The profile in a file, or why it cannot be read; null if it was not meant as one. */
  private file(side: Side, { path, read }: ReadFile, runs: number): Profile | Notice | null {
    if (read.kind === 'profile') {
      const { profile, kinds } = read
      // The candidate's word counts, for its name is the pair's; but one that is certain outdoes one that is not.
      if (this.kinds.length !== 1 || kinds.length === 1) this.kinds = kinds
      const kind = kinds[0] ?? null
      const events = kind === null ? null : this.options.eventCountOf(profile, kind)
      this.inputs.push({ path, side, state: 'read', kind, runs, events, reason: null })
      return profile
    }
    const { reason } = read
    const meant = isMeant(this.profile, { named: this.named[side], profileElsewhere: this.isProfile })
    const state = meant ? 'refused' : 'skipped'
    this.inputs.push({ path, side, state, kind: null, runs, events: null, reason })
    if (!meant) return null
    const what = notice('unreadable', { ...reason.args, path, side, code: reason.code })
    this.unreadable.push({ profile: this.profile, what })
    return reason
  }
}
