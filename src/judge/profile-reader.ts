import { type DecodedFiles, type DecodeOptions, decodePair, type UnreadableFile } from '../decode/decode-pair.ts'
import type { DecodedSide } from '../decode/paired-profiles.ts'
import { Comparison } from '../diff/comparison.ts'
import type { OwnCode } from '../diff/own.ts'
import { pruneSides } from '../diff/prune.ts'
import type { LoadedFile } from '../load/loaded.ts'
import type { PairedInputs } from '../load/pair-inputs.ts'
import type { PairedProfile } from '../load/pairing.ts'
import { notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { tryRegex } from '../policy/regex.ts'
import type { Input } from '../result/result.ts'
import { eventCountOf } from './event-model.ts'
import { MetricPairs, type OpenProfile } from './metric-pairs.ts'

/** Of a small step everything fits, so that nothing is decoded twice; of a large one this is hardly more than a profile. */
export const KEPT_BYTES = 32 * 2 ** 20

export interface OpenFiles {
  readonly profiles: readonly OpenProfile[]
  /** Makes of what is remembered of them something that holds on to none of their bytes. */
  readonly keep: Keep
  readonly inputs: readonly Input[]
  readonly unreadable: readonly UnreadableFile[]
}

/** What a second reading of files finds. */
export type Reread =
  | { readonly kind: 'same'; readonly profiles: readonly OpenProfile[]; readonly keep: Keep }
  /** Other files than before: nobody can vouch for what was planned. */
  | { readonly kind: 'changed'; readonly unreadable: readonly UnreadableFile[] }

export type Keep = <What>(what: What) => What

/** A name that was cut out of a text keeps the whole text in memory; a copy of it does not. */
const copied: Keep = (what) => structuredClone(what)
/** What fits into the bytes that are kept may hold on to them. */
const asItIs: Keep = (what) => what

type Pair = PairedProfile<LoadedFile>

export interface ReaderOptions extends Pick<DecodeOptions, 'limits'> {
  readonly named: PairedInputs['named']
  readonly own: OwnCode
  readonly keptBytes: number
}

/**
 * Reads every pair of files twice: once to plan all checks, once to judge those of the pair. In between it keeps what fits
 * into `keptBytes`, so that memory is bounded by that and the largest pair, however many there are.
 */
export class ProfileReader {
  private readonly options: ReaderOptions
  private readonly kept = new Map<Pair, readonly OpenProfile[]>()
  private readonly seen = new Map<Pair, string>()
  private keptBytes = 0

  constructor(options: ReaderOptions) {
    this.options = options
  }

  /** @param isNext Whether it is the first to be read again: then it is kept whatever its size. */
  read(pair: Pair, isNext: boolean): OpenFiles {
    const { pairs, inputs, unreadable } = this.decode(pair, eventCountOf)
    const profiles = this.open(pairs)
    const bytes = pairs.reduce((sum, { baseline, candidate }) => sum + bytesOf(baseline) + bytesOf(candidate), 0)
    this.seen.set(pair, fingerprint({ pairs, inputs }))
    const fits = isNext || this.keptBytes + bytes <= this.options.keptBytes
    if (fits) {
      this.kept.set(pair, profiles)
      this.keptBytes += bytes
    }
    return { profiles, inputs, unreadable, keep: fits ? asItIs : copied }
  }

  /** Keeps nothing of it any more. */
  readAgain(pair: Pair): Reread {
    const kept = this.kept.get(pair)
    this.kept.delete(pair)
    if (kept !== undefined) return { kind: 'same', profiles: kept, keep: asItIs }
    const { pairs, inputs, unreadable } = this.decode(pair, () => null)
    if (fingerprint({ pairs, inputs }) === this.seen.get(pair)) {
      return { kind: 'same', profiles: this.open(pairs), keep: copied }
    }
    const { profile } = pair
    const what = notice('unreadable', { path: profile, side: 'candidate', code: 'changed-while-read' })
    return { kind: 'changed', unreadable: unreadable.length > 0 ? unreadable : [{ profile, what }] }
  }

  private decode(pair: Pair, countEvents: DecodeOptions['eventCountOf']): DecodedFiles {
    const { named, limits } = this.options
    return decodePair(pair, named, { eventCountOf: countEvents, ...(limits === undefined ? {} : { limits }) })
  }

  private open(pairs: DecodedFiles['pairs']): readonly OpenProfile[] {
    return pairs.map((decoded) => {
      const { baseline, candidate } = pruneSides(
        snapshotsOf(decoded.baseline),
        snapshotsOf(decoded.candidate),
        tryRegex,
      )
      const pair = { ...decoded, comparison: new Comparison(baseline, candidate, this.options.own) }
      return { pair, metrics: new MetricPairs(pair) }
    })
  }
}

function snapshotsOf(side: DecodedSide): readonly Profile[] {
  return side.kind === 'read' ? side.snapshots.flat() : []
}

/**
 * What two readings of the same files have in common, whatever they are read for: with other profiles in them, or other
 * columns, a check that was planned would be judged by something else, or never.
 */
function fingerprint({ pairs, inputs }: Pick<DecodedFiles, 'pairs' | 'inputs'>): string {
  const shape = (side: DecodedSide) =>
    snapshotsOf(side).map(({ sampleTypes, samples, period }) => [sampleTypes, samples.count, String(period)])
  return JSON.stringify([
    inputs.map(({ path, side, state, kind, runs, reason }) => [path, side, state, kind, runs, reason]),
    pairs.map(({ part, kinds, baseline, candidate }) => [part, kinds, shape(baseline), shape(candidate)]),
  ])
}

/** About what the columns of a side take; names, and what is worked out of them, come to as much again. */
function bytesOf(side: DecodedSide): number {
  return snapshotsOf(side).reduce((sum, { samples, locations, functions, strings }) => {
    const { stackStart, stack, values, labelStart, labels } = samples
    const columns = [stackStart, stack, labelStart, labels.key, labels.number, ...values, locations.lineFunction]
    const named = (functions.count + strings.count) * BYTES_A_NAME
    return sum + named + columns.reduce((bytes, { byteLength }) => bytes + byteLength, 0)
  }, 0)
}

const BYTES_A_NAME = 64
