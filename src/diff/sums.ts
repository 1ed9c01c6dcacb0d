import { absInt, addInt, type Int, type IntColumn, intOf } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import type { Profile } from '../model/profile.ts'
import { OWN, RUNTIME } from './frames.ts'

/** Exact sums, one for each group. */
export type IntSums = Float64Array | readonly Int[]

/** Values of one profile added up by group. */
export interface GroupSums {
  /** Of samples whose leaf is in the group: the innermost inlined frame of the first location. */
  readonly flat: IntSums
  /** Of samples with a frame in the group; recursion counts once. */
  readonly cum: IntSums
  /** Of samples that are blamed on the group. */
  readonly own: IntSums
}

/** How the samples of one profile fall into groups: by their frames, or as a whole. */
export type Members = FrameMembers | SampleMembers

export interface FrameMembers {
  readonly kind: 'frames'
  /** Location l owns frames `start[l] .. start[l + 1]`. */
  readonly start: Uint32Array
  readonly groupOfFrame: Int32Array
  readonly groupCount: number
  readonly owners: Uint8Array
}

/** Every sample is in one group; its value is flat, cum and own there. */
export interface SampleMembers {
  readonly kind: 'samples'
  readonly groupOfSample: Uint32Array
  readonly groupCount: number
}

/** Samples to leave out are 0 here; null keeps all. */
export type SampleMask = Uint8Array | null

/** Number of the frame that a stack is blamed on, -1 for an empty one. */
export function blameFrame(profile: Profile, start: Uint32Array, owners: Uint8Array, sample: number): number {
  const { stack, stackStart } = profile.samples
  let outermost = -1
  let outermostForeign = -1
  for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
    const location = stack[at]!
    for (let frame = start[location]!; frame < start[location + 1]!; frame++) {
      const owner = owners[frame]!
      if (owner === OWN) return frame
      outermost = frame
      if (owner !== RUNTIME) outermostForeign = frame
    }
  }
  return outermostForeign === -1 ? outermost : outermostForeign
}

/** Adds up one column by group, exactly. */
export function sumGroups(profile: Profile, values: IntColumn, groups: Members, mask: SampleMask): GroupSums {
  const of = (measure: Measure) => sumMeasure(profile, values, groups, mask, measure)
  if (groups.kind === 'frames') return { flat: of('flat'), cum: of('cum'), own: of('own') }
  const all = of('flat')
  return { flat: all, cum: all, own: all }
}

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
  const add = adder(profile, groups, mask, measure)
  const sum = (lane: Float64Array) => {
    const sums = new Float64Array(groups.groupCount)
    add(lane, sums)
    return sums
  }
  if (values instanceof Float64Array && (!isWhole(values) || isSafe(absoluteTotal(values, null)))) return sum(values)
  const lanes = lanesOf(values).map(sum)
  return Array.from({ length: groups.groupCount }, (_, group) => joinLanes(lanes.map((sums) => sums[group]!)))
}

function adder(profile: Profile, groups: Members, mask: SampleMask, measure: Measure) {
  if (groups.kind === 'samples') {
    return (values: Float64Array, sums: Float64Array) => addSamples(values, groups, mask, sums)
  }
  const add = { flat: addFlat, cum: addCum, own: addOwn }[measure]
  return (values: Float64Array, sums: Float64Array) => add(profile, values, groups, mask, sums)
}

function addSamples(values: Float64Array, groups: SampleMembers, mask: SampleMask, sums: Float64Array): void {
  const { groupOfSample } = groups
  for (let sample = 0; sample < groupOfSample.length; sample++) {
    if (mask === null || mask[sample] !== 0) sums[groupOfSample[sample]!]! += values[sample]!
  }
}

type Add = (profile: Profile, values: Float64Array, groups: FrameMembers, mask: SampleMask, sums: Float64Array) => void

const addFlat: Add = ({ samples }, values, { start, groupOfFrame }, mask, sums) => {
  for (let sample = 0; sample < samples.count; sample++) {
    const at = samples.stackStart[sample]!
    if (at === samples.stackStart[sample + 1] || (mask !== null && mask[sample] === 0)) continue
    sums[groupOfFrame[start[samples.stack[at]!]!]!]! += values[sample]!
  }
}

const addOwn: Add = (profile, values, { start, groupOfFrame, owners }, mask, sums) => {
  for (let sample = 0; sample < profile.samples.count; sample++) {
    const value = values[sample]!
    if (value === 0 || (mask !== null && mask[sample] === 0)) continue
    const blamed = blameFrame(profile, start, owners, sample)
    if (blamed !== -1) sums[groupOfFrame[blamed]!]! += value
  }
}

const addCum: Add = ({ samples }, values, { start, groupOfFrame, groupCount }, mask, sums) => {
  const { count, stack, stackStart } = samples
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

function joinLanes(sums: readonly number[]): Int {
  let joined = 0n
  for (let lane = sums.length - 1; lane >= 0; lane--) joined = joined * BigInt(LANE) + BigInt(sums[lane]!)
  return intOf(joined)
}

/** Sum of a column over the samples of the mask. */
export function total(values: IntColumn, mask: SampleMask): Int {
  return sumOf(values, mask, (value) => value)
}

/** Sum of |value|. */
export function absoluteTotal(values: IntColumn, mask: SampleMask): Int {
  return sumOf(values, mask, absInt)
}

/** As `sumMeasure` adds up, so that parts are as exact as the whole. */
function sumOf(values: IntColumn, mask: SampleMask, part: (value: Int) => Int): Int {
  const add = isWhole(values) ? addInt : (a: Int, b: Int) => Number(a) + Number(b)
  let sum: Int = 0
  for (let at = 0; at < values.length; at++) {
    if (mask === null || mask[at] === 1) sum = add(sum, part(values[at]!))
  }
  return sum
}

function isWhole(values: IntColumn): boolean {
  return !(values instanceof Float64Array) || values.every((value) => Number.isInteger(value))
}

function isSafe(value: Int): boolean {
  return typeof value === 'number'
}
