import { isLabelGrouping, labelKey, type SampleGrouping } from '../model/grouping.ts'
import type { Frames } from './frames.ts'
import { goroutineCreators, goroutineStates } from './goroutines.ts'
import { labelTexts } from './labels.ts'

/** The name of the group that a sample is in; every sample is in one. */
export type GroupOfSample = (sample: number) => string

export function sampleGroups(frames: Frames, grouping: SampleGrouping): GroupOfSample {
  const name = namesOf(frames, grouping)
  const none = `(no ${isLabelGrouping(grouping) ? labelKey(grouping) : grouping})`
  return (sample) => name(sample) ?? none
}

function namesOf(frames: Frames, grouping: SampleGrouping): (sample: number) => string | null {
  switch (grouping) {
    case 'creator':
      return goroutineCreators(frames)
    case 'state':
      return goroutineStates(frames)
    case 'benchmark':
      return benchmarkNames(frames)
    case 'total':
      return () => 'total'
    default:
      return labelTexts(frames.profile, labelKey(grouping))
  }
}

/** Its leaf, as the file writes it: names of benchmarks hold any text, and so nothing is taken off them. */
export function benchmarkNames({ profile, start, functionOf }: Frames): (sample: number) => string | null {
  const { samples, functions, strings } = profile
  return (sample) => {
    const at = samples.stackStart[sample]!
    if (at === samples.stackStart[sample + 1]) return null
    const id = functionOf[start[samples.stack[at]!]!]!
    return id === -1 ? null : strings.text(functions.name[id]!)
  }
}
