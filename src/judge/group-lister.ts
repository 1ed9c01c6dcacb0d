import type { Frames } from '../diff/frames.ts'
import type { GroupIndex } from '../diff/group-index.ts'
import type { Measure } from '../model/measure.ts'

/**
 * Lists the groups that a sample counts for: its leaf's, its culprit's, or all on its stack, each once. A list is valid
 * until the next sample is asked about.
 */
export function groupLister(frames: Frames, index: GroupIndex, by: Measure): (sample: number) => readonly number[] {
  const members = index.members(frames).groups
  const found: number[] = []
  const only = (group: number) => {
    found[0] = group
    return found
  }
  if (members.kind === 'samples') return (sample) => only(members.groupOfSample[sample]!)
  const { groupOfFrame: groups, blamed } = members
  const { stack, stackStart } = frames.profile.samples
  if (by === 'own') return (sample) => (blamed[sample] === -1 ? NONE : only(groups[blamed[sample]!]!))
  if (by === 'flat') {
    return (sample) => {
      const at = stackStart[sample]!
      return at === stackStart[sample + 1] ? NONE : only(groups[frames.start[stack[at]!]!]!)
    }
  }
  const seen = new Int32Array(members.groupCount).fill(-1)
  return (sample) => {
    found.length = 0
    for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
      const location = stack[at]!
      for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) {
        const group = groups[frame]!
        if (seen[group] === sample) continue
        seen[group] = sample
        found.push(group)
      }
    }
    return found
  }
}

const NONE: readonly number[] = []
