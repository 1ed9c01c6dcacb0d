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
import { readProfile } from './read-profile.ts'

/** One side of a paired profile, decoded. */
export type DecodedSide =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Notice }
  /** `snapshots`: most files of one run; above 1 the profile is a series and `runs` holds each run's last. */
  | { readonly kind: 'read'; readonly runs: readonly Profile[]; readonly snapshots: number }

export interface DecodedPair {
  readonly profile: string
  /** Usually one; both where mutex and block cannot be told apart. */
  readonly kinds: readonly ProfileKind[]
  readonly baseline: DecodedSide
  readonly candidate: DecodedSide
}

export interface DecodedInputs {
  readonly pairs: readonly DecodedPair[]
  readonly inputs: readonly Input[]
  /** A file that is meant as a profile and cannot be read. */
  readonly unreadable: readonly Notice[]
}

/** Decodes every file of every pair. What is no profile, and not meant as one, is listed as skipped. */
export function decodePairs({ profiles, named, inputs }: PairedInputs, limits?: DecodeLimits): DecodedInputs {
  const all: Input[] = [...inputs]
  const unreadable: Notice[] = []
  const pairs = profiles.flatMap((pair): readonly DecodedPair[] => {
    const decoder = new PairDecoder(pair, named, limits)
    const baseline = decoder.side('baseline', pair.baseline)
    const candidate = decoder.side('candidate', pair.candidate)
    all.push(...decoder.inputs)
    unreadable.push(...decoder.unreadable)
    if (baseline.kind === 'absent' && candidate.kind === 'absent') return []
    return [{ profile: pair.profile, kinds: decoder.kinds, baseline, candidate }]
  })
  return { pairs, inputs: all, unreadable }
}

class PairDecoder {
  readonly inputs: Input[] = []
  readonly unreadable: Notice[] = []
  kinds: readonly ProfileKind[] = []
  private readonly profile: string
  private readonly named: PairedInputs['named']
  private readonly limits: DecodeLimits | undefined
  private inBaseline = false

  constructor({ profile }: PairedProfile<LoadedFile>, named: PairedInputs['named'], limits: DecodeLimits | undefined) {
    this.profile = profile
    this.named = named
    this.limits = limits
  }

  /** Decode the baseline first: what is a profile there is meant as one in the candidate. */
  side(side: Side, runs: RunSet<LoadedFile> | null): DecodedSide {
    if (runs === null) return { kind: 'absent' }
    const meant = isMeant(this.profile, { named: this.named[side], profileInBaseline: this.inBaseline })
    const decoded: Profile[] = []
    let failure: Notice | null = null
    for (const { snapshots } of runs) {
      let last: Profile | null = null
      for (const { file } of snapshots) {
        const read = readProfile(file.path, file.read(), this.limits)
        const input = { path: file.path, side, runs: runs.length, events: null }
        if (read.kind === 'profile') {
          last = read.profile
          // The candidate's word counts, for its name is the pair's.
          this.kinds = read.kinds
          this.inputs.push({ ...input, state: 'read', kind: read.kinds[0] ?? null, reason: null })
        } else if (meant || !read.foreign) {
          failure ??= read.reason
          const { code, args } = read.reason
          this.unreadable.push(notice('unreadable', { ...args, path: file.path, side, code }))
          this.inputs.push({ ...input, state: 'refused', kind: null, reason: read.reason })
        } else this.inputs.push({ ...input, state: 'skipped', kind: null, reason: read.reason })
      }
      if (last !== null) decoded.push(last)
    }
    // One unreadable run makes the side one that nobody can vouch for.
    if (failure !== null) return { kind: 'unreadable', reason: failure }
    if (decoded.length === 0) return { kind: 'absent' }
    if (side === 'baseline') this.inBaseline = true
    return { kind: 'read', runs: decoded, snapshots: Math.max(...runs.map(({ snapshots }) => snapshots.length)) }
  }
}
