import { absInt, addInt, type Int, type IntColumn, intOf } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Profile } from '../model/profile.ts'
import { factsOf } from './column-facts.ts'

/**
 * Exact sums, one for each group: flat of samples whose leaf is in it (the innermost inlined frame of the first location),
 * cum of those with a frame in it (recursion counts once), own of those that are blamed on it.
 */
export type IntSums = Float64Array | readonly Int[]

/** How the samples of one profile fall into groups: by their frames, or as a whole. */
export type Members = FrameMembers | SampleMembers

export interface FrameMembers {
  readonly kind: 'frames'
  /** Location l owns frames `start[l] .. start[l + 1]`. */
  readonly start: Uint32Array
  readonly groupOfFrame: Int32Array
  readonly groupCount: number
  /** The frame that each sample is blamed on, -1 for none; looked at by own only. */
  readonly blamed: Int32Array
}

/** Every sample is in one group; its value is flat, cum and own there. */
export interface SampleMembers {
  readonly kind: 'samples'
  readonly groupOfSample: Uint32Array
  readonly groupCount: number
}

/** Samples to leave out are 0 here; null keeps all. */
export type SampleMask = Uint8Array | null

/**
 * One measure of one column by group: whole numbers exactly, in lanes that cannot round where doubles might; fractions,
 * which are measured values, as doubles.
 */
export function sumMeasure(
  profile: Profile,
  values: IntColumn,
  groups: Members,
  mask: SampleMask,
  measure: Measure,
): IntSums {
  return new ColumnSums(profile, values, mask).of(groups, measure)
}

/** The sums of one column of one profile by any groups of its frames; what is in one frame is added up once for all. */
export class ColumnSums {
  private readonly profile: Profile
  private readonly values: IntColumn
  private readonly mask: SampleMask
  /** Their sums are exact; one lane is the column itself. */
  private readonly lanes: readonly Float64Array[]
  private leafSums: readonly Float64Array[] | null = null
  private blamedSums: readonly Float64Array[] | null = null

  constructor(profile: Profile, values: IntColumn, mask: SampleMask) {
    this.profile = profile
    this.values = values
    this.mask = mask
    this.lanes = values instanceof Float64Array && factsOf(values).isSafe ? [values] : lanesOf(values)
  }

  of(groups: Members, measure: Measure): IntSums {
    const { profile, mask, lanes } = this
    if (groups.kind === 'samples') return joined(lanes.map((lane) => sumSamples(lane, groups, mask)))
    if (measure === 'cum') return joined(lanes.map((lane) => sumCum(profile, lane, groups, mask)))
    return joined(this.frameSums(groups, measure).map((sums) => sumFrames(sums, groups)))
  }

  /** Marks the groups of the samples that have a value. */
  mark(groups: Members, isMet: Uint8Array): void {
    const { profile, mask, values } = this
    const hasValue = (sample: number) => Number(values[sample]!) !== 0 && (mask === null || mask[sample] !== 0)
    if (groups.kind === 'samples') {
      for (let at = 0; at < values.length; at++) if (hasValue(at)) isMet[groups.groupOfSample[at]!] = 1
      return
    }
    const { stack, stackStart } = profile.samples
    const isStacked = new Uint8Array(groups.start.length - 1)
    for (let sample = 0; sample < values.length; sample++) {
      if (!hasValue(sample)) continue
      for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) isStacked[stack[at]!] = 1
    }
    for (let location = 0; location < isStacked.length; location++) {
      if (isStacked[location] === 0) continue
      for (let frame = groups.start[location]!; frame < groups.start[location + 1]!; frame++) {
        isMet[groups.groupOfFrame[frame]!] = 1
      }
    }
  }

  private frameSums(members: FrameMembers, measure: 'flat' | 'own'): readonly Float64Array[] {
    const { profile, mask, lanes } = this
    if (measure === 'flat') {
      this.leafSums ??= lanes.map((lane) => sumLeaves(profile, lane, members, mask))
      return this.leafSums
    }
    this.blamedSums ??= lanes.map((lane) => sumBlamed(lane, members, mask))
    return this.blamedSums
  }
}

function sumSamples(values: Float64Array, { groupOfSample, groupCount }: SampleMembers, mask: SampleMask) {
  const sums = new Float64Array(groupCount)
  for (let sample = 0; sample < groupOfSample.length; sample++) {
    if (mask === null || mask[sample] !== 0) sums[groupOfSample[sample]!]! += values[sample]!
  }
  return sums
}

/** By leaf frame. */
function sumLeaves({ samples }: Profile, values: Float64Array, { start }: FrameMembers, mask: SampleMask) {
  const { count, stack, stackStart } = samples
  const sums = new Float64Array(start.at(-1) ?? 0)
  for (let sample = 0; sample < count; sample++) {
    const at = stackStart[sample]!
    if (at === stackStart[sample + 1] || (mask !== null && mask[sample] === 0)) continue
    sums[start[stack[at]!]!]! += values[sample]!
  }
  return sums
}

/** By the frame that is blamed. */
function sumBlamed(values: Float64Array, { start, blamed }: FrameMembers, mask: SampleMask) {
  const sums = new Float64Array(start.at(-1) ?? 0)
  for (let sample = 0; sample < blamed.length; sample++) {
    const frame = blamed[sample]!
    if (frame !== -1 && (mask === null || mask[sample] !== 0)) sums[frame]! += values[sample]!
  }
  return sums
}

function sumFrames(frameSums: Float64Array, { groupOfFrame, groupCount }: FrameMembers): Float64Array {
  const sums = new Float64Array(groupCount)
  for (let frame = 0; frame < frameSums.length; frame++) sums[groupOfFrame[frame]!]! += frameSums[frame]!
  return sums
}

function sumCum(
  { samples }: Profile,
  values: Float64Array,
  { start, groupOfFrame, groupCount }: FrameMembers,
  mask: SampleMask,
): Float64Array {
  const { count, stack, stackStart } = samples
  const sums = new Float64Array(groupCount)
  const groupOfLocation = singleGroups(start, groupOfFrame)
  // The sample in which a group was last met, plus one: recursion counts once.
  const seen = new Uint32Array(groupCount)
  for (let sample = 0; sample < count; sample++) {
    const value = values[sample]!
    if (value === 0 || (mask !== null && mask[sample] === 0)) continue
    const end = stackStart[sample + 1]!
    for (let at = stackStart[sample]!; at < end; at++) {
      const location = stack[at]!
      const only = groupOfLocation[location]!
      if (only !== -1) {
        if (seen[only] === sample + 1) continue
        seen[only] = sample + 1
        sums[only]! += value
        continue
      }
      for (let frame = start[location]!; frame < start[location + 1]!; frame++) {
        const group = groupOfFrame[frame]!
        if (seen[group] === sample + 1) continue
        seen[group] = sample + 1
        sums[group]! += value
      }
    }
  }
  return sums
}

/** The group of each location that has a single frame, as most have; -1 for the others. */
function singleGroups(start: Uint32Array, groupOfFrame: Int32Array): Int32Array {
  const groups = new Int32Array(start.length - 1)
  for (let location = 0; location < groups.length; location++) {
    const frame = start[location]!
    groups[location] = start[location + 1]! - frame === 1 ? groupOfFrame[frame]! : -1
  }
  return groups
}

const LANE_BITS = 22
const LANE = 2 ** LANE_BITS

/** Splits int64 values into three lanes of 22 bits; a lane's sum over 2^31 samples is still an exact double. */
function lanesOf(values: IntColumn): readonly Float64Array[] {
  const lanes = [new Float64Array(values.length), new Float64Array(values.length), new Float64Array(values.length)]
  for (let at = 0; at < values.length; at++) {
    let rest = BigInt(values[at]!)
    for (let lane = 0; lane < 2; lane++) {
      lanes[lane]![at] = Number(BigInt.asUintN(LANE_BITS, rest))
      rest >>= BigInt(LANE_BITS)
    }
    lanes[2]![at] = Number(rest)
  }
  return lanes
}

function joined(lanes: readonly Float64Array[]): IntSums {
  const [only] = lanes
  if (lanes.length === 1 && only !== undefined) return only
  return Array.from({ length: only?.length ?? 0 }, (_, group) => joinLanes(lanes.map((sums) => sums[group]!)))
}

function joinLanes(sums: readonly number[]): Int {
  let joined = 0n
  for (let lane = sums.length - 1; lane >= 0; lane--) joined = joined * BigInt(LANE) + BigInt(sums[lane]!)
  return intOf(joined)
}

/** Sum of a column over the samples of the mask. */
export function total(values: IntColumn, mask: SampleMask): Int {
  return mask === null ? factsOf(values).total : maskedSum(values, mask, (value) => value)
}

/** Sum of |value|. */
export function absoluteTotal(values: IntColumn, mask: SampleMask): Int {
  return mask === null ? factsOf(values).absoluteTotal : maskedSum(values, mask, absInt)
}

function maskedSum(values: IntColumn, mask: Uint8Array, part: (value: Int) => Int): Int {
  const isSafe = values instanceof Float64Array && factsOf(values).isSafe
  const add = isSafe ? (a: Int, b: Int) => Number(a) + Number(b) : addInt
  let sum: Int = 0
  for (let at = 0; at < values.length; at++) if (mask[at] === 1) sum = add(sum, part(values[at]!))
  return sum
}
