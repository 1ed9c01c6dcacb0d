import type { FrameIndex } from '../diff/frame-index.ts'
import type { Frames } from '../diff/frames.ts'
import { measuredValues } from '../diff/run.ts'
import { type SampleMask, sumMeasure } from '../diff/sums.ts'
import type { GraphRun, RequestedMetric } from './tree-request.ts'
import { runCountOf } from './tree-request.ts'

/** Values of one metric by place of an index, as `list` has those of lines: means over the runs of a side. */
export interface PlaceSums {
  readonly baseline: Float64Array
  readonly candidate: Float64Array
}

export function placeSums(
  index: FrameIndex,
  { baseline, candidate }: RequestedMetric,
  measure: 'flat' | 'cum',
  maskOf: (frames: Frames) => SampleMask,
): PlaceSums {
  const sideOf = (runs: readonly GraphRun[]) => {
    const sums = new Float64Array(index.placeCount)
    const count = Math.max(1, runCountOf(runs))
    for (const run of runs) {
      const { frames, scale } = run
      const places = index.members(frames).places
      const values = sumMeasure(frames.profile, measuredValues(run), places, maskOf(frames), measure)
      for (let place = 0; place < values.length; place++) sums[place]! += (Number(values[place]!) * scale) / count
    }
    return sums
  }
  return { baseline: sideOf(baseline), candidate: sideOf(candidate) }
}

/** The function of each place, as a group of the index. */
export function groupsOfPlaces(index: FrameIndex, all: readonly Frames[]): Int32Array {
  const groups = new Int32Array(index.placeCount).fill(-1)
  for (const frames of all) {
    const assigned = index.assign(frames)
    for (let frame = 0; frame < frames.count; frame++) groups[assigned.places[frame]!] = assigned.groups[frame]!
  }
  return groups
}
