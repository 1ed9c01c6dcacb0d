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
import { type ProfilePair, pairProfiles, type SideFiles } from './paired-profiles.ts'
import { type FileProfile, type ReadFile, readProfiles } from './read-profile.ts'

export interface DecodedPair extends ProfilePair {
  readonly profile: string
}

/** What one pair of files holds. */
export interface DecodedFiles {
  /** One for each profile, the main one first; none if the files were not meant as profiles. */
  readonly pairs: readonly DecodedPair[]
  readonly inputs: readonly Input[]
  readonly unreadable: readonly UnreadableFile[]
}

/** A file that is meant as a profile and cannot be read, or not as one with its counterpart. */
export interface UnreadableFile {
  readonly profile: string
  /**
   * - `unreadable`. Args: `path`, `side`, `code`, and those of the code.
   * - `kind-differs`: its kind is another one on the other side, or in another run. Args: `path`, and the kinds of either
   *   side: `baseline`, `candidate`.
   */
  readonly what: Notice<'unreadable' | 'kind-differs'>
}

export interface DecodeOptions {
  readonly limits?: DecodeLimits
  /** How many sampling events a profile of the kind rests on, for the list of inputs; null where nobody knows. */
  readonly eventCountOf: (profile: Profile, kind: ProfileKind) => number | null
}

/** Decodes the files of a pair. What is no profile, and not meant as one, is listed as skipped. */
export function decodePair(
  pair: PairedProfile<LoadedFile>,
  named: PairedInputs['named'],
  options: DecodeOptions,
): DecodedFiles {
  const decoder = new PairDecoder(pair, named, options)
  const pairs = decoder.decode(pair)
  return { pairs, inputs: decoder.inputs, unreadable: decoder.unreadable }
}

/** A file and what was read of it; runs of snapshots of one side. */
interface OpenedFile {
  readonly path: string
  readonly read: ReadFile
}

type OpenedRuns = readonly (readonly OpenedFile[])[]

/** How many runs the snapshots of one run of files stand for: a file of benchmarks may hold several. */
function runsIn(snapshots: readonly OpenedFile[]): number {
  const read = snapshots.at(-1)?.read
  return read?.kind === 'profiles' ? (read.profiles[0]?.runs.length ?? 1) : 1
}

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

  decode(pair: PairedProfile<LoadedFile>): readonly DecodedPair[] {
    const opened = { baseline: this.open(pair.baseline), candidate: this.open(pair.candidate) }
    // What is a profile on one side is meant as one on the other, so both are opened before either is judged.
    const isProfile = [opened.baseline, opened.candidate].some((runs) =>
      (runs ?? []).flat().some(({ read }) => read.kind === 'profiles'),
    )
    const baseline = this.check('baseline', opened.baseline, isProfile)
    const candidate = this.check('candidate', opened.candidate, isProfile)
    const pairs = pairProfiles(baseline, candidate)
    for (const { baseline } of pairs) {
      if (baseline.kind !== 'unreadable' || baseline.reason.code !== 'kind-differs') continue
      const what = notice('kind-differs', { path: this.profile, ...baseline.reason.args })
      this.unreadable.push({ profile: this.profile, what })
    }
    return pairs.map((one) => ({ profile: this.profile, ...one }))
  }

  private open(runs: RunSet<LoadedFile> | null): OpenedRuns | null {
    const openFile = (file: LoadedFile): OpenedFile => {
      return { path: file.path, read: readProfiles(file.path, file.read(), this.options.limits) }
    }
    return runs?.map(({ snapshots }) => snapshots.map(({ file }) => openFile(file))) ?? null
  }

  private check(side: Side, runs: OpenedRuns | null, isProfile: boolean): SideFiles {
    if (runs === null) return { kind: 'absent' }
    const runCount = runs.reduce((sum, snapshots) => sum + runsIn(snapshots), 0)
    let failure: Notice | null = null
    const files = runs.map((snapshots) =>
      snapshots.flatMap(({ path, read }) => {
        if (read.kind === 'profiles') {
          this.note(side, path, read.profiles, runCount)
          return [read.profiles]
        }
        const meant = isMeant(this.profile, { named: this.named[side], profileElsewhere: isProfile })
        if (this.refuse(side, path, read.reason, { meant, runs: runCount })) failure ??= read.reason
        return []
      }),
    )
    // One unreadable run makes the side one that nobody can vouch for.
    if (failure !== null) return { kind: 'unreadable', reason: failure }
    const meant = files.filter((snapshots) => snapshots.length > 0)
    return meant.length === 0 ? { kind: 'absent' } : { kind: 'read', files: meant }
  }

  private note(side: Side, path: string, profiles: readonly FileProfile[], runs: number): void {
    const [main] = profiles
    const kind = main?.kinds[0] ?? null
    const profile = main?.runs[0]
    const events = kind === null || profile === undefined ? null : this.options.eventCountOf(profile, kind)
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
