import type { Frames } from '../diff/frames.ts'
import type { GroupIndex } from '../diff/group-index.ts'
import { blameFrame } from '../diff/sums.ts'
import type { Measure } from '../model/measure.ts'

/** Lists the groups that a sample counts for: its leaf's, its culprit's, or all on its stack, each once. */
export function groupLister(frames: Frames, index: GroupIndex, by: Measure): (sample: number) => readonly number[] {
  const members = index.members(frames).groups
  if (members.kind === 'samples') return (sample) => [members.groupOfSample[sample]!]
  const { groupOfFrame: groups, owners } = members
  const { stack, stackStart } = frames.profile.samples
  if (by === 'own') {
    return (sample) => {
      const frame = blameFrame(frames.profile, frames.start, owners, sample)
      return frame === -1 ? [] : [groups[frame]!]
    }
  }
  if (by === 'flat') {
    return (sample) => {
      const at = stackStart[sample]!
      return at === stackStart[sample + 1] ? [] : [groups[frames.start[stack[at]!]!]!]
    }
  }
  const seen = new Int32Array(members.groupCount).fill(-1)
  return (sample) => {
    const found: number[] = []
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
